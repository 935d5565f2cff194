"""spaCy's `.spacy` files (DocBin), anyone's: entities, span groups, relations; and records written as one.

Relations are read where `user_data["relations"]` has them (as an export of ours writes it, or with token or character
extents), else from `doc._.rel`, keyed by first tokens. The table of formats names the functions here; nothing else of
the formats knows spaCy.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from annotator.model.document import DocumentId, Zone, derived_title, text_digest
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify
from annotator.model.training import RejectedSpan, TrainingDocument, TrainingRelation, TrainingSpan
from annotator.nlp.config import REJECTED_KEY, SPANS_KEY
from annotator.nlp.docbin import ATTRIBUTES, register_relations, training_doc
from annotator.nlp.pieces import clean

LEAST_RELATION = 0.5
"""Of `doc._.rel`, which holds a score for each label."""
CATEGORIES = "categories"

Extent = tuple[int, int]


def read(data: bytes, *, key: str, origin: str) -> Iterator[Record | Refusal]:
    """The documents of a DocBin's bytes. Raises AnnotationError where they are none."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    register_relations()
    try:
        found = DocBin().from_bytes(data)
        docs = iter(found.get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack, numpy and spaCy each have their own way of saying no
        raise AnnotationError(f"this is no file of spaCy documents: {_line(error)}") from error
    number = 0
    while True:
        number += 1
        try:
            doc = next(docs, None)
        except Exception as error:
            raise AnnotationError(f"the file is damaged at document {number}: {_line(error)}") from error
        if doc is None:
            return
        try:
            yield _record(doc, f"{key}:{number}", f"{origin}:{number}")
        except AnnotationError as error:
            yield Refusal(f"{origin}:{number}", str(error))
        except (TypeError, ValueError, AttributeError, LookupError) as error:  # its user data may be anything
            yield Refusal(f"{origin}:{number}", f"its user data is not what an export writes: {_line(error)}")


def write(records: Iterable[Record], stream: BinaryIO) -> tuple[int, int, int]:
    """Write one DocBin with all of the records; the documents, spans and relations that it holds.

    All of them are in memory at once, as spaCy writes a file whole.
    """
    from spacy.tokens import DocBin

    from annotator.nlp.config import blank_pipeline

    tokenizers: dict[str, Any] = {}
    bin = DocBin(attrs=ATTRIBUTES, store_user_data=True)
    counts = [0, 0, 0]
    for record in records:
        if record.language not in tokenizers:
            tokenizers[record.language] = blank_pipeline(record.language).tokenizer
        doc = training_doc(_training(record), tokenizers[record.language])
        # what trains has no use for these; an export of spaCy's folder leaves them out
        doc.user_data["url"] = record.url
        doc.user_data["zones"] = [
            {"start": zone.start, "end": zone.end, "kind": zone.kind, "found": zone.found} for zone in record.zones
        ]
        bin.add(doc)
        for place, count in enumerate((1, len(record.spans), len(record.relations))):
            counts[place] += count
    stream.write(bin.to_bytes())
    return counts[0], counts[1], counts[2]


def _record(doc: Any, default_key: str, origin: str) -> Record:
    text = doc.text
    kept: Mapping[str, Any] = {name: value for name, value in doc.user_data.items() if isinstance(name, str)}
    spans: list[RecordSpan] = []
    known: dict[tuple[int, int, str], int] = {}
    groups = [name for name in doc.spans if name != REJECTED_KEY]
    # the group of an export of ours has all spans in its order; elsewhere entities and groups are put together
    ours = SPANS_KEY in doc.spans and "relations" in kept
    found = list(doc.spans[SPANS_KEY]) if ours else [*doc.ents, *(span for name in groups for span in doc.spans[name])]
    aside: Counter[str] = Counter()
    for span in found:
        value = (span.start_char, span.end_char, span.label_ or "SPAN")
        if value[0] >= value[1]:
            aside["spans of nothing"] += 1
        elif ours or value not in known:
            known.setdefault(value, len(spans))
            spans.append(RecordSpan(*value))
    rejected = tuple(
        RecordSpan(span.start_char, span.end_char, span.label_)
        for span in doc.spans.get(REJECTED_KEY, ())
        if span.start_char < span.end_char and span.label_
    )
    aside[CATEGORIES] = len(doc.cats)
    meta = dict(kept["meta"]) if isinstance(kept.get("meta"), dict) else {}
    if set(meta) == {"json"}:
        meta = json.loads(meta["json"])
    if doc.cats:
        meta["spacy"] = {"cats": {name: float(value) for name, value in doc.cats.items()}}
    state = kept.get("state")
    return verify(
        Record(
            key=str(kept.get("key") or default_key),
            text=text,
            title=str(kept.get("title") or derived_title(text)),
            language=str(kept.get("language") or (doc.lang_ if doc.lang_ not in ("", "xx") else "")),
            published=str(kept.get("published") or ""),
            source=str(kept.get("source") or ""),
            url=str(kept.get("url") or ""),
            zones=tuple(_zones(kept.get("zones"), len(text))),
            meta=meta,
            spans=tuple(spans),
            relations=tuple(_relations(doc, kept, spans, known)),
            state=state if state in ("new", "in_progress", "done", "skipped") else None,
            origin=origin,
            rejected=rejected,
            aside=+aside,
        )
    )


def _zones(value: object, length: int) -> Iterator[Zone]:
    """Those of an export of ours; what somebody else calls zones is left alone."""
    for row in value if isinstance(value, list | tuple) else ():
        if isinstance(row, dict) and {"start", "end", "kind"} <= row.keys():
            start, end, kind = row["start"], row["end"], row["kind"]
            if type(start) is type(end) is int and 0 <= start <= end <= length and isinstance(kind, str) and kind:
                yield Zone(start, end, kind, found=row.get("found") is True)


def _relations(
    doc: Any, kept: Mapping[str, Any], spans: list[RecordSpan], known: Mapping[tuple[int, int, str], int]
) -> Iterator[RecordRelation]:
    rows = kept.get("relations")
    if isinstance(rows, list | tuple):  # MessagePack gives tuples back
        for row in rows:
            if not isinstance(row, dict) or not {"head", "child", "label"} <= row.keys():
                raise AnnotationError("a relation is no object with head, child and label")
            yield RecordRelation(_end(doc, row, "head", spans), _end(doc, row, "child", spans), str(row["label"]))
        return
    if not isinstance(doc._.rel, dict):
        return
    # a component means by a first token the entity that begins there; of several, the longest
    first: dict[int, int] = {}
    for span in sorted([*doc.ents, *(span for group in doc.spans.values() for span in group)], key=len):
        place = known.get((span.start_char, span.end_char, span.label_ or "SPAN"))
        if place is not None:
            first[span.start] = place
    for pair, labels in doc._.rel.items():
        for label, score in labels.items():
            if score >= LEAST_RELATION:
                if pair[0] not in first or pair[1] not in first:
                    raise AnnotationError(
                        f"the relation {label} joins the tokens {pair[0]} and {pair[1]}, where no span begins"
                    )
                yield RecordRelation(first[pair[0]], first[pair[1]], str(label))


def _end(doc: Any, row: Mapping[str, Any], side: str, spans: list[RecordSpan]) -> int:
    place = row.get(f"{side}_span")
    if isinstance(place, int) and 0 <= place < len(spans):
        return place
    extent = row[side]
    if not (isinstance(extent, list | tuple) and len(extent) == 2 and all(isinstance(at, int) for at in extent)):
        raise AnnotationError(f"the {side} of a relation is no [start, end]")
    start, end = extent
    found = {(span.start, span.end): at for at, span in enumerate(spans)}
    if 0 <= start < end <= len(doc):
        tokens = (doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        if tokens in found:
            return found[tokens]
    if (start, end) in found:
        return found[start, end]
    raise AnnotationError(f"the {side} of a relation, {start}–{end}, is no span")


def _training(record: Record) -> TrainingDocument:
    text = clean(record.text)
    return TrainingDocument(
        DocumentId(0),
        record.key,
        text,
        text_digest(text),
        record.language,
        record.title,
        record.source,
        record.published,
        record.meta,
        record.state or "done",
        spans=tuple(TrainingSpan(at, span.start, span.end, span.label) for at, span in enumerate(record.spans)),
        relations=tuple(TrainingRelation(r.head, r.child, r.label) for r in record.relations),
        rejected=tuple(RejectedSpan(span.start, span.end, span.label) for span in record.rejected),
    )


def _line(error: Exception) -> str:
    return " ".join(f"{error}".split())[:120] or type(error).__name__
