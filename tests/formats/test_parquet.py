"""Parquet and Arrow files: rows as articles, in batches."""

import tempfile
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from annotator.formats.columns import Columns
from annotator.formats.reading import read
from annotator.model.record import Record, Refusal
from tests.formats.strategies import damaged

ROWS = {
    "id": [1, 2, 3],
    "texte": ["Anne Roche 😀\r\nà Brest", "Le port.", None],
    "titre": ["Brest", None, "rien"],
    "date": ["2026-03-01", "01/04/2026", None],
    "tags": [["a", "b"], [], None],
}


def table(path: Path, rows: dict[str, list[object]] = ROWS) -> Path:  # type: ignore[assignment]
    found = pyarrow.table(rows)
    if path.suffix == ".parquet":
        parquet.write_table(found, path)
    else:
        with pyarrow.OSFile(str(path), "wb") as sink, pyarrow.ipc.new_file(sink, found.schema) as writer:
            writer.write_table(found)
    return path


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.feather"])
def test_rows_are_articles(tmp_path: Path, name: str) -> None:
    first, second, third = read([table(tmp_path / name)], language="fr")
    assert isinstance(first, Record)
    assert (first.key, first.text, first.title, first.published) == (
        "1",
        "Anne Roche 😀\r\nà Brest",
        "Brest",
        "2026-03-01",
    )
    assert first.meta == {"tags": '["a", "b"]'}
    assert isinstance(second, Record)
    assert second.published == "2026-04-01"
    assert isinstance(third, Refusal)
    assert "the column texte is empty" in third.reason


def test_the_text_column_can_be_named(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", {"x": ["un"], "y": ["deux"]})
    (refusal,) = read([path], language="fr")
    assert "say which with --text-column" in str(refusal)
    (record,) = read([path], columns=Columns(text="y"), language="fr")
    assert isinstance(record, Record)
    assert record.text == "deux"


def test_many_rows_come_in_batches(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", {"text": [f"Article {number}" for number in range(1000)]})
    assert [record.text for record in read([path], language="fr") if isinstance(record, Record)] == [
        f"Article {number}" for number in range(1000)
    ]


def whole() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return table(Path(folder) / "a.parquet").read_bytes()


WHOLE = whole()


@settings(max_examples=40)
@given(st.data())
def test_damage_is_refused_cleanly(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        path.write_bytes(data.draw(damaged(WHOLE)))
        assert all(isinstance(item, Record | Refusal) for item in read([path], format="parquet", language="fr"))
