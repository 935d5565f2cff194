"""One loaded pipeline at work: texts in, docs and the spans found in them out."""

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from annotator.model.annotation import overlaps
from annotator.model.possible import LEAST_AT_WORDS
from annotator.model.suggestion import ProposedSpan
from annotator.nlp.confidence import search
from annotator.nlp.loading import LoadedPipeline
from annotator.nlp.moves import ScoredEntity

PASSED_OVER = 0.2
"""The least score of what a recognizer passed over. Measured in docs/adr/0036: below it, the keys it costs to reject what
is wrong are more than those saved."""
NESTED = 0.5
"""The least score of what a recognizer sees within a span."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a pipeline read it."""

    doc: Any
    spans: tuple[ProposedSpan, ...]
    """With raw labels, in reading order; an extent with one label comes once, with its best score."""
    passed_over: tuple[ProposedSpan, ...] = ()
    """What a recognizer held for no entity, but not by far; apart from the spans."""
    nested: tuple[tuple[ProposedSpan, ProposedSpan], ...] = ()
    """A span, and what a recognizer sees within it: it nests nothing by itself."""
    possible: tuple[ProposedSpan, ...] = ()
    """Every entity that a recognizer holds for possible, likely or not."""


def read(
    pipeline: LoadedPipeline, texts: Sequence[str], *, seconds: float = 0, possible: bool = False
) -> list[Reading | Exception]:
    """A reading of each text, in order, or what a component raised at that text alone.

    `seconds` limits the whole, then each text where the whole failed; 0 is no limit. With `possible`, recognizers say what
    they hold for possible too.
    """
    try:
        with time_limit(seconds):
            return list(_read(pipeline, texts, possible=possible))
    except Exception as error:  # noqa: BLE001 — a component of the pipeline may raise anything
        if len(texts) == 1:
            return [error]
        return [one for text in texts for one in read(pipeline, [text], seconds=seconds, possible=possible)]


def _read(pipeline: LoadedPipeline, texts: Sequence[str], *, possible: bool) -> list[Reading]:
    docs = [pipeline.nlp.make_doc(text) for text in texts]
    every = _run(pipeline, docs, least_possible=LEAST_AT_WORDS if possible else 1.0)
    return [_reading(doc, found, pipeline.span_keys) for doc, found in zip(docs, every, strict=True)]


@dataclass(slots=True)
class _Found:
    """What the components found in one doc, by tokens."""

    scores: dict[tuple[int, int, str], float | None] = field(default_factory=dict)
    """The entities by (start token, end token, label) with their scores."""
    passed_over: list[ScoredEntity] = field(default_factory=list)
    nested: list[tuple[ScoredEntity, ScoredEntity]] = field(default_factory=list)
    possible: list[ScoredEntity] = field(default_factory=list)


