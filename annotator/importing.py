"""Articles into a project: what `pressmark import` does, and the window through it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats.columns import Columns
from annotator.formats.reading import AUTO, Reading

if TYPE_CHECKING:
    from annotator.model.import_report import ImportReport
    from annotator.project import Project
    from annotator.project.importer import ImportKind


def import_sources(
    project: "Project",
    sources: Sequence[Path],
    *,
    format: str = AUTO,
    kind: "ImportKind" = "documents",
    update: bool = False,
    annotator: str = "",
    columns: Columns | None = None,
    language: str = AUTO,
    progress: "Callable[[ImportReport, Reading], bool] | None" = None,
) -> "ImportReport":
    """Read these files and folders into the project; `progress` returns False to stop, what came in being kept.

    Suggestions belong to a run named after the first source. `language` is "auto", or the code for every article that
    does not say. Raises AnnotationError where the columns of a table are not clear or there is no such format,
    StoreError where the project cannot be written.
    """
    reading = Reading(sources, format=format, columns=columns, language=language, default_language=project.language)
    added = (
        [label for scheme in reading.schemes() for label in project.ensure_scheme(scheme)]
        if kind != "documents"
        else []
    )
    name = sources[0].absolute().name if sources else "import"
    step = None if progress is None else (lambda report: progress(report, reading))
    report = project.import_records(
        reading.records(), kind=kind, update=update, annotator=annotator, name=name, progress=step
    )
    report.labels_added[:0] = added
    return report
