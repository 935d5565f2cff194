"""The shared relation corpora as Docs in the export's form, split by a hash of their ids."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from annotator.model.document import DocumentId, text_digest
from annotator.model.training import TrainingDocument, TrainingRelation, TrainingSpan
from annotator.nlp.docbin import training_doc

Side = Literal["train", "dev", "test"]


@dataclass(frozen=True)
class Corpus:
    """Where a corpus is and how its relations are looked at."""

    name: str
    files: tuple[str, ...]
    symmetric: tuple[str, ...] = ()
    max_tokens: int = 40
    epochs: int = 12
    batch: int = 4
    """Documents."""


CORPORA = (
    Corpus(
        "re3d",
        ("re3d/re3d-official.jsonl",),
        ("AlliesOf", "Apart", "CoLocated", "CommWith", "FightingAgainst", "IsSynonymOf"),
        epochs=20,
        batch=1,
    ),
    Corpus(
        "POPCORN",
        ("popcorn/popcorn-train.jsonl",),
        ("HAS_FAMILY_RELATIONSHIP", "IS_AT_ODDS_WITH", "IS_COOPERATING_WITH", "IS_IN_CONTACT_WITH"),
        epochs=12,
    ),
    Corpus(
        "HIPE-2026",
        (
            "hipe2026/hipe2026-train-fr.jsonl",
            "hipe2026/hipe2026-train-de.jsonl",
            "hipe2026/hipe2026-train-en.jsonl",
        ),
        max_tokens=100,
        epochs=10,
        batch=2,
    ),
)


def side_of(id: str) -> Side:
    """By the first byte of the id's SHA-256: 3 in 10 for test, 1 in 10 for dev."""
    place = sha256(id.encode()).digest()[0] % 10
    return "test" if place < 3 else "dev" if place == 3 else "train"


def documents(folder: Path, corpus: Corpus) -> dict[Side, list[TrainingDocument]]:
    """The documents by split. A span that relates to itself (POPCORN's way to write a gender) is no relation here."""
    found: dict[Side, list[TrainingDocument]] = {"train": [], "dev": [], "test": []}
    for name in corpus.files:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            spans = tuple(TrainingSpan(at, s["start"], s["end"], s["label"]) for at, s in enumerate(row["spans"]))
            pairs = dict.fromkeys(
                (r["head"], r["child"], r["label"]) for r in row["relations"] if r["head"] != r["child"]
            )
            found[side_of(row["id"])].append(
                TrainingDocument(
                    DocumentId(0),
                    row["id"],
                    row["text"],
                    text_digest(row["text"]),
                    row["lang"],
                    spans=spans,
                    relations=tuple(TrainingRelation(*pair) for pair in pairs),
                )
            )
    return found


def legal_pairs(documents: Sequence[TrainingDocument]) -> dict[str, list[list[str]]]:
    """The pairs of span labels that each relation label joins, as a scheme would say them."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for document in documents:
        for head, child, label in document.relations:
            found[label].add((document.spans[head].label, document.spans[child].label))
    return {label: sorted([list(pair) for pair in pairs]) for label, pairs in sorted(found.items())}


def examples(nlp: Any, documents: Sequence[TrainingDocument], *, blank: bool = False) -> list[Any]:
    """Examples as the corpus reader makes them with `gold_preproc`; `blank` tokenizes by the pipeline's own rules."""
    from spacy.tokens import Doc
    from spacy.training import Example

    found = []
    for document in documents:
        reference = training_doc(document, nlp.tokenizer)
        words, spaces = [token.text for token in reference], [bool(token.whitespace_) for token in reference]
        predicted = nlp.make_doc(document.text) if blank else Doc(nlp.vocab, words=words, spaces=spaces)
        found.append(Example(predicted, reference))
    return found
