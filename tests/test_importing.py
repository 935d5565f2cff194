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
        record.zones,
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
