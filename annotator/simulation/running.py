"""Works a simulated analyst through a gold corpus, once for each configuration, in a project of its own each time."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.model.article import PENDING, ArticleState
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.retraining import round_size
from annotator.nlp.token_count import token_counts
from annotator.project import Project
from annotator.simulation.analyst import Analyst
from annotator.simulation.costs import WAYS, Tally
from annotator.simulation.gold import Gold, GoldDocument
from annotator.simulation.learning import Learner
from annotator.simulation.planning import named
from annotator.simulation.relating import RelationPlan
from annotator.simulation.results import (
    ConfigurationName,
    Outcome,
    Shown,
    Simulation,
    Task,
)
from annotator.simulation.suggesters import Suggesters

ANNOTATOR = "analyst"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a simulation is."""

    configuration: ConfigurationName
    task: Task
    documents: int
    of: int
    done: float
    """Share of all, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How to simulate."""

    pipeline: str
    """An installed pipeline or a folder; "" for the patterns alone."""
    configurations: Sequence[ConfigurationName]
    tasks: Sequence[Task]
    every: int = 10
    """Documents between two training rounds."""
    idle_every: int = 50
    """Documents after which nobody is at work for a while, so that a full training may run; 0: never."""
    seed: int = 0
    """Of the training."""
    consent: bool = False
    """Whether a pipeline's folder may run code of its own."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What helps the analyst in a configuration."""

    suggests: bool
    remembers: bool
    learns: bool


_PARTS: dict[ConfigurationName, _Parts] = {
    "nothing": _Parts(suggests=False, remembers=False, learns=False),
    "static": _Parts(suggests=True, remembers=False, learns=False),
    "memory": _Parts(suggests=True, remembers=True, learns=False),
    "retrained": _Parts(suggests=True, remembers=False, learns=True),
    "all": _Parts(suggests=True, remembers=True, learns=True),
}