def _reading(doc: Any, found: _Found, span_keys: Sequence[str]) -> Reading:
    spans = _spans_of(doc, found.scores, span_keys)
    beside = _spans_of(doc, {one[:3]: one.score for one in found.passed_over}, ())
    apart = [one for one in beside if not any(overlaps(one.start, one.end, span.start, span.end) for span in spans)]
    nested = []
    for outer, inner in found.nested:
        if outer[:3] in found.scores and (inner.score or 0.0) >= NESTED:
            ends = [_spans_of(doc, {one[:3]: one.score}, ()) for one in (outer, inner)]
            nested += [(first, second) for first in ends[0] for second in ends[1]]
    possible = _spans_of(doc, {one[:3]: one.score for one in found.possible}, ())
    return Reading(doc, tuple(spans), tuple(apart), tuple(nested), tuple(possible))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block after so many seconds; 0 is no limit.

    By the alarm signal, so it stops a component that waits for a network or a lock too. Without limit where there is no such signal (Windows) and
    outside the main thread.
    """
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"it took longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def pipeline_labels(pipeline: LoadedPipeline) -> tuple[str, ...]:
    """The raw labels of the components that bring spans: those they were trained on, or are told to look for."""
    labels: list[str] = []
    for name, part in pipeline.nlp.pipeline:
        if name not in pipeline.components:
            continue
        for found in (getattr(part, "labels", ()), pipeline.configured_labels.get(name, ())):
            if isinstance(found, list | tuple):
                labels += [label for label in found if isinstance(label, str)]
    return tuple(dict.fromkeys(labels))


def _run(pipeline: LoadedPipeline, docs: list[Any], *, least_possible: float) -> list[_Found]:
    """Run the components in place; what they found in each doc."""
    from spacy.pipeline import EntityRecognizer

    every = [_Found() for _ in docs]
    steps = [(name, part) for name, part in pipeline.nlp.pipeline if name in pipeline.components]
    for name, part in steps:
        if isinstance(part, EntityRecognizer):
            preset = [{(entity.start, entity.end) for entity in doc.ents} for doc in docs]
            searched = search(part, docs, least=PASSED_OVER, least_possible=least_possible)
            for doc, one, found, before in zip(docs, searched, every, preset, strict=True):
                found.passed_over += one.passed_over
                found.nested += one.nested
                found.possible += one.possible
                known = found.scores
                for start, end, label, score in one.entities:
                    known[start, end, label] = known.get((start, end, label)) if (start, end) in before else score
                if (name, part) != steps[-1] or before:
                    from spacy.tokens import Span

                    # As the recognizer itself does, so that the components after it see its entities.
                    doc.set_ents(
                        [Span(doc, start, end, label=label) for start, end, label, _ in one.entities],
                        default="unmodified",
                    )
        elif hasattr(part, "pipe"):
            docs[:] = list(part.pipe(docs, batch_size=len(docs)))
        else:
            docs[:] = [part(doc) for doc in docs]
    if steps and not isinstance(steps[-1][1], EntityRecognizer):
        for doc, found in zip(docs, every, strict=True):
            kept = {(entity.start, entity.end, entity.label_) for entity in doc.ents}
            known = {key: score for key, score in found.scores.items() if key in kept}
            found.scores = known | {key: _own_score(doc[key[0] : key[1]]) for key in kept if key not in known}
    return every


def _spans_of(
    doc: Any, scores: dict[tuple[int, int, str], float | None], span_keys: Sequence[str]
) -> list[ProposedSpan]:
    """The entities, and the span groups a component filled."""
    best: dict[tuple[int, int, str], float | None] = {}

    def add(start: int, end: int, label: str, score: float | None) -> None:
        span = doc[start:end]
        # A recognizer takes line ends into its entities; training on a span with white space at its ends fails (E024).
        text = span.text
        first = span.start_char + len(text) - len(text.lstrip())
        key = (first, first + len(text.strip()), label)
        if label and key[0] < key[1]:
            best[key] = score if best.get(key) is None else max(best[key] or 0.0, score or 0.0)

    for (start, end, label), score in scores.items():
        add(start, end, label, score)
    for name in span_keys:
        if name in doc.spans:
            group = doc.spans[name]
            odds = group.attrs.get("scores")
            known = odds if odds is not None and len(odds) == len(group) else [None] * len(group)
            for span, score in zip(group, known, strict=True):
                odds_of = _own_score(span) if score is None else float(score)
                add(span.start, span.end, span.label_, None if odds_of is None else min(max(odds_of, 0.0), 1.0))
    found = [ProposedSpan(start, end, label, score) for (start, end, label), score in best.items()]
    return sorted(found, key=lambda span: (span.start, -span.end, span.label))


def _own_score(span: Any) -> float | None:
    """What a component such as GLiNER's leaves on a span itself; 0 is the extension's own default, and says nothing."""
    if not span.has_extension("score"):
        return None
    score = span._.score
    return float(score) if isinstance(score, int | float) and 0 < score <= 1 else None
