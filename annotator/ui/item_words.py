"""What the project knows about a suggestion, in words: whose it is, and how sure to be of it; and what is left of them."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.article import ArticleSpan, ArticleState, Item
from annotator.model.calibration import Kind
from annotator.model.errors import StoreError
from annotator.model.own_models import OWN_MODEL
from annotator.model.suggestion import MEMORY
from annotator.ui.model_words import model_name, source_name
from annotator.ui.wording import Counts, translate

if TYPE_CHECKING:
    from annotator.project import Project


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure to be of a suggestion."""

    confidence: float | None = None
    """0 to 1; None where its run gave no score."""
    decisions: int = 0
    """How many decisions the figure rests on; 0: it is the run's own score."""

    def basis(self) -> str:
        """What the figure rests on, in words."""
        if self.confidence is None:
            return ""
        return (
            Counts().calibrated_on(self.decisions) if self.decisions else translate("FocusCard", "not yet calibrated")
        )


UNSURE = Sureness()


def left_of(project: "Project | None", article: ArticleState) -> tuple[int | None, float]:
    """How many suggestions of an article are left, and which part (0 to 1) of all that is in it is decided.

    None where nothing has read it so far, and nothing is in it.
    """
    confirmed = sum(n for n, _ in (*article.counts.values(), *article.relation_counts.values()))
    pending = article.pending_count
    if pending or confirmed:
        return pending, confirmed / (confirmed + pending)
    with suppress(StoreError):
        if project is not None and not project.has_suggestions(article.document.id):
            return None, 0.0
    return 0, 1.0


def sureness_of(project: "Project | None", item: Item | None) -> Sureness:
    """How sure to be of it, by what has been decided so far."""
    if project is None or item is None or item.score is None:
        return UNSURE
    kind: Kind = "span" if isinstance(item, ArticleSpan) else "relation"
    figure = project.confidence(kind, item.label, item.score, run=item.run)
    return Sureness(figure, project.calibrated_on(kind, run=item.run))


def model_of(project: "Project | None", item: Item | None, article: ArticleState | None = None) -> str:
    """The name of what suggested it, with its version; of the string memory, what it has seen. "" for what nothing did."""
    if item is None or item.run is None or project is None:
        return ""
    name = project.run_pipeline(item.run)
    if name.startswith(f"{OWN_MODEL} "):
        folder = name.removeprefix(f"{OWN_MODEL} ")
        return model_name(project.model_id(folder) or folder)
    if name != MEMORY or article is None or not isinstance(item, ArticleSpan):
        return source_name(name)
    entry = project.memory_of(article.document.text[item.start : item.end])
    if entry is None or entry.label != item.label:
        whole = project.name_around(article.document.id, item) if entry is None else None
        return translate("FocusCard", "memory") if whole is None else _part_of(whole)
    label = project.scheme.label(entry.label)
    return Counts().remembered(entry.n, entry.label if label is None or not label.tag else label.tag)


def _part_of(name: str) -> str:
    return translate("FocusCard", "part of “{name}”").format(name=" ".join(name.split()))
