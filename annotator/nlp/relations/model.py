"""The network: a vector for each mention, a pooled view of the tokens between, hashed features; logits for each pair."""

from collections.abc import Callable
from typing import Any, List, Optional  # noqa: UP035 — the config's validator reads these annotations

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Linear, Maxout, Model, chain

from annotator.nlp.relations.pairs import MENTION_SEGMENTS, PairTable
from annotator.nlp.relations.pooling import attend, maximum, mean

ARCHITECTURE = "pressmark.RelationPairs.v1"
PARTS = ("context", "mentions", "between", "maximum", "features", "product", "same", "document")
"""What may be switched off. Without any: the means of the vectors of head and child, and nothing else.

context: the words around a mention and at its borders. mentions: hashed features of a mention. between: the tokens between,
weighted by attention; maximum: their maximum. features: hashed features of the pair. product: head times child. same: the
mean of the mentions with the same words. document: the mean of all tokens.
"""
UNLIKELY = -2.0
"""The logit a label starts from: few pairs are related, and the first steps need not learn that."""
Array = Any


@registry.architectures(ARCHITECTURE)  # type: ignore[untyped-decorator]
def build_pair_model(
    tok2vec: Model[Any, Any],
    hidden_width: int = 96,
    piece_width: int = 64,
    rows: int = 8000,
    heads: int = 4,
    dropout: float = 0.2,
    parts: List[str] = list(PARTS),  # noqa: B006, UP006 — never changed; see above
    nO: Optional[int] = None,  # noqa: N803, UP045 — thinc's name; see above
) -> Model[list[PairTable], Array]:
    """The network over lists of `PairTable`; its output has a row of logits for each pair of all of them.

    `piece_width`: the width of each part of a pair's vector, a multiple of `heads` (of attention). `rows`: of the
    table of hashed features. `nO`: how many labels; set by the component.
    """
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise ValueError(f"{ARCHITECTURE}: no such part: {', '.join(unknown)} (there are {', '.join(PARTS)})")
    if piece_width % heads:
        raise ValueError(f"{ARCHITECTURE}: piece_width {piece_width} is no multiple of heads {heads}")
    wide = piece_width
    layers = {
        "tok2vec": tok2vec,
        "head": Maxout(nO=wide, nP=2, dropout=dropout),
        "child": Maxout(nO=wide, nP=2, dropout=dropout),
        "tokens": Maxout(nO=2 * wide, nP=2, dropout=dropout),
        "attention": Linear(nO=2 * heads),
        "mention_table": HashEmbed(wide, rows, seed=11),
        "pair_table": HashEmbed(wide, rows, seed=13),
        "document": Linear(nO=wide),
        "hidden": Maxout(nO=hidden_width, nP=2, normalize=True, dropout=dropout),
        "output": Linear(nO=nO),
    }
    layers["classify"] = chain(layers.pop("hidden"), layers["output"])
    return Model(
        "relation_pairs",
        _forward,
        init=_init,
        layers=[layer for name, layer in layers.items() if name != "output"],
        refs=layers,
        dims={"nO": nO},
        attrs={"parts": tuple(parts), "wide": wide, "heads": heads, "resize_output": resize_output},
    )


def resize_output(model: Model[Any, Any], labels: int) -> None:
    """Give the output a row for each new label; what was learned stays."""
    output = model.get_ref("output")
    if output.has_param("W"):
        weights, bias = output.get_param("W"), output.get_param("b")
        # a node of its own: an optimizer has moments of the old one's shape
        grown: Model[Any, Any] = Linear(nO=labels, nI=weights.shape[1])
        grown.set_param("W", model.ops.alloc2f(labels, weights.shape[1]))
        grown.set_param("b", model.ops.alloc1f(labels) + UNLIKELY)
        grown.get_param("W")[: len(weights)] = weights
        grown.get_param("b")[: len(bias)] = bias
        model.replace_node(output, grown)
    else:
        output.set_dim("nO", labels, force=True)
    model.set_dim("nO", labels, force=True)
    model.get_ref("classify").set_dim("nO", labels, force=True)


def _init(model: Model[Any, Any], X: list[PairTable] | None = None, Y: Array | None = None) -> None:  # noqa: N803
    tok2vec = model.get_ref("tok2vec")
    tok2vec.initialize(X=[table.doc for table in X] if X else None)
    if Y is not None:
        model.set_dim("nO", Y.shape[1], force=True)
        model.get_ref("output").set_dim("nO", Y.shape[1], force=True)
    parts, wide = model.attrs["parts"], model.attrs["wide"]
    vectors = tok2vec.get_dim("nO")
    mention = vectors * (MENTION_SEGMENTS if "context" in parts else 1) + wide * ("mentions" in parts)
    pieces = 2 + sum(part in parts for part in ("between", "maximum", "features", "product", "document"))
    pieces += 2 * ("same" in parts)
    sizes = {"head": mention, "child": mention, "tokens": vectors, "attention": vectors, "document": vectors}
    for name, size in sizes.items():
        model.get_ref(name).initialize(X=model.ops.alloc2f(1, size))
    for name in ("mention_table", "pair_table"):
        model.get_ref(name).initialize()
    classify = model.get_ref("classify")
    classify.initialize(X=model.ops.alloc2f(1, pieces * wide), Y=Y)
    output = model.get_ref("output")
    if output.has_param("b"):
        output.get_param("b")[:] = UNLIKELY


