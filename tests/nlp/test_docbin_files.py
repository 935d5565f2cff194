"""Anyone's `.spacy` files as records, and records as such files."""

import io
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, SpanGroup

from annotator.formats.catalogue import named
from annotator.formats.limits import LIMITS, MEGABYTE, Limits
from annotator.formats.reading import read
from annotator.model.document import Zone
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from annotator.nlp.docbin import register_relations
from annotator.nlp.docbin_files import CATEGORIES
from tests.formats.strategies import annotations_of, damaged, documents, long_document, read_bytes, written_bytes

DOCBIN = named("docbin")
NLP = spacy.blank("fr")


def packed(*docs: Doc) -> bytes:
    return bytes(DocBin(docs=list(docs), store_user_data=True).to_bytes())


def annotated() -> Doc:
    register_relations()
    doc = NLP("Anne Roche dirige Valtrex à Brest.")
    doc.set_ents([doc.char_span(0, 10, "PER"), doc.char_span(18, 25, "ORG")])
    return doc


def one(folder: Path, data: bytes) -> Record:
    (record,) = read_bytes(DOCBIN, folder, "a.spacy", data)
    assert isinstance(record, Record), record
    return record


def test_entities_groups_and_categories(tmp_path: Path) -> None:
    doc = annotated()
    doc.spans["sc"] = SpanGroup(doc, spans=[doc.char_span(0, 10, "PER"), doc.char_span(0, 25, "LEADS")])
    doc.spans["rejected"] = SpanGroup(doc, spans=[doc.char_span(11, 17, "MISC")])
    doc.cats = {"news": 1.0}
    record = one(tmp_path, packed(doc))
    assert (record.key, record.text) == ("a:1", doc.text)
    assert set(record.spans) == {RecordSpan(0, 10, "PER"), RecordSpan(18, 25, "ORG"), RecordSpan(0, 25, "LEADS")}
    assert record.rejected == (RecordSpan(11, 17, "MISC"),)
    assert (record.aside, record.meta["spacy"]) == ({CATEGORIES: 1}, {"cats": {"news": 1.0}})


def test_documents_with_groups_and_no_entities(tmp_path: Path) -> None:
    doc = NLP("Anne Roche dirige Valtrex.")
    doc.spans["any"] = SpanGroup(doc, spans=[doc.char_span(0, 10, "PER")])
    assert one(tmp_path, packed(doc)).spans == (RecordSpan(0, 10, "PER"),)


@pytest.mark.parametrize(
    "relate",
    [
        lambda doc: doc._.set("rel", {(0, 3): {"heads": 1.0, "knows": 0.0}, (3, 0): {"heads": 0.2}}),
        lambda doc: doc.user_data.update(relations=[{"head": [0, 2], "child": [3, 4], "label": "heads"}]),
        lambda doc: doc.user_data.update(relations=[{"head": [0, 10], "child": [18, 25], "label": "heads"}]),
    ],
    ids=["first tokens", "token extents", "character extents"],
)
def test_relations_of_every_kind(tmp_path: Path, relate: Callable[[Any], None]) -> None:
    doc = annotated()
    relate(doc)
    record = one(tmp_path, packed(doc))
    (relation,) = record.relations
    assert [record.spans[end].label for end in (relation.head, relation.child)] == ["PER", "ORG"]
    assert relation.label == "heads"


def test_a_relation_without_its_span_is_refused_with_its_document(tmp_path: Path) -> None:
    doc, other = annotated(), annotated()
    doc.user_data["relations"] = [{"head": [0, 2], "child": [2, 3], "label": "heads"}]
    other._.rel = {(2, 0): {"heads": 1.0}}
    first, second = read_bytes(DOCBIN, tmp_path, "a.spacy", packed(doc, other))
    assert str(first) == "a.spacy:1: the child of a relation, 2–3, is no span"
    assert "where no span begins" in str(second)


def test_zones_and_addresses_go_round(tmp_path: Path) -> None:
    record = Record(
        "a",
        "Titre\n\nTexte 😀.",
        url="https://alp.example/1",
        zones=(Zone(0, 5, "headline", found=True), Zone(7, 15, "quote")),
    )
    data, _ = written_bytes(DOCBIN, [record])
    back = one(tmp_path, data)
    assert (back.url, back.zones) == (record.url, record.zones)


