"""What the training process keeps between requests, and what it does for each of them; apart from how it is spoken to."""

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.scores import Scores
from annotator.model.training import TrainingDocument
from annotator.nlp.training.base import Learner, load_base, load_own
from annotator.nlp.training.evaluation import Found, evaluate, merged
from annotator.nlp.training.examples import Lesson
from annotator.nlp.training.folders import model_info, write_model
from annotator.nlp.training.library import Library
from annotator.nlp.training.protocol import (
    Confidence,
    Documents,
    Evaluate,
    Evaluated,
    Failed,
    FailedKind,
    Forget,
    Full,
    ModelKind,
    Progress,
    Reply,
    Round,
    Start,
    Started,
    Step,
    Trained,
)
from annotator.nlp.training.recipe import Recipe, Training, restore, snapshot
from annotator.nlp.training.relating import go_on_with_relations, learn_relations, score_relations, settle_relations

FEWEST_SCORED = 5
"""Held-back documents below which a full training does not look at them to know when to end."""
REPORT_EVERY = 0.1
"""Seconds between two `Progress`, at least."""


class CancelledError(Exception):
    """Somebody asked to stop."""


class NothingToLearnError(AnnotationError):
    """No document says anything."""


class BadRequestError(AnnotationError):
    """A request that makes no sense now."""


