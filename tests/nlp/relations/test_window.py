"""The window: how far apart a component looks for pairs, taken from what is related."""

from dataclasses import replace

import spacy

from annotator.model.training import RejectedRelation
from annotator.nlp.docbin import training_doc
from annotator.nlp.relations.window import percentile, related_distances, relation_window
from tests.nlp.relations.test_component import document


def test_the_window_holds_most_related_pairs() -> None:
    assert relation_window({}) == 20
    assert relation_window({5: 90, 50: 10}) == 50
    assert relation_window({5: 990, 150: 5}) == 20, "a few that are far apart do not widen it"
    assert relation_window({5: 900, 150: 50}) == 150
    assert relation_window({500: 10}) == 200


def test_percentile_is_a_value_that_occurs() -> None:
    assert [percentile({1: 1, 2: 1, 3: 2}, share) for share in (0.25, 0.26, 0.5, 0.75, 1.0)] == [1, 2, 2, 3, 3]


def test_distances_are_those_of_the_relations_that_hold() -> None:
    nlp = spacy.blank("en")
    # "Lena Roth runs Norda and met Paul Grand.": one word between the first two, four between the outer ones
    held = training_doc(document(0), nlp.tokenizer)
    assert sorted(related_distances(held, "sc")) == [1, 4]
    both = document(0)
    rejected = RejectedRelation((0, 9), (15, 20), "knows")
    doc = training_doc(replace(both, relations=both.relations[1:], rejected_relations=(rejected,)), nlp.tokenizer)
    assert list(related_distances(doc, "sc")) == [4]
