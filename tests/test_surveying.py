"""What files hold is found without importing them, and nothing wrong with one stops the look at the others."""

import gzip
from pathlib import Path

import pytest

from annotator.formats.columns import Columns
from annotator.model.errors import AnnotationError
from annotator.surveying import EXCERPT, LOOKED_AT, SHOWN, survey


def test_formats_records_and_annotations_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"id":"x","text":"À Lyon.","spans":[{"start":2,"end":6,"label":"LOC"}],"relations":[]}\nbroken\n',
        encoding="utf-8",
    )
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 ...")
    found = survey([tmp_path])
    assert (found.files, found.formats) == (3, {"text": 1, "jsonl": 1, "": 1})
    assert (found.records, found.spans, found.relations, found.complete) == (2, 1, 0, True)
    assert [row["key"] for row in found.documents] == ["a", "x"]
    assert [Path(row["origin"]).name for row in found.refusals] == ["b.jsonl:2", "c.pdf"]
    assert found.to_dict()["bytes"] == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_only_the_beginning_of_a_large_corpus_is_read(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(f'{{"id":"{n}","text":"{"mot " * 400}"}}\n' for n in range(LOOKED_AT + 5)), encoding="utf-8"
    )
    found = survey([path])
    assert (found.records, found.complete) == (LOOKED_AT, False)
    assert len(found.documents) == SHOWN
    assert len(found.documents[0]["text"]) == EXCERPT
    assert found.documents[0]["characters"] == 1600


def test_columns_are_guessed_and_what_is_unclear_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("n;papier;média;titre\n1;Il pleut.;Ouest;Météo\n", encoding="utf-8")
    found = survey([path])
    assert found.header == ["n", "papier", "média", "titre"]
    assert found.guesses == {"source": "média", "title": "titre"}
    assert "--text-column" in found.problem
    chosen = survey([path], chosen=Columns(text="papier"))
    assert chosen.problem == ""
    assert chosen.documents[0]["title"] == "Météo"


def test_a_table_of_one_column_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("papier\nIl pleut.\n", encoding="utf-8")
    assert survey([path]).guesses == {"text": "papier"}


def test_damaged_and_missing_files_are_refusals(tmp_path: Path) -> None:
    packed = gzip.compress(b"texte;titre\nun;deux\n" * 50)
    (tmp_path / "cut.csv.gz").write_bytes(packed[:-20])
    (tmp_path / "empty.csv").write_bytes(b"")
    found = survey([tmp_path, tmp_path / "none.txt"])
    assert found.documents == []
    assert {Path(row["origin"]).name.partition(":")[0] for row in found.refusals} >= {"empty.csv", "none.txt"}


def test_a_format_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="there is no format xml"):
        survey([tmp_path], format="xml")