class TrainingSession:
    """Answers requests through `send`; `cancelled` is asked between two batches."""

    def __init__(
        self, send: Callable[[Reply], object], cancelled: Callable[[], bool], recipe: Recipe | None = None
    ) -> None:
        self._send = send
        self._cancelled = cancelled
        self._recipe = recipe or Recipe()
        self._start: Start | None = None
        self._base: Learner | None = None
        self._training: Training | None = None
        self._library = Library()
        self._learned: dict[int, None] = {}
        self._parent = ""
        self._found: dict[int, tuple[TrainingDocument, Found]] = {}
        self._began = 0.0
        self._reported = 0.0

    def answer(self, request: Start | Documents | Forget | Round | Full | Evaluate) -> None:
        """Do what the request asks for and send its reply."""
        self._began = time.process_time()
        try:
            match request:
                case Documents():
                    for id in self._library.keep(request.documents):
                        self._found.pop(id, None)
                case Forget():
                    for id in request.documents:
                        self._library.forget(id)
                        self._found.pop(id, None)
                        self._learned.pop(id, None)
                case Start():
                    self._send(self._load(request))
                case Round():
                    self._send(self._round(request))
                case Full():
                    self._send(self._full(request))
                case Evaluate():
                    self._send(self._evaluate(request))
        except CancelledError:
            self._send(Failed("cancelled", "Cancelled; no model was made."))
        except (AnnotationError, StoreError) as error:
            self._send(Failed(_kind(request, error), str(error)))
        except MemoryError:
            self._send(Failed("disk", "There is not enough memory to train; close other programs and try again."))

    def _load(self, request: Start) -> Started:
        from spacy.util import fix_random_seed

        self._report("loading", force=True)
        fix_random_seed(request.seed)
        learner = load_base(request)
        base = load_base(request) if learner.kept and not request.model else learner
        if request.model:
            learner = load_own(request, base)
        settle_relations(learner, request)
        self._check()
        self._start, self._base = request, base
        self._training = Training(learner, self._recipe, request.seed)
        self._library.forget_lessons()
        self._found.clear()
        self._learned = dict.fromkeys(_learned_before(request))
        self._parent = request.digest
        return Started(request.base, learner.version, tuple(learner.labels), self._seconds(), learner.warnings)

    def _evaluate(self, request: Evaluate) -> Evaluated:
        _, training = self._ready()
        held = self._held_back(request.held_back)
        with training.averaged():
            found = self._score(training.learner, held, 0.0, 1.0)
        scores, confidences = _scored(found, relations=training.learner.relations is not None)
        return Evaluated(scores, confidences, self._seconds())

    def _round(self, request: Round) -> Trained:
        start, training = self._ready()
        held = self._held_back(request.held_back)
        out = set(request.held_back)
        warnings: list[str] = []
        new = self._teach(training.learner, [id for id in request.new if id not in out], warnings)
        if not new:
            raise NothingToLearnError("Nothing to train on: none of the new documents is done or has a decision in it.")
        known = {lesson.document.id for lesson in new}
        pool = [id for id in self._library.ids if id not in out and id not in known]
        chance = random.Random(f"{start.seed}/{training.rounds}/{len(self._learned)}")
        chosen = chance.sample(pool, min(len(pool), max(request.replay, 0)))
        lessons = new + self._teach(training.learner, chosen, warnings)
        first = not self._learned
        epochs = request.epochs or (training.recipe.first_epochs if first else training.recipe.epochs)
        with training.averaged():
            previous = self._score(training.learner, held, 0.0, 0.1)
        most = 0.4 if start.relations else 0.8
        with training.undone_on_error():
            training.slow_down(len(self._learned))
            for epoch in range(epochs):
                training.epoch(
                    lessons,
                    epoch,
                    lambda share, epoch=epoch: self._report(  # type: ignore[misc]
                        "training", 0.1 + (most - 0.1) * (epoch + share) / epochs, epoch=epoch + 1, epochs=epochs
                    ),
                )
            if start.relations:
                self._relate(training, lessons, [id for id in pool if id not in chosen], chance, (most, 0.8))
            settings = {**training.recipe.to_dict(), "replayed": len(lessons) - len(new), "epochs": epochs}
            with training.averaged():
                return self._finish(training, "round", request.output, lessons, held, previous, settings, warnings)

    def _full(self, request: Full) -> Trained:
        from spacy.util import fix_random_seed

        start, before = self._ready()
        held = self._held_back(request.held_back)
        out = set(request.held_back)
        warnings: list[str] = []
        with before.averaged():
            previous = self._score(before.learner, held, 0.0, 0.02)
        fix_random_seed(start.seed)
        training = Training(load_base(start), self._recipe, start.seed)
        lessons = self._teach(training.learner, [id for id in self._library.ids if id not in out], warnings)
        if not lessons:
            raise NothingToLearnError("Nothing to train on: no document is done or has a decision in it.")
        epochs = self._go_over(training, lessons, held, request.seconds or self._recipe.full_seconds)
        if start.relations:
            self._relate(training, lessons, (), random.Random(start.seed), (0.86, 0.92))
        settings = {**training.recipe.to_dict(), "epochs": epochs}
        trained = self._finish(training, "full", request.output, lessons, held, previous, settings, warnings)
        # The optimizer's averages are of weights on the way here: what comes next begins from those that were taken.
        training.restart()
        self._training = training
        return trained

    def _go_over(self, training: Training, lessons: Sequence[Lesson], held: list[TrainingDocument], cap: float) -> int:
        """Train from the base and leave the best weights in place; how many epochs they took."""
        recipe = training.recipe
        scored = len(held) >= FEWEST_SCORED
        epochs = recipe.full_epochs if scored else recipe.unscored_epochs
        best, best_f, best_epoch = None, -1.0, 0
        f: float | None = None

        def report(share: float) -> None:
            done = min(max((epoch + share) / epochs, self._seconds() / cap), 1.0)
            self._report("training", 0.02 + 0.84 * done, epoch=epoch + 1, epochs=epochs, f=f)

        for epoch in range(epochs):
            training.epoch(lessons, epoch, report)
            late = self._seconds() >= cap
            if scored:
                with training.averaged():
                    found = evaluate(training.learner, held, lambda _: self._check())
                    f = merged(found.values()).scores(len(held)).span.f
                    if f > best_f:
                        best, best_f, best_epoch = snapshot(training.learner.nlp), f, epoch
                if epoch - best_epoch >= recipe.patience:
                    break
            if late:
                break
        if best is None:
            best_epoch = epoch
            with training.averaged():
                best = snapshot(training.learner.nlp)
        restore(training.learner.nlp, best)
        return best_epoch + 1

    def _finish(
        self,
        training: Training,
        kind: ModelKind,
        output: str,
        lessons: Sequence[Lesson],
        held: list[TrainingDocument],
        before: Sequence[Found],
        settings: Mapping[str, Any],
        warnings: Sequence[str],
    ) -> Trained:
        """Score the weights that are in place, write them, and make them what the next request goes on from."""
        start = self._start
        assert start is not None
        learner = training.learner
        begin = 0.8 if kind == "round" else 0.92
        results = evaluate(learner, held, lambda share: self._report("evaluating", begin + (0.97 - begin) * share))
        if start.relations:
            score_relations(learner, held, results)
        related = learner.relations is not None or any(part.relations for part in before)
        previous, _ = _scored(before, relations=related)
        scores, confidences = _scored(list(results.values()), relations=related)
        ids = [lesson.document.id for lesson in lessons]
        learned = list(dict.fromkeys([*(() if kind == "full" else self._learned), *ids]))
        settings = {**settings, "seed": start.seed}
        info = {
            "format": 1,
            "kind": kind,
            "base": start.base,
            "base_version": learner.version,
            "parent": self._parent if kind == "round" else "",
            "documents": sorted(learned),
            "held_back": [document.id for document in held],
            "labels": dict(learner.labels),
            "scores": scores.to_dict(),
            "previous": previous.to_dict(),
            "settings": settings,
        }
        self._report("writing", 0.97, force=True)
        digest = write_model(learner.nlp, Path(output), info, base=learner.folder, frozen=learner.frozen)
        training.rounds += 1
        self._parent = digest
        self._learned = dict.fromkeys(learned)
        self._found = {document.id: (document, results[document.id]) for document in held}
        self._library.trim()
        return Trained(
            folder=output,
            digest=digest,
            kind=kind,
            documents=tuple(sorted(learned)),
            held_back=tuple(document.id for document in held),
            scores=scores,
            previous=previous,
            seconds=round(self._seconds(), 3),
            confidences=confidences,
            settings=settings,
            warnings=tuple(warnings),
        )

    def _score(self, learner: Learner, held: Sequence[TrainingDocument], begin: float, end: float) -> list[Found]:
        """What the model in place finds on the documents; what it found before is remembered."""
        fresh = [document for document in held if document.id not in self._found]
        results = evaluate(learner, fresh, lambda share: self._report("evaluating", begin + (end - begin) * share))
        if self._start is not None and self._start.relations:
            score_relations(learner, fresh, results)
        for document in fresh:
            self._found[document.id] = (document, results[document.id])
        return [self._found[document.id][1] for document in held]

    def _teach(self, learner: Learner, ids: Iterable[int], warnings: list[str]) -> list[Lesson]:
        assert self._base is not None
        return self._library.teach(learner, self._base, ids, warnings, self._check)

    def _held_back(self, ids: Iterable[int]) -> list[TrainingDocument]:
        _, training = self._ready()
        return self._library.scorable(training.learner, ids)

    def _relate(
        self,
        training: Training,
        lessons: list[Lesson],
        others: Sequence[int],
        chance: random.Random,
        bounds: tuple[float, float],
    ) -> None:
        """Learn relations: anew from all documents while they are few or nothing is known yet, else from these and some
        `others`. `bounds` are the shares of the work done before and after it."""
        assert self._start is not None
        learner, recipe, (begin, end) = training.learner, training.recipe, bounds

        def check(share: float) -> None:
            self._report("training", begin + (end - begin) * share)

        few = len(lessons) + len(others) <= recipe.relation_anew
        if few or learner.relations is None:
            known = others if few else self._library.related(others, lessons)
            learn_relations(training, self._start, lessons + self._teach(learner, known, []), check)
        else:
            earlier = chance.sample(others, min(len(others), recipe.relation_replay))
            go_on_with_relations(training, lessons + self._teach(learner, earlier, []), check)

    def _ready(self) -> tuple[Start, Training]:
        if self._start is None or self._training is None:
            raise BadRequestError("Nothing is loaded yet: send a start request first.")
        return self._start, self._training

    def _seconds(self) -> float:
        return time.process_time() - self._began

    def _check(self) -> None:
        if self._cancelled():
            raise CancelledError

    def _report(
        self,
        step: Step,
        done: float = 0.0,
        *,
        epoch: int = 0,
        epochs: int = 0,
        f: float | None = None,
        force: bool = False,
    ) -> None:
        self._check()
        now = time.monotonic()
        if force or now - self._reported >= REPORT_EVERY:
            self._reported = now
            self._send(Progress(step, epoch, epochs, round(done, 4), round(self._seconds(), 2), f))


def _learned_before(request: Start) -> list[int]:
    """The documents that an own model says it has learned from."""
    ids = model_info(Path(request.model)).get("documents", ()) if request.model else ()
    return [id for id in ids if isinstance(id, int)] if isinstance(ids, list) else []


def _scored(found: Sequence[Found], *, relations: bool) -> tuple[Scores, tuple[Confidence, ...]]:
    together = merged(found)
    return together.scores(len(found), relations=relations), together.confidences()


def _kind(request: object, error: Exception) -> FailedKind:
    match error:
        case NothingToLearnError():
            return "nothing"
        case BadRequestError():
            return "bad_request"
        case StoreError():
            return "disk"
    return "base" if isinstance(request, Start) else "document"
