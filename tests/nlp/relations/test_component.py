"""The relation component in a pipeline: what it proposes, learns, keeps and counts."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import load_model_from_config

from annotator.model.document import DocumentId, text_digest
from annotator.model.training import RejectedRelation, TrainingDocument, TrainingRelation, TrainingSpan
from annotator.nlp.docbin import training_doc
from annotator.nlp.relations.component import RelationExtractor

LEGAL = [["heads", "PER", "ORG"], ["knows", "PER", "PER"]]
PEOPLE, FIRMS = ("Lena Roth", "Paul Grand", "Ines Alba"), ("Norda", "Velox", "Altis")
OWN_TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 32,
    "depth": 1,
    "embed_size": 300,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
}


def document(number: int, *, state: Any = "done", related: bool = True) -> TrainingDocument:
    """ "A runs X" is heads, "A left X" is not; two people who met know each other."""
    one, two = PEOPLE[number % 3], PEOPLE[(number + 1) % 3]
    runs = number % 2 == 0
    text = f"{one} {'runs' if runs else 'left'} {FIRMS[number % 3]} and met {two}."
    spans = []
    for word, label in ((one, "PER"), (FIRMS[number % 3], "ORG"), (two, "PER")):
        start = text.index(word)
        spans.append(TrainingSpan(number, start, start + len(word), label))
    relations = [TrainingRelation(0, 1, "heads")] * runs + [TrainingRelation(2, 0, "knows")]
    return TrainingDocument(
        DocumentId(number),
        f"d{number}",
        text,
        text_digest(text),
        "en",
        state=state,
        spans=tuple(spans),
        relations=tuple(relations) * related,
    )


def examples(nlp: Language, *documents: TrainingDocument) -> list[Example]:
    return [Example(nlp.make_doc(d.text), training_doc(d, nlp.tokenizer)) for d in documents]


def made(**settings: Any) -> tuple[Language, RelationExtractor]:
    nlp = spacy.blank("en")
    model = {"@architectures": "pressmark.RelationPairs.v1", "tok2vec": OWN_TOK2VEC, "rows": 500}
    config = {"model": model, "legal": LEGAL, "symmetric": ["knows"], **settings}
    return nlp, nlp.add_pipe("relation_extractor", config=config)


@pytest.fixture(scope="module")
def trained() -> tuple[Language, RelationExtractor]:
    nlp, pipe = made()
    learned = examples(nlp, *map(document, range(12)))
    optimizer = nlp.initialize(lambda: learned)
    shuffler = random.Random(0)
    for _ in range(25):
        shuffler.shuffle(learned)
        pipe.update(learned, drop=0.1, sgd=optimizer)
    pipe.score(examples(nlp, *map(document, range(12, 24))))
    return nlp, pipe


def extents(d: TrainingDocument) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in d.spans]


def test_it_learns_direction_words_and_labels(trained: tuple[Language, RelationExtractor]) -> None:
    nlp, pipe = trained
    scores = pipe.score(examples(nlp, *map(document, range(24, 36))))
    assert scores["rel_gold_f"] > 0.95
    assert scores["rel_gold_per_type"]["heads"]["r"] > 0.9
    assert scores["rel_f"] == 0  # nobody found the entities: every gold relation is missed
    assert scores["rel_r"] == 0


def test_relations_join_the_mentions_given_in_characters(trained: tuple[Language, RelationExtractor]) -> None:
    nlp, pipe = trained
    runs = document(24)
    found = pipe.relations(nlp.make_doc(runs.text), extents(runs))
    spans = [(span.start, span.end) for span in runs.spans]
    assert [(r.label, r.head, r.child) for r in found] == [
        ("heads", spans[0], spans[1]),
        ("knows", spans[0], spans[2]),  # symmetric: once, from the one that comes first
    ]
    assert all(r.score is not None and 0 <= r.score <= 1 for r in found)
    everything = pipe.relations(nlp.make_doc(runs.text), extents(runs), least=0.0)
    assert {(r.label, r.head, r.child) for r in everything} == {
        ("heads", spans[0], spans[1]),
        ("heads", spans[2], spans[1]),
        ("knows", spans[0], spans[2]),
    }
    least = pipe.thresholds
    assert set(least) == {"heads", "knows"}
    # the same pass tells what is proposed from what is not: by the threshold of each label, or by the one that is set
    assert [r for r in everything if r.score is not None and r.score >= least[r.label]] == found
    assert made(threshold=0.7)[1].thresholds == {}
    pipe.cfg["threshold"] = 0.99999
    assert pipe.thresholds == {"heads": 0.99999, "knows": 0.99999}
    pipe.cfg["threshold"] = None
    assert pipe.relations(nlp.make_doc(runs.text), []) == []
    assert pipe.relations(nlp.make_doc(runs.text), extents(runs)[:1]) == []


def test_annotations_are_written_for_entities_and_for_spans_of_the_group(
    trained: tuple[Language, RelationExtractor],
) -> None:
    nlp, _ = trained
    runs = document(24)
    doc = nlp.make_doc(runs.text)
    ends = [doc.char_span(*extent[:2], label=extent[2]) for extent in extents(runs)]
    doc.ents = ends[:1]
    doc.spans["sc"] = ends[1:]
    doc.user_data["relations"] = ["of an earlier pipeline"]
    doc = nlp.get_pipe("relation_extractor")(doc)
    rows = doc.user_data["relations"]
    assert [row["label"] for row in rows] == ["heads", "knows"]
    assert rows[0]["head"] == [0, len(PEOPLE[0])]
    assert doc._.rel[ends[0].start, ends[1].start]["heads"] == rows[0]["score"]


def test_documents_without_pairs_or_words(trained: tuple[Language, RelationExtractor]) -> None:
    nlp, _ = trained
    docs = list(nlp.pipe(["", "Nothing here.", " "]))
    assert [(doc._.rel, doc.user_data["relations"]) for doc in docs] == [({}, [])] * 3


def test_a_batch_gives_what_each_document_gives_alone(trained: tuple[Language, RelationExtractor]) -> None:
    nlp, pipe = trained
    some = [document(number) for number in range(24, 30)]

    def doc_of(d: TrainingDocument) -> Doc:
        doc = nlp.make_doc(d.text)
        doc.spans["sc"] = [doc.char_span(start, end, label=label) for start, end, label in extents(d)]
        return doc

    together = pipe.predict([nlp.make_doc(""), *map(doc_of, some)])[1:]
    for d, scored in zip(some, together, strict=True):
        assert np.allclose(scored.logits, pipe.predict([doc_of(d)])[0].logits, atol=1e-4)


def test_what_was_learned_comes_back_from_disk_and_bytes(
    trained: tuple[Language, RelationExtractor], tmp_path: Path
) -> None:
    nlp, pipe = trained
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    copy = load_model_from_config(nlp.config)
    copy.from_bytes(nlp.to_bytes())
    runs = document(24)
    told = pipe.relations(nlp.make_doc(runs.text), extents(runs), least=0.0)
    for other in (loaded, copy):
        its = other.get_pipe("relation_extractor")
        assert its.labels == pipe.labels
        assert its.calibration == pipe.calibration != type(pipe.calibration)()
        assert its.relations(other.make_doc(runs.text), extents(runs), least=0.0) == told


def test_training_is_resumed_with_a_new_label(trained: tuple[Language, RelationExtractor], tmp_path: Path) -> None:
    trained[0].to_disk(tmp_path / "a")
    nlp = spacy.load(tmp_path / "a")
    pipe = nlp.get_pipe("relation_extractor")
    optimizer = nlp.resume_training()
    pipe.update(examples(nlp, document(0)), sgd=optimizer)
    assert (pipe.add_label("left"), pipe.add_label("heads")) == (1, 0)
    pipe.update(examples(nlp, document(1)), sgd=optimizer)
    assert pipe.score(examples(nlp, *map(document, range(24, 36))))["rel_gold_f"] > 0.8
    nlp.to_disk(tmp_path / "b")
    assert spacy.load(tmp_path / "b").get_pipe("relation_extractor").labels == (*trained[1].labels, "left")


def test_a_listener_learns_and_predicts_with_the_component_it_listens_to() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("ner")
    pipe = nlp.add_pipe("relation_extractor", config={"legal": LEGAL, "symmetric": ["knows"]})
    learned = examples(nlp, *map(document, range(6)))
    optimizer = nlp.initialize(lambda: learned)
    before = nlp.get_pipe("tok2vec").model.walk
    weights = [node.get_param("E").copy() for node in before() if node.has_param("E")]
    plain = spacy.blank("en")
    nothing = Example.from_dict(plain.make_doc("No entity."), {"entities": []})
    nlp.update([nothing], sgd=optimizer)  # no pair: what is upstream is not left without a gradient
    losses = nlp.update(learned, sgd=optimizer)
    assert losses["relation_extractor"] > 0
    assert any(
        not np.array_equal(old, node.get_param("E"))
        for old, node in zip(weights, (n for n in before() if n.has_param("E")), strict=True)
    )
    runs = document(24)
    bare, fed = nlp.make_doc(runs.text), nlp(nlp.make_doc(runs.text))
    assert pipe.relations(bare, extents(runs), least=0.0) == pipe.relations(fed, extents(runs), least=0.0)


def test_what_nobody_has_looked_at_teaches_nothing() -> None:
    nlp, pipe = made()
    done, begun = document(0), document(0, state="in_progress", related=False)
    refused = TrainingDocument(
        *(DocumentId(1), "r", begun.text, begun.text_sha256, "en"),
        state="in_progress",
        spans=begun.spans,
        rejected_relations=(
            RejectedRelation(
                (begun.spans[0].start, begun.spans[0].end), (begun.spans[1].start, begun.spans[1].end), "heads"
            ),
        ),
    )
    nlp.initialize(lambda: examples(nlp, done))
    known = [pipe._goals(examples(nlp, d))[0].known.sum() for d in (done, begun, refused)]
    assert known == [3, 0, 1]
    assert pipe.update(examples(nlp, begun))["relation_extractor"] == 0


def test_gold_that_was_never_proposed_counts_as_missed() -> None:
    nlp, pipe = made(max_tokens=1)
    gold = examples(nlp, document(0))
    nlp.initialize(lambda: gold)
    scores = pipe.score(gold)
    assert scores["rel_gold_per_type"]["knows"]["r"] == 0  # farther than the window


def test_the_table_of_first_tokens_is_read_where_there_are_no_rows() -> None:
    nlp, pipe = made()
    runs = document(0)
    reference = training_doc(runs, nlp.tokenizer)
    del reference.user_data["relations"]
    head, child, third = (span.start for span in reference.spans["sc"])
    reference._.rel = {(head, child): {"heads": 1.0}, (third, head): {"knows": 1.0}, (head, 99): {"heads": 1.0}}
    example = Example(nlp.make_doc(runs.text), reference)
    nlp.initialize(lambda: [example])
    assert pipe.labels == ("heads", "knows")
    goal = pipe._goals([example])[0]
    assert {label for _, _, label in goal.held} == {"heads", "knows"}
    assert goal.lost == ["heads"]


def test_spans_that_begin_together_keep_their_own_relations() -> None:
    nlp, pipe = made(legal=[])
    reference = nlp.make_doc("Norda Velox Altis")
    group = [Span(reference, 0, 2, "ORG"), Span(reference, 0, 1, "PER"), Span(reference, 2, 3, "ORG")]
    reference.spans["sc"] = group
    reference.user_data["relations"] = [
        {"head": [0, 5], "child": [12, 17], "label": "heads", "head_span": 1, "child_span": 2}
    ]
    example = Example(nlp.make_doc(reference.text), reference)
    nlp.initialize(lambda: [example])
    ((head, child, label),) = pipe._goals([example])[0].held
    assert (head, child, label) == ((0, 1, "PER"), (2, 3, "ORG"), "heads")


def test_a_group_of_nonsense_is_left_out() -> None:
    nlp, pipe = made()
    nlp.initialize(lambda: examples(nlp, document(0)))
    doc = nlp.make_doc("a b c d e f")
    doc.spans["sc"] = [Span(doc, i, j, "PER") for i in range(6) for j in range(i + 1, 7)]
    assert len(pipe.predict([doc])[0].table.pairs) == 0


def test_settings_and_data_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="legal takes"):
        made(legal=[["heads", "PER"]])
    model = {"@architectures": "pressmark.RelationPairs.v1", "tok2vec": OWN_TOK2VEC, "parts": ["magic"]}
    with pytest.raises(ValueError, match="no such part"):
        spacy.blank("en").add_pipe("relation_extractor", config={"model": model})
    nlp, pipe = made()
    bare = [Example.from_dict(nlp.make_doc("Nothing."), {})]
    with pytest.raises(ValueError, match="no relation in the training data"):
        nlp.initialize(lambda: bare)
    with pytest.raises(ValueError, match="needs a name"):
        pipe.add_label("")
