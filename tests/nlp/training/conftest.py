"""What the tests of training share: small documents, and a session that is spoken to directly."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.document import DocumentId
from annotator.model.label_scheme import RelationLabel
from annotator.model.training import TrainingDocument, TrainingRelation, TrainingSpan
from annotator.nlp.training.protocol import Documents, Progress, Reply, Request, Start
from annotator.nlp.training.recipe import Recipe
from annotator.nlp.training.session import TrainingSession

PLACES = ("Lyon", "Brest", "Nantes", "Dijon", "Metz", "Nice", "Caen", "Lille", "Tours", "Rennes", "Angers", "Pau")
PEOPLE = ("Anna Morel", "Paul Giraud", "Zoé Blanc", "Marc Petit", "Léa Roche", "Hugo Simon")
LIVES = RelationLabel("lives_in", legal=(("PER", "LOC"),))
BLANK = Start(language="fr", labels=("PER", "LOC"))


def document(number: int, **changes: object) -> TrainingDocument:
    """A sentence with a person, a place and the relation between them, done."""
    person, place = PEOPLE[number % len(PEOPLE)], PLACES[number % len(PLACES)]
    text = f"{person} habite à {place} depuis {1990 + number}."
    start = text.index(place)
    values: dict[str, object] = {
        "id": DocumentId(number),
        "key": f"a{number}",
        "text": text,
        "text_sha256": "",
        "language": "fr",
        "spans": (TrainingSpan(1, 0, len(person), "PER"), TrainingSpan(2, start, start + len(place), "LOC")),
        "relations": (TrainingRelation(0, 1, "lives_in"),),
    }
    return TrainingDocument(**{**values, **changes})  # type: ignore[arg-type]


class Told:
    """A session with everything it said."""

    def __init__(self, *, cancel_after: int | None = None, **recipe: int) -> None:
        self.replies: list[Reply] = []
        self.cancel_after = cancel_after
        self.asked = 0
        self.session = TrainingSession(
            self.replies.append, self._cancelled, Recipe(first_epochs=6, full_epochs=6, **recipe)
        )

    def _cancelled(self) -> bool:
        self.asked += 1
        return self.cancel_after is not None and self.asked > self.cancel_after

    def tell(self, *requests: Request) -> Reply:
        """The last reply that is no progress; a `Progress` where there is none yet."""
        for request in requests:
            self.session.answer(request)  # type: ignore[arg-type]
        final = (reply for reply in reversed(self.replies) if not isinstance(reply, Progress))
        return next(final, Progress("loading"))


@pytest.fixture
def told() -> Told:
    """A session with 24 documents, the last 6 of them meant to be held back."""
    made = Told()
    made.session.answer(Documents(tuple(document(number) for number in range(24))))
    return made


NEW, HELD = tuple(range(18)), tuple(range(18, 24))


@pytest.fixture
def output(tmp_path: Path) -> Callable[[], str]:
    """A folder to write the next model to."""
    (tmp_path / "news.models").mkdir()
    numbers = iter(range(1, 100))
    return lambda: str(tmp_path / "news.models" / f"{next(numbers):04d}")
