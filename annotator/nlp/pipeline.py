"""The sources of one language at work: texts in, proposed spans and relations out, a part for each source."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from annotator.model.annotation import crosses, overlaps, strictly_within
from annotator.model.entity_types import entity_type
from annotator.model.extents import ExtentIndex
from annotator.model.possible import LEAST_AT_WORDS, LEAST_POSSIBLE, LEAST_READING, READINGS_SHOWN
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.dependencies import Mention
from annotator.nlp.loading import LoadedPipeline, LoadError
from annotator.nlp.merging import Labelled, merge
from annotator.nlp.messages import PATTERNS, RULES, ConfirmedSpan, Load, LoadedSource, Part
from annotator.nlp.pieces import clean
from annotator.nlp.reading import Reading, read
from annotator.nlp.relation_model import RelationModel, combined, relation_model
from annotator.nlp.relation_patterns import RelationFinder
from annotator.nlp.rules import Rules
from annotator.nlp.source import Source

SURE = 0.9
"""A date that a pipeline finds with this score stands against a rule that sees it otherwise."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A document, or a part of a long one, to suggest for."""

    text: str
    spans: tuple[ConfirmedSpan, ...] = ()
    """Confirmed spans, offsets into `text`."""
    nested: tuple[tuple[str, str], ...] = ()
    """(outer, inner) labels that the project nests."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is suggested for one piece, offsets into its text."""

    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = ()
    """A line for each pipeline that failed on it."""
    failed: bool = False
    """Whether all pipelines did."""

    @property
    def spans(self) -> list[ProposedSpan]:
        """The spans of all parts, in reading order."""
        return sorted((span for part in self.parts for span in part.spans), key=lambda span: (span.start, -span.end))

    @property
    def relations(self) -> list[ProposedRelation]:
        """The relations of all parts."""
        return [relation for part in self.parts for relation in part.relations]


