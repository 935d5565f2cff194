"""The objects of a JSON file, one after the other, whether it holds a list, a line for each, or one after another in any way."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from annotator.formats.json_depth import Shallow
from annotator.model.errors import AnnotationError

Value = dict[str, Any]


def values(stream: BinaryIO) -> Iterator[tuple[int, Value | AnnotationError]]:
    """The objects with their numbers from 1; an error for what is JSON and no object. Memory does not grow with their number.

    Raises AnnotationError where the file is no JSON from some place on.
    """
    start = _start(stream)
    if start == b"[":
        yield from _numbered(stream, "item", many=False)
    else:
        yield from _numbered(stream, "", many=True)


def load(data: bytes) -> Any:
    """One JSON value. Raises AnnotationError."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise AnnotationError(f"this is not JSON: {str(error)[:120]}") from error


def text_of(row: Value, *names: str) -> str:
    """The first of these members that is a text which can be stored; "" where none is."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str):
            return value
    return ""


def require_text(row: Value, *names: str) -> str:
    """As `text_of`; raises AnnotationError where there is none, or one with a character that is none."""
    found = next((row[name] for name in names if isinstance(row.get(name), str)), None)
    if found is None:
        raise AnnotationError(f"there is no `{names[0]}`")
    try:
        found.encode("utf-8")
    except UnicodeEncodeError as error:
        raise AnnotationError("the text holds half a surrogate pair, which is no character") from error
    if "\0" in found:
        raise AnnotationError("the text holds a NUL character; take it out")
    return str(found)


def number(value: object, what: str) -> int:
    """A whole number. Raises AnnotationError, naming it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise AnnotationError(f"{what} must be a whole number")
    return value


def score(value: object) -> float | None:
    """A score from 0 to 1, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)


def rows(value: object) -> list[Value]:
    """The objects of a list; none where it is no list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def plain(value: object) -> bool:
    """Whether a value can be kept in a document's meta."""
    try:
        json.dumps(value, allow_nan=False).encode("ascii")
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def _start(stream: BinaryIO) -> bytes:
    head = stream.read(4096)
    skipped = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    stream.seek(skipped)
    return head[skipped:].lstrip()[:1]


def _numbered(stream: BinaryIO, prefix: str, *, many: bool) -> Iterator[tuple[int, Value | AnnotationError]]:
    import ijson
    from ijson.backends import python as slow

    first, place = stream.tell(), 0
    try:
        for place, value in enumerate(_items(ijson, Shallow(stream), prefix, many), 1):
            yield place, _object(value, place)
    except (ijson.common.JSONError, ValueError, OverflowError) as error:
        if "overflow" not in str(error):
            raise _broken(place, error) from error
    else:
        return
    # a whole number of more than 64 bits, which the fast parser has no place for
    stream.seek(first)
    done, place = place, 0
    try:
        for place, value in enumerate(_items(slow, Shallow(stream), prefix, many), 1):
            if place > done:
                yield place, _object(value, place)
    except (ijson.common.JSONError, ValueError, OverflowError) as error:
        raise _broken(place, error) from error


def _items(backend: Any, stream: BinaryIO | Shallow, prefix: str, many: bool) -> Iterator[Any]:
    found: Iterator[Any] = backend.items(stream, prefix, multiple_values=many, use_float=True, buf_size=1 << 18)
    return found


def _object(value: object, place: int) -> Value | AnnotationError:
    return value if isinstance(value, dict) else AnnotationError(f"number {place} is no JSON object, {{…}}")


def _broken(place: int, error: Exception) -> AnnotationError:
    return AnnotationError(f"from object {place + 1} on this is not JSON: {' '.join(str(error).split())[:120]}")


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