def _forward(
    model: Model[Any, Any], tables: list[PairTable], is_train: bool
) -> tuple[Array, Callable[[Array], list[Doc]]]:
    parts, wide, ops = model.attrs["parts"], model.attrs["wide"], model.ops
    vectors, back_vectors = model.get_ref("tok2vec")([table.doc for table in tables], is_train)
    lengths = [len(vector) for vector in vectors]
    flat = ops.asarray2f(np.concatenate(vectors)) if vectors else ops.alloc2f(0, model.get_ref("tok2vec").get_dim("nO"))
    joined = _Joined(tables, lengths)
    d_flat_parts: list[Array] = []

    # mentions
    segments = joined.segments if "context" in parts else joined.segments[:, :1]
    count, kinds = segments.shape[:2]
    pooled, back_pooled = mean(ops, flat, segments.reshape(-1, 2))
    mention = [pooled.reshape(count, -1)]
    if "mentions" in parts:
        summed, back_mention_keys = _embed(model.get_ref("mention_table"), joined.mention_keys, is_train)
        mention.append(summed)
    inputs = ops.asarray2f(np.concatenate(mention, axis=1))
    heads, back_heads = model.get_ref("head")(inputs, is_train)
    children, back_children = model.get_ref("child")(inputs, is_train)

    # pairs
    head_rows, child_rows = joined.pairs[:, 0], joined.pairs[:, 1]
    pieces = [heads[head_rows], children[child_rows]]
    if "product" in parts:
        pieces.append(pieces[0] * pieces[1])
    if "same" in parts:
        sizes = np.bincount(joined.same, minlength=count)[:, None].astype("float32")
        same_heads, same_children = _grouped(heads, joined.same, sizes), _grouped(children, joined.same, sizes)
        pieces += [same_heads[joined.same[head_rows]], same_children[joined.same[child_rows]]]
    if "between" in parts or "maximum" in parts:
        tokens, back_tokens = model.get_ref("tokens")(flat, is_train)
        both = _Directions(tokens, joined, wide)
    if "between" in parts:
        logits, back_logits = model.get_ref("attention")(flat, is_train)
        seen, back_seen = both.attended(ops, logits)
        pieces.append(seen)
    if "maximum" in parts:
        peak, back_peak = both.largest()
        pieces.append(peak)
    if "features" in parts:
        hashed, back_hashed = _embed(model.get_ref("pair_table"), joined.pair_keys, is_train)
        pieces.append(hashed)
    if "document" in parts:
        whole, back_whole = mean(ops, flat, joined.documents)
        projected, back_projected = model.get_ref("document")(ops.asarray2f(whole), is_train)
        pieces.append(projected[joined.document_of])
    scores, back_scores = model.get_ref("classify")(ops.asarray2f(np.concatenate(pieces, axis=1)), is_train)

    def backprop(d_scores: Array) -> list[Doc]:
        d_pieces = iter(np.split(back_scores(d_scores), len(pieces), axis=1))
        d_head, d_child = next(d_pieces), next(d_pieces)
        if "product" in parts:
            d_product = next(d_pieces)
            d_head, d_child = d_head + d_product * pieces[1], d_child + d_product * pieces[0]
        d_heads, d_children = _gather(d_head, head_rows, count), _gather(d_child, child_rows, count)
        if "same" in parts:
            for target, rows in ((d_heads, head_rows), (d_children, child_rows)):
                grouped = _gather(next(d_pieces), joined.same[rows], count)
                target += (grouped / np.maximum(sizes, 1))[joined.same]
        d_flat_parts.clear()
        d_tokens = np.zeros((len(flat), 2 * wide), dtype="float32")
        if "between" in parts:
            d_values, d_logits = back_seen(next(d_pieces))
            d_tokens += d_values
            d_flat_parts.append(back_logits(ops.asarray2f(d_logits)))
        if "maximum" in parts:
            d_tokens += back_peak(next(d_pieces))
        if "between" in parts or "maximum" in parts:
            d_flat_parts.append(back_tokens(ops.asarray2f(d_tokens)))
        if "features" in parts:
            back_hashed(next(d_pieces))
        if "document" in parts:
            d_projected = _gather(next(d_pieces), joined.document_of, len(tables))
            d_flat_parts.append(back_whole(back_projected(ops.asarray2f(d_projected))))
        d_inputs = back_heads(ops.asarray2f(d_heads)) + back_children(ops.asarray2f(d_children))
        if "mentions" in parts:
            back_mention_keys(d_inputs[:, -wide:])
            d_inputs = d_inputs[:, :-wide]
        d_flat_parts.append(back_pooled(np.ascontiguousarray(d_inputs).reshape(count * kinds, -1)))
        d_flat = ops.asarray2f(sum(d_flat_parts))
        bounds = np.cumsum(lengths)[:-1]
        docs: list[Doc] = back_vectors([np.ascontiguousarray(part) for part in np.split(d_flat, bounds)])
        return docs

    return scores, backprop


