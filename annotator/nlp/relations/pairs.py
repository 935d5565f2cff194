"""Which pairs of mentions are looked at, and what of them is hashed: NumPy over a whole document, no loop over pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, NORM, PREFIX, SHAPE, SUFFIX
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc

CONTEXT = 3
"""Tokens left and right of a mention that are pooled."""
SHORT = 3
"""Tokens between two mentions up to which the words between are one feature of their own."""
MENTION_SEGMENTS = 7
MENTION_KEYS = 10
PAIR_KEYS = 19
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_STOPS = ".!?…;\n"
Array = Any


class Mention(NamedTuple):
    """A labelled run of tokens; `end` exclusive."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class PairTable:
    """The candidates of one document. M mentions in the order of start, then end; P pairs."""

    doc: Doc
    mentions: list[Mention]
    pairs: Array
    """(P, 2): indexes of head and child."""
    segments: Array
    """(M, MENTION_SEGMENTS, 2): token extents that are pooled for a mention; the first is the mention itself."""
    mention_keys: Array
    """(M, MENTION_KEYS) hashes; 0 for none."""
    pair_keys: Array
    """(P, PAIR_KEYS) hashes; 0 for none."""
    between: Array
    """(P, 2): the token extent between the two; empty where they touch or overlap."""
    same: Array
    """(M,): the index of the first mention with the same words and label."""

    def pieces(self, most: int) -> "list[PairTable]":
        """The same in tables of at most that many pairs; none where there is no pair."""
        if 0 < len(self.pairs) <= most:
            return [self]
        return [
            replace(
                self,
                pairs=self.pairs[at : at + most],
                pair_keys=self.pair_keys[at : at + most],
                between=self.between[at : at + most],
            )
            for at in range(0, len(self.pairs), most)
        ]


def mix(*columns: Array) -> Array:
    """One 64-bit hash of each row of equally long columns of integers (splitmix64's finalizer, folded)."""
    total = np.zeros(1, dtype="uint64")
    for column in columns:
        total = total * _FIRST + np.asarray(column).astype("uint64") + _STEP
        total = (total ^ (total >> np.uint64(30))) * _FIRST
        total = (total ^ (total >> np.uint64(27))) * _SECOND
        total = total ^ (total >> np.uint64(31))
    return total


def unique_mentions(mentions: Sequence[Mention]) -> list[Mention]:
    """Each once, in the order of start, end and label."""
    return sorted(set(mentions))


def near_pairs(mentions: Sequence[Mention], max_tokens: int) -> Array:
    """(P, 2): both directions of every pair of mentions with at most `max_tokens` tokens between, heads in order."""
    starts = np.array([mention.start for mention in mentions], dtype="int64")
    ends = np.array([mention.end for mention in mentions], dtype="int64")
    first = np.arange(len(starts))
    last = np.searchsorted(starts, ends + max_tokens, side="right")
    counts = np.maximum(last - first - 1, 0)
    left = np.repeat(first, counts)
    right = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts) + left + 1
    both = np.concatenate([np.stack([left, right], 1), np.stack([right, left], 1)])
    return both[np.lexsort((both[:, 1], both[:, 0]))]


def pair_table(doc: Doc, mentions: Sequence[Mention], pairs: Array) -> PairTable:
    """The features of those pairs; `mentions` as `unique_mentions` gives them."""
    count = len(mentions)
    starts = np.array([mention.start for mention in mentions], dtype="int64").reshape(count)
    ends = np.array([mention.end for mention in mentions], dtype="int64").reshape(count)
    labels = np.array([hash_string(mention.label) for mention in mentions], dtype="uint64").reshape(count)
    words = _words(doc)
    strings = _strings(words.norm, starts, ends)
    named = mix(strings, labels) if count else strings
    same = np.unique(named, return_index=True, return_inverse=True) if count else None
    heads, children = pairs[:, 0], pairs[:, 1]
    forward = heads < children
    first, second = np.where(forward, heads, children), np.where(forward, children, heads)
    left_end, right_start = (ends[first], starts[second]) if count else (first, second)
    between = np.stack([np.minimum(left_end, right_start), right_start], 1)
    return PairTable(
        doc,
        list(mentions),
        pairs,
        _segments(starts, ends, len(doc)),
        _mention_keys(words, starts, ends, labels, strings),
        _pair_keys(words, doc, starts, ends, labels, strings, pairs, forward, between),
        between,
        same[1][same[2].reshape(-1)] if same is not None else first,
    )