def test_what_others_call_zones_is_left_alone(tmp_path: Path) -> None:
    doc = annotated()
    fine = {"start": 0, "end": 4, "kind": "quote"}
    strange = [3, {"start": 0}, fine | {"end": 500}, fine | {"start": "0"}, fine | {"kind": ""}, fine | {"end": True}]
    doc.user_data["zones"] = [*strange, fine]
    other = annotated()
    other.user_data["zones"] = "north"
    found = read_bytes(DOCBIN, tmp_path, "a.spacy", packed(doc, other))
    assert [record.zones for record in found if isinstance(record, Record)] == [(Zone(0, 4, "quote"),), ()]


@settings(max_examples=40)
@given(st.lists(documents(), max_size=3, unique_by=lambda record: record.key))
def test_what_is_written_is_read_back(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, written = written_bytes(DOCBIN, records)
        back = read_bytes(DOCBIN, Path(folder), "a.spacy", data)
    assert (written.documents, written.spans) == (len(records), sum(len(record.spans) for record in records))
    assert [
        (record.key, record.url, record.zones, annotations_of(record)) for record in back if isinstance(record, Record)
    ] == [(record.key, record.url, record.zones, annotations_of(record)) for record in records]


def test_a_long_document_goes_round(tmp_path: Path) -> None:
    record = replace(long_document(300_000), language="fr")
    data, _ = written_bytes(DOCBIN, [record])
    assert annotations_of(one(tmp_path, data)) == annotations_of(record)


def test_spacy_reads_what_is_written() -> None:
    record = Record(
        "a", "Anne\u00a0Roche 😀", language="fr", spans=(RecordSpan(0, 10, "PER"), RecordSpan(0, 4, "FIRST"))
    )
    stream = io.BytesIO()
    DOCBIN.write([record], stream)
    (doc,) = DocBin().from_bytes(stream.getvalue()).get_docs(NLP.vocab)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Anne\u00a0Roche", "PER")]
    assert [span.text for span in doc.spans["sc"]] == ["Anne\u00a0Roche", "Anne"]


@settings(max_examples=60)
@given(damaged(packed(annotated())))
def test_damage_is_refused_cleanly(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.spacy"
        path.write_bytes(data)
        assert all(isinstance(item, Record | Refusal) for item in read([path], language="fr"))


@pytest.mark.parametrize(
    ("name", "counts"), [("explosion-projects/ner_tweets_demo.spacy", (1, 1)), ("geoedda/val.spacy", (200, 2188))]
)
def test_files_of_others_come_in_whole(shared_data: Callable[..., Path], name: str, counts: tuple[int, int]) -> None:
    found = list(read([shared_data("formats", "spacy-docbin", *name.split("/"))], language="fr"))
    assert (len(found), sum(len(record.spans) for record in found if isinstance(record, Record))) == counts


def test_relations_of_one_span_with_itself_and_of_equal_spans(tmp_path: Path) -> None:
    record = Record(
        "a",
        "Anne",
        spans=(RecordSpan(0, 4, "PER"), RecordSpan(0, 4, "PER")),
        relations=(RecordRelation(0, 0, "is"), RecordRelation(0, 1, "knows")),
    )
    data, _ = written_bytes(DOCBIN, [record])
    assert one(tmp_path, data).relations == record.relations


@pytest.mark.parametrize(
    "kept",
    [
        {"meta": {"json": "no JSON"}},
        {"meta": {"json": 3}},
        {"relations": [{"head": [0, 1], "child": None, "label": 1}]},
    ],
)
def test_user_data_that_is_anything_costs_that_document(tmp_path: Path, kept: dict[str, Any]) -> None:
    strange, fine = annotated(), annotated()
    strange.user_data.update(kept)
    refusal, record = read_bytes(DOCBIN, tmp_path, "a.spacy", packed(strange, fine))
    assert isinstance(refusal, Refusal)
    assert isinstance(record, Record)


@pytest.mark.parametrize("rel", [{(0, 3): None}, {0: {"leads": 1.0}}, {(0, 3): {"leads": "much"}}])
def test_relations_that_are_anything_cost_that_document(tmp_path: Path, rel: Any) -> None:
    doc = annotated()
    doc._.rel = rel
    (refusal,) = read_bytes(DOCBIN, tmp_path, "a.spacy", packed(doc))
    assert isinstance(refusal, Refusal)


def test_file_that_was_made_to_fill_memory_is_refused(tmp_path: Path) -> None:
    data = zlib.compress(bytes(64 * MEGABYTE))
    before = LIMITS.set(Limits(archive_bytes=16 * MEGABYTE))
    try:
        with pytest.raises(AnnotationError, match="more than 16 MB unpacked"):
            read_bytes(DOCBIN, tmp_path, "a.spacy", data)
    finally:
        LIMITS.reset(before)
