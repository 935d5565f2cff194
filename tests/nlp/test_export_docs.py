"""Training documents to Docs and `.spacy` files, and back."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus
from spacy.vocab import Vocab

from annotator.model.document import DocumentId, text_digest
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.training import (
    RejectedRelation,
    RejectedSpan,
    TrainingDocument,
    TrainingRelation,
    TrainingSpan,
)
from annotator.nlp.alignment import extents_of
from annotator.nlp.docbin import SplitWriter, entity_extents, relations_of, training_doc

SCHEME = LabelScheme(
    relation_labels=(
        RelationLabel("heads", legal=(("PER", "ORG"),)),
        RelationLabel("met_with", legal=(("PER", "PER"),), symmetric=True),
    )
)
PIECES = [
    *("Paris", "l'", "aujourd'hui", "Union européenne", "e\u0301", "M. ", "-", "«\u00a0", "\u00a0»", ".", ", ", " "),
    *(
        "  ",
        "\u00a0",
        "\u202f",
        "\u200b",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "🇫🇷",
        "👩‍👩‍👧",
        "𝔸",
        "שלום ",
        "عالم",
        "\u202e",
        "日本",
        "U.S.A.",
    ),
]


@cache
def blank() -> Language:
    return spacy.blank("fr")


def document(text: str, spans: Any = (), relations: Any = (), **more: Any) -> TrainingDocument:
    found = tuple(TrainingSpan(index, *span) for index, span in enumerate(spans))
    related = tuple(TrainingRelation(*relation) for relation in relations)
    return TrainingDocument(DocumentId(1), "a-1", text, text_digest(text), "fr", spans=found, relations=related, **more)


def doc_of(item: TrainingDocument, scheme: LabelScheme | None = None, **options: Any) -> Doc:
    return training_doc(item, blank().tokenizer, scheme, **options)


def spans_at(text: str, *found: tuple[str, str]) -> list[tuple[int, int, str]]:
    return [(text.index(string), text.index(string) + len(string), label) for string, label in found]


@st.composite
def documents(draw: st.DrawFn) -> TrainingDocument:
    characters = st.characters(blacklist_categories=("Cs",))
    text = "".join(draw(st.lists(st.one_of(st.sampled_from(PIECES), characters), max_size=25)))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] < pair[1])
    extents = draw(st.lists(ends, max_size=10)) if text else []
    labels = st.sampled_from(["PER", "ORG", "Œuvre d’art"])
    spans = sorted(((a, b, draw(labels)) for a, b in extents), key=lambda span: (span[0], -span[1]))
    index = st.integers(0, max(len(spans) - 1, 0))
    pairs = st.tuples(index, index, st.sampled_from(["heads", "met_with", "other"]))
    relations = draw(st.lists(pairs, max_size=8)) if spans else []
    rejected = tuple(RejectedSpan(a, b, draw(labels)) for a, b in (draw(st.lists(ends, max_size=5)) if text else []))
    return document(text, spans, relations, rejected=rejected, state=draw(st.sampled_from(["done", "in_progress"])))


@settings(max_examples=150, deadline=None)
@given(st.lists(documents(), min_size=1, max_size=3), st.sampled_from(["outer", "inner"]))
def test_spans_and_relations_come_out_as_they_went_in(items: list[TrainingDocument], prefer: Any) -> None:
    bin = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for item in items:
        bin.add(doc_of(item, SCHEME, prefer=prefer))
    found = list(DocBin().from_bytes(bin.to_bytes()).get_docs(Vocab()))
    assert len(found) == len(items)
    for item, doc in zip(items, found, strict=True):
        assert doc.text == item.text
        assert extents_of(doc.spans.get("sc", [])) == [tuple(span[1:]) for span in item.spans]
        assert relations_of(doc) == list(item.relations)
        for row, relation in zip(doc.user_data["relations"], item.relations, strict=True):
            assert tuple(row["head"]) == item.spans[relation.head][1:3]
            assert tuple(row["child"]) == item.spans[relation.child][1:3]
        for entity in doc.ents:
            assert entity.text == entity.text.strip() != ""
            assert any(
                span.start <= entity.start_char and entity.end_char <= span.end and span.label == entity.label_
                for span in item.spans
            )
        refused = set(extents_of(doc.spans.get("rejected", [])))
        assert refused.isdisjoint(extents_of(doc.ents))


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_corpus_reader_keeps_every_span(tmp_path_factory: pytest.TempPathFactory, item: TrainingDocument) -> None:
    path = tmp_path_factory.mktemp("corpus") / "train.spacy"
    doc = doc_of(item)
    DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=[doc], store_user_data=True).to_disk(path)
    examples = list(Corpus(path, gold_preproc=True)(blank()))
    assert len(examples) == (1 if item.text else 0)
    for example in examples:
        assert example.predicted.text == item.text
        assert extents_of(example.reference.ents) == extents_of(doc.ents)
        if len(item.text) == 1:  # spaCy 3.8 takes one token for a sentence, and copies its entities only
            continue
        assert extents_of(example.reference.spans.get("sc", [])) == [tuple(span[1:]) for span in item.spans]
        assert extents_of(example.get_aligned_spans_y2x(example.reference.ents)) == extents_of(example.reference.ents)


@pytest.mark.parametrize("text", ["Valbonne", "Valbonne "])
def test_the_corpus_reader_keeps_the_spans_of_an_article_of_one_word(tmp_path: Path, text: str) -> None:
    item = document(text, [(0, 8, "LOC")], rejected=(RejectedSpan(0, 8, "PER"),))
    doc = doc_of(item)
    DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=[doc], store_user_data=True).to_disk(tmp_path / "train.spacy")
    (example,) = Corpus(tmp_path / "train.spacy", gold_preproc=True)(blank())
    assert example.reference.text == text
    assert extents_of(example.reference.ents) == [(0, 8, "LOC")]
    assert extents_of(example.reference.spans["sc"]) == [(0, 8, "LOC")]
    assert extents_of(example.reference.spans["rejected"]) == [(0, 8, "PER")]


TEXT = "Le président de la Banque de France, Jean Valmont, a vu Léa Roy."


def test_the_longest_of_overlapping_spans_is_the_entity() -> None:
    spans = spans_at(TEXT, ("Banque de France", "ORG"), ("France", "LOC"), ("Jean Valmont", "PER"), ("Valmont", "PER"))
    outer = doc_of(document(TEXT, spans))
    assert [(entity.text, entity.label_) for entity in outer.ents] == [
        ("Banque de France", "ORG"),
        ("Jean Valmont", "PER"),
    ]
    inner = doc_of(document(TEXT, spans), prefer="inner")
    assert [(entity.text, entity.label_) for entity in inner.ents] == [("France", "LOC"), ("Valmont", "PER")]
    assert [span.text for span in inner.spans["sc"]] == ["Banque de France", "France", "Jean Valmont", "Valmont"]


def test_of_two_labels_on_one_extent_the_first_is_the_entity() -> None:
    item = document("Paris", [(0, 5, "LOC"), (0, 5, "ORG"), (0, 5, "LOC")])
    doc = doc_of(item)
    assert [entity.label_ for entity in doc.ents] == ["LOC"]
    assert [span.label_ for span in doc.spans["sc"]] == ["LOC", "ORG", "LOC"]


def test_a_middle_span_finds_its_place_between_entities() -> None:
    item = document("aa bb cc dd", [(0, 5, "A"), (3, 8, "B"), (6, 8, "C"), (9, 11, "D")])
    assert entity_extents(item, "inner") == {0: (0, 5), 2: (6, 8), 3: (9, 11)}
    assert [entity.label_ for entity in doc_of(item, prefer="inner").ents] == ["A", "C", "D"]


def test_blanks_at_the_ends_are_left_out_of_the_entity_only() -> None:
    item = document("à Paris\u00a0!", [(1, 8, "LOC"), (7, 8, "X")])
    doc = doc_of(item)
    assert [entity.text for entity in doc.ents] == ["Paris"]
    assert [span.text for span in doc.spans["sc"]] == [" Paris\u00a0", "\u00a0"]


def test_tokens_are_missing_where_the_document_is_not_done() -> None:
    spans = spans_at(TEXT, ("Jean Valmont", "PER"))
    rejected = tuple(RejectedSpan(*span) for span in spans_at(TEXT, ("Banque", "PER"), ("Valmont, a", "PER")))
    working = doc_of(document(TEXT, spans, rejected=rejected, state="in_progress"))
    kinds = {token.text: (token.ent_iob_, token.ent_type_) for token in working}
    assert kinds["Jean"] == ("B", "PER")
    assert kinds["Banque"] == ("O", "")  # looked at: not an entity
    assert kinds["Léa"] == ("", "")  # not looked at
    assert kinds["a"] == ("", "")  # its rejected span was replaced by "Jean Valmont"
    done = doc_of(document(TEXT, spans, rejected=rejected))
    assert {token.ent_iob_ for token in done} == {"B", "I", "O"}
    assert [span.text for span in done.spans["rejected"]] == ["Banque", "Valmont, a"]


def test_overlapping_rejected_spans_are_o_together() -> None:
    item = document("aa bb cc dd", rejected=(RejectedSpan(0, 5, "X"), RejectedSpan(3, 8, "Y")), state="in_progress")
    assert [token.ent_iob_ for token in doc_of(item)] == ["O", "O", "O", ""]


def test_what_was_rejected_and_then_confirmed_is_not_rejected() -> None:
    item = document("à Paris", [(1, 7, "LOC")], rejected=(RejectedSpan(2, 7, "LOC"), RejectedSpan(2, 7, "ORG")))
    doc = doc_of(item)
    assert [span.label_ for span in doc.spans["rejected"]] == ["ORG"]
    blanks = document("à Paris", rejected=(RejectedSpan(1, 2, "LOC"),))
    assert not doc_of(blanks).spans["rejected"]


def test_relations_are_keyed_by_first_tokens_with_a_value_for_every_legal_label() -> None:
    spans = spans_at(TEXT, ("Banque de France", "ORG"), ("Jean Valmont", "PER"), ("Léa Roy", "PER"))
    doc = doc_of(document(TEXT, spans, [(1, 0, "heads"), (2, 1, "met_with")]), SCHEME)
    bank, jean, lea = (span.start for span in doc.spans["sc"])
    assert doc._.rel == {
        (jean, bank): {"heads": 1.0},
        (lea, bank): {"heads": 0.0},
        (jean, lea): {"met_with": 1.0},  # symmetric
        (lea, jean): {"met_with": 1.0},
    }
    assert doc.user_data["relations"][0] == {
        "head": [37, 49],
        "child": [19, 35],
        "label": "heads",
        "head_span": 1,
        "child_span": 0,
    }


def test_of_a_document_that_is_not_done_only_the_known_relations_have_a_value() -> None:
    spans = spans_at(TEXT, ("Banque de France", "ORG"), ("Jean Valmont", "PER"), ("Léa Roy", "PER"))
    refused = (
        RejectedRelation(spans[2][:2], spans[0][:2], "heads"),
        RejectedRelation((20, 22), (0, 2), "heads"),  # an end that is no span any more
        RejectedRelation(spans[2][:2], spans[2][:2], "met_with"),
    )
    item = document(TEXT, spans, [(1, 0, "heads")], rejected_relations=refused, state="in_progress")
    doc = doc_of(item, SCHEME)
    bank, jean, lea = (span.start for span in doc.spans["sc"])
    assert doc._.rel == {(jean, bank): {"heads": 1.0}, (lea, bank): {"heads": 0.0}}


def test_far_pairs_have_a_value_only_where_they_are_related() -> None:
    text = "Jean " + "puis " * 60 + "Léa"
    spans = [(0, 4, "PER"), (len(text) - 3, len(text), "PER")]
    assert doc_of(document(text, spans), SCHEME)._.rel == {}
    related = doc_of(document(text, spans, [(0, 1, "met_with")]), SCHEME)
    assert related._.rel == {(0, 61): {"met_with": 1.0}, (61, 0): {"met_with": 1.0}}


def test_metadata_travels_and_what_messagepack_cannot_hold_goes_as_json() -> None:
    plain = doc_of(document("a", meta={"pages": [1, {"x": None}]}))
    assert plain.user_data["meta"] == {"pages": [1, {"x": None}]}
    assert plain.user_data["key"] == "a-1"
    huge = doc_of(document("a", meta={"serial": 2**70}))
    assert huge.user_data["meta"] == {"json": '{"serial": 1180591620717411303424}'}
    DocBin(docs=[huge], store_user_data=True).to_bytes()


def write(path: Path, items: list[TrainingDocument], **options: Any) -> SplitWriter:
    writer = SplitWriter(path, blank().vocab, **options)
    for item in items:
        writer.add(item, doc_of(item))
    writer.close()
    return writer


def test_a_small_split_is_one_file(tmp_path: Path) -> None:
    writer = write(tmp_path / "train.spacy", [document(TEXT, spans_at(TEXT, ("Léa Roy", "PER")))] * 3)
    assert (writer.out.documents, writer.out.spans, writer.shards) == (3, 3, 1)
    assert (tmp_path / "train.spacy").is_file()


def test_a_document_of_many_spans_asks_the_scheme_once_a_pair_of_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    legal = LabelScheme.legal_relations

    def counted(scheme: LabelScheme, head: str, child: str) -> tuple[RelationLabel, ...]:
        asked.append((head, child))
        return legal(scheme, head, child)

    monkeypatch.setattr(LabelScheme, "legal_relations", counted)
    text = "Léa Roy " * 200
    doc_of(
        document(text, [(at, at + 3, "PER" if at % 16 else "ORG") for at in range(0, len(text), 8)], state="done"),
        SCHEME,
    )
    assert len(asked) == 4


def test_a_large_split_is_a_folder_of_shards_that_the_reader_takes_as_one(tmp_path: Path) -> None:
    items = [document(f"{TEXT} {n}", spans_at(TEXT, ("Léa Roy", "PER"))) for n in range(7)]
    writer = write(tmp_path / "train.spacy", items, shard_tokens=40)
    assert (writer.out.documents, writer.shards) == (7, 3)
    assert sorted(path.name for path in (tmp_path / "train.spacy").iterdir())[:2] == ["0001.spacy", "0002.spacy"]
    read = [example.reference.text for example in Corpus(tmp_path / "train.spacy", gold_preproc=True)(blank())]
    assert read == [item.text for item in items]
    assert writer.tokens == sum(len(doc_of(item)) for item in items)


def test_a_file_that_does_not_hold_what_went_in_is_an_error(tmp_path: Path) -> None:
    item = document(TEXT, spans_at(TEXT, ("Léa Roy", "PER")))
    other = doc_of(document(TEXT, spans_at(TEXT, ("Léa", "PER"))))
    writer = SplitWriter(tmp_path / "train.spacy", blank().vocab)
    writer.add(item, other)
    with pytest.raises(AnnotationError, match="a-1: what was written is not what went in"):
        writer.close()


def test_a_relation_that_does_not_point_at_its_spans_is_an_error() -> None:
    doc = doc_of(document(TEXT, spans_at(TEXT, ("Banque", "ORG"), ("Léa Roy", "PER")), [(1, 0, "heads")]))
    doc.user_data["relations"][0]["head"] = [0, 2]
    with pytest.raises(AnnotationError, match="does not point at its spans"):
        relations_of(doc)
