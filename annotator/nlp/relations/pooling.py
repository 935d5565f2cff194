"""Pooling over extents of tokens, each with its way back: prefix sums, so that the cost is per token and per extent."""

from collections.abc import Callable
from typing import Any

import numpy as np

Array = Any
Backward = Callable[[Array], Array]


def _prefix(values: Array) -> Array:
    total = np.zeros((len(values) + 1, values.shape[1]), dtype="float64")
    np.cumsum(values, axis=0, dtype="float64", out=total[1:])
    return total


def _spread(ops: Any, tokens: int, extents: Array, values: Array) -> Array:
    """(N, K): for every token the sum of the values of the extents that hold it."""
    table = ops.alloc2f(tokens + 1, values.shape[1])
    values = np.ascontiguousarray(values, dtype="float32")
    ops.scatter_add(table, np.ascontiguousarray(extents[:, 0], dtype="int32"), values)
    ops.scatter_add(table, np.ascontiguousarray(extents[:, 1], dtype="int32"), -values)
    return np.cumsum(table, axis=0, dtype="float64")[:-1].astype("float32")


def mean(ops: Any, values: Array, extents: Array) -> tuple[Array, Backward]:
    """(Q, K): the mean of the (N, K) values over each of Q extents; 0 for an empty one."""
    total = _prefix(values)
    lengths = np.maximum(extents[:, 1] - extents[:, 0], 1)[:, None].astype("float32")
    pooled = ((total[extents[:, 1]] - total[extents[:, 0]]) / lengths).astype("float32")

    def backward(d_pooled: Array) -> Array:
        return _spread(ops, len(values), extents, d_pooled / lengths)

    return pooled, backward


def attend(
    ops: Any, values: Array, logits: Array, extents: Array
) -> tuple[Array, Callable[[Array], tuple[Array, Array]]]:
    """(Q, K): the mean over each extent, weighted by the exponential of the (N, J) logits; each of J heads has K / J columns."""
    heads = logits.shape[1]
    wide = values.shape[1] // heads
    weights = np.exp(np.clip(logits, -8.0, 8.0))
    wide_weights = np.repeat(weights, wide, axis=1)
    total, mass = _prefix(values * wide_weights), _prefix(weights)
    filled = (extents[:, 1] > extents[:, 0])[:, None]
    below = np.where(filled, mass[extents[:, 1]] - mass[extents[:, 0]], 1.0)
    below = np.repeat(below, wide, axis=1)
    pooled = ((total[extents[:, 1]] - total[extents[:, 0]]) / below).astype("float32")

    def backward(d_pooled: Array) -> tuple[Array, Array]:
        share = d_pooled / below
        back = _spread(ops, len(values), extents, share)
        drawn = _spread(ops, len(values), extents, (share * pooled).reshape(len(pooled), heads, wide).sum(2))
        d_weights = (values * back).reshape(len(values), heads, wide).sum(2) - drawn
        inside = np.abs(logits) < 8.0
        return (wide_weights * back).astype("float32"), (d_weights * weights * inside).astype("float32")

    return pooled, backward


def maximum(values: Array, extents: Array) -> tuple[Array, Backward]:
    """(Q, K): the largest of the values over each extent; 0 for an empty one.

    By a sparse table, whose cost is per token; where the extents hold fewer tokens than that has entries, one by one.
    """
    tokens, wide = values.shape
    lengths = extents[:, 1] - extents[:, 0]
    longest = int(lengths.max(initial=0))
    if int(lengths.sum()) <= tokens * longest.bit_length() // 2:
        return _maximum_of_few(values, extents, lengths)
    level = np.where(lengths > 0, np.log2(np.maximum(lengths, 1)).astype("int64"), 0)
    best = np.zeros((len(extents), wide), dtype="int64")
    places = np.broadcast_to(np.arange(tokens)[:, None], (tokens, wide)).copy()
    step, number = 1, 0
    columns = np.arange(wide)[None, :]
    while step <= max(longest, 1) and tokens:
        rows = np.nonzero((level == number) & (lengths > 0))[0]
        if len(rows):
            one, other = places[extents[rows, 0]], places[extents[rows, 1] - step]
            best[rows] = np.where(values[one, columns] >= values[other, columns], one, other)
        if step * 2 > longest:
            break
        near, far = places[:-step], places[step:]
        places = np.where(values[near, columns] >= values[far, columns], near, far)
        step, number = step * 2, number + 1
    filled = (lengths > 0)[:, None]
    pooled = np.where(filled, values[best, columns], 0).astype("float32") if tokens else np.zeros(best.shape, "float32")

    def backward(d_pooled: Array) -> Array:
        flat = (best * wide + columns).ravel()
        weights = np.where(filled, d_pooled, 0).ravel()
        return (
            np.bincount(flat, weights, minlength=tokens * wide)[: tokens * wide].reshape(tokens, wide).astype("float32")
        )

    return pooled, backward


def _maximum_of_few(values: Array, extents: Array, lengths: Array) -> tuple[Array, Backward]:
    tokens, wide = values.shape
    filled = np.nonzero(lengths > 0)[0]
    sizes = lengths[filled]
    begins = np.cumsum(sizes) - sizes
    rows = np.repeat(extents[filled, 0] - begins, sizes) + np.arange(int(sizes.sum()))
    pooled = np.zeros((len(extents), wide), dtype="float32")
    if len(filled):
        pooled[filled] = np.maximum.reduceat(values[rows], begins, axis=0)

    def backward(d_pooled: Array) -> Array:
        if not len(filled):
            return np.zeros(values.shape, dtype="float32")
        largest = values[rows] == np.repeat(pooled[filled], sizes, axis=0)
        # of equals the first
        best = np.minimum.reduceat(np.where(largest, rows[:, None], tokens), begins, axis=0)
        flat = (best * wide + np.arange(wide)).ravel()
        found = np.bincount(flat, d_pooled[filled].ravel(), minlength=tokens * wide)
        return found[: tokens * wide].reshape(tokens, wide).astype("float32")

    return pooled, backward
