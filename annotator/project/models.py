"""The models a project trains for itself: what they learn from, what they are scored on, which one is in use."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.near_copies import sketch_of
from annotator.model.own_models import (
    HELD_BACK_PERCENT,
    MOST_HELD_BACK,
    ModelId,
    ModelKind,
    OwnModel,
    TrainingIds,
    TrainingSet,
    takes_over,
    to_make_room,
)
from annotator.model.scores import Scores
from annotator.model.training import TrainingDocument
from annotator.project.training import Training
from annotator.store import documents
from annotator.store import models as stored

FOLDER_SUFFIX = ".models"
_A_TIME = 50


class Models(Training):
    """Training sets, and the models made of them. None of this is an edit: undo never touches it.

    A model is a folder in `models_folder`, beside the project file. The folders may be missing or changed (a project
    that was copied alone, say): `model_problem` says so, and who loads one compares its digest.
    """

    # What is learned from

    def hold_back(self, at_most: int | None = None) -> int:
        """Decide, once and for all, which documents at hand for training are held back to score models on.

        At hand are the documents that the annotator is done with, and those in progress with something decided in them.
        A copy or near-copy of one that was decided about goes where that is. Decides about `at_most` documents, all by
        default; returns about how many it did.
        """
        decided = 0
        while at_most is None or decided < at_most:
            limit = _A_TIME if at_most is None else min(_A_TIME, at_most - decided)
            rows = stored.undecided(self._store, self.annotator, limit)
            if not rows:
                break
            # what the power takes is decided again, by the same rule
            with self._store.transaction(durable=False):
                for row in rows:
                    self._hold_back(DocumentId(row["id"]), row["key"], row["text"])
            decided += len(rows)
        return decided

    def _hold_back(self, document: DocumentId, key: str, text: str) -> None:
        sketch = sketch_of(text)
        held = stored.side_of_copies(self._store, document, sketch)
        if held is None:
            share = self.hold_back_percent
            held = _percent(key) < share and stored.held_count(self._store) < MOST_HELD_BACK
        stored.hold_back(self._store, document, held, sketch)

    @property
    def hold_back_percent(self) -> int:
        """How many of a hundred documents are held back."""
        text = self.setting("hold_back", str(HELD_BACK_PERCENT))
        return min(int(text), 100) if text.isdecimal() else HELD_BACK_PERCENT

    def training_ids(self, *, new_only: bool = False, done_only: bool = False) -> TrainingIds:
        """The documents to train on and those to score on, as far as `hold_back` has decided.

        To train on are those that are done and, unless `done_only`, those in progress with something decided in them;
        with `new_only` those that are done and that the model in use has not learned from. An export's test documents
        are in neither.
        """
        done_only = done_only or new_only
        train = stored.training_ids(self._store, self.annotator, held=False, done_only=done_only)
        held = stored.training_ids(self._store, self.annotator, held=True, done_only=True)
        model = self.model_in_use() if new_only else None
        known: frozenset[int] = frozenset()
        if model is not None:
            # one that a full training read while it was in progress has more to say once it is done
            known = frozenset(model.documents) - stored.reviewed_since(self._store, self.annotator, model.created)
        return TrainingIds(tuple(id for id in train if id not in known), tuple(held[:MOST_HELD_BACK]))

    def training_document(self, document: DocumentId) -> TrainingDocument:
        """One document as the annotator has left it. Raises AnnotationError where there is none."""
        row = next(documents.stored_rows(self._store, [document]), None)
        if row is None:
            raise AnnotationError(f"there is no document {document} in {self.path.name}")
        return self._training_document(row, self.annotator)

    def training_set(self, *, new_only: bool = False) -> TrainingSet:
        """`hold_back`, then the documents of `training_ids`."""
        self.hold_back()
        ids = self.training_ids(new_only=new_only)
        return TrainingSet(*([self.training_document(id) for id in side] for side in ids))

    # The models

    @property
    def models_folder(self) -> Path:
        """Where the folders of models are: beside the project file, under its name."""
        return self.path.with_name(self.path.stem + FOLDER_SUFFIX)

    def new_model_folder(self) -> Path:
        """Where to write the next model to: a folder that is not there, in one that is. Raises StoreError where it cannot be."""
        if self.read_only:
            raise StoreError(f"{self.path}: open read-only ({self.read_only_reason}); no model can be trained")
        folder = self.models_folder
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder} is a file, and models are kept in a folder of that name; give the file another")
        try:
            folder.mkdir(exist_ok=True)
            taken = [int(name) for path in folder.iterdir() if (name := path.name.partition(".")[0]).isdecimal()]
        except OSError as error:
            raise StoreError(f"{folder}: {error.strerror or error}; models are kept there") from error
        taken += [int(model.folder) for model in self.models() if model.folder.isdecimal()]
        return folder / f"{max(taken, default=0) + 1:04d}"

    def model_id(self, folder: str) -> ModelId | None:
        """The model of that folder, which runs name as their version; None where none is known."""
        return stored.id_of(self._store, folder)

    def models(self) -> list[OwnModel]:
        """Every model trained here, in the order of training, those included whose folders are gone."""
        return stored.models(self._store)

    def last_model(self) -> OwnModel | None:
        """The model trained last, whatever came of it."""
        return stored.last_model(self._store)

    def model(self, id: ModelId) -> OwnModel:
        """One model. Raises AnnotationError where there is none."""
        found = stored.models(self._store, [id])
        if not found:
            raise AnnotationError(f"there is no model {id} in {self.path.name}")
        return found[0]

    def model_in_use(self) -> OwnModel | None:
        """The model that suggests in its base's place; None where the base does."""
        return stored.model_in_use(self._store)

    def model_path(self, model: OwnModel) -> Path:
        """A model's folder."""
        return self.models_folder / model.folder

    def model_size(self, model: OwnModel) -> int:
        """Bytes of a model's files, 0 where they are not there; a file that it shares with another model counts for both."""
        if self.model_problem(model):
            return 0
        return sum(path.stat().st_size for path in self.model_path(model).rglob("*") if path.is_file())

    def model_problem(self, model: OwnModel) -> str:
        """Why a model cannot be loaded, as far as can be seen without reading it: one line with the remedy, or ""."""
        name = f"the model {model.folder}"
        if model.state == "removed":
            return f"{name} was removed; train another one, or use one that is kept"
        if not _is_number(model.folder):
            return f"{name} is none that was trained here: its folder has no number for a name"
        path = self.model_path(model)
        if not self.models_folder.is_dir():
            return f"{name} is missing: there is no folder {self.models_folder.name} beside {self.path.name}; copy it there with the project, or train anew"
        if not (path / "config.cfg").is_file():
            return f"{name} is missing from {self.models_folder.name}; put it back, or use another model"
        return ""

    def add_model(
        self,
        folder: Path,
        *,
        kind: ModelKind,
        base: str,
        digest: str,
        documents: Sequence[int],
        held_back: Sequence[int],
        scores: Scores,
        previous: Scores,
        parent: ModelId | None = None,
        settings: Mapping[str, Any] | None = None,
        seconds: float = 0.0,
    ) -> ModelId:
        """Keep a model that was written to `new_model_folder()`; it takes over unless it is worse than what was in use.

        `previous` are the scores of what was in use, on the same documents. Its state says what came of it.
        """
        better = takes_over(kind, scores, previous)
        with self._store.transaction():
            id = stored.insert_model(
                self._store,
                {
                    "kind": kind,
                    "base": base,
                    "parent": parent,
                    "folder": folder.name,
                    "digest": digest,
                    "state": "worse",
                    "documents": list(documents),
                    "held_back": list(held_back),
                    "scores": {**scores.to_dict(), "previous": previous.to_dict()},
                    "settings": dict(settings or {}),
                    "seconds": seconds,
                },
            )
            if better:
                stored.set_state(self._store, id, "in_use")
        return id

    def use_model(self, id: ModelId | None) -> None:
        """Put a model to use, also one that was worse; None goes back to the base. Raises AnnotationError where it cannot be."""
        if id is not None:
            problem = self.model_problem(self.model(id))
            if problem:
                raise AnnotationError(problem)
        with self._store.transaction():
            before = stored.model_in_use(self._store)
            if id is not None:
                stored.set_state(self._store, id, "in_use")
            elif before is not None:
                stored.set_state(self._store, before.id, "kept")

    def roll_back(self) -> OwnModel | None:
        """Go back to the model before the one in use, or to the base where there is none; returns what is in use now.

        Raises AnnotationError where the base is in use already.
        """
        model = self.model_in_use()
        if model is None:
            raise AnnotationError("no model of its own is in use here; there is nothing to go back to")
        earlier = [one for one in self.models() if one.id < model.id and one.state == "kept"]
        before = next((one for one in reversed(earlier) if not self.model_problem(one)), None)
        self.use_model(None if before is None else before.id)
        return self.model_in_use()

    def remove_model(self, id: ModelId) -> None:
        """Delete a model's folder; what is known of it stays. Raises AnnotationError for the one in use."""
        model = self.model(id)
        if model.state == "in_use":
            raise AnnotationError(f"the model {model.folder} is in use; use another one first")
        with self._store.transaction():
            stored.set_state(self._store, id, "removed")
        if _is_number(model.folder):
            self.discard_model_folder(self.model_path(model))

    def discard_model_folder(self, folder: Path) -> None:
        """Delete a model's folder, also one that was never added. Raises StoreError where the disk says no."""
        if folder.parent != self.models_folder or not _is_number(folder.name):
            raise AnnotationError(f"{folder} is no model of {self.path.name}")
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise StoreError(f"{folder}: {error.strerror or error}; delete the folder by hand") from error
        with suppress(OSError):  # the last one takes the folder of models along
            self.models_folder.rmdir()

    def make_room_for_models(self) -> list[OwnModel]:
        """Remove the older models that nobody uses; returns which. A folder that cannot be deleted is tried no further."""
        gone = to_make_room(self.models())
        for model in gone:
            self.remove_model(model.id)
        return gone


def _is_number(folder: str) -> bool:
    """Whether a model's folder may have that name. A project may come from somebody else, and name another folder in it."""
    return folder.isdecimal()


def _percent(key: str) -> int:
    """A number below 100 that a document's key alone tells."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest()) % 100
