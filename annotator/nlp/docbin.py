"""A training document as a spaCy Doc, and Docs to `.spacy` files in bounded memory, each read back and compared."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.model.training import TrainingDocument
from annotator.nlp.alignment import AlignedDoc, Extent, Tokenizer, align, extents_of, trimmed
from annotator.nlp.config import REJECTED_KEY, SPANS_KEY

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

Prefer = Literal["outer", "inner"]
"""Which of overlapping spans goes to `doc.ents`: the longest, or the shortest."""

RELATION_WINDOW = 40
"""Tokens between the two spans of a pair; farther pairs are in `doc._.rel` only where they are related."""

SHARD_TOKENS = 2_000_000
"""Tokens held in memory before a shard is written: some 3,600 articles, 50 MB."""

ATTRIBUTES = ("ENT_IOB", "ENT_TYPE")
"""No SENT_START: with it, the corpus reader would cut the documents into sentences, and relations with them."""


def register_relations() -> None:
    """Make `doc._.rel` known, where nothing has yet."""
    from spacy.tokens import Doc

    if not Doc.has_extension("rel"):
        Doc.set_extension("rel", default={})


def entity_extents(document: TrainingDocument, prefer: Prefer) -> dict[int, Extent]:
    """The spans that go to `doc.ents`: index in `document.spans` to extent, by position, none overlapping another.

    Of spans that overlap, the longest goes in (`inner`: the shortest), and of equals the first. Blanks at the ends are left out, for `ner` refuses
    entities that begin or end with one; a span of nothing but blanks does not go in. Both stay whole in the span group.
    """
    sign = -1 if prefer == "outer" else 1
    candidates = [
        (sign * (extent[1] - extent[0]), extent, index)
        for index, span in enumerate(document.spans)
        if (extent := trimmed(document.text, span.start, span.end)) is not None
    ]
    taken: list[tuple[Extent, int]] = []
    for _, extent, index in sorted(candidates):
        place = bisect_left(taken, (extent, index))
        clear_before = place == 0 or taken[place - 1][0][1] <= extent[0]
        clear_behind = place == len(taken) or taken[place][0][0] >= extent[1]
        if clear_before and clear_behind:
            taken.insert(place, (extent, index))
    return {index: extent for extent, index in taken}


def training_doc(
    document: TrainingDocument, tokenizer: Tokenizer, scheme: LabelScheme | None = None, *, prefer: Prefer = "outer"
) -> "Doc":
    """The document as a Doc.

    `doc.ents`: the spans without overlap; tokens outside are O where the document is done, else missing, except those of
    rejected spans that nothing replaced, which are O; what is left out of training is missing in any document. `doc.spans["sc"]`: every span in order. `doc.spans["rejected"]`: what
    is known not to be an entity. `doc._.rel`, where a scheme is given: the relations by first tokens. `doc.user_data`: all
    of it in code points, with the document's key and metadata.

    Raises AnnotationError for an extent outside the text or a text that spaCy cannot hold.
    """
    entities = entity_extents(document, prefer)
    extents = [(span.start, span.end) for span in document.spans]
    rejected = _rejected(document, entities)
    extents += [*entities.values(), *(extent for extent, _ in rejected)]
    aligned = align(document.text, extents, tokenizer)
    length = len(document.text)
    if len(aligned.doc) == 1 < length and extents:
        # spaCy 3.8's corpus reader takes a single token for a sentence and copies its entities only; of two it keeps all
        aligned = align(document.text, [*extents, (length - 1, length)], tokenizer)
    doc = aligned.doc
    spans = [aligned.span(span.start, span.end, span.label) for span in document.spans]
    ents = [aligned.span(*extent, document.spans[index].label) for index, extent in entities.items()]
    refused = [aligned.span(*extent, label) for extent, label in rejected]
    default = "outside" if document.done else "missing"
    outside = _outside(doc, ents, refused)
    missing = _left_out(doc, document.left_out, [*ents, *outside]) if document.done else []
    doc.set_ents(ents, outside=outside, missing=missing, default=default)
    _set_group(doc, SPANS_KEY, spans)
    _set_group(doc, REJECTED_KEY, refused)
    doc.user_data.update(_user_data(document))
    if scheme is not None:
        register_relations()
        doc._.rel = _relation_table(document, aligned, spans, scheme)
    return doc


@dataclass(slots=True)
class Carried:
    """How much went in, or came out."""

    documents: int = 0
    spans: int = 0
    relations: int = 0

    def add(self, spans: int, relations: int) -> None:
        """Count one document."""
        self.documents += 1
        self.spans += spans
        self.relations += relations


@dataclass(slots=True)
class SplitWriter:
    """Writes the Docs of one split: `train.spacy`, a file, or a folder of that name with a file for every shard.

    Each file is read back and compared with what went in, character for character; AnnotationError where it differs.
    """

    path: Path
    vocab: "Vocab"
    shard_tokens: int = SHARD_TOKENS
    out: Carried = field(default_factory=Carried)
    """What was found in the files."""
    tokens: int = 0
    shards: int = 0
    _documents: list[TrainingDocument] = field(default_factory=list)
    _docs: list["Doc"] = field(default_factory=list)
    _held: int = 0

    def add(self, document: TrainingDocument, doc: "Doc") -> None:
        """Take one more; writes a shard when enough are held."""
        self._documents.append(document)
        self._docs.append(doc)
        self._held += len(doc)
        if self._held >= self.shard_tokens:
            self._write(self._next_shard())

    def close(self) -> None:
        """Write what is held."""
        if self._docs:
            self._write(self._next_shard() if self.shards else self.path)

    def _next_shard(self) -> Path:
        self.path.mkdir(exist_ok=True)
        return self.path / f"{self.shards + 1:04d}.spacy"

    def _write(self, path: Path) -> None:
        from spacy.tokens import DocBin

        DocBin(attrs=ATTRIBUTES, docs=self._docs, store_user_data=True).to_disk(path)
        self._docs.clear()
        found = DocBin().from_disk(path).get_docs(self.vocab)
        for document, doc in zip(self._documents, found, strict=True):
            self._compare(document, doc)
        self._documents.clear()
        self.tokens += self._held
        self._held = 0
        self.shards += 1

    def _compare(self, document: TrainingDocument, doc: "Doc") -> None:
        spans = [(span.start, span.end, span.label) for span in document.spans]
        found = extents_of(doc.spans.get(SPANS_KEY, ()))
        relations = relations_of(doc)
        if doc.text != document.text or found != spans or relations != list(map(tuple, document.relations)):
            raise AnnotationError(f"{document.key}: what was written is not what went in; nothing was replaced")
        self.out.add(len(found), len(relations))


def relations_of(doc: "Doc") -> list[tuple[int, int, str]]:
    """The relations of an exported Doc: indexes of head and child in its span group, and the label."""
    spans = extents_of(doc.spans.get(SPANS_KEY, ()))
    found = []
    for row in doc.user_data["relations"]:
        head, child = row["head_span"], row["child_span"]
        if spans[head][:2] != tuple(row["head"]) or spans[child][:2] != tuple(row["child"]):
            raise AnnotationError(
                f"{doc.user_data['key']}: a relation does not point at its spans; nothing was replaced"
            )
        found.append((head, child, row["label"]))
    return found


def _set_group(doc: "Doc", key: str, spans: Sequence["Span"]) -> None:
    from spacy.tokens import SpanGroup

    doc.spans[key] = SpanGroup(doc, name=key, spans=list(spans))


def _rejected(document: TrainingDocument, entities: dict[int, Extent]) -> list[tuple[Extent, str]]:
    """What to teach as "not an entity". `ner` fails (E868) where one is both entity and not, so confirmed ones stay out."""
    confirmed = {(extent, document.spans[index].label) for index, extent in entities.items()}
    confirmed |= {((span.start, span.end), span.label) for span in document.spans}
    kept: dict[tuple[Extent, str], None] = {}
    for span in document.rejected:
        extent = trimmed(document.text, span.start, span.end)
        if extent is not None and (extent, span.label) not in confirmed:
            kept[extent, span.label] = None
    return list(kept)


def _outside(doc: "Doc", ents: Iterable["Span"], refused: Iterable["Span"]) -> list["Span"]:
    """The tokens of rejected spans that no entity touches, as spans that do not overlap (`set_ents` asks for that)."""
    entity_tokens = {index for span in ents for index in range(span.start, span.end)}
    outside: set[int] = set()
    for span in refused:
        tokens = range(span.start, span.end)
        if entity_tokens.isdisjoint(tokens):
            outside.update(tokens)
    return [doc[index : index + 1] for index in sorted(outside)]


def _left_out(doc: "Doc", extents: Iterable[Extent], known: Iterable["Span"]) -> list["Span"]:
    """The tokens that begin in one of the extents and about which nothing is known, as spans that do not overlap."""
    tokens = {index for span in known for index in range(span.start, span.end)}
    starts = [token.idx for token in doc]
    found = (range(bisect_left(starts, start), bisect_left(starts, end)) for start, end in extents)
    return [doc[index : index + 1] for part in found for index in part if index not in tokens]


def _user_data(document: TrainingDocument) -> dict[str, Any]:
    spans = document.spans
    return {
        "key": document.key,
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "language": document.language,
        "state": document.state,
        "text_sha256": document.text_sha256,
        "meta": _packable(dict(document.meta)),
        "left_out": [list(extent) for extent in document.left_out],
        "relations": [
            {
                "head": [spans[relation.head].start, spans[relation.head].end],
                "child": [spans[relation.child].start, spans[relation.child].end],
                "label": relation.label,
                "head_span": relation.head,
                "child_span": relation.child,
            }
            for relation in document.relations
        ],
        "rejected_relations": [
            {"head": list(relation.head), "child": list(relation.child), "label": relation.label}
            for relation in document.rejected_relations
        ],
    }


def _packable(meta: dict[str, Any]) -> dict[str, Any]:
    """The metadata, or its JSON under "json" where MessagePack cannot hold it (numbers past 64 bits, lone surrogates)."""
    import srsly  # type: ignore[import-untyped]

    try:
        srsly.msgpack_dumps(meta)
    except (OverflowError, UnicodeEncodeError):
        return {"json": json.dumps(meta)}
    return meta


def _relation_table(
    document: TrainingDocument, aligned: AlignedDoc, spans: Sequence["Span"], scheme: LabelScheme
) -> dict[tuple[int, int], dict[str, float]]:
    table: dict[tuple[int, int], dict[str, float]] = {}
    if document.done:
        # asked once a pair of labels: there are millions of pairs of spans in a long document
        labels = {span.label_ for span in spans}
        legal = {
            (one, other): [label.name for label in scheme.legal_relations(one, other)]
            for one, other in product(labels, labels)
        }
        for head, child in _near_pairs(spans):
            names = legal[head.label_, child.label_]
            if names and head.start != child.start:
                table.setdefault((head.start, child.start), {}).update(dict.fromkeys(names, 0.0))
    for refused in document.rejected_relations:
        ends = (aligned.starts.get(refused.head[0]), aligned.starts.get(refused.child[0]))
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            table.setdefault((ends[0], ends[1]), {})[refused.label] = 0.0
    for relation in document.relations:
        head, child = spans[relation.head], spans[relation.child]
        table.setdefault((head.start, child.start), {})[relation.label] = 1.0
        label = scheme.relation_label(relation.label)
        if label is not None and label.symmetric:
            table.setdefault((child.start, head.start), {})[relation.label] = 1.0
    return table


def _near_pairs(spans: Sequence["Span"]) -> Iterator[tuple["Span", "Span"]]:
    """Both directions of every pair with at most RELATION_WINDOW tokens between."""
    ordered = sorted(spans, key=lambda span: span.start)
    for position, first in enumerate(ordered):
        for later in range(position + 1, len(ordered)):
            second = ordered[later]
            if second.start - first.end > RELATION_WINDOW:
                break
            yield first, second
            yield second, first
