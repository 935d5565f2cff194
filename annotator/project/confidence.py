"""How sure to be of suggestions in this project: fitted to its own decisions, and what is not sure enough to be shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.model.calibration import (
    NEWEST,
    REFIT_EVERY,
    Calibration,
    FamilyKey,
    Judged,
    Kind,
    calibration_error,
    cross_fitted,
    fit,
)
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.judgement import Judgement
from annotator.model.suggestion import RunId
from annotator.project.core import ProjectCore
from annotator.store import calibration as stored
from annotator.store import tallies

NOTICEABLE = 0.02
"""A change of confidence below which no tally is counted anew."""
HIGHEST_THRESHOLD = 0.99

Confidences = Iterable[tuple[Kind, str, float, bool]]
"""Of a trainer: kind, label, score, and whether just that was right on a held-back document."""


class Confidence(ProjectCore):
    """Calibration and thresholds. None of this is an edit: undo never touches it."""

    def confidence(self, kind: Kind, label: str, score: float, *, run: RunId | None = None) -> float:
        """The probability that a suggestion of that label and score is right; the score itself until enough is decided.

        `run` tells whose score it is; without it, a pipeline's.
        """
        return self.judgement.calibration.confidence(kind, self._family_of(run), label, score)

    def calibrated_on(self, kind: Kind, *, run: RunId | None = None) -> int:
        """How many decisions such a confidence rests on; 0: it is the score as the run gave it."""
        return self.judgement.calibration.decisions(kind, self._family_of(run))

    def _family_of(self, run: RunId | None) -> str:
        return "pipeline" if run is None else self._family(run)

    def calibration_due(self) -> bool:
        """Whether enough has been decided since the last fit for another."""
        return not self.read_only and self._decided_since_fit >= REFIT_EVERY

    def keep_confidences(self, confidences: Confidences) -> None:
        """Keep what a model that was just trained says on the held-back documents; the calibration is due then."""
        with self._store.transaction(durable=False):
            stored.write_confidences(self._store, confidences)
        self._decided_since_fit = REFIT_EVERY

    def fit_calibration(self, extra: Confidences | None = None) -> bool:
        """Fit the curves to the newest decisions; whether some confidence is noticeably another now.

        `extra` is what a model that was just trained says on the held-back documents: it counts beside the decisions
        until another model's takes its place. What is open keeps the order and visibility it has until it is opened again.
        """
        with self._store.transaction(durable=False):
            if extra is not None:
                stored.write_confidences(self._store, extra)
            held_back = stored.read_confidences(self._store)
            found = [one for kind in ("span", "relation") for one in held_back if one.kind == kind][: NEWEST // 2]
            found += stored.judged(self._store, NEWEST)
            fitted = fit(found)
            stored.write_calibration(self._store, fitted, _errors(found, fitted))
            moved = fitted.differs(self.judgement.calibration, by=NOTICEABLE)
            if moved:
                tallies.begin_recount(self._store)
        self._decided_since_fit = 0
        self._judge_by(replace(self.judgement, calibration=fitted))
        return moved

    def judged(self) -> list[Judged]:
        """The newest suggestions that turned out right or wrong, which curves and precisions are taken from."""
        return stored.judged(self._store, NEWEST)

    def judged_by_label(self) -> dict[tuple[Kind, str], list[tuple[float, bool]]]:
        """By kind and label, the confidence of each of `judged` and whether it was right: what `kept_above` takes."""
        found: dict[tuple[Kind, str], list[tuple[float, bool]]] = {}
        confidence = self.judgement.calibration.confidence
        for one in self.judged():
            sure = confidence(one.kind, one.family, one.label, one.score)
            found.setdefault((one.kind, one.label), []).append((sure, one.right))
        return found

    def thresholds(self) -> dict[tuple[Kind, str], float]:
        """By kind and label: the least confidence that is shown."""
        return dict(self.judgement.thresholds)

    def set_thresholds(self, thresholds: Mapping[tuple[Kind, str], float]) -> dict[DocumentId, list[tuple[int, int]]]:
        """Show only suggestions of at least that confidence; returns the extents that look different, by open document.

        Nothing is deleted: what is hidden comes back with a lower threshold. Raises AnnotationError for one that is not
        between 0 and `HIGHEST_THRESHOLD`.
        """
        for (_, label), least in thresholds.items():
            if not 0 <= least <= HIGHEST_THRESHOLD:
                raise AnnotationError(
                    f"a threshold for {label} must be between 0 and {HIGHEST_THRESHOLD:.0%}; {least:.0%} is not"
                )
        wanted = {key: least for key, least in thresholds.items() if least > 0}
        if wanted == self.judgement.thresholds:
            return {}
        with self._store.transaction():
            stored.write_thresholds(self._store, wanted)
            tallies.begin_recount(self._store)
        self._judgement = replace(self.judgement, thresholds=wanted)
        return {document: state.rejudge(self.judgement) for document, state in self._states.items()}

    def _judge_by(self, judgement: Judgement) -> None:
        """From now on, except in the article that was looked at last: there nothing moves before it is opened again."""
        self._judgement = judgement
        for document in list(self._states)[:-1]:
            self._states[document].rejudge(judgement)

    def recounting(self) -> bool:
        """Whether tallies are still to be counted anew, by `recount`."""
        return not self.read_only and tallies.recount_from(self._store) is not None

    def recount(self, documents: int = 20) -> list[DocumentId]:
        """Count the tallies of the next documents anew after confidences or thresholds changed; returns which ones.

        To be called when there is nothing else to do, until it returns none: about a third of a millisecond a document.
        """
        with self._patching(), self._store.transaction(durable=False):
            part = tallies.next_to_recount(self._store, documents)
            for document in part:
                with self._tallying(document):
                    tallies.recount(self._store, document, self._legal, self.judgement)
        return part


def _errors(found: Sequence[Judged], fitted: Calibration) -> dict[FamilyKey, tuple[float, float]]:
    errors: dict[FamilyKey, tuple[float, float]] = {}
    for key in fitted.curves:
        own = [one for one in found if (one.kind, one.family) == key]
        errors[key] = (
            calibration_error((one.score, one.right) for one in own),
            calibration_error(cross_fitted(own)),
        )
    return errors
