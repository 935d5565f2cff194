"""Whether somebody can have read on since an article was opened, before suggestions come in that would be looked at first."""

from collections.abc import Callable

from annotator.model.annotation import Ref
from annotator.model.article import ArticleState
from annotator.model.cursor import Focus

REACTION_SECONDS = 0.4
"""Nobody decides about what an article opened with sooner."""


class OpeningFocus:
    """What an article opened with: a token until the analyst moves, a suggestion for less than a moment."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._focus: Focus | None = None
        self._opened = 0.0

    def begin(self, focus: Focus | None) -> None:
        """An article was opened, and looks at that."""
        self._focus, self._opened = focus, self._clock()

    def end(self) -> None:
        """The analyst reads elsewhere."""
        self._focus = None

    def untouched(self, focus: Focus | None) -> bool:
        """Whether the focus may still go to the first suggestion by itself."""
        if focus != self._focus:
            return False
        return not isinstance(focus, Ref) or self._clock() - self._opened < REACTION_SECONDS


def same_again(article: ArticleState, focus: Focus | None, extent: tuple[int, int], label: str) -> Ref | None:
    """The suggestion that says the very same as one that is not there any more: what had the focus stays in it."""
    if not isinstance(focus, Ref) or article.get(focus) is not None:
        return None
    ref = article.resolve(extent, (label,))
    item = None if ref is None else article.get(ref)
    return ref if item is not None and item.label == label else None
