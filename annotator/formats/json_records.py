"""One JSON value, one document: each that cannot come in is refused by itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

Item = TypeVar("Item")


def records_of(
    source: SourceFile,
    found: Iterable[tuple[int, Item | AnnotationError]],
    made: Callable[[Item, str, str], Iterable[Record | Refusal]],
) -> Iterator[Record | Refusal]:
    """The records made of the numbered values of a file; `made` takes a value, its key and its origin.

    An AnnotationError in the place of a value, or raised for it, refuses that one; one raised by `found` ends the file.
    """
    try:
        for place, item in found:
            origin = f"{source.name}:{place}"
            try:
                if isinstance(item, AnnotationError):
                    raise item
                yield from made(item, f"{source.key}:{place}", origin)
            except AnnotationError as error:
                yield Refusal(origin, str(error))
    except AnnotationError as error:
        yield Refusal(source.name, str(error))
