"""Mentions and relations as a Doc holds them: in `doc.ents`, `doc.spans`, `doc._.rel` and `doc.user_data["relations"]`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.training import Example

from annotator.nlp.relations.pairs import Mention, unique_mentions

ROWS = "relations"
"""In `doc.user_data`: {"head": [start, end], "child": [start, end], "label"} with extents in characters, in an export also
"head_span" and "child_span", indexes into the span group."""
REJECTED_ROWS = "rejected_relations"
Pair = tuple[Mention, Mention]


@dataclass(slots=True)
class GoldRelations:
    """What is known of the relations of a document, on the tokens of its reference."""

    mentions: list[Mention]
    values: dict[tuple[Mention, Mention, str], float] = field(default_factory=dict)
    """1 for a relation, 0 for what is known not to be one."""
    lost: list[str] = field(default_factory=list)
    """The labels of relations whose ends are no mentions, or one and the same: nobody can propose them."""
    closed: bool = True
    """Whether a pair without a value is known to be unrelated."""


def mentions_of(doc: Doc, spans_key: str, *, gold: bool = False) -> list[Mention]:
    """The spans of the group and the entities, each once. Of a gold document the entities only where the group is empty:
    they are in it, and may be cut shorter there. A predicted group with more spans than tokens is left out: so many come
    of a component that has learned nothing yet, and their pairs would fill the memory."""
    spans = list(doc.spans[spans_key]) if spans_key in doc.spans else []
    if not gold and len(spans) > len(doc):
        spans = []
    if not (gold and spans):
        spans += list(doc.ents)
    return unique_mentions([Mention(span.start, span.end, span.label_) for span in spans if span.end > span.start])


def gold_relations(doc: Doc, spans_key: str) -> GoldRelations:
    """What the reference says. Full rows go before `doc._.rel`, which cannot tell apart spans that begin together."""
    found = GoldRelations(mentions_of(doc, spans_key, gold=True))
    if ROWS in doc.user_data:
        found.closed = doc.user_data.get("state", "done") == "done"
        group = list(doc.spans[spans_key]) if spans_key in doc.spans else []
        extents = _by_extent(doc, found.mentions)
        for key, value in ((REJECTED_ROWS, 0.0), (ROWS, 1.0)):
            for row in doc.user_data.get(key, ()):
                ends = _ends(row, group, extents)
                if ends is not None and ends[0] != ends[1]:
                    found.values[*ends, row["label"]] = value
                elif value:
                    found.lost.append(row["label"])
        return found
    first: dict[int, Mention] = {}
    for mention in found.mentions:
        first[mention.start] = mention  # of those that begin together the longest, as it is the last
    for (head, child), labels in (doc._.rel or {}).items():
        for label, value in labels.items():
            if head in first and child in first and head != child:
                found.values[first[head], first[child], label] = float(value >= 0.5)
            elif value >= 0.5:
                found.lost.append(label)
    return found


def aligned(example: Example, mentions: Sequence[Mention]) -> dict[Mention, Mention]:
    """The mentions of the reference on the tokens of `example.predicted`; those that no token of it holds are left out."""
    predicted, reference = example.predicted, example.reference
    if len(predicted) == len(reference) and all(
        one.idx == other.idx and len(one) == len(other) for one, other in zip(predicted, reference, strict=True)
    ):
        return {mention: mention for mention in mentions}
    found = {}
    for mention in mentions:
        span = reference[mention.start : mention.end]
        ends = example.get_aligned_spans_y2x([span], allow_overlap=True)
        if ends:
            found[mention] = Mention(ends[0].start, ends[0].end, mention.label)
    return found


def token_mentions(doc: Doc, extents: Sequence[tuple[int, int, str]]) -> dict[Mention, tuple[int, int]]:
    """(start, end, label) in characters as mentions on the tokens they touch; of two on the same tokens the first."""
    starts = np.array([token.idx for token in doc], dtype="int64")
    found: dict[Mention, tuple[int, int]] = {}
    for start, end, label in extents:
        first = int(np.searchsorted(starts, start, side="right")) - 1
        last = int(np.searchsorted(starts, end, side="left"))
        if end > start and last > max(first, 0):
            found.setdefault(Mention(max(first, 0), last, label), (start, end))
    return found


def character_extent(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Start and end of a mention in characters."""
    last = doc[mention.end - 1]
    return doc[mention.start].idx, last.idx + len(last)


def _by_extent(doc: Doc, mentions: Sequence[Mention]) -> dict[tuple[int, int], Mention]:
    found: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        found.setdefault(character_extent(doc, mention), mention)
    return found


def _ends(
    row: Mapping[str, Any], group: Sequence[Any], extents: Mapping[tuple[int, int], Mention]
) -> tuple[Mention, Mention] | None:
    ends = []
    for side in ("head", "child"):
        at = row.get(f"{side}_span")
        start, end = row[side]
        if at is not None and 0 <= at < len(group) and (group[at].start_char, group[at].end_char) == (start, end):
            ends.append(Mention(group[at].start, group[at].end, group[at].label_))
        elif (start, end) in extents:
            ends.append(extents[start, end])
        else:
            return None
    return ends[0], ends[1]
