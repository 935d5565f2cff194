"""A project with one article, its suggestions known by their places."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Ref
from annotator.model.article import ArticleState
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.record import Record
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.project import Project

TEXT = "Ana Roy voit Paris. Léo Roy, maire de Paris, reçoit Ana Roy à Nantes."
#       0       8    13    20                38            52        62

SCHEME = LabelScheme(
    "small",
    (Label("PER", key="1"), Label("LOC", key="2"), Label("ORG", key="3")),
    (
        RelationLabel("in", key="i", legal=(("PER", "LOC"), ("ORG", "LOC"))),
        RelationLabel("meets", key="m", legal=(("PER", "PER"),), symmetric=True),
    ),
)


class Desk:
    """A project, its one article and short names for what happens there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.project = Project.create(path, scheme=SCHEME, annotator="Ada")
        self.project.memory_active = False  # what one decision says about other places has tests of its own
        self.project.import_records([Record("a", TEXT, language="fr")])
        self.document = self.project.document_ids()[0]
        self.run = self.project.start_run("pipeline", "1.0")
        self.project.store_suggestions(
            self.run,
            self.document,
            [
                ProposedSpan(0, 7, "PER", 0.9),
                ProposedSpan(13, 18, "LOC", 0.8),
                ProposedSpan(20, 27, "ORG", 0.4),
                ProposedSpan(38, 43, "LOC", 0.7),
                ProposedSpan(52, 59, "PER", 0.95),
                ProposedSpan(62, 68, "LOC", 0.6),
            ],
            [ProposedRelation((20, 27), (38, 43), "in", 0.75), ProposedRelation((0, 7), (52, 59), "meets", 0.2)],
        )

    @property
    def state(self) -> ArticleState:
        """The article."""
        return self.project.article(self.document)

    def at(self, start: int, end: int) -> Ref:
        """What stands at exactly that place."""
        ref = self.state.resolve((start, end))
        assert ref is not None
        return ref

    def confirmed(self) -> list[tuple[int, int, str]]:
        """The confirmed spans."""
        return [(span.start, span.end, span.label) for span in self.state.spans(("confirmed",))]

    def pending(self) -> list[str]:
        """The pending suggestions: texts of spans, labels of relations."""
        found = [self.state.get(ref) for ref in self.state.pending()]
        return [
            TEXT[item.start : item.end] if hasattr(item, "start") else item.label for item in found if item is not None
        ]

    def outcomes(self) -> dict[int, str]:
        """Decisions by suggestion."""
        return {
            row["suggestion"]: row["outcome"]
            for row in self.project._store.rows("SELECT suggestion, outcome FROM decisions")
        }


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A small article with six suggested spans and two suggested relations."""
    made = Desk(tmp_path / "desk.pressmark")
    yield made
    made.project.close()
