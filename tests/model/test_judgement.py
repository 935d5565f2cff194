"""How sure to be of a suggestion, and which are shown."""

from dataclasses import replace

import pytest

from annotator.model.annotation import Ref, SuggestionId
from annotator.model.article import ArticleState
from annotator.model.calibration import Calibration, Curve
from annotator.model.document import Document, DocumentId, Review
from annotator.model.judgement import SHOW_ALL, Judgement, kept_above, kind_of
from annotator.model.suggestion import RelationSuggestion, RunId, SpanSuggestion

DOCUMENT = Document(DocumentId(1), "a", "Ana Roy voit Paris.", "")
PERSON = SpanSuggestion(SuggestionId(1), RunId(1), DocumentId(1), 0, 7, "PER", 0.9)
PLACE = SpanSuggestion(SuggestionId(2), RunId(1), DocumentId(1), 13, 18, "LOC", 0.4)
SEES = RelationSuggestion(SuggestionId(3), RunId(1), DocumentId(1), (0, 7), (13, 18), "sees", 0.8)
HALF = Judgement(Calibration({("span", "pipeline"): Curve(1.0, -2.0)}))


def state(judgement: Judgement) -> ArticleState:
    return ArticleState(DOCUMENT, Review(), suggestions=(PERSON, PLACE, SEES), judgement=judgement)


def pending(article: ArticleState) -> list[int]:
    return [ref.id for ref in article.pending()]


def test_without_a_calibration_the_score_is_the_confidence() -> None:
    assert SHOW_ALL.confidence(PERSON) == 0.9
    assert SHOW_ALL.confidence(replace(PERSON, score=None)) is None
    assert not SHOW_ALL.hides(PERSON, 0.0)


def test_confidence_goes_by_kind_family_and_label() -> None:
    assert HALF.confidence(PERSON) == pytest.approx(0.549, abs=0.001)
    assert HALF.confidence(SEES) == 0.8
    assert replace(HALF, family=lambda run: "rules").confidence(PERSON) == 0.9
    assert (kind_of(PERSON), kind_of(SEES)) == ("span", "relation")


def test_one_without_a_score_is_never_hidden() -> None:
    judgement = Judgement(thresholds={("span", "PER"): 0.99})
    assert judgement.hides(PERSON, 0.9)
    assert not judgement.hides(PERSON, None)
    assert not judgement.hides(PLACE, 0.1)


def test_article_hides_what_is_not_sure_enough_and_the_relations_that_hang_on_it() -> None:
    assert pending(state(SHOW_ALL)) == [1, 2, 3]
    assert pending(state(Judgement(thresholds={("span", "LOC"): 0.5}))) == [1]
    assert pending(state(Judgement(thresholds={("relation", "sees"): 0.9}))) == [1, 2]


def test_judging_anew_hides_and_brings_back_and_says_where() -> None:
    article = state(SHOW_ALL)
    assert article.rejudge(Judgement(thresholds={("span", "LOC"): 0.5})) == [(0, 7), (13, 18)]
    assert pending(article) == [1]
    assert article.pending_count == 1
    assert article.rejudge(SHOW_ALL)
    assert pending(article) == [1, 2, 3]


def test_items_and_uncertainty_follow_the_confidence() -> None:
    article = state(HALF)
    item = article.get(Ref("suggestion", 1))
    assert item is not None
    assert item.score == 0.9
    assert item.confidence == pytest.approx(0.549, abs=0.001)
    assert article.uncertainty > state(SHOW_ALL).uncertainty


def test_precision_and_share_of_what_is_kept() -> None:
    pairs = [(0.9, True), (0.8, True), (0.6, False), (0.2, False)]
    assert kept_above(pairs, 0.7) == (1.0, 0.5, 2)
    assert kept_above(pairs, 0.5) == (pytest.approx(2 / 3), 0.75, 3)
    assert kept_above(pairs, 0.95) == (None, 0.0, 0)
    assert kept_above([], 0.5) == (None, 1.0, 0)
