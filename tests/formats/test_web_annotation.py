"""Web annotations: pages that hold their text, written and read; positions of tools that count otherwise; links either way."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import web_annotation
from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.reading import read
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from tests.formats.strategies import annotations_of, damaged, documents, long_document, read_bytes, written_bytes

WEB = named("web_annotation")
TEXT = "Anne Roche 😀 dirige\r\nValtrex."
RECORD = Record(
    "alp/1 é",
    TEXT,
    title="Valtrex",
    language="fr",
    published="2026-01-02",
    source="ALP",
    url="https://alp.example/1",
    spans=(RecordSpan(0, 10, "PER"), RecordSpan(21, 28, "ORG")),
    relations=(RecordRelation(0, 1, "heads"),),
    annotator="Ada",
)


TERMS = {
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextualBody": "oa:TextualBody",
    "linking": "oa:linking",
    "tagging": "oa:tagging",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "format": "dc:format",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "language": "dc:language",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "prefix": "oa:prefix",
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "suffix": "oa:suffix",
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "value": "rdf:value",
}
"""What the context of the model defines of the terms that we write; the real one would have to be fetched."""
QUERY_SPANS = """
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?annotation ?start ?end ?label ?exact WHERE {
  ?annotation oa:motivatedBy oa:tagging ; oa:hasBody/rdf:value ?label ; oa:hasTarget ?target .
  ?target oa:hasSelector [ oa:start ?start ; oa:end ?end ] , [ oa:exact ?exact ] }
"""
QUERY_RELATIONS = """
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?head ?child ?label WHERE {
  ?annotation oa:motivatedBy oa:linking ; oa:hasTarget ?head ; oa:hasBody [ oa:hasSource ?child ] , [ rdf:value ?label ] }
"""


def pages_of(*records: Record) -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = json.loads(written_bytes(WEB, records)[0])
    return pages


def one(folder: Path, *pages: Any) -> Record:
    (record,) = read_bytes(WEB, folder, "a.jsonld", json.dumps(list(pages)).encode())
    assert isinstance(record, Record), record
    return record


@pytest.mark.parametrize("start", ["-1e999", "1" + "0" * 400, "0.5", "true", '"0"'])
def test_an_offset_that_is_none_costs_its_page_alone(tmp_path: Path, start: str) -> None:
    written = json.dumps([*pages_of(RECORD), *pages_of(replace(RECORD, key="b"))])
    assert written.count('"start": 21') == 2
    data = written.replace('"start": 21', f'"start": {start}', 1).encode()
    read_in = read_bytes(WEB, tmp_path, "a.jsonld", data)
    assert [isinstance(item, Record) for item in read_in] == [False, True]


def test_a_page_is_what_the_model_says() -> None:
    (page,) = pages_of(RECORD)
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    text = page["schema:about"]
    assert (text["id"], text["value"], text["language"]) == ("urn:x-pressmark:alp%2F1%20%C3%A9", TEXT, "fr")
    person, company, relation = page["items"]
    assert person["body"] == {"type": "TextualBody", "purpose": "tagging", "value": "PER"}
    assert person["target"]["source"] == text["id"]
    position, quote = company["target"]["selector"]
    assert position == {"type": "TextPositionSelector", "start": 21, "end": 28}
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "Valtrex",
        "prefix": "Anne Roche 😀 dirige\r\n",
        "suffix": ".",
    }
    assert (relation["motivation"], relation["target"]) == ("linking", person["id"])
    assert relation["body"][0] == {"type": "SpecificResource", "purpose": "linking", "source": company["id"]}
    assert relation["body"][1]["value"] == "heads"
    ids = [page["id"], text["id"], *(item["id"] for item in page["items"])]
    assert len(set(ids)) == len(ids)


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")  # 7.6 uses what it deprecates
@given(documents())
@settings(max_examples=30)
def test_its_triples_say_the_same(record: Record) -> None:
    """rdflib reads JSON-LD, SPARQL asks in the model's own words: which is the head of a relation too."""
    page = pages_of(record)[0] | {"@context": TERMS}
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    (text,) = graph.objects(rdflib.URIRef(page["schema:about"]["id"]), rdflib.RDF.value)
    spans = {row.annotation: (int(row.start), int(row.end), str(row.label)) for row in graph.query(QUERY_SPANS)}
    assert {row.annotation: record.text[int(row.start) : int(row.end)] for row in graph.query(QUERY_SPANS)} == {
        row.annotation: str(row.exact) for row in graph.query(QUERY_SPANS)
    }
    relations = [(spans[row.head], spans[row.child], str(row.label)) for row in graph.query(QUERY_RELATIONS)]
    assert (str(text), sorted(spans.values()), sorted(relations)) == annotations_of(record)


