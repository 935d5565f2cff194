"""Precision, recall and F, and how they are kept."""

import pytest

from annotator.model.scores import Score, Scores, score_sets


def test_score_is_the_harmonic_mean() -> None:
    score = Score(right=6, wrong=2, missed=4)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert Score() == Score(0, 0, 0)
    assert (Score().precision, Score().recall, Score().f) == (0.0, 0.0, 0.0)


def test_sets_are_scored_by_label() -> None:
    gold = [((0, 3), "PER"), ((5, 9), "LOC"), ((11, 14), "PER")]
    found = [((0, 3), "PER"), ((5, 9), "ORG"), ((11, 15), "PER")]
    scores = score_sets(gold, found)
    assert scores == {"LOC": Score(0, 0, 1), "ORG": Score(0, 1, 0), "PER": Score(1, 1, 1)}
    assert list(scores) == sorted(scores)


def test_scores_come_back_from_json() -> None:
    scores = Scores(7, {"PER": Score(6, 2, 4), "LOC": Score(1, 0, 0)}, {"in": Score(1, 2, 3)})
    data = scores.to_dict()
    assert data["spans"]["all"]["f"] == round(Score(7, 2, 4).f, 4)
    assert data["spans"]["labels"]["PER"]["p"] == 0.75
    assert Scores.from_dict(data) == scores
    assert Scores.from_dict({}) == Scores()
    assert (scores.span, scores.relation) == (Score(7, 2, 4), Score(1, 2, 3))