class Suggester:
    """Pipelines, or none, with the rules and the relation patterns of a language."""

    def __init__(
        self,
        load: Load,
        language: str,
        pipelines: Sequence[tuple[LoadedPipeline, Sequence[str] | None]] = (),
        *,
        version: str = "",
    ) -> None:
        """`pipelines` with the scheme's labels to take from each, in the order of their priority; `version` is the program's."""
        self.language = language
        self._load = load
        self._version = version
        self._sources: list[Source] = []
        taken: set[str] = set()
        for pipeline, labels in pipelines:
            source = Source(pipeline, load, labels, taken)
            taken |= source.taken
            self._sources.append(source)
        # a model trained here knows every label of the scheme, and finds next to nothing of one that is new to it
        self._own = frozenset(choice.name for choice in load.pipelines if choice.digest)
        known = {label for one in self._sources if one.pipeline.name not in self._own for label in one.taken}
        beside = {label for label in taken - known if entity_type(label) in ("MONEY", "ROLE")}
        ruled = [label for label in load.labels if label not in taken - beside]
        self.rules = Rules(language, ruled) if load.patterns else None
        asked = {label for _, labels in pipelines for label in labels or ()}
        dates = [label for label in load.labels if label in taken - asked and entity_type(label) == "DATE"]
        self._dates = Rules(language, dates) if load.patterns else None
        """Beside pipelines that find dates too: those they miss, are not sure of, or cannot nest."""
        self._ruled = {label for rules in (self.rules, self._dates) if rules is not None for label in rules.labels}
        """What the rules do not find of these labels, a recognizer that passed over it is seldom right about."""
        self._finder: RelationFinder | None = None
        self._parsed = next((i for i, one in enumerate(self._sources) if one.pipeline.parsing), -1)
        if load.relations and self._parsed >= 0:
            parsing = self._sources[self._parsed].pipeline
            parts = [part for name, part in parsing.nlp.pipeline if name in parsing.parsing]
            self._finder = RelationFinder.of(language, parts, load.relation_labels)
        self.warnings: tuple[str, ...] = ()
        """What could not be made ready."""
        self._model: RelationModel | None = None
        if load.relations:
            try:
                self._model = relation_model(load.relation_model, language, load.relation_labels)
            except LoadError as error:
                self.warnings = (str(error),)
        labels = (*(self._finder.labels if self._finder else ()), *(self._model.labels if self._model else ()))
        self.relation_labels = tuple(dict.fromkeys(labels))
        """What patterns and relation model may suggest."""
        self.relates = bool(self.relation_labels) or any(source.relates for source in self._sources)

    @property
    def name(self) -> str:
        """What reads, in a message."""
        return ", ".join(source.pipeline.name for source in self._sources) or RULES

    @property
    def sources(self) -> tuple[LoadedSource, ...]:
        """What there is, as it says of itself."""
        found = [
            LoadedSource(
                one.pipeline.name,
                one.pipeline.version,
                one.pipeline.digest,
                one.pipeline.language,
                one.known,
                one.relation_labels,
            )
            for one in self._sources
        ]
        if self.rules is not None and (self.rules.labels or not found):
            found.append(LoadedSource(RULES, self._version, "", self.language, self.rules.labels, kind="rules"))
        if self._finder is not None:
            found.append(LoadedSource(PATTERNS, self._version, "", self.language, (), self._finder.labels, "patterns"))
        if (model := self._model) is not None:
            known = (model.name, model.version, model.digest, model.language, (), model.labels)
            found.append(LoadedSource(*known, kind="relation_model"))
        return tuple(found)

    def suggest(self, pieces: Sequence[Piece]) -> list[Proposal]:
        """One proposal a piece, in order. A pipeline that fails on one leaves the others' suggestions standing."""
        texts = [clean(piece.text) for piece in pieces]
        readings = [
            # others are too sure of themselves on texts they were not made for
            read(source.pipeline, texts, seconds=self._load.seconds, possible=source.pipeline.name in self._own)
            for source in self._sources
        ]
        proposals: list[Proposal] = []
        for place, (piece, text) in enumerate(zip(pieces, texts, strict=True)):
            try:
                proposals.append(self._proposal(piece, text, [of_source[place] for of_source in readings]))
            except Exception as error:  # noqa: BLE001 — the parser that the patterns run may raise anything too
                proposals.append(Proposal(warnings=(_what_failed(self.name, error),), failed=True))
        return proposals

    def _proposal(self, piece: Piece, text: str, readings: Sequence[Reading | Exception]) -> Proposal:
        warnings = [
            _what_failed(source.pipeline.name, reading)
            for source, reading in zip(self._sources, readings, strict=True)
            if isinstance(reading, Exception)
        ]
        if warnings and len(warnings) == len(readings):
            return Proposal(warnings=tuple(warnings), failed=True)
        found = [
            [] if isinstance(reading, Exception) else source.take(reading.spans)
            for source, reading in zip(self._sources, readings, strict=True)
        ]
        standing = merge(found)
        dates = self._dated(text, standing)
        spans = [one for kept in standing for one in kept]
        by_rule = sorted([*self._by_rule(piece, text, spans), *dates], key=lambda span: (span.start, -span.end))
        spans += [Labelled(span, span.label) for span in by_rule]
        mentions = _mentions(piece, spans)
        patterns: list[ProposedRelation] = []
        if self._finder is not None and not isinstance(reading := readings[self._parsed], Exception):
            patterns = self._finder.find(reading.doc, mentions)
        related: list[ProposedRelation] = []
        if self._model is not None:
            try:
                related = self._model.find(text, mentions)
            except Exception as error:  # noqa: BLE001 — a model in a folder may raise anything
                warnings.append(_what_failed(self._model.name, error))
        parts: list[Part] = []
        readers: list[tuple[Source, Reading]] = []
        for source, reading, kept in zip(self._sources, readings, standing, strict=True):
            if isinstance(reading, Exception):
                continue
            # what was trained on the project's own relations goes before what was not
            own, possible = source.relate(reading.doc, mentions)
            own, patterns = combined(own, patterns, self._load.relation_labels)
            own, related = combined(own, related, self._load.relation_labels)
            run = (source.pipeline.name, source.pipeline.version, source.pipeline.digest)
            # last, since they stand only where nobody says anything; no relation is looked for at them
            beside: list[Labelled] = []
            if source.pipeline.name in self._own:  # others are too sure of themselves on texts they were not made for
                beside = _apart(source.take(reading.passed_over), piece, spans, self._ruled)
            beside += _nested(source, reading.nested, piece.nested, kept, spans)
            spans += beside
            found_here = [one.span for one in (*kept, *beside)]
            if beside:
                found_here.sort(key=lambda span: (span.start, -span.end))
            parts.append(Part(*run, tuple(found_here), tuple(own), possible_relations=tuple(possible)))
            readers.append((source, reading))
        # held against what all of them suggest
        parts = [
            replace(part, possible_spans=_possible(source, reading, spans))
            for part, (source, reading) in zip(parts, readers, strict=True)
        ]
        if by_rule or not self._sources:
            parts.append(Part(RULES, self._version, "", tuple(by_rule), kind="rules"))
        patterns, related = combined(patterns, related, self._load.relation_labels)
        if patterns:
            parts.append(Part(PATTERNS, self._version, "", (), tuple(patterns), "patterns"))
        if self._model is not None and related:
            known = (self._model.name, self._model.version, self._model.digest)
            parts.append(Part(*known, (), tuple(related), "relation_model"))
        return Proposal(tuple(parts), tuple(warnings))

    def _by_rule(self, piece: Piece, text: str, spans: Sequence[Labelled]) -> list[ProposedSpan]:
        if self.rules is None or not self.rules.labels:
            return []
        taken = [(one.span.start, one.span.end) for one in spans]
        persons = [(one.span.start, one.span.end) for one in spans if entity_type(one.label) == "PER"]
        persons += [
            (confirmed.start, confirmed.end) for confirmed in piece.spans if entity_type(confirmed.label) == "PER"
        ]
        return [
            span
            for span in self.rules.find(text, persons)
            if (span.start, span.end) not in taken and not any(crosses(span.start, span.end, *other) for other in taken)
        ]

    def _dated(self, text: str, standing: list[list[Labelled]]) -> list[ProposedSpan]:
        """Dates by rule beside those that pipelines found; one that a pipeline is not sure of gives way to the rule's.

        A recognizer nests nothing, so that the year in “Jeux olympiques de 2016” is the rules' in any case.
        """
        if self._dates is None or not self._dates.labels:
            return []
        dates: list[ProposedSpan] = []
        for date in self._dates.find(text):
            around = [
                one
                for kept in standing
                for one in kept
                if one.label and overlaps(date.start, date.end, one.span.start, one.span.end)
            ]
            rivals = [one for one in around if one.label == date.label]
            if any(
                one.label != date.label and not strictly_within(date.start, date.end, one.span.start, one.span.end)
                for one in around
            ):
                continue
            if any(_is_sure(one.span) or (one.span.start, one.span.end) == (date.start, date.end) for one in rivals):
                continue
            for kept in standing:
                kept[:] = [one for one in kept if one not in rivals]
            dates.append(date)
        return dates


