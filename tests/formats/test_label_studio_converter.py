"""Label Studio's own converter (label-studio-sdk) reads what we write, and finds in real exports what our reader finds.

The package brings OpenCV, pandas, NLTK and a code formatter, 500 MB with another numpy than spaCy's: it stands in an
environment of its own, and PRESSMARK_LABEL_STUDIO names that environment's Python.
"""

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.catalogue import named
from annotator.formats.reading import read
from annotator.model.record import Record, RecordRelation, RecordSpan
from tests.formats.strategies import annotations_of, read_bytes, written_bytes

LABEL_STUDIO = named("label_studio")
REAL = "label-studio-1.23.2"
CONFIG = (
    '<View><Labels name="label" toName="text"><Label value="PER"/></Labels><Text name="text" value="$text"/></View>'
)
CONVERT = (
    "import sys; from label_studio_sdk.converter import Converter; source, config, out, format = sys.argv[1:]; "
    "Converter(config, project_dir=None).convert(source, out, format, is_dir=False)"
)

Convert = Callable[[Path, str], Path]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Has the converter make a file of that format of a list of tasks; the file it wrote."""
    python = os.environ.get("PRESSMARK_LABEL_STUDIO")
    if not python:
        pytest.skip("needs label-studio-sdk, 500 MB: PRESSMARK_LABEL_STUDIO names a Python that has it")

    def made(tasks: Path, format: str) -> Path:
        out = tmp_path / f"{tasks.stem}-{format}"
        subprocess.run([python, "-c", CONVERT, tasks, CONFIG, out, format], check=True)
        (found,) = out.iterdir()
        return found

    return made


def records_of(path: Path) -> list[Record]:
    return [record for record in read([path], language="fr") if isinstance(record, Record)]


def strings(record: Record) -> list[tuple[str, str]]:
    return [("".join(record.text[span.start : span.end].split()), span.label) for span in record.spans]


def spans_of(records: list[Record]) -> list[Any]:
    return sorted(annotations_of(replace(record, relations=())) for record in records)


def marked(text: str) -> Record:
    """A record whose spans are marked so in the text: `[PER Anne Roche]`."""
    spans: list[RecordSpan] = []
    plain = ""
    for part in text.split("["):
        inside, close, after = part.partition("]")
        label, _, string = inside.partition(" ")
        if close:
            spans.append(RecordSpan(len(plain), len(plain) + len(string), label))
        plain += string + after if close else part
    relations = (RecordRelation(0, 1, "heads"),)
    return Record(plain[:12], plain, title=plain[:12], language="fr", spans=tuple(spans), relations=relations)


RECORDS = [
    marked("[PER Anne\u00a0Roche] dirige\r\n[ORG Valtrex] depuis  [LOC Brest] , dit - elle ."),
    marked("« [PER Žofie Němcová] » : [ORG e\u0301dition] \u2028 [LOC Œuvre-d’art]\ttab"),
    marked("[PER Anne] 👩\u200d🚀 𝔸 [ORG Valtrex] 😀 dirige\r\n[LOC 🏙]"),
]


def test_each_task_has_the_number_that_the_converter_asks_for() -> None:
    data, _ = written_bytes(LABEL_STUDIO, RECORDS)
    assert [task["id"] for task in json.loads(data)] == [1, 2, 3]


@pytest.mark.parametrize("format", ["JSON_MIN", "CSV", "TSV"])
def test_the_converter_keeps_what_we_write(convert: Convert, format: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    path.write_bytes(written_bytes(LABEL_STUDIO, RECORDS)[0])
    back = records_of(convert(path, format))
    assert spans_of(back) == spans_of(RECORDS)
    assert sorted(record.key for record in back) == sorted(record.key for record in RECORDS)


def test_the_converter_tags_the_tokens_that_we_wrote(convert: Convert, tmp_path: Path) -> None:
    """It takes offsets for code points: behind a character outside the BMP Label Studio's own CoNLL is shifted, so that text is not here."""
    path = tmp_path / "ours.json"
    path.write_bytes(written_bytes(LABEL_STUDIO, RECORDS[:2])[0])
    (record,) = read_bytes(named("conll"), tmp_path, "a.conll", convert(path, "CONLL2003").read_bytes())
    assert isinstance(record, Record)
    assert strings(record) == [pair for written in RECORDS[:2] for pair in strings(written)]


@pytest.mark.parametrize(("name", "spans"), [("winer-fr", 228), ("popcorn", 360)])
def test_real_exports_say_the_same_to_both(
    shared_data: Callable[..., Path], convert: Convert, name: str, spans: int, tmp_path: Path
) -> None:
    real = shared_data("formats", "label-studio", REAL, f"{name}.json")
    ours = records_of(real)
    assert sum(len(record.spans) for record in ours) == spans
    path = tmp_path / "ours.json"
    path.write_bytes(written_bytes(LABEL_STUDIO, ours)[0])
    for format in ("JSON_MIN", "CSV", "TSV"):
        assert spans_of(records_of(convert(real, format))) == spans_of(ours)
        assert spans_of(records_of(convert(path, format))) == spans_of(ours)
    # what Label Studio itself exported as CoNLL, made of what we wrote
    conll = shared_data("formats", "conll", REAL, f"{name}.conll2003.txt")
    assert convert(path, "CONLL2003").read_bytes() == conll.read_bytes()
