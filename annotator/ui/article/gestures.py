"""What the mouse means: a click focuses, a drag over text selects, a drag from one span to another relates."""

from dataclasses import dataclass

from annotator.model.annotation import Ref, overlaps
from annotator.model.article import ArticleSpan, ArticleState
from annotator.model.tokens import ArticleTokens
from annotator.ui.article.hit import Hit

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drag:
    """What a drag would do if the button were released now: relate two spans, select a run, or nothing."""

    relation: tuple[Ref, Ref] | None = None
    selection: Extent | None = None


def drag_outcome(state: ArticleState, tokens: ArticleTokens, pressed: Hit, now: Hit, *, characters: bool) -> Drag:
    """The outcome of a drag from one place to another; `characters` selects to the character and never relates."""
    if not characters and pressed.kind == "span" and pressed.ref is not None:
        source = state.get(pressed.ref)
        target = state.get(now.ref) if now.ref is not None and now.kind == "span" else None
        if (
            isinstance(source, ArticleSpan)
            and isinstance(target, ArticleSpan)
            and not overlaps(source.start, source.end, target.start, target.end)
        ):
            return Drag(relation=(source.ref, target.ref))
    low, high = sorted((pressed.offset, now.offset))
    end = min(high + 1, len(state.document.text))
    if characters:
        return Drag(selection=trimmed(state.document.text, low, end))
    return Drag(selection=tokens.snap(low, end))


def trimmed(text: str, start: int, end: int) -> Extent | None:
    """The extent without blanks at its ends; None where nothing is left."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end -= len(part) - len(part.rstrip())
    return (start, end) if start < end else None