def _apart(found: Sequence[Labelled], piece: Piece, spans: Sequence[Labelled], ruled: Container[str]) -> list[Labelled]:
    """Those with a label of the scheme, none that rules speak for, that touch neither a span nor what somebody has confirmed."""
    taken = [(one.span.start, one.span.end) for one in spans if one.label]
    taken += [(confirmed.start, confirmed.end) for confirmed in piece.spans]
    return [
        one
        for one in found
        if one.label
        and one.label not in ruled
        and not any(overlaps(one.span.start, one.span.end, *other) for other in taken)
    ]


def _nested(
    source: Source,
    seen: Sequence[tuple[ProposedSpan, ProposedSpan]],
    labels: Container[tuple[str, str]],
    kept: Sequence[Labelled],
    spans: Sequence[Labelled],
) -> list[Labelled]:
    """What lies within the spans that are kept of a source, where such labels are nested and no other span is in the way."""
    standing = {(one.span.start, one.span.end, one.label) for one in kept}
    found: list[Labelled] = []
    for outer, inner in seen:
        around = source.scheme_label(outer.label)
        for one in source.take([inner]):
            start, end = one.span.start, one.span.end
            if (around, one.label) not in labels or (outer.start, outer.end, around) not in standing:
                continue
            others = [other.span for other in spans if overlaps(start, end, other.span.start, other.span.end)]
            if all(strictly_within(start, end, other.start, other.end) for other in others):
                found.append(one)
    return found


def _possible(source: Source, reading: Reading, spans: Sequence[Labelled]) -> tuple[ProposedSpan, ...]:
    """What a source holds for possible that is not suggested; names of other things in a person's are seldom any.

    Of the unlikely, only what can be listed: at a suggestion, or at words at which nothing is suggested.
    """
    there = {(one.span.start, one.span.end, one.label) for one in spans}
    taken: ExtentIndex[tuple[int, int]] = ExtentIndex()
    persons: ExtentIndex[tuple[int, int]] = ExtentIndex()
    for one in spans:
        extent = (one.span.start, one.span.end)
        taken.add(extent, extent)
        if entity_type(one.label) == "PER":
            persons.add(extent, extent)
    held = [
        one.span
        for one in source.take(reading.possible)
        if one.label
        and (one.span.start, one.span.end, one.label) not in there
        and (
            entity_type(one.label) == "PER"
            or not any(
                strictly_within(one.span.start, one.span.end, *person)
                for person in persons.overlapping(one.span.start, one.span.end)
            )
        )
    ]
    kept: set[int] = set()
    lists: Counter[tuple[int, int]] = Counter()
    for number, span in sorted(enumerate(held), key=lambda pair: -(pair[1].score or 0.0)):
        start, end, score = span.start, span.end, span.score or 0.0
        touched = taken.overlapping(start, end)
        # where it would be listed: at what it touches without crossing it, or at its first word
        places = [other for other in touched if not crosses(start, end, *other)] if touched else [(start, start)]
        room = any(lists[place] < 2 * READINGS_SHOWN for place in places)
        if score >= LEAST_POSSIBLE or (room and score >= (LEAST_READING if touched else LEAST_AT_WORDS)):
            kept.add(number)
            lists.update(places)
    return tuple(span for number, span in enumerate(held) if number in kept)


def _is_sure(span: ProposedSpan) -> bool:
    return span.score is None or span.score >= SURE


def _mentions(piece: Piece, spans: Sequence[Labelled]) -> list[Mention]:
    """Confirmed spans, and the proposed ones that do not compete with them, by the scheme's labels."""
    mentions = [Mention(span.start, span.end, span.label) for span in piece.spans]
    confirmed = [(span.start, span.end) for span in piece.spans]
    for one in sorted(spans, key=lambda one: (one.span.start, -one.span.end)):
        start, end = one.span.start, one.span.end
        competes = any(
            overlaps(start, end, *other)
            and (crosses(start, end, *other) or (start, end) == other or entity_type(one.label) != "ROLE")
            for other in confirmed
        )
        if one.label and not competes:
            mentions.append(Mention(start, end, one.label))
    return mentions


def _what_failed(name: str, error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{name} failed on this document: {type(error).__name__}{': ' + lines[0] if lines else ''}"
