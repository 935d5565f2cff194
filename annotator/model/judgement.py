"""How sure to be of a suggestion, and whether to show it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.calibration import Calibration, Kind
from annotator.model.document import Zone
from annotator.model.suggestion import RelationSuggestion, RunId, SpanSuggestion
from annotator.model.zones import Extent, Rule, extents_under


@dataclass(frozen=True, slots=True)
class Judgement:
    """A project's calibration, thresholds and rules for zones, for suggestions as they are stored."""

    calibration: Calibration = field(default_factory=Calibration)
    thresholds: Mapping[tuple[Kind, str], float] = field(default_factory=dict)
    """By kind and label: the least confidence that is shown. No entry: all are."""
    family: Callable[[RunId], str] = lambda run: "pipeline"
    """The family of a run's scores, see `calibration.family_of`."""
    zone_rules: Mapping[str, Rule] | None = None
    """By kind of zone, beside the rules that hold where nothing is said; None: nothing is muted."""

    def confidence(self, suggestion: SpanSuggestion | RelationSuggestion) -> float | None:
        """The probability that it is right as it stands; None where its run gave no score."""
        if suggestion.score is None:
            return None
        return self.calibration.confidence(
            kind_of(suggestion), self.family(suggestion.run), suggestion.label, suggestion.score
        )

    def hides(self, suggestion: SpanSuggestion | RelationSuggestion, confidence: float | None) -> bool:
        """Whether one of that confidence is below its label's threshold; one without a score never is."""
        if confidence is None or not self.thresholds:
            return False
        return confidence < self.thresholds.get((kind_of(suggestion), suggestion.label), 0.0)

    def muted(self, zones: Sequence[Zone]) -> list[Extent]:
        """Where in a document with those zones nothing is suggested: sorted, none touching another."""
        return [] if self.zone_rules is None else extents_under(zones, self.zone_rules, ("mute", "leave_out"))


def kind_of(suggestion: SpanSuggestion | RelationSuggestion) -> Kind:
    """Whether it is of a span or of a relation."""
    return "span" if isinstance(suggestion, SpanSuggestion) else "relation"


class Kept(NamedTuple):
    """What is left of suggestions at and above a confidence, by what was decided about such ones."""

    precision: float | None
    """The share of them that was right; None where there were none."""
    share: float
    """How many of all they are, 0 to 1."""
    decided: int
    """How many decisions the precision rests on."""


def kept_above(pairs: Sequence[tuple[float, bool]], least: float) -> Kept:
    """What a threshold keeps of suggestions with those confidences, of which it is known whether they were right."""
    kept = [right for confidence, right in pairs if confidence >= least]
    share = len(kept) / len(pairs) if pairs else 1.0
    return Kept(sum(kept) / len(kept) if kept else None, share, len(kept))


SHOW_ALL = Judgement()
"""Every suggestion is shown, and its score is its confidence."""
