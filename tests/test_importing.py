"""The interchange JSONL through a project: what goes in comes out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import jsonl, scheme_toml
from annotator.importing import import_sources
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.model.record import Record
from annotator.paths import resource
from annotator.project import Project
from tests.formats.strategies import documents

Facts = tuple[object, ...]


def facts(record: Record) -> Facts:
    """A record's content, its spans and relations in no order; "new" is the state of what has none."""
    ends = [(span.start, span.end, span.label) for span in record.spans]
    return (
        record.key,
        record.text,
        record.title,
        record.published,
        record.source,
        record.url,
        tuple(zone for zone in record.zones if not zone.found),
        dict(record.meta),
        sorted(ends),
        sorted((ends[relation.head], ends[relation.child], relation.label) for relation in record.relations),
        record.state,
    )


@settings(max_examples=50)
@given(given_records=st.lists(documents(), min_size=1, max_size=4, unique_by=lambda record: record.key))
def test_jsonl_out_is_jsonl_in(tmp_path_factory: pytest.TempPathFactory, given_records: list[Record]) -> None:
    folder = tmp_path_factory.mktemp("round")
    lines = [jsonl.line_of(record) for record in given_records]
    (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    with Project.create(folder / "p.pressmark", scheme=LabelScheme("none"), annotator="Ada") as project:
        report = import_sources(project, [folder / "in.jsonl"], kind="annotations")
        assert report.refusals == []
        back = [jsonl.line_of(record) for record in project.records()]
    assert [unordered(json.loads(line)) for line in back] == [
        unordered(as_imported(json.loads(line))) for line in lines
    ]


def as_imported(document: dict[str, Any]) -> dict[str, Any]:
    """A document with what an import as annotations adds: a language, and that it is done."""
    state = {"new": None}.get(document.get("state", "done"), document.get("state", "done"))
    rest = {name: value for name, value in document.items() if name != "state"}
    return {"lang": "fr", **rest, **({"state": state} if state else {})}


def unordered(document: dict[str, Any]) -> dict[str, Any]:
    """A document with its spans sorted, and its relations by the spans they join; the language is not looked at."""
    spans = [(span["start"], span["end"], span["label"]) for span in document["spans"]]
    relations = [
        (spans[relation["head"]], spans[relation["child"]], relation["label"]) for relation in document["relations"]
    ]
    return {**document, "lang": "", "spans": sorted(spans), "relations": sorted(relations)}


@pytest.mark.slow
def test_gold_goes_through_a_project_whole(shared_data: Callable[..., Path], tmp_path: Path) -> None:
    scheme = scheme_toml.read(resource("schemes", "french-news.toml"))
    counts = [0, 0, 0, 0]
    # A file a project: some corpora share articles.
    for file in sorted(shared_data("gold").glob("*/*.jsonl")):
        with Project.create(tmp_path / f"{file.stem}.pressmark", scheme=scheme, annotator="Ada") as project:
            report = import_sources(project, [file], kind="annotations")
            figures = (report.documents, report.spans, report.relations, report.refused)
            counts = [sum(pair) for pair in zip(counts, figures, strict=True)]
            with file.open("rb") as stream:
                given_records = jsonl.read_stream(stream, name=file.name, key=file.stem)
                for record, stored in zip(given_records, project.records(), strict=True):
                    assert isinstance(record, Record)
                    assert facts(stored)[:-1] == facts(record)[:-1], record.key
    assert counts == [2170, 68231, 20632, 0]


def test_a_brat_collection_goes_through_a_project_byte_for_byte(tmp_path: Path) -> None:
    from annotator.exporting import export_project

    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text("Anne Roche dirige Valtrex.", encoding="utf-8")
    ann = "T1\tPerson 0 10\tAnne Roche\nR1\theads Arg1:T1 Arg2:T2\t\nT2\tOrg 18 25\tValtrex\nA1\tSure T1\n"
    (folder / "a.ann").write_text(ann, encoding="utf-8")
    (folder / "annotation.conf").write_text(
        "[entities]\nPerson\nOrg\nPlace\n[relations]\nheads Arg1:Person, Arg2:Org\n"
        "meets Arg1:Person, Arg2:Person, <REL-TYPE>:symmetric\n"
    )
    with Project.create(tmp_path / "p.pressmark", scheme=LabelScheme(), annotator="Ada") as project:
        report = import_sources(project, [folder], kind="annotations")
        assert report.labels_added == ["Person", "Org", "Place", "→heads", "→meets"]
        assert (report.spans, report.relations, report.aside) == (2, 1, {"attributes": 1})
        relations = {relation.name: relation for relation in project.scheme.relation_labels}
        assert relations["heads"].legal == (("Person", "Org"),)
        assert relations["meets"].symmetric
        written = export_project(project, tmp_path / "out", format="brat")
        assert (written.went_in, written.lost) == (written.came_out, {})
        assert (tmp_path / "out" / "a.ann").read_text(encoding="utf-8") == ann
        # a second export takes the place of the first, and of nothing else
        export_project(project, tmp_path / "out", format="brat")
        with pytest.raises(AnnotationError, match="is not empty and is no earlier export"):
            export_project(project, folder, format="brat")
