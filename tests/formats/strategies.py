"""Records as files may hold them, and files as accidents leave them: what the readers of all formats are tried with."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

from hypothesis import strategies as st

from annotator.formats.catalogue import Format
from annotator.formats.columns import Columns
from annotator.formats.sources import SourceFile, key_of
from annotator.formats.written import Written
from annotator.model.document import REVIEW_STATES, Zone
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal

ODD_TEXTS = [
    "e\u0301",
    "👩\u200d🚀",
    "𝔸",
    "\r\n",
    "\u00a0",
    "«\u00a0",
    "\u202e",
    "עברית",
    "\u2028",
    "\ufeff",
    "œ",
    "’",
    '"',
    "\\",
    "\t",
    "\x85",
    "a",
]


@st.composite
def documents(draw: st.DrawFn) -> Record:
    """A record as a file may hold it: odd texts, spans that nest, overlap and coincide, relations of a span to itself."""
    text = "".join(
        draw(
            st.lists(
                st.sampled_from(ODD_TEXTS) | st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=30
            )
        )
    )
    length = len(text)
    extents = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    spans: tuple[RecordSpan, ...] = ()
    if length:
        spans = tuple(
            RecordSpan(start, max(end, start + 1), label)
            for start, end, label in draw(
                st.lists(
                    st.tuples(
                        st.integers(0, length - 1),
                        st.integers(1, length),
                        st.sampled_from(["PER", "ORG", "Œuvre d’art"]),
                    ),
                    max_size=8,
                )
            )
        )
    relations = tuple(
        RecordRelation(head, child, label)
        for head, child, label in (
            draw(
                st.lists(
                    st.tuples(
                        st.integers(0, len(spans) - 1),
                        st.integers(0, len(spans) - 1),
                        st.sampled_from(["heads", "said"]),
                    ),
                    max_size=6,
                )
            )
            if spans
            else ()
        )
    )
    words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=6,
    )
    return Record(
        key=draw(words.filter(bool)),
        text=text,
        title=draw(words),
        language=draw(st.sampled_from(["", "fr", "en"])),
        published=draw(st.sampled_from(["", "2024-12-01", "2024-12-01T08:30:00Z", "1er décembre"])),
        source=draw(words),
        url=draw(words),
        zones=tuple(
            Zone(start, end, kind)
            for (start, end), kind in draw(
                st.lists(st.tuples(extents, st.sampled_from(["headline", "body"])), max_size=3)
            )
        ),
        meta=draw(st.dictionaries(words | st.just("_interchange"), values, max_size=4)),
        spans=spans,
        relations=relations,
        state=draw(st.none() | st.sampled_from(REVIEW_STATES)),
    )


def long_document(size: int = 1_000_000) -> Record:
    """A document of that many code points with a span every thousand of them, and relations between neighbours."""
    unit = "Anne Roche, maire de Saint-Malo 😀, a reçu le préfet.\r\n"
    text = (unit * (size // len(unit) + 1))[:size]
    step = len(unit) * 20
    spans = tuple(RecordSpan(start, start + 10, "PER") for start in range(0, size - step, step))
    relations = tuple(RecordRelation(at, at + 1, "meets") for at in range(0, len(spans) - 1, 2))
    return Record("long", text, spans=spans, relations=relations)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """A file with some of its bytes changed, taken out, doubled or cut off."""
    found = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(found) - 1)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(("change", "out", "double", "cut", "put"))):
            case "change":
                found[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "out":
                del found[at : at + length]
            case "double":
                found[at:at] = found[at : at + length]
            case "cut":
                del found[at:]
            case _:
                found[at:at] = draw(
                    st.sampled_from((b"\0", b"\xff", b"<", b"&x;", b"\n", b'"', b"\t", b"-1", b"{", b"]"))
                )
    return bytes(found)


def source_of(path: Path) -> SourceFile:
    """A file as a source that messages name by its name alone."""
    return SourceFile(path, path.name, key_of(path.name))


def read_bytes(known: Format, folder: Path, name: str, data: bytes) -> list[Record | Refusal]:
    """What a reader makes of a file of that name with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return list(known.read(source_of(path), Columns()))


def written_bytes(known: Format, records: Iterable[Record]) -> tuple[bytes, Written]:
    """What a writer of one file makes of records."""
    stream = io.BytesIO()
    written = known.write(records, stream)
    return stream.getvalue(), written


Annotations = tuple[str, list[tuple[int, int, str]], list[tuple[tuple[int, int, str], tuple[int, int, str], str]]]


def annotations_of(record: Record, *, keep: Callable[[RecordSpan], bool] = lambda span: True) -> Annotations:
    """What a round trip must keep: the text, the spans by value, the relations by the values of their ends, sorted."""
    spans = [(span.start, span.end, span.label) for span in record.spans]
    return (
        record.text,
        sorted(value for value, span in zip(spans, record.spans, strict=True) if keep(span)),
        sorted((spans[relation.head], spans[relation.child], relation.label) for relation in record.relations),
    )
