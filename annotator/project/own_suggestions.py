"""What the models trained here suggest: under which name, with whose labels, and whether another one suggests by now."""

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.model.document import DocumentId
from annotator.model.own_models import OWN_MODEL
from annotator.model.suggestion import RunId
from annotator.project.corpus import Corpus
from annotator.project.models import Models
from annotator.store import models as stored


class OwnSuggestions(Corpus, Models):
    """Runs and mappings, where they are those of a model trained here."""

    def start_run(
        self, pipeline: str, version: str = "", digest: str = "", settings: Mapping[str, Any] | None = None
    ) -> RunId:
        """As `Suggestions.start_run`; a model trained here is known by its digest, and the run names it wherever it lies."""
        folder = stored.folder_of(self._store, digest)
        if folder:
            pipeline, version = OWN_MODEL, folder
        return super().start_run(pipeline, version, digest, settings)

    def label_mapping(self, pipeline: str) -> dict[str, str]:
        """As `SchemeEdits.label_mapping`; of `OWN_MODEL`, what its base's labels are called that it has kept."""
        mapping = super().label_mapping(pipeline)
        model = (self.model_in_use() or self.last_model()) if pipeline == OWN_MODEL else None
        if model is None:
            return mapping
        own = {label.name for label in self.scheme.labels}
        return {raw: label for raw, label in super().label_mapping(model.base).items() if raw not in own} | mapping

    def set_label_mapping(self, pipeline: str, mapping: dict[str, str]) -> None:
        """As `SchemeEdits.set_label_mapping`; a model that was trained from that pipeline follows."""
        super().set_label_mapping(pipeline, mapping)
        model = self.model_in_use()
        if model is not None and model.base == pipeline:
            self._remap_suggestions(OWN_MODEL)
            self._reload_states()

    def is_outdated(self, document: DocumentId, digests: Sequence[str]) -> bool:
        """Whether what is suggested in a document came from another model than those of these digests, which suggest now.

        Only where models are trained here: a pipeline that somebody chose in place of another does not make it so.
        """
        return stored.is_outdated(self._store, document, digests)
