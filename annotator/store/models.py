"""Held-back documents and the models trained here: stored and read."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from annotator.model.annotation import AnnotatorId
from annotator.model.document import DocumentId
from annotator.model.near_copies import are_near
from annotator.model.own_models import OWN_MODEL, ModelId, ModelState, OwnModel
from annotator.model.scores import Scores
from annotator.store.database import Row, Store
from annotator.store.history import now

DECIDED = (
    "(EXISTS (SELECT 1 FROM spans s WHERE s.document = r.document AND s.annotator = r.annotator)"
    " OR EXISTS (SELECT 1 FROM decisions d WHERE d.document = r.document AND d.annotator = r.annotator))"
)
"""Of a review: something was decided in the document."""


def undecided(store: Store, annotator: AnnotatorId, limit: int) -> list[Row]:
    """The documents at hand for training of which nobody has said whether they are held back: id, key and text."""
    return store.rows(
        "SELECT documents.id, documents.key, documents.text FROM reviews r JOIN documents ON documents.id = r.document "
        "WHERE r.annotator = ? AND r.state IN ('done', 'in_progress') "
        f"AND (r.state = 'done' OR {DECIDED}) "
        "AND NOT EXISTS (SELECT 1 FROM held_back h WHERE h.document = r.document) ORDER BY r.document LIMIT ?",
        [annotator, limit],
    )


def side_of_copies(store: Store, document: DocumentId, sketch: Sequence[int]) -> bool | None:
    """Whether a copy or near-copy of a document is held back; None where there is none, or nobody has said so."""
    sides = store.column(
        "SELECT h.held FROM documents own JOIN documents other ON other.text_sha256 = own.text_sha256 "
        "JOIN held_back h ON h.document = other.id WHERE own.id = ?",
        [document],
    )
    marks = ", ".join("?" * len(sketch))
    for row in store.rows(
        f"SELECT document, count(*) AS shared FROM held_back_shingles WHERE shingle IN ({marks}) GROUP BY document",
        sketch,
    ):
        held = store.rows("SELECT held, shingles FROM held_back WHERE document = ?", [row["document"]])
        sides += [one["held"] for one in held if are_near(row["shared"], len(sketch), one["shingles"])]
    return bool(max(sides)) if sides else None


def hold_back(store: Store, document: DocumentId, held: bool, sketch: Sequence[int]) -> None:
    """Keep what was decided about a document, for good."""
    store.insert("held_back", {"document": document, "held": int(held), "shingles": len(sketch)})
    store.execute_many(
        "INSERT INTO held_back_shingles (shingle, document) VALUES (?, ?)", [(shingle, document) for shingle in sketch]
    )


def reviewed_since(store: Store, annotator: AnnotatorId, moment: str) -> frozenset[int]:
    """The documents whose state that annotator has changed after a moment (as `models.created` has it)."""
    return frozenset(
        store.column(
            "SELECT DISTINCT document FROM edits WHERE annotator = ? AND action = 'set_state' AND state = 'done' "
            "AND created > ? AND document IS NOT NULL",
            [annotator, moment],
        )
    )


def learned_by_run(store: Store) -> dict[int, frozenset[int]]:
    """By run of a model trained here: the documents it had learned from, which tell nothing of how right it is."""
    known = {model.folder: frozenset(model.documents) for model in models(store)}
    runs = store.rows("SELECT id, version FROM runs WHERE pipeline = ?", [OWN_MODEL]) if known else []
    return {row["id"]: known[row["version"]] for row in runs if row["version"] in known}


def held_count(store: Store) -> int:
    """How many documents are held back."""
    return int(store.value("SELECT count(*) FROM held_back WHERE held = 1"))


def training_ids(store: Store, annotator: AnnotatorId, *, held: bool, done_only: bool) -> list[DocumentId]:
    """The documents at hand for training on one side; those an export gave to its test split are on neither."""
    states = "r.state = 'done'" if done_only else f"(r.state = 'done' OR (r.state = 'in_progress' AND {DECIDED}))"
    return store.column(
        "SELECT r.document FROM reviews r JOIN held_back h ON h.document = r.document "
        "JOIN documents ON documents.id = r.document "
        f"WHERE r.annotator = ? AND h.held = ? AND documents.split IS NOT 'test' AND {states} ORDER BY r.document",
        [annotator, int(held)],
    )


def insert_model(store: Store, row: dict[str, Any]) -> ModelId:
    """A new row of `models`; sequences and mappings are written as JSON."""
    values = {
        name: value if isinstance(value, str | int | float | None) else json.dumps(value, ensure_ascii=False)
        for name, value in row.items()
    }
    return ModelId(store.insert("models", {**values, "created": now()}))


def models(store: Store, ids: Iterable[ModelId] | None = None) -> list[OwnModel]:
    """All models, or those of some ids, in the order of training."""
    if ids is None:
        rows = store.rows("SELECT * FROM models ORDER BY id")
    else:
        rows = [row for id in ids for row in store.rows("SELECT * FROM models WHERE id = ?", [id])]
    return [_model(row) for row in rows]


def model_in_use(store: Store) -> OwnModel | None:
    """The model in use."""
    return next(map(_model, store.rows("SELECT * FROM models WHERE state = 'in_use'")), None)


def last_model(store: Store) -> OwnModel | None:
    """The model trained last."""
    return next(map(_model, store.rows("SELECT * FROM models ORDER BY id DESC LIMIT 1")), None)


def id_of(store: Store, folder: str) -> ModelId | None:
    """The model that lies in that folder; None where none does."""
    id = store.value("SELECT id FROM models WHERE folder = ?", [folder])
    return None if id is None else ModelId(id)


def folder_of(store: Store, digest: str) -> str:
    """The folder of the model with that digest; "" where there is none."""
    return str(store.value("SELECT folder FROM models WHERE digest = ? AND digest <> ''", [digest]) or "")


def is_outdated(store: Store, document: DocumentId, digests: Sequence[str]) -> bool:
    """Whether what stands in a document was suggested by a model trained here, or the base of one, of other digests."""
    marks = ", ".join("?" * len(digests))
    return bool(
        store.value(
            "SELECT EXISTS (SELECT 1 FROM suggestions s JOIN runs r ON r.id = s.run WHERE s.document = ? AND s.active = 1 "
            f"AND r.digest NOT IN ({marks}) AND (r.pipeline = ? OR r.pipeline IN (SELECT base FROM models)))",
            [document, *digests, OWN_MODEL],
        )
    )


def set_state(store: Store, id: ModelId, state: ModelState) -> None:
    """Give a model a state; the one in use before is kept."""
    if state == "in_use":
        store.execute("UPDATE models SET state = 'kept' WHERE state = 'in_use'")
    store.execute("UPDATE models SET state = ? WHERE id = ?", [state, id])


def _model(row: Row) -> OwnModel:
    scores = json.loads(row["scores"])
    return OwnModel(
        id=row["id"],
        kind=row["kind"],
        base=row["base"],
        parent=row["parent"],
        folder=row["folder"],
        digest=row["digest"],
        state=row["state"],
        documents=tuple(json.loads(row["documents"])),
        held_back=tuple(json.loads(row["held_back"])),
        scores=Scores.from_dict(scores),
        previous=Scores.from_dict(scores.get("previous", {})),
        seconds=row["seconds"],
        created=row["created"],
        settings=json.loads(row["settings"]),
    )