def test_what_is_said_of_the_article_comes_back(tmp_path: Path) -> None:
    back = one(tmp_path, *pages_of(RECORD))
    assert replace(back, origin="") == RECORD


def test_positions_in_utf_16_are_understood_by_their_quotes(tmp_path: Path) -> None:
    (page,) = pages_of(RECORD)
    position = page["items"][1]["target"]["selector"][0]
    position |= {"start": 22, "end": 29}
    assert one(tmp_path, page).spans == RECORD.spans
    position |= {"start": 23, "end": 30}
    (refusal,) = read_bytes(WEB, tmp_path, "a.jsonld", json.dumps(page).encode())
    assert "23–30 should be “Valtrex”, and the text has “ltrex.” there" in str(refusal)


def test_links_of_two_targets_and_other_bodies(tmp_path: Path) -> None:
    (page,) = pages_of(RECORD)
    first, second, link = page["items"]
    first["body"] = [
        {"type": "TextualBody", "purpose": "classifying", "value": "PER"},
        {"type": "TextualBody", "purpose": "commenting", "value": "bien sûr"},
    ]
    second["body"] = {"type": "TextualBody", "value": "ORG"}
    second["target"] = [second["target"]]
    link |= {
        "target": [{"id": first["id"]}, {"id": second["id"]}],
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "heads"}],
    }
    note = {"id": "urn:n", "type": "Annotation", "bodyValue": "à voir", "target": page["schema:about"]["id"]}
    page["items"] += [note, "urn:elsewhere"]
    record = one(tmp_path, page)
    assert (record.spans, record.relations) == (RECORD.spans, RECORD.relations)
    assert record.aside == {web_annotation.OTHER: 2}
    link["body"] = []
    assert one(tmp_path, page).relations == (RecordRelation(0, 1, web_annotation.UNNAMED),)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"schema:about": None}, "does not hold the text that it is about"),
        ({"schema:about": {"id": "urn:a"}}, "there is no `value`"),
        ({"type": "Annotation"}, "an annotation without the text it is about"),
    ],
)
def test_what_holds_no_text_is_refused(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    (page,) = pages_of(RECORD)
    (refusal,) = read_bytes(WEB, tmp_path, "a.jsonld", json.dumps(page | change).encode())
    assert reason in str(refusal)


@pytest.mark.parametrize("name", ["a.jsonld", "a.json", "a.anno"])
def test_it_is_told_by_its_context(file: Callable[[str, bytes], SourceFile], name: str) -> None:
    assert format_of(file(name, written_bytes(WEB, [RECORD])[0])).name == "web_annotation"


@given(st.lists(documents(), max_size=3, unique_by=lambda record: record.key))
def test_what_is_written_is_read_back(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, written = written_bytes(WEB, records)
        back = read_bytes(WEB, Path(folder), "a.jsonld", data)
    assert (written.documents, written.lost) == (len(records), {})
    assert [(record.key, annotations_of(record)) for record in back if isinstance(record, Record)] == [
        (record.key, annotations_of(record)) for record in records
    ]


def test_a_long_document_goes_round(tmp_path: Path) -> None:
    record = long_document()
    data, _ = written_bytes(WEB, [record])
    (back,) = read_bytes(WEB, tmp_path, "a.jsonld", data)
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(record)


@given(damaged(written_bytes(WEB, [RECORD, replace(RECORD, key="b")])[0]))
def test_damage_is_refused_cleanly(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonld"
        path.write_bytes(data)
        assert all(isinstance(item, Record | Refusal) for item in read([path], format="web_annotation", language="fr"))
