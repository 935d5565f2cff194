"""Relating two spans from the keyboard: which spans may be the target, their letters, and the labels left to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.annotation import Ref
from annotator.model.article import CONFIRMED, ArticleSpan, ArticleState
from annotator.model.label_scheme import LabelScheme, RelationLabel

LETTERS = "fjdkslghaqeiruwoptyzmxcvbn"
"""The order badges are given in: what lies under the fingers on QWERTY, QWERTZ and AZERTY alike, then the rest."""


class Joined(NamedTuple):
    """A relation that was picked."""

    head: Ref
    child: Ref
    label: str


def badge_texts(count: int) -> list[str]:
    """`count` badges, none the start of another, the first ones a single letter: one for up to 26, then two letters too."""
    size = len(LETTERS)
    first_letters = 0 if count <= size else min(size, -(-(count - size) // (size - 1)))
    singles = list(LETTERS[: size - first_letters])
    pairs = (a + b for a in LETTERS[size - first_letters :] for b in LETTERS)
    return [*singles, *pairs][:count]


def open_labels(
    article: ArticleState, scheme: LabelScheme, head: ArticleSpan, child: ArticleSpan
) -> tuple[RelationLabel, ...]:
    """The relation labels that may go from one span to the other and do not already, in the scheme's order."""
    taken = {
        relation.label
        for relation in article.relations_of(head.ref, CONFIRMED)
        if (relation.head, relation.child) == (head.ref, child.ref)
        or (relation.child == head.ref and relation.head == child.ref and _is_symmetric(scheme, relation.label))
    }
    return tuple(label for label in scheme.legal_relations(head.label, child.label) if label.name not in taken)


def _is_symmetric(scheme: LabelScheme, name: str) -> bool:
    label = scheme.relation_label(name)
    return label is not None and label.symmetric


@dataclass
class Relating:
    """The state between R and the relation. `source` is the span it was pressed on."""

    article: ArticleState
    scheme: LabelScheme
    source: ArticleSpan
    backward: bool = False
    """Whether Tab turned it round: the target becomes the head."""
    typed: str = ""
    target: ArticleSpan | None = None
    badges: dict[Ref, str] = field(default_factory=dict)
    """What is still to be typed for each target; empty once one is picked."""
    choices: list[tuple[str, RelationLabel]] = field(default_factory=list)
    """The labels to pick from once the target is known, with their keys."""
    _texts: dict[str, ArticleSpan] = field(default_factory=dict)

    def offer(self, candidates: Iterable[ArticleSpan]) -> bool:
        """Give the legal targets among these spans their badges, the nearest first; whether there is any."""
        targets = sorted(
            (span for span in candidates if self._labels(span)),
            key=lambda span: (_gap(self.source, span), span.start, -span.end),
        )[: len(LETTERS) ** 2]
        self._texts = dict(zip(badge_texts(len(targets)), targets, strict=True))
        self.typed, self.target, self.choices = "", None, []
        self._show()
        return bool(targets)

    def letter(self, letter: str) -> Joined | None:
        """Type a letter: of a badge, or of a label once the target is known; the relation when that settles it."""
        if self.target is not None:
            return next((self._joined(label) for key, label in self.choices if key == letter), None)
        typed = self.typed + letter
        if typed in self._texts:
            return self.pick(self._texts[typed])
        if any(text.startswith(typed) for text in self._texts):
            self.typed = typed
            self._show()
        return None

    def digit(self, digit: str) -> Joined | None:
        """Pick a label by its place, 1 to 9."""
        number = int(digit) - 1
        if self.target is None or not 0 <= number < len(self.choices):
            return None
        return self._joined(self.choices[number][1])

    def pick(self, target: ArticleSpan) -> Joined | None:
        """Take that span as the target; the relation where only one label is left to it."""
        labels = self._labels(target)
        self.target, self.badges = target, {}
        self.choices = list(zip(_keys(labels), labels, strict=True))
        return self._joined(labels[0]) if len(labels) == 1 else None

    def reverse(self, candidates: Iterable[ArticleSpan]) -> bool:
        """Turn the relation round; False, and nothing changed, where no label is legal that way."""
        self.backward = not self.backward
        if self.target is None:
            if self.offer(candidates):
                return True
            self.backward = not self.backward
            self.offer(candidates)
            return False
        labels = self._one_way(self.target)
        if not labels:
            self.backward = not self.backward
            return False
        self.choices = list(zip(_keys(labels), labels, strict=True))
        return True

    def rub_out(self) -> bool:
        """Take back the last letter, or the target; False where there is nothing to take back."""
        if self.target is not None:
            self.target, self.choices, self.typed = None, [], ""
        elif self.typed:
            self.typed = self.typed[:-1]
        else:
            return False
        self._show()
        return True

    def _show(self) -> None:
        done = len(self.typed)
        self.badges = {span.ref: text[done:] for text, span in self._texts.items() if text.startswith(self.typed)}

    def is_turned(self, label: RelationLabel) -> bool:
        """Whether that choice goes from the target to the source."""
        return self.target is not None and (label in self._one_way(self.target)) is self.backward

    def _labels(self, target: ArticleSpan) -> tuple[RelationLabel, ...]:
        """The labels to a target; before Tab, those that are legal only the other way come after them."""
        if target.ref == self.source.ref:
            return ()
        labels = self._one_way(target)
        if self.backward:
            return labels
        turned = open_labels(self.article, self.scheme, target, self.source)
        return (*labels, *(label for label in turned if label not in labels))

    def _one_way(self, target: ArticleSpan) -> tuple[RelationLabel, ...]:
        head, child = (target, self.source) if self.backward else (self.source, target)
        return open_labels(self.article, self.scheme, head, child)

    def _joined(self, label: RelationLabel) -> Joined:
        target = self.target or self.source
        head, child = (target, self.source) if self.is_turned(label) else (self.source, target)
        return Joined(head.ref, child.ref, label.name)


def _keys(labels: Iterable[RelationLabel]) -> list[str]:
    """A key for each label: its own letter, else its place among the choices."""
    keys: list[str] = []
    for number, label in enumerate(labels, 1):
        keys.append(label.key if label.key and label.key not in keys else str(number % 10))
    return keys


def _gap(one: ArticleSpan, other: ArticleSpan) -> int:
    return max(other.start - one.end, one.start - other.end, 0)