def simulate(
    gold: Gold,
    setting: Setting,
    *,
    progress: Callable[[Progress], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Simulation:
    """Simulate every configuration on every task; where `cancelled` says so, what was done by then is the result.

    Raises AnnotationError where the pipeline does not load, a training round fails, or what the analyst made of a
    document differs from the gold. Works in a temporary folder that is gone at the end.
    """
    tokens = token_counts(gold.language, [document.text for document in gold.documents])
    jobs = [(task, name) for task in setting.tasks for name in setting.configurations]
    outcomes: list[Outcome] = []
    for number, (task, name) in enumerate(jobs):

        def step(done: int, task: Task = task, name: ConfigurationName = name, number: int = number) -> None:
            if progress is not None:
                total = len(gold.documents)
                progress(Progress(name, task, done, total, (number + done / total) / len(jobs)))

        outcome = Outcome(name, task)
        outcomes.append(outcome)
        started = time.monotonic()
        with TemporaryDirectory(prefix="pressmark-simulate-") as folder:
            run = _Run(_for_task(gold, task), setting, outcome, tokens, Path(folder))
            run.all(step, cancelled)
        outcome.seconds = time.monotonic() - started
        if cancelled is not None and cancelled():
            break
    return Simulation(
        outcomes=[outcome for outcome in outcomes if outcome.documents],
        documents=len(gold.documents),
        tokens=sum(tokens),
        held_back=len(gold.held_back),
        language=gold.language,
        pipeline=setting.pipeline,
        every=setting.every,
        seed=setting.seed,
        notes=gold.notes,
    )


def _for_task(gold: Gold, task: Task) -> Gold:
    """The gold without relations where the entities alone are to be annotated."""
    if task != "entities":
        return gold
    scheme = replace(gold.scheme, relation_labels=())

    def bare(documents: Sequence[GoldDocument]) -> tuple[GoldDocument, ...]:
        return tuple(replace(document, relations=frozenset()) for document in documents)

    return replace(gold, documents=bare(gold.documents), held_back=bare(gold.held_back), scheme=scheme)


class _Run:
    """One configuration on one task."""

    def __init__(self, gold: Gold, setting: Setting, outcome: Outcome, tokens: Sequence[int], folder: Path) -> None:
        self._gold = gold
        self._setting = setting
        self._outcome = outcome
        self._tokens = tokens
        self._folder = folder
        self._parts = _PARTS[outcome.configuration]
        self._given = outcome.task == "relations"
        # where the entities are given, nobody wants more of them
        self._remembers = self._parts.remembers and not self._given
        self._suggesters: Suggesters | None = None
        self._cancelled: Callable[[], bool] = bool  # never

    def all(self, step: Callable[[int], None], cancelled: Callable[[], bool] | None) -> None:
        """From an empty project to the last document, or until `cancelled`; of the document it stops in nothing counts."""
        self._cancelled = cancelled or self._cancelled
        with ExitStack() as stack:
            project = Project.create(
                self._folder / "simulated.pressmark",
                scheme=self._gold.scheme,
                language=self._gold.language,
                annotator=ANNOTATOR,
            )
            self._project = stack.enter_context(project)
            project.memory_active = self._remembers
            ids = self._take_in()
            pipeline, consent = self._setting.pipeline, self._setting.consent
            try:
                if self._parts.suggests:
                    self._suggesters = stack.enter_context(
                        Suggesters(project, pipeline, consent=consent, spans=not self._given)
                    )
                learner: Learner | None = None
                if self._parts.learns:
                    seed = self._setting.seed
                    learner = Learner(project, self._gold, pipeline, seed=seed, consent=consent, cancelled=cancelled)
                    stack.enter_context(learner)
                    self._outcome.rounds.append(learner.first())
                self._go_through(ids, learner, step)
            except AnnotationError:
                # a training that was stopped, or a worker that what stops this process has ended
                if not self._cancelled():
                    raise

    def _go_through(
        self,
        ids: Sequence[DocumentId],
        learner: Learner | None,
        step: Callable[[int], None],
    ) -> None:
        step(0)
        done = 0
        while done < len(ids):
            part = ids[done : done + round_size(done, self._setting.every)]
            self._suggest(part)
            for place, id in enumerate(part, start=done):
                self._check()
                self._work(id, place)
                step(len(self._outcome.tokens))
            done += len(part)
            if learner is not None:
                self._learn(learner, done, len(part))

    def _check(self) -> None:
        if self._cancelled():
            raise AnnotationError("stopped")

    def _learn(self, learner: Learner, done: int, new: int) -> None:
        """A round, and now and then, while the analyst is at lunch, a full training."""
        rounds = [learner.round(done)]
        every = self._setting.idle_every
        if every and done // every > (done - new) // every:
            rounds.append(learner.full(done))
        self._outcome.rounds += [entry for entry in rounds if entry is not None]
        model = learner.model()
        if self._suggesters is not None and model is not None:
            self._suggesters.use(*model)

    def _suggest(self, documents: Sequence[DocumentId]) -> None:
        if self._suggesters is not None:
            self._suggesters.suggest(documents)

    def _take_in(self) -> list[DocumentId]:
        project = self._project
        if self._given:
            # nobody has begun: what is in progress counts as decided, and would be learned from with no relations
            records = (replace(document.record(relations=False), state="new") for document in self._gold.documents)
            project.import_records(records, kind="annotations", annotator=ANNOTATOR)
        else:
            project.import_records(document.record(spans=False) for document in self._gold.documents)
        found = [project.find_document(document.key) for document in self._gold.documents]
        return [id for id in found if id is not None]

    def _work(self, id: DocumentId, number: int) -> None:
        gold = self._gold.documents[number]
        looked = (lambda document: self._project.refresh_memory(document)) if self._remembers else None
        relating = self._outcome.task == "both" and self._suggesters is not None
        again = (lambda document: self._suggest([document])) if relating else None
        if looked is not None:
            looked(id)
        shown = list(self._shown(self._project.article(id), gold))
        tallies: dict[str, Tally] = {}
        guessed, check = self._parts.remembers, self._check
        for way in reversed(WAYS):
            analyst = Analyst(self._project, way, looked=looked, again=again, guessed=guessed, check=check)
            last = way is WAYS[0]
            tallies[way.name] = analyst.work(id, gold) if last else analyst.rehearse(id, gold)
            if not last and again is not None:
                self._suggest([id])  # as it was before the analyst asked again
        self._outcome.shown.extend(shown)
        for name, tally in tallies.items():
            self._outcome.tallies[name].append(tally)
        self._outcome.tokens.append(self._tokens[number])
        if self._project.calibration_due():
            self._project.fit_calibration()

    def _shown(self, state: ArticleState, gold: GoldDocument) -> Iterator[Shown]:
        for item in state.spans(PENDING):
            if item.score is not None:
                confidence = self._project.confidence("span", item.label, item.score, run=item.run)
                yield Shown("span", item.label, confidence, named(item) in gold.spans)
        plan = RelationPlan(state, gold, WAYS[0], self._project.scheme)
        for relation, pending in plan.pending:
            if pending.score is not None:
                confidence = self._project.confidence("relation", pending.label, pending.score, run=pending.run)
                yield Shown("relation", pending.label, confidence, relation in gold.relations)
