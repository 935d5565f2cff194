"""One set of spans out of what several sources found: whose span stands where they compete."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.annotation import crosses
from annotator.model.suggestion import ProposedSpan


@dataclass(frozen=True, slots=True)
class Labelled:
    """A span that a source found, with the scheme's label for it, "" where it is outside the scheme."""

    span: ProposedSpan
    label: str


def taken_labels(brought: Sequence[str], labels: Sequence[str] | None, earlier: set[str]) -> set[str]:
    """The scheme's labels that are taken from a source which brings those; `earlier` sources have brought theirs.

    `labels` is what is asked of it: None for all that no earlier one brings. A source that can't say what it brings
    (`brought` is empty) is taken at its word for those it was asked for.
    """
    if labels is None:
        return set(brought) - earlier
    return {label for label in labels if not brought or label in brought}


def merge(found: Sequence[Sequence[Labelled]]) -> list[list[Labelled]]:
    """What stands of each source's spans, the sources in the order of their priority; each in its own order.

    Of two with the same extent, or with extents that cross, the source that comes first has it; one inside another
    stands beside it. What one source found is never weighed against itself, and what is outside the scheme neither
    displaces nor is displaced, save by the same span again.
    """
    standing: list[list[Labelled]] = []
    extents: list[tuple[int, int]] = []
    outside: set[tuple[int, int, str]] = set()
    for spans in found:
        kept: list[Labelled] = []
        for one in spans:
            start, end = one.span.start, one.span.end
            if one.label:
                competes = any((start, end) == other or crosses(start, end, *other) for other in extents)
            else:
                competes = (start, end, one.span.label) in outside
            if not competes:
                kept.append(one)
        extents += [(one.span.start, one.span.end) for one in kept if one.label]
        outside |= {(one.span.start, one.span.end, one.span.label) for one in kept if not one.label}
        standing.append(kept)
    return standing
