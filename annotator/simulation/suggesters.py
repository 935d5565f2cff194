"""What suggests in a simulated project: the worker processes of `annotator.suggesting`, one at a time in this case."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.nlp.protocol import DEFAULT, Load, PipelineChoice, load_request
from annotator.project import Project
from annotator.suggesting import SuggestPool


class Suggesters:
    """The pipeline, or the project's own model in its place, with the rules and the relation model; a context manager."""

    def __init__(self, project: Project, pipeline: str, *, consent: bool, spans: bool = True) -> None:
        """Without `spans`, relations alone are suggested."""
        self._project = project
        self._spans = spans
        self._pool = SuggestPool(project, self._load(pipeline, consent=consent))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def suggest(self, documents: Sequence[DocumentId]) -> None:
        """Suggest anew for those documents. Raises AnnotationError where one cannot be read, or nothing loads."""
        report = self._pool.suggest(documents)
        if report.failed:
            document, message = report.failed[0]
            raise AnnotationError(f"{self._project.document(document).key}: {message}")

    def use(self, model: Path, digest: str) -> None:
        """Have a model of the project's own suggest from now on."""
        self._pool.load(self._load(str(model), consent=False, digest=digest))

    def _load(self, pipeline: str, *, consent: bool, digest: str = "") -> Load:
        labels = None if self._spans else ()
        choices = (PipelineChoice(pipeline, labels, consent=consent, digest=digest),) if pipeline else ()
        load = load_request(
            self._project.scheme,
            pipelines=choices,
            language=self._project.language,
            mappings=self._project.label_mappings(),
            relation_model=DEFAULT,
            any_language=True,
        )
        return replace(load, patterns=self._spans)
