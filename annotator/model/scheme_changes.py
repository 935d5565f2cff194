"""Changes to a label scheme, each giving another scheme; a change that makes no sense raises AnnotationError."""

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import HUES, Label, LabelScheme, RelationLabel, next_key

_L = TypeVar("_L", Label, RelationLabel)


def with_new_label(scheme: LabelScheme, name: str) -> LabelScheme:
    """A label more, last, with a free key and a hue that few others have."""
    name = _free_name(name, scheme.labels)
    used = Counter(label.hue for label in scheme.labels)
    hue = min(range(HUES), key=lambda hue: used[hue])
    label = Label(name, key=next_key(known.key for known in scheme.labels), hue=hue)
    return replace(scheme, labels=(*scheme.labels, label))


def with_new_relation(scheme: LabelScheme, name: str) -> LabelScheme:
    """A relation label more, last, that may join any two labels."""
    name = _free_name(name, scheme.relation_labels)
    key = next_key((known.key for known in scheme.relation_labels), relation=True, prefer=name)
    return replace(scheme, relation_labels=(*scheme.relation_labels, RelationLabel(name, key=key)))


def with_label(scheme: LabelScheme, label: Label) -> LabelScheme:
    """The label of that name as given; one that has its key gets the key it had."""
    return replace(scheme, labels=_replaced(scheme.labels, label))


def with_relation(scheme: LabelScheme, relation: RelationLabel) -> LabelScheme:
    """The relation label of that name as given; one that has its key gets the key it had."""
    return replace(scheme, relation_labels=_replaced(scheme.relation_labels, relation))


def without_label(scheme: LabelScheme, name: str) -> LabelScheme:
    """Without that label, and without the pairs it is in. AnnotationError where a relation would have no pair left."""
    relations = []
    for relation in scheme.relation_labels:
        legal = tuple(pair for pair in relation.legal if name not in pair)
        if relation.legal and not legal:
            raise AnnotationError(
                f"the relation {relation.name} joins nothing without {name}; delete it, or give it other labels first"
            )
        relations.append(replace(relation, legal=legal))
    return replace(
        scheme,
        labels=tuple(label for label in scheme.labels if label.name != name),
        relation_labels=tuple(relations),
    )


def without_relation(scheme: LabelScheme, name: str) -> LabelScheme:
    """Without that relation label."""
    return replace(
        scheme, relation_labels=tuple(relation for relation in scheme.relation_labels if relation.name != name)
    )


def with_label_moved(scheme: LabelScheme, name: str, by: int) -> LabelScheme:
    """That label so many places further down, or up where negative, as far as there are."""
    return replace(scheme, labels=_moved(scheme.labels, name, by))


def with_relation_moved(scheme: LabelScheme, name: str, by: int) -> LabelScheme:
    """That relation label so many places further down, or up where negative, as far as there are."""
    return replace(scheme, relation_labels=_moved(scheme.relation_labels, name, by))


def _free_name(name: str, labels: tuple[_L, ...]) -> str:
    name = " ".join(name.split())
    if not name:
        raise AnnotationError("a label needs a name")
    if any(label.name == name for label in labels):
        raise AnnotationError(f"there is a label {name} already")
    return name


def _replaced(labels: tuple[_L, ...], label: _L) -> tuple[_L, ...]:
    before = next(known for known in labels if known.name == label.name)
    result = []
    for known in labels:
        if known.name == label.name:
            result.append(label)
        elif label.key and known.key == label.key:
            result.append(replace(known, key=before.key))
        else:
            result.append(known)
    return tuple(result)


def _moved(labels: tuple[_L, ...], name: str, by: int) -> tuple[_L, ...]:
    rest = [label for label in labels if label.name != name]
    at = next(place for place, label in enumerate(labels) if label.name == name)
    rest.insert(max(0, min(len(rest), at + by)), labels[at])
    return tuple(rest)
