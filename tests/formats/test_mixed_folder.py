"""A folder that holds what ten tools wrote is imported in one go, each file in its own format."""

import json
from dataclasses import replace
from pathlib import Path

from annotator.formats.catalogue import FORMATS, Format, named
from annotator.formats.reading import Reading
from annotator.formats.sources import SourceFile, walk
from annotator.importing import import_sources
from annotator.model.label_scheme import LabelScheme
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from annotator.project import Project
from annotator.surveying import survey
from tests.formats.test_archives import zipped

RECORD = Record(
    "alp",
    "Anne Roche dirige Valtrex, une société de Brest. Elle en a parlé mardi à Lorient.",
    language="fr",
    spans=(RecordSpan(0, 10, "PER"), RecordSpan(18, 25, "ORG"), RecordSpan(42, 47, "LOC")),
    relations=(RecordRelation(0, 1, "heads"),),
)
HOLDS_RELATIONS = {"jsonl", "brat", "docbin", "label_studio", "prodigy", "doccano"}


def both_ways() -> list[Format]:
    """The formats that are written and read again."""
    return [known for known in FORMATS if known.reads and known.writes]


def mixed(folder: Path) -> Path:
    """A folder with one document in each format that is written and read, and some that are read only."""
    for known in both_ways():
        record = replace(RECORD, key=f"alp-{known.name}", text=f"{RECORD.text} ({known.name})")
        place = folder / known.name
        place.mkdir(parents=True)
        if known.folder:
            known.write([record], place)
        else:
            with (place / f"corpus{known.endings[0]}").open("wb") as stream:
                known.write([record], stream)
    (folder / "texts").mkdir()
    (folder / "texts" / "plain.txt").write_text("Le maire de Brest a reçu le préfet mardi.", encoding="utf-8")
    (folder / "texts" / "table.csv").write_text("id,texte\nt-1,Le préfet a reçu le maire de Brest.\n", encoding="utf-8")
    zipped(
        folder / "packed.zip",
        {
            "doccano/all.jsonl": json.dumps({"id": 7, "text": "Anne Roche.", "label": [[0, 10, "PER"]]}).encode(),
            "brat/a.txt": b"Brest.",
            "brat/a.ann": b"T1\tLOC 0 5\tBrest\n",
        },
    )
    (folder / "README.md").write_text("What this is.")
    return folder


def test_every_file_is_read_in_its_own_format(tmp_path: Path) -> None:
    folder = mixed(tmp_path / "mixed")
    found = survey([folder])
    assert set(found.formats) >= {known.name for known in both_ways()} | {"text", "csv"}
    assert "" not in found.formats
    assert found.refusals == []
    assert len(both_ways()) + 2 >= 10


def test_it_is_imported_in_one_go_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = mixed(tmp_path / "mixed")
    with Project.create(tmp_path / "p.pressmark", scheme=LabelScheme(), annotator="Ada") as project:
        report = import_sources(project, [folder], kind="annotations", language="fr")
        assert report.refusals == []
        tools = both_ways()
        assert report.documents == len(tools) + 4
        assert report.spans == 3 * len(tools) + 2
        related = sum(known.name in HOLDS_RELATIONS or "relations" not in known.cannot_hold for known in tools)
        assert report.relations == related
        again = import_sources(project, [folder], kind="annotations", language="fr")
        assert (again.documents, again.spans, again.refused) == (0, 0, 0)


def test_archives_of_such_folders_are_read_alike(tmp_path: Path) -> None:
    folder = mixed(tmp_path / "mixed")
    members = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".zip"
    }
    archive = zipped(tmp_path / "all.zip", members)
    records = [record for record in Reading([archive], language="fr").records() if isinstance(record, Record)]
    refusals = [item for item in Reading([archive], language="fr").records() if isinstance(item, Refusal)]
    assert len(records) == len(both_ways()) + 2
    assert all(refusal.left_out for refusal in refusals)
    assert all(isinstance(file, SourceFile) for file in walk([archive]))
    assert named("brat").folder
