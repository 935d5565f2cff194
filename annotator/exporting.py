"""Training data out of a project: plans the splits, has the files written and compared, and puts them in place at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.export_folder import check_target, existing_export, write_manifest, write_readme
from annotator.exporting_formats import export_records
from annotator.model.document import DocumentId, ReviewState
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.export_report import (
    PROBLEMS_KEPT,
    SPACY,
    STOPPED,
    Counts,
    ExportPreview,
    ExportProgress,
    ExportReport,
    OnProgress,
)
from annotator.model.query import Problem
from annotator.model.splits import DEFAULT_RATIO, SplitPlan, assign, checked_ratio
from annotator.model.training import SPLITS, Split, TrainingDocument
from annotator.model.training_check import FATAL, problems_of
from annotator.nlp.docbin import Prefer, entity_extents
from annotator.nlp.export import ExportJob
from annotator.nlp.export_client import write_here, write_in_process
from annotator.nlp.near_duplicates import NearDuplicates
from annotator.paths import resource
from annotator.replacing import replace_folder
from annotator.unfinished import written_beside

if TYPE_CHECKING:
    from annotator.project import Project

States = Sequence[ReviewState]


def export_project(
    project: "Project",
    out: Path | str,
    *,
    format: str = SPACY,
    split: Sequence[float] = DEFAULT_RATIO,
    annotator: str = "",
    states: States = ("done",),
    ents: Prefer = "outer",
    replace: bool = False,
    progress: OnProgress | None = None,
    in_process: bool = False,
) -> ExportReport:
    """Write the documents in those states with an annotator's spans and relations.

    `spacy` writes a folder that `spacy train` takes (docs/export.md), every other name a format of the table. What was
    there before is replaced as a whole, at the end, and only if it was an earlier export; in a format of the table only if
    this project wrote it so, unless `replace` says that any will do. Documents without a split get
    one, which the project remembers. spaCy is loaded in a process of its own, or with `in_process` in this one.

    Raises AnnotationError where there is nothing to export, a document's offsets can't be trusted, `out` is something
    else, or what was written is not what went in; StoreError where the disk or the process gave up. In each case
    nothing was replaced.
    """
    if format != SPACY:
        return export_records(
            project, Path(out), format, annotator=annotator, states=states, replace=replace, progress=progress
        )
    target = check_target(Path(out))
    ratio = checked_ratio(split)
    survey = _surveyed(project, annotator, states, progress, copies=True)
    _refuse_unfit(survey, states)
    plan = assign(survey.keys, project.splits(), survey.families, ratio)
    mirrors = _mirrors(plan)
    report = ExportReport(target, "spacy", new=len(plan.new))
    _add_problems(report, survey, plan)
    report.notes += _notes(project, survey, plan, mirrors)
    try:
        with written_beside(target) as folder:
            folder.mkdir()
            job = ExportJob(
                folder,
                resource("spacy"),
                project.language,
                ents,
                project.scheme,
                relations=bool(survey.relations),
                mirrors=mirrors,
            )
            documents = _sent(project, annotator, states, plan, report.went_in)
            write = write_here if in_process else write_in_process
            written = write(job, documents, _heard(progress, len(plan.splits)))
            report.splits = {
                name: Counts(row["documents"], row["spans"], row["relations"])
                for name, row in written["splits"].items()
            }
            for counts in report.splits.values():
                _add(report.came_out, counts.documents, counts.spans, counts.relations)
            report.entities, report.spans, report.relations = (
                written["entities"],
                written["spans"],
                written["relations"],
            )
            report.pipeline = written["pipeline"]
            if report.came_out != report.went_in:
                raise AnnotationError(f"{report.went_in} went in and {report.came_out} came out; nothing was replaced")
            write_readme(folder, report, written, ents=ents, mirrors=mirrors, missing=survey.missing)
            ours = write_manifest(folder, report, project, annotator=annotator, ratio=ratio, states=states, ents=ents)
            if not project.read_only:
                project.assign_splits(plan.new)
            left = replace_folder(folder, target, ours=[*ours, *existing_export(target)])
            if left:
                report.notes.append(f"{', '.join(left)} could not be moved along with the export and are in {folder}.")
    except OSError as error:
        raise StoreError(f"{target.parent}: {error.strerror or error}; the earlier export is as it was") from error
    return report


def preview(
    project: "Project",
    *,
    split: Sequence[float] = DEFAULT_RATIO,
    annotator: str = "",
    states: States = ("done",),
    ents: Prefer = "outer",
    progress: OnProgress | None = None,
) -> ExportPreview:
    """What an export would write, without looking for near-copies or loading spaCy. Raises AnnotationError if stopped."""
    ratio = checked_ratio(split)
    survey = _surveyed(project, annotator, states, progress, prefer=ents)
    plan = assign(survey.keys, project.splits(), (), ratio)
    found = ExportPreview(
        new=len(plan.new),
        missing=survey.missing,
        spans=dict(survey.spans),
        relations=dict(survey.relations),
        rejected=survey.rejected,
        outside_entities=survey.outside_entities,
        problems=survey.problems,
        problem_count=survey.problem_count,
        fatal_problems=survey.fatal,
    )
    for id, (spans, relations) in survey.sizes.items():
        _add(found.splits[plan.splits[id]], 1, spans, relations)
        _add(found.total, 1, spans, relations)
    return found


@dataclass(slots=True)
class _Survey:
    """What a first reading of the documents finds."""

    keys: dict[DocumentId, str] = field(default_factory=dict)
    sizes: dict[DocumentId, tuple[int, int]] = field(default_factory=dict)
    spans: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    missing: int = 0
    left_out: int = 0
    outside_entities: int = 0
    families: list[tuple[DocumentId, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    fatal: int = 0

    def add_problem(self, problem: Problem) -> None:
        """Count it; those that stop an export come first among the kept."""
        self.problem_count += 1
        if problem.kind in FATAL:
            self.problems.insert(self.fatal, problem)
            self.fatal += 1
        else:
            self.problems.append(problem)
        del self.problems[PROBLEMS_KEPT:]


def _surveyed(
    project: "Project",
    annotator: str,
    states: States,
    progress: OnProgress | None,
    *,
    copies: bool = False,
    prefer: Prefer = "outer",
) -> _Survey:
    survey = _Survey()
    near: NearDuplicates[DocumentId] | None = NearDuplicates() if copies else None
    scheme = project.scheme
    for document in project.training_documents(annotator=annotator, states=tuple(states)):
        for problem in problems_of(document, scheme):
            survey.add_problem(problem)
        survey.keys[document.id] = document.key
        survey.sizes[document.id] = (len(document.spans), len(document.relations))
        survey.spans.update(span.label for span in document.spans)
        survey.relations.update(relation.label for relation in document.relations)
        survey.rejected += len(document.rejected)
        survey.missing += not document.done
        survey.left_out += document.left_out_spans
        if near is None:
            survey.outside_entities += len(document.spans) - len(entity_extents(document, prefer))
        else:
            near.add(document.id, document.text)
        _tell(progress, ExportProgress("reading", len(survey.keys), 0))
    if near is not None:
        # A document that is in no longer may come back: its copies go to its side.
        for id in project.splits():
            if id not in survey.keys:
                near.add(id, project.document(id).text)
        survey.families = near.families()
    return survey


def _refuse_unfit(survey: _Survey, states: States) -> None:
    if not survey.keys:
        wanted = " or ".join(state.replace("_", " ") for state in states) or "there"
        raise AnnotationError(f"no document is {wanted}: mark those that are done, then export")
    if survey.fatal:
        first = survey.problems[0]
        more = f" ({survey.fatal - 1} more like it)" if survey.fatal > 1 else ""
        raise AnnotationError(f"{first.key}: {first.message}{more}; see `pressmark check`. Nothing was written")
    if not survey.spans:
        raise AnnotationError(f"nothing to train on: no span in the documents to export, {len(survey.keys):,} in all")


def _mirrors(plan: SplitPlan[DocumentId]) -> dict[Split, Split]:
    """`spacy train` needs both train and dev: where one has no documents it gets those of the other."""
    sides = set(plan.splits.values())
    full: Split = next(split for split in SPLITS if split in sides)
    mirrors: dict[Split, Split] = {}
    for split in SPLITS[:2]:
        if split not in sides:
            mirrors[split] = full
    return mirrors


def _notes(
    project: "Project", survey: _Survey, plan: SplitPlan[DocumentId], mirrors: dict[Split, Split]
) -> Iterator[str]:
    for empty, full in mirrors.items():
        yield (
            f"{empty} has no documents of its own and is a copy of {full}: its scores say nothing about other articles. "
            "Mark more documents as done."
        )
    if survey.missing:
        yield f"Documents that are not done: {survey.missing:,}. What is not annotated there counts as not looked at."
    if survey.left_out:
        yield f"Spans in zones that are left out of training, and so not written: {survey.left_out:,}."
    if plan.straddles:
        yield (
            f"Groups of near-copies on more than one side, because they had their splits before: "
            f"{len(plan.straddles):,}. See the problems."
        )
    if project.read_only and plan.new:
        yield (
            f"The project is open for reading only: the splits of new documents ({len(plan.new):,}) could not be kept and "
            "may be others next time."
        )


def _add_problems(report: ExportReport, survey: _Survey, plan: SplitPlan[DocumentId]) -> None:
    for straddle in plan.straddles:
        places = ", ".join(
            f"{survey.keys[id]} ({split})" for id, split in zip(straddle.documents[:6], straddle.splits, strict=False)
        )
        first = straddle.documents[0]
        survey.add_problem(
            Problem("copies", f"near-copies are on more than one side: {places}", first, survey.keys[first])
        )
    report.problems = survey.problems
    report.problem_count = survey.problem_count


def _sent(
    project: "Project", annotator: str, states: States, plan: SplitPlan[DocumentId], counts: Counts
) -> Iterable[tuple[TrainingDocument, Split]]:
    for document in project.training_documents(annotator=annotator, states=tuple(states)):
        side = plan.splits.get(document.id)
        if side is not None:  # one that was marked done since the survey waits for the next export
            _add(counts, 1, len(document.spans), len(document.relations))
            yield document, side


def _heard(progress: OnProgress | None, total: int) -> Callable[[int], bool] | None:
    return None if progress is None else lambda done: progress(ExportProgress("writing", done, total))


def _tell(progress: OnProgress | None, step: ExportProgress) -> None:
    if progress is not None and not progress(step):
        raise AnnotationError(STOPPED)


def _add(counts: Counts, documents: int, spans: int, relations: int) -> None:
    counts.documents += documents
    counts.spans += spans
    counts.relations += relations
