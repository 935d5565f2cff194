"""What suggestions were worth in this project, as JSON values: for the window's ledger and `pressmark stats --json`."""

from collections.abc import Iterable, Sequence
from typing import Any

from annotator.model.calibration import Judged, brier, calibration_error, cross_fitted, reliability
from annotator.model.ledger import (
    FATES,
    KINDS,
    SCORE_BINS,
    Account,
    Block,
    Source,
    accounts,
    by_source,
    over_time,
    rates,
    rounded,
)
from annotator.model.own_models import OwnModel
from annotator.project.confidence import Confidence
from annotator.project.models import Models
from annotator.store import ledger as stored


class Ledgers(Models, Confidence):
    """The ledger, the learning curve and how far confidences can be trusted."""

    def ledger(self, *, annotator: str = "") -> dict[str, Any]:
        """ "ledger", "learning" and "calibration" of an annotator's work; docs/ledger.md says what is in them.

        About a second for a quarter of a million decisions: the window has a process of its own count.
        """
        owner = self.annotator_of(annotator)
        outcomes, shown = stored.outcomes(self._store, owner)
        confirmed = stored.confirmed(self._store, owner)
        done = stored.done(self._store, owner)
        finished = frozenset(row.document for row in confirmed)
        blocks = over_time(done, stored.work(self._store, owner), shown, confirmed)
        added = stored.added(self._store, owner)
        models = self.models()
        table: dict[str, Any] = {}
        for kind in KINDS:
            labels, bins = accounts(outcomes, added, kind)
            table["spans" if kind == "span" else "relations"] = {
                "labels": {label: account.to_dict() for label, account in sorted(labels.items(), key=_most)},
                "scores": [
                    {"from": number / SCORE_BINS, "to": (number + 1) / SCORE_BINS, **_fates(account)}
                    for number, account in enumerate(bins)
                ],
            }
        by = by_source(outcomes, shown, confirmed, stored.sources(self._store), finished)
        table["sources"] = [
            {
                "pipeline": source.pipeline,
                "version": source.version,
                "digest": source.digest,
                "model": _model_of(source, models),
                "kind": kind,
                **_fates(account),
                "precision": rounded(account.precision),
                "recall": rounded(rates(right, 0, there)[1]),
            }
            for (source, kind), (account, right, there) in by.items()
        ]
        table["progress"] = [block.to_dict() for block in blocks]
        return {"ledger": table, "learning": _learning(models, blocks), "calibration": self._calibration_report()}

    def _calibration_report(self) -> dict[str, Any]:
        judged = self.judged()
        report: dict[str, Any] = {}
        for kind in KINDS:
            own = [one for one in judged if one.kind == kind]
            report["spans" if kind == "span" else "relations"] = _reliability_report(own)
        return report


def _reliability_report(judged: Sequence[Judged]) -> dict[str, Any]:
    before = [(one.score, one.right) for one in judged]
    after = cross_fitted(judged)
    return {
        "decisions": len(judged),
        "error_before": rounded(calibration_error(before)) if judged else None,
        "error_after": rounded(calibration_error(after)) if judged else None,
        "brier_before": rounded(brier(before)) if judged else None,
        "brier_after": rounded(brier(after)) if judged else None,
        "before": _bins(before),
        "after": _bins(after),
    }


def _bins(pairs: Iterable[tuple[float, bool]]) -> list[dict[str, Any]]:
    return [
        {
            "from": one.low,
            "to": one.high,
            "n": one.n,
            "confidence": rounded(one.confidence),
            "right": rounded(one.right),
        }
        for one in reliability(pairs)
        if one.n
    ]


def _learning(models: Sequence[OwnModel], blocks: Sequence[Block]) -> dict[str, Any]:
    return {
        "held_back": [
            {
                "model": model.id,
                "kind": model.kind,
                "state": model.state,
                "documents": len(model.documents),
                "held_back": len(model.held_back),
                # of a model that no article was kept aside for nothing is known, which is not 0
                "precision": rounded(model.scores.span.precision) if model.scores.documents else None,
                "recall": rounded(model.scores.span.recall) if model.scores.documents else None,
                "f": rounded(model.scores.span.f) if model.scores.documents else None,
                "relation_f": rounded(model.scores.relation.f) if model.scores.relations else None,
                "created": model.created,
            }
            for model in models
        ],
        "as_shown": [
            {"documents": block.documents, "f": rounded(block.f), "relation_f": rounded(block.relation_f)}
            for block in blocks
        ],
    }


def _model_of(source: Source, models: Sequence[OwnModel]) -> int | None:
    return next((model.id for model in models if model.digest == source.digest), None)


def _fates(account: Account) -> dict[str, int]:
    return {"shown": sum(account.fates.values()), **{fate: account.fates[fate] for fate in FATES}}


def _most(pair: tuple[str, Account]) -> tuple[int, str]:
    return -sum(pair[1].fates.values()) - pair[1].added, pair[0]