class _Words(NamedTuple):
    """Token columns of a document, each with a 0 for "no token" at the end."""

    norm: Array
    shape: Array
    prefix: Array
    suffix: Array
    stops: Array
    """(N + 1,): how many sentence ends and line breaks there are before each token."""


def _words(doc: Doc) -> _Words:
    table = doc.to_array([NORM, SHAPE, PREFIX, SUFFIX]).reshape(len(doc), 4)
    norm, shape, prefix, suffix = (np.append(column, np.uint64(0)) for column in table.T)
    ends = np.array([hash_string(sign) for sign in (*_STOPS, "\n\n", "...")], dtype="uint64")
    stops = np.concatenate([[0], np.cumsum(np.isin(norm[:-1], ends))])
    return _Words(norm, shape, prefix, suffix, stops)


def _strings(norm: Array, starts: Array, ends: Array) -> Array:
    """A hash of the words of each mention."""
    keyed = np.concatenate([[np.uint64(0)], np.cumsum(mix(norm) * np.uint64(1))])
    # the sum alone would not see the order of the words: the first and the last word are hashed in
    last = np.maximum(ends - 1, starts)
    return mix(keyed[ends] - keyed[starts], norm[starts], norm[last]) if len(starts) else keyed[:0]


def _segments(starts: Array, ends: Array, tokens: int) -> Array:
    left, right = np.maximum(starts - CONTEXT, 0), np.minimum(ends + CONTEXT, tokens)
    columns = [
        (starts, ends),
        (left, starts),
        (ends, right),
        (starts, np.minimum(starts + 1, ends)),
        (np.maximum(ends - 1, starts), ends),
        (np.maximum(starts - 1, 0), starts),
        (ends, np.minimum(ends + 1, tokens)),
    ]
    return np.stack([np.stack(column, 1) for column in columns], 1).reshape(len(starts), MENTION_SEGMENTS, 2)


def _slots(columns: Sequence[Array], rows: int) -> Array:
    """The columns as hashes that tell the columns apart."""
    if not rows:
        return np.zeros((0, len(columns)), dtype="uint64")
    table = np.stack([np.asarray(column).astype("uint64") for column in columns], 1)
    return mix(np.arange(1, len(columns) + 1)[None, :], table)


def _mention_keys(words: _Words, starts: Array, ends: Array, labels: Array, strings: Array) -> Array:
    last = np.maximum(ends - 1, starts)
    _, inverse, counts = np.unique(labels, return_inverse=True, return_counts=True)
    often = counts[inverse.reshape(-1)] if len(labels) else starts
    columns = [
        labels,
        mix(labels, strings),
        words.norm[starts],
        words.norm[last],
        mix(words.shape[starts], words.shape[last]),
        words.prefix[starts],
        words.suffix[last],
        words.norm[starts - 1],
        words.norm[ends],
        mix(labels, np.minimum(often, 4), np.minimum(ends - starts, 4)),
    ]
    return _slots(columns, len(starts))