class _Joined:
    """The tables of a batch with indexes into its tokens and mentions, one document after another."""

    def __init__(self, tables: list[PairTable], lengths: list[int]) -> None:
        tokens = np.concatenate([[0], np.cumsum(lengths)]).astype("int64")
        counts = [len(table.mentions) for table in tables]
        mentions = np.concatenate([[0], np.cumsum(counts)]).astype("int64")
        self.segments = _joined([table.segments + at for table, at in zip(tables, tokens, strict=False)])
        self.mention_keys = _joined([table.mention_keys for table in tables])
        self.pairs = _joined([table.pairs + at for table, at in zip(tables, mentions, strict=False)])
        self.pair_keys = _joined([table.pair_keys for table in tables])
        self.between = _joined([table.between + at for table, at in zip(tables, tokens, strict=False)])
        self.same = _joined([table.same + at for table, at in zip(tables, mentions, strict=False)])
        self.documents = np.stack([tokens[:-1], tokens[1:]], 1)
        self.document_of = np.repeat(np.arange(len(tables)), [len(table.pairs) for table in tables])


def _joined(parts: list[Array]) -> Array:
    return np.concatenate(parts) if len(parts) > 1 else parts[0]


class _Directions:
    """Pooling between two mentions with other columns where the child comes first."""

    def __init__(self, tokens: Array, joined: _Joined, wide: int) -> None:
        self._wide = wide
        forward = joined.pairs[:, 0] < joined.pairs[:, 1]
        self._rows = [np.nonzero(forward)[0], np.nonzero(~forward)[0]]
        self._extents = [joined.between[rows] for rows in self._rows]
        self._tokens = [np.ascontiguousarray(tokens[:, :wide]), np.ascontiguousarray(tokens[:, wide:])]

    def attended(self, ops: Any, logits: Array) -> tuple[Array, Callable[[Array], tuple[Array, Array]]]:
        half = logits.shape[1] // 2
        out, backs = self._empty(), []
        for at, (rows, extents, tokens) in enumerate(zip(self._rows, self._extents, self._tokens, strict=True)):
            out[rows], back = attend(ops, tokens, logits[:, at * half : (at + 1) * half], extents)
            backs.append(back)

        def backward(d_out: Array) -> tuple[Array, Array]:
            found = [back(d_out[rows]) for back, rows in zip(backs, self._rows, strict=True)]
            return np.concatenate([f[0] for f in found], 1), np.concatenate([f[1] for f in found], 1)

        return out, backward

    def largest(self) -> tuple[Array, Callable[[Array], Array]]:
        out, backs = self._empty(), []
        for rows, extents, tokens in zip(self._rows, self._extents, self._tokens, strict=True):
            out[rows], back = maximum(tokens, extents)
            backs.append(back)

        def backward(d_out: Array) -> Array:
            return np.concatenate([back(d_out[rows]) for back, rows in zip(backs, self._rows, strict=True)], 1)

        return out, backward

    def _empty(self) -> Array:
        return np.zeros((len(self._rows[0]) + len(self._rows[1]), self._wide), dtype="float32")


def _embed(table: Model[Any, Any], keys: Array, is_train: bool) -> tuple[Array, Callable[[Array], None]]:
    """The sum of the vectors of each row's hashes; 0 is none. Equal hashes are looked up once."""
    rows, slots = keys.shape
    unique, inverse = np.unique(keys, return_inverse=True)
    inverse = inverse.reshape(rows, slots)
    vectors, back = table(unique, is_train)
    present = (unique != 0).astype("float32")[:, None]
    vectors = vectors * present
    total = vectors[inverse[:, 0]] if rows else np.zeros((0, vectors.shape[1]), dtype="float32")
    for slot in range(1, slots):
        total = total + vectors[inverse[:, slot]]

    def backward(d_total: Array) -> None:
        d_vectors = np.zeros(vectors.shape, dtype="float32")
        values = np.ascontiguousarray(d_total, dtype="float32")
        for slot in range(slots):
            table.ops.scatter_add(d_vectors, np.ascontiguousarray(inverse[:, slot], dtype="int32"), values)
        back(d_vectors * present)

    return total, backward


def _gather(values: Array, rows: Array, count: int) -> Array:
    """(count, K): the sum of the values by row."""
    out = np.zeros((count, values.shape[1]), dtype="float32")
    order = np.argsort(rows, kind="stable")
    if len(order):
        ordered = rows[order]
        begins = np.concatenate([[0], np.nonzero(ordered[1:] != ordered[:-1])[0] + 1])
        out[ordered[begins]] = np.add.reduceat(values[order], begins, axis=0)
    return out


def _grouped(values: Array, group: Array, sizes: Array) -> Array:
    """(M, K): at the first of each group, the mean of its values."""
    return _gather(values, group, len(values)) / np.maximum(sizes, 1)
