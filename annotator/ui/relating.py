"""Relating two spans from the keyboard: which spans may be the target, their letters, and the labels left to choose from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.annotation import Ref
from annotator.model.article import CONFIRMED, ArticleSpan, ArticleState
from annotator.model.edit import EditId
from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.likely_relations import Joining

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


Likely = Callable[[Sequence[Joining]], Joining | None]
"""Which of some ways to join two spans is taken without asking; None where none is."""


@dataclass
class Relating:
    """The state between R and the relation, and after it where its label was taken without asking. `source` is the span R was pressed on."""

    article: ArticleState
    scheme: LabelScheme
    source: ArticleSpan
    stays: bool = False
    """Whether the next target is to be picked once this relation is made: its letter was typed with Shift."""
    backward: bool = False
    """Whether Tab turned it round: the target becomes the head."""
    typed: str = ""
    target: ArticleSpan | None = None
    badges: dict[Ref, str] = field(default_factory=dict)
    """What is still to be typed for each target; empty once one is picked."""
    choices: list[tuple[str, RelationLabel]] = field(default_factory=list)
    """The labels to pick from once the target is known, with their keys."""
    likely: Likely = lambda options: None
    guessed: bool = False
    """Whether the label was taken without asking."""
    made: Ref | None = None
    """The relation whose label was taken without asking: the choices still give it another one."""
    edit: EditId | None = None
    """The edit that made it."""
    _texts: dict[str, ArticleSpan] = field(default_factory=dict)
    _turned: frozenset[str] = frozenset()
    """Of the choices, those that go from the target to the source."""

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
        """Take that span as the target; the relation where one label is left to it, or is likely enough not to ask."""
        labels = self._labels(target)
        self.target, self.badges = target, {}
        self._choose_from(labels)
        if len(labels) == 1:
            return self._joined(labels[0])
        by_joining = {self._joining(target, label): label for label in labels}
        guess = self.likely(list(by_joining))
        self.guessed = guess is not None
        return None if guess is None else self._joined(by_joining[guess])

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
        self._choose_from(labels)
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

    def picks(self, key: str) -> bool:
        """Whether a letter or a digit picks one of the labels."""
        return any(key == own for own, _ in self.choices) or (key.isdigit() and 0 < int(key) <= len(self.choices))

    def _choose_from(self, labels: tuple[RelationLabel, ...]) -> None:
        assert self.target is not None
        one_way = self._one_way(self.target)
        self.choices = list(zip(_keys(labels), labels, strict=True))
        self._turned = frozenset(label.name for label in labels if (label in one_way) is self.backward)

    def _joining(self, target: ArticleSpan, label: RelationLabel) -> Joining:
        head, child = (target, self.source) if self.is_turned(label) else (self.source, target)
        return Joining(head.label, child.label, label.name)

    def _show(self) -> None:
        done = len(self.typed)
        self.badges = {span.ref: text[done:] for text, span in self._texts.items() if text.startswith(self.typed)}

    def is_turned(self, label: RelationLabel) -> bool:
        """Whether that choice goes from the target to the source."""
        return label.name in self._turned

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