def _pair_keys(
    words: _Words,
    doc: Doc,
    starts: Array,
    ends: Array,
    labels: Array,
    strings: Array,
    pairs: Array,
    forward: Array,
    between: Array,
) -> Array:
    rows = len(pairs)
    if not rows:
        return np.zeros((0, PAIR_KEYS), dtype="uint64")
    heads, children = pairs[:, 0], pairs[:, 1]
    order = _order(starts, ends, heads, children, forward)
    types = mix(labels[heads], labels[children], order)
    lo, hi = between[:, 0], between[:, 1]
    distance = hi - lo
    bucket = np.where(distance < 6, distance, 6 + np.minimum(distance // 6, 8))
    first, second = np.minimum(heads, children), np.maximum(heads, children)
    inside = np.minimum(np.maximum(np.searchsorted(starts, hi) - np.searchsorted(starts, lo), 0), 5)
    breaks = np.minimum(words.stops[hi] - words.stops[lo], 4)
    norm = words.norm
    empty = distance == 0
    entry, leave = np.where(empty, np.uint64(1), norm[lo]), np.where(empty, np.uint64(1), norm[hi - 1])
    middle = np.where(distance == SHORT, norm[np.minimum(lo + 1, len(norm) - 1)], np.uint64(0))
    phrase = np.where(distance <= SHORT, mix(entry, middle, leave, distance), np.uint64(0))
    columns = [
        types,
        mix(labels[heads], order),
        mix(labels[children], order),
        mix(bucket, order),
        mix(bucket, types),
        mix(inside, order, breaks == 0),
        mix(breaks, types),
        mix(entry, order),
        mix(leave, order),
        mix(phrase, types),
        mix(norm[starts[first] - 1], norm[ends[second]], order),
        mix(_rank(heads, mix(labels[children], forward), distance), types),
        mix(_rank(children, mix(labels[heads], forward), distance), types),
        mix(_rank(mix(strings[heads], labels[heads]), mix(strings[children], labels[children]), distance), types),
        mix(strings[heads], types),
        mix(strings[children], types),
        mix(strings[heads] == strings[children], types),
        mix(np.minimum(_rank(heads, labels[children], distance), 2), _rank(children, labels[heads], distance), order),
        _paths(doc, starts, ends, pairs),
    ]
    keys = _slots(columns, rows)
    keys[:, 9] *= (distance <= SHORT).astype("uint64")
    keys[:, 18] *= (columns[18] != 0).astype("uint64")
    return keys


def _order(starts: Array, ends: Array, heads: Array, children: Array, forward: Array) -> Array:
    """0 head first, 1 child first, then: head inside child, child inside head, same extent, crossing."""
    head, child = (starts[heads], ends[heads]), (starts[children], ends[children])
    overlap = (head[0] < child[1]) & (child[0] < head[1])
    inside, around = (head[0] >= child[0]) & (head[1] <= child[1]), (head[0] <= child[0]) & (head[1] >= child[1])
    nested = np.where(inside & around, 4, np.where(inside, 2, np.where(around, 3, 5)))
    return np.where(overlap, nested, np.where(forward, 0, 1))


def _rank(owner: Array, group: Array, distance: Array) -> Array:
    """For each pair, how many nearer pairs have the same owner and group: 0 to 3. Of equals, the first is nearer."""
    key = mix(owner, group)
    order = np.lexsort((distance, key))
    ordered = key[order]
    begins = np.concatenate([[True], ordered[1:] != ordered[:-1]])
    places = np.arange(len(key))
    within = places - np.maximum.accumulate(np.where(begins, places, 0))
    rank = np.empty(len(key), dtype="int64")
    rank[order] = np.minimum(within, 3)
    return rank


def _paths(doc: Doc, starts: Array, ends: Array, pairs: Array) -> Array:
    """A hash of the dependency path from head to child; 0 where the document is not parsed or they share no root."""
    keys = np.zeros(len(pairs), dtype="uint64")
    if not doc.has_annotation("DEP"):
        return keys
    table = doc.to_array([HEAD, DEP])
    above = np.arange(len(doc)) + table[:, 0].astype("int64")
    relation = table[:, 1]
    chains: Mapping[int, list[int]] = {
        number: _chain(above, int(start), int(end))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    }
    for row, (head, child) in enumerate(pairs):
        up, down = chains[int(head)], chains[int(child)]
        place = {token: number for number, token in enumerate(down)}
        for steps, token in enumerate(up):
            if token in place:
                parts = [*relation[up[:steps]], 1, *relation[down[: place[token]]]]
                if len(parts) <= 8:
                    keys[row] = mix(*parts)[0]
                break
    return keys


def _chain(above: Array, start: int, end: int) -> list[int]:
    """The tokens from a mention's root up to the sentence's."""
    token = next((at for at in range(start, end) if not start <= above[at] < end or above[at] == at), start)
    found = [token]
    while above[token] != token and len(found) < 12:
        token = int(above[token])
        found.append(token)
    return found
