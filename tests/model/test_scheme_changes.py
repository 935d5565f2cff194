"""Changes to a scheme: what they keep, and what they refuse."""

from dataclasses import replace

import pytest

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.scheme_changes import (
    with_label,
    with_label_moved,
    with_new_label,
    with_new_relation,
    with_relation,
    with_relation_moved,
    without_label,
    without_relation,
)

SCHEME = LabelScheme(
    "test",
    (Label("PER", key="1", hue=0), Label("ORG", key="2", hue=1), Label("LOC", key="3", hue=2)),
    (
        RelationLabel("heads", key="h", legal=(("PER", "ORG"), ("PER", "LOC"))),
        RelationLabel("near", key="n", legal=(("LOC", "LOC"),)),
        RelationLabel("other", key="o"),
    ),
)


def names(scheme: LabelScheme) -> list[str]:
    return [label.name for label in scheme.labels]


def test_a_new_label_has_a_key_and_a_hue_of_its_own() -> None:
    label = with_new_label(SCHEME, "  SHIP  ").labels[-1]
    assert (label.name, label.key, label.hue) == ("SHIP", "4", 3)


def test_a_new_relation_takes_a_letter_of_its_name_and_joins_any_pair() -> None:
    relation = with_new_relation(SCHEME, "owns").relation_labels[-1]
    assert (relation.name, relation.key, relation.legal) == ("owns", "w", ())


@pytest.mark.parametrize("name", ["", "  ", "PER", " PER "])
def test_a_name_that_is_taken_or_empty_is_refused(name: str) -> None:
    with pytest.raises(AnnotationError):
        with_new_label(SCHEME, name)


def test_a_relation_may_have_the_name_of_a_label_but_not_of_a_relation() -> None:
    assert with_new_relation(SCHEME, "PER").relation_labels[-1].name == "PER"
    with pytest.raises(AnnotationError, match="heads"):
        with_new_relation(SCHEME, "heads")


def test_a_key_that_another_has_is_exchanged() -> None:
    changed = with_label(SCHEME, replace(SCHEME.labels[0], key="3", tag="P"))
    assert [(label.name, label.key) for label in changed.labels] == [("PER", "3"), ("ORG", "2"), ("LOC", "1")]
    assert changed.labels[0].tag == "P"
    relations = with_relation(SCHEME, replace(SCHEME.relation_labels[2], key="h")).relation_labels
    assert [relation.key for relation in relations] == ["o", "n", "h"]


def test_no_key_is_exchanged_with_none() -> None:
    changed = with_label(SCHEME, replace(SCHEME.labels[0], key=""))
    assert [label.key for label in with_label(changed, replace(SCHEME.labels[1], key="")).labels] == ["", "", "3"]


def test_a_label_leaves_with_its_pairs() -> None:
    changed = without_label(SCHEME, "ORG")
    assert names(changed) == ["PER", "LOC"]
    assert changed.relation_labels[0].legal == (("PER", "LOC"),)
    assert changed.relation_labels[2].legal == ()


def test_a_label_that_is_all_a_relation_joins_stays() -> None:
    with pytest.raises(AnnotationError, match="near joins nothing without LOC"):
        without_label(SCHEME, "LOC")
    assert names(without_label(without_relation(SCHEME, "near"), "LOC")) == ["PER", "ORG"]


def test_labels_move_as_far_as_there_are_places() -> None:
    assert names(with_label_moved(SCHEME, "PER", 1)) == ["ORG", "PER", "LOC"]
    assert names(with_label_moved(SCHEME, "PER", -1)) == ["PER", "ORG", "LOC"]
    assert names(with_label_moved(SCHEME, "LOC", 9)) == ["PER", "ORG", "LOC"]
    moved = with_relation_moved(SCHEME, "other", -2)
    assert [relation.name for relation in moved.relation_labels] == ["other", "heads", "near"]
