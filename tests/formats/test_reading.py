import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import jsonl, plain_text, table
from annotator.formats.catalogue import FORMATS, READABLE, WRITABLE, _function, named
from annotator.formats.columns import Columns
from annotator.formats.finding import format_of
from annotator.formats.reading import Reading, read
from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal, verify

PROSE = "Le conseil municipal s’est réuni mardi soir à Brest pour examiner le budget de la commune et voter les taux."


def test_table_of_formats_is_consistent() -> None:
    assert {"jsonl", "csv", "tsv", "text"} <= set(READABLE)
    assert "jsonl" in WRITABLE
    assert len({known.name for known in FORMATS}) == len(FORMATS)
    assert named("tsv").endings[0] == ".tsv"
    for known in FORMATS:
        assert known.reads or known.writes
        for function in (known.reader, known.writer, known.sniffer, known.aside, known.losses_of):
            assert not function or callable(_function(function)), function
    for ending in {ending for known in FORMATS for ending in known.endings}:
        # formats that share an ending are told apart, and one at most takes what no other knows
        sharing = [known for known in FORMATS if known.reads and ending in known.endings]
        assert len(sharing) == 1 or all(known.sniffer or known.default for known in sharing), ending
        assert sum(known.default for known in sharing) <= 1, ending


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.JSONL", b"", "jsonl"),
        ("a.ndjson.gz", b"", "jsonl"),
        ("a.csv", b"", "csv"),
        ("a.tab", b"", "tsv"),
        ("a.txt", b"", "text"),
        ("notes.md", PROSE.encode("cp1252"), "text"),
        ("README", PROSE.encode(), "text"),
        ("a.json", b'{"id": 1, "text": "a"}\n', "jsonl"),
        ("a.data", b"\xef\xbb\xbf" + b'{"id": 1, "text": "a"}\n', "jsonl"),
        ("cut", b"a" + ("é" * 65_535).encode(), "text"),
    ],
)
def test_format_is_found(tmp_path: Path, name: str, data: bytes, format: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert format_of(SourceFile(tmp_path / name, name, "a")).name == format


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 text"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.json", b"[1, 2]"),
        ("a", b""),
        ("a.gz", b"\x1f\x8bnonsense"),
        ("a.bin", bytes(range(256))),
    ],
)
def test_what_is_no_format_is_refused_with_the_remedy(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (refusal,) = read([tmp_path / name])
    assert isinstance(refusal, Refusal)
    assert "--format" in refusal.reason or "Unknown compression method" in refusal.reason


def test_files_of_other_kinds_in_a_folder_are_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "NOTES.md").write_text(PROSE)
    (tmp_path / "a.txt").write_text(PROSE)
    refusal, record = read([tmp_path])
    assert "the ending .md" in str(refusal)
    assert isinstance(record, Record)


def test_language_is_detected_given_or_the_projects(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(PROSE)
    (tmp_path / "2.txt").write_text("ALP")

    def languages(**options: str) -> list[str]:
        return [record.language for record in read([tmp_path], **options) if isinstance(record, Record)]  # type: ignore[arg-type]

    assert languages(default_language="en") == ["fr", "en"]
    assert languages() == ["fr", ""]
    assert languages(language="de") == ["de", "de"]


def test_unclear_table_stops_everything_before_the_first_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "z.csv").write_text("x,y\n1,2\n")
    with pytest.raises(AnnotationError, match=r"z\.csv: no column"):
        next(read([tmp_path]))
    assert len(list(read([tmp_path], columns=Columns(text="y")))) == 2
    with pytest.raises(AnnotationError, match="no column"):
        next(read([tmp_path / "z.csv"], format="tsv", columns=Columns(text="Z")))


def test_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(PROSE)
    reading = Reading([tmp_path])
    size = len(PROSE.encode())
    assert reading.total_bytes() == 3 * size
    records = reading.records()
    next(records)
    next(records)
    assert reading.bytes_read == size
    assert len(list(records)) == 1
    assert (reading.bytes_read, reading.files_read) == (3 * size, 3)


def test_reading_tells_how_far_it_is_within_a_file(tmp_path: Path) -> None:
    lines = "".join(f'{{"id":"{number}","text":"{PROSE}"}}\n' for number in range(2000)).encode()
    (tmp_path / "a.jsonl").write_bytes(lines)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines))
    reading = Reading([tmp_path])
    seen = [reading.bytes_read for _ in reading.records()]
    assert seen == sorted(seen)
    assert abs(seen[999] - len(lines) / 2) < 1000
    assert len(lines) < seen[3000] <= reading.total_bytes()
    assert reading.bytes_read == reading.total_bytes()


def test_unknown_format_is_named() -> None:
    with pytest.raises(AnnotationError, match="there is no format docx"):
        Reading([], format="docx")


@given(
    st.binary(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                b'"',
                b",",
                b"\t",
                b"\n",
                b"\r",
                b"text",
                b"\xe9",
                b"\xc3\xa9",
                b"\x00",
                b"{",
                b"}",
                b'{"text":"a"',
                b"\xff\xfe",
                b"1",
                b":",
                b"[",
                b"]",
                b"\\ud83d",
            ]
        ),
        max_size=40,
    ).map(b"".join)
)
def test_no_bytes_whatever_break_a_reader(data: bytes) -> None:
    source = SourceFile(Path("x"), "x", "x")
    found: list[Record | Refusal] = list(jsonl.read_stream(io.BytesIO(data), name="x", key="x"))
    try:
        found += table.read_stream(io.BytesIO(data), source=source)
        found += table.read_stream(io.BytesIO(b"id,text\n" + data), source=source, columns=Columns(text="text"))
    except AnnotationError:
        found.append(Refusal("x", "the columns are not clear"))
    for record in found:
        if isinstance(record, Refusal):
            assert "\n" not in str(record)
            assert record.reason
        else:
            verify(record).text.encode()


@given(data=st.binary(max_size=200))
def test_no_bytes_whatever_break_plain_text(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    (found,) = plain_text.read(SourceFile(path, "any.txt", "any"))
    if isinstance(found, Record):
        verify(found).text.encode()
