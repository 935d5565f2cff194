"""What is told of a document on its way out."""

from typing import Any

import pytest

from annotator.model.document import DocumentId, text_digest
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.training import RejectedSpan, TrainingDocument, TrainingRelation, TrainingSpan
from annotator.model.training_check import FATAL, problems_of

SCHEME = LabelScheme(
    labels=(Label("PER"), Label("ORG")), relation_labels=(RelationLabel("heads", legal=(("PER", "ORG"),)),)
)
TEXT = "Anne Roche dirige le port."


def document(*spans: tuple[int, int, str], relations: Any = (), **more: Any) -> TrainingDocument:
    return TrainingDocument(
        **{
            "id": DocumentId(7),
            "key": "k",
            "text": TEXT,
            "text_sha256": text_digest(TEXT),
            "spans": tuple(TrainingSpan(number, *span) for number, span in enumerate(spans)),
            "relations": tuple(TrainingRelation(*relation) for relation in relations),
            **more,
        }
    )


GOOD = ((0, 10, "PER"), (18, 25, "ORG"))


def test_a_sound_document_has_no_problems() -> None:
    item = document(*GOOD, relations=[(0, 1, "heads")], rejected=(RejectedSpan(0, 4, "ORG"),))
    assert list(problems_of(item, SCHEME)) == []


@pytest.mark.parametrize(
    ("item", "kind", "extent"),
    [
        (document(text_sha256="0" * 64), "text", None),
        (document((20, 27, "PER")), "outside", (20, 27)),
        (document((4, 4, "PER")), "outside", (4, 4)),
        (document(rejected=(RejectedSpan(20, 40, "PER"),)), "outside", (20, 40)),
        (document((0, 11, "PER")), "misaligned", (0, 11)),
        (document((0, 10, "PER"), (0, 10, "PER")), "twice", (0, 10)),
        (document((0, 10, "LOC")), "unknown_label", (0, 10)),
        (document(*GOOD, relations=[(0, 2, "heads")]), "relation_end", None),
        (document(*GOOD, relations=[(0, 0, "heads")]), "illegal", (0, 10)),
        (document(*GOOD, relations=[(1, 0, "heads")]), "illegal", (0, 25)),
        (document(*GOOD, relations=[(0, 1, "owns")]), "unknown_label", (0, 25)),
        (document(*GOOD, relations=[(0, 1, "heads")] * 2), "twice", (0, 25)),
    ],
)
def test_each_problem_names_its_place(item: TrainingDocument, kind: str, extent: tuple[int, int] | None) -> None:
    (problem,) = problems_of(item, SCHEME)
    assert (problem.kind, problem.extent, problem.document, problem.key) == (kind, extent, 7, "k")
    assert (kind in FATAL) == (kind in ("text", "outside", "relation_end"))


def test_long_strings_are_cut_in_the_message() -> None:
    text = "mot " * 50
    item = document((0, 199, "X"), text=text, text_sha256=text_digest(text))
    (problem,) = problems_of(item, SCHEME)
    assert len(problem.message) < 90
    assert "…" in problem.message
