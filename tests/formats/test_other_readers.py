"""What we write, read by others' libraries; and real files, read by them and by us. The two must find the same.

bioc for brat, conllu and iobes for columns of tags, spaCy for Prodigy's tasks. UIMA's (dkpro-cassis), Label Studio's and feedparser's are with the tests of
those formats.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import conllu
import iobes
import pytest
from bioc import brat as bioc_brat
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from annotator.formats import brat, conll, iob
from annotator.formats.catalogue import named
from annotator.formats.columns import Columns
from annotator.formats.reading import read
from annotator.formats.tokenized import Extent
from annotator.model.record import Record, RecordRelation, RecordSpan
from tests.formats.strategies import documents, source_of, written_bytes
from tests.formats.test_conll import flattened

Span = tuple[int, int, str]

TEXT = "Anne\u00a0Roche 😀 dirige\r\nValtrex depuis 𝔸 Brest."
NEWS = Record(
    "alp-1",
    TEXT,
    spans=(
        RecordSpan(0, 10, "PER"),
        RecordSpan(0, 28, "Rôle public"),
        RecordSpan(21, 28, "ORG"),
        RecordSpan(21, 28, "MEDIA"),
        RecordSpan(38, 43, "LOC"),
    ),
    relations=(RecordRelation(0, 2, "heads"), RecordRelation(2, 4, "based in"), RecordRelation(0, 0, "is")),
)


def shared_records(path: Path) -> list[Record]:
    return [record for record in read([path], language="und") if isinstance(record, Record)]


# -- brat, by bioc


def as_bioc_reads(text: str, annotations: str) -> tuple[Counter[Span], Counter[tuple[Span, Span, str]]]:
    """The spans that trigger no event, and the relations between them."""
    found = bioc_brat.loads(text, annotations)
    triggers = {event.trigger_id for event in found.events}
    spans = {entity.id: (*entity.total_span, entity.type) for entity in found.entities if entity.id not in triggers}
    relations = [(*list(relation.arguments.values()), relation.type) for relation in found.relations]
    return Counter(spans.values()), Counter(
        (spans[head], spans[child], label) for head, child, label in relations if head in spans and child in spans
    )


def as_brat_can_say(record: Record) -> tuple[Counter[Span], Counter[tuple[Span, Span, str]]]:
    spans = [(span.start, span.end, brat.label_of(span.label)) for span in record.spans]
    return Counter(spans), Counter(
        (spans[relation.head], spans[relation.child], brat.label_of(relation.label)) for relation in record.relations
    )


def solid(record: Record) -> Record:
    """The record without its spans of nothing but blanks: bioc takes blanks from the ends of lines, and then finds no string."""
    blank = {place for place, span in enumerate(record.spans) if not record.text[span.start : span.end].strip()}
    kept = [place for place in range(len(record.spans)) if place not in blank]
    return replace(
        record,
        spans=tuple(record.spans[place] for place in kept),
        relations=tuple(
            RecordRelation(kept.index(relation.head), kept.index(relation.child), relation.label)
            for relation in record.relations
            if not blank & {relation.head, relation.child}
        ),
    )


@given(documents().map(solid))
def test_bioc_reads_the_brat_that_we_write(record: Record) -> None:
    with tempfile.TemporaryDirectory() as folder:
        named("brat").write([record], Path(folder))
        (path,) = Path(folder).rglob("*.ann")
        annotations = path.read_bytes().decode()
    assert as_bioc_reads(record.text, annotations) == as_brat_can_say(record)


def test_bioc_finds_our_strings_at_our_offsets() -> None:
    annotations = brat.text_of(NEWS)
    assert as_bioc_reads(TEXT, annotations) == as_brat_can_say(NEWS)
    for entity in bioc_brat.loads(TEXT, annotations).entities:
        start, end = entity.total_span
        assert entity.text == TEXT[start:end].replace("\r", " ").replace("\n", " ")


@pytest.mark.parametrize(
    ("place", "counts"),
    [
        ("formats/brat/brat-tutorial-news", (13, 96, 8)),
        ("formats/brat/brat-example-CoNLL-ST_2002", (20, 816, 0)),
        ("formats/brat/brat-example-CoNLL-ST_2006", (12, 3070, 2950)),
        ("formats/brat/brat-example-BioNLP-ST_2011_GE", (20, 335, 0)),
        ("formats/brat/brat-example-BioNLP-ST_2011_ID", (20, 891, 0)),
        ("formats/brat/brat-example-NCBI-disease", (20, 226, 0)),
        ("gold/nerel/original/dev", (94, 5590, 4012)),
    ],
)
def test_bioc_finds_in_real_collections_what_we_find(
    shared_data: Callable[..., Path], place: str, counts: tuple[int, int, int]
) -> None:
    folder = shared_data(*place.split("/"))
    records = shared_records(folder)
    for record in records:
        annotations = (folder / f"{record.key}.ann").read_bytes().decode()
        assert as_bioc_reads(record.text, annotations) == as_brat_can_say(record), record.key
    spans, relations = sum(len(record.spans) for record in records), sum(len(record.relations) for record in records)
    assert (len(records), spans, relations) == counts


# -- a token a line, by conllu and iobes


def as_conllu_reads(data: str) -> list[list[tuple[str, str]]]:
    """The documents of a CoNLL-U file, each as its tokens and their tags."""
    found: list[list[tuple[str, str]]] = []
    for sentence in conllu.parse(data):
        if "newdoc id" in sentence.metadata:
            found.append([])
        found[-1] += [(token["form"], (token["misc"] or {}).get("NE", "O")) for token in sentence]
    return found


def joined(tokens: list[tuple[str, str]], *, parse: Callable[[list[str]], list[iobes.Span]]) -> list[tuple[str, str]]:
    """The spans that a list of tokens holds by that reading of its tags: without blanks, and its label."""
    spans = parse([tag for _, tag in tokens])
    return [("".join(token for token, _ in tokens[span.start : span.end]), span.type) for span in spans]


def strings(record: Record) -> list[tuple[str, str]]:
    return [("".join(record.text[span.start : span.end].split()), span.label) for span in record.spans]


@given(st.lists(documents(), max_size=3))
def test_conllu_reads_the_conllu_that_we_write(records: list[Record]) -> None:
    records = [replace(record, key=f"alp {number}") for number, record in enumerate(records)]
    data, _ = written_bytes(named("conllu"), records)
    found = as_conllu_reads(data.decode())
    assert [joined(tokens, parse=iobes.parse_spans_bio) for tokens in found] == [
        strings(flattened(record)) for record in records
    ]
    assert ["".join(token for token, _ in tokens) for tokens in found] == [
        "".join(record.text.split()) for record in records
    ]


@given(documents())
def test_iobes_reads_the_conll_2003_that_we_write(record: Record) -> None:
    data, _ = written_bytes(named("conll"), [record])
    rows = [line.split(" ") for line in data.decode().split("\n") if line][1:]
    tags = [row[3] for row in rows]
    spans, errors = iobes.parse_spans_bio_with_errors(tags)
    assert errors == []
    assert joined([(row[0], row[3]) for row in rows], parse=iobes.parse_spans_bio) == strings(flattened(record))
    assert [(span.start, span.end, span.type) for span in spans] == by_token(tags)


def by_token(tags: list[str]) -> list[Span]:
    """Our reading of tags, in numbers of tokens."""
    extents: list[Extent] = [(at, at + 1) for at in range(len(tags))]
    return [(span.start, span.end, span.label) for span in iob.decode(tags, extents)]


SCHEMES = {
    "IOB1": (iobes.write_iob_tags, iobes.parse_spans_iob),
    "IOB2": (iobes.write_bio_tags, iobes.parse_spans_bio),
    "IOBES": (iobes.write_iobes_tags, iobes.parse_spans_iobes),
    "BILOU": (iobes.write_bilou_tags, iobes.parse_spans_bilou),
    "BMEOW": (iobes.write_bmeow_tags, iobes.parse_spans_bmeow),
}


@pytest.mark.parametrize("scheme", SCHEMES)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from(["PER", "ORG"])), min_size=1, max_size=9)
)
def test_we_read_the_tags_that_iobes_writes(scheme: str, parts: list[tuple[int, int, str]]) -> None:
    write, parse = SCHEMES[scheme]
    spans: list[iobes.Span] = []
    at = 0
    for gap, length, label in parts:
        at += gap
        spans.append(iobes.Span(label, at, at + length, tuple(range(at, at + length))))
        at += length
    tags = write(spans, length=at + 1)
    assert by_token(tags) == [(span.start, span.end, span.type) for span in spans]
    assert by_token(tags) == [(span.start, span.end, span.type) for span in parse(tags)]


def columns_of(path: Path) -> Iterator[list[list[str]]]:
    """The sentences of a file of columns."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for filled, group in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            rows = [line.split("\t") if "\t" in line else line.split(" ") for line in group]
            yield [row for row in rows if row[0] != "-DOCSTART-"]


@pytest.mark.parametrize(
    ("place", "parse", "count"),
    [
        ("gold/europeana/original/enp_FR.bnf.bio", iobes.parse_spans_iob, 9836),
        ("formats/conll/label-studio-1.23.2/winer-fr.conll2003.txt", iobes.parse_spans_bio, 209),
        ("formats/conll/label-studio-1.23.2/popcorn.conll2003.txt", iobes.parse_spans_bio, 279),
    ],
)
def test_iobes_finds_in_real_files_what_we_find(
    shared_data: Callable[..., Path], place: str, parse: Callable[[list[str]], list[iobes.Span]], count: int
) -> None:
    path = shared_data(*place.split("/"))
    tokens = [(row[0], row[-1]) for sentence in columns_of(path) for row in sentence]
    (record,) = conll.read(source_of(path), Columns())
    assert isinstance(record, Record)
    assert joined(tokens, parse=parse) == strings(record)
    assert len(record.spans) == count


@pytest.mark.parametrize("name", ["hipe2020-dev-fr", "newseye-dev-fr"])
def test_iobes_finds_in_hipe_what_we_find(shared_data: Callable[..., Path], name: str) -> None:
    path = shared_data("gold", "hipe2022", "original", f"HIPE-2022-v2.1-{name}.tsv")
    header, *lines = path.read_text(encoding="utf-8").split("\n")
    token, coarse, fine, nested = (
        header.split("\t").index(column) for column in ("TOKEN", "NE-COARSE-LIT", "NE-FINE-LIT", "NE-NESTED")
    )
    documents: list[list[list[str]]] = []
    for line in lines:
        if "document_id" in line:
            documents.append([])
        elif line.strip() and not line.startswith("# "):
            documents[-1].append(line.split("\t"))
    for record, rows in zip(shared_records(path), documents, strict=True):
        literal = [(row[token], row[coarse] if row[fine] in ("O", "_") else row[fine]) for row in rows]
        within = [(row[token], row[nested]) for row in rows]
        found = [pair for tokens in (literal, within) for pair in joined(tokens, parse=iobes.parse_spans_bio)]
        assert Counter(found) == Counter(strings(record)), record.key


# -- Prodigy, by spaCy


def as_spacy_reads(task: dict[str, Any]) -> tuple[list[Span], list[tuple[Span, Span, str]]]:
    """The spans and relations of a task, by its tokens: as Explosion's `rel_component` makes training data of it."""
    tokens = task["tokens"]
    doc = Doc(Vocab(), words=[token["text"] for token in tokens], spaces=[token["ws"] for token in tokens])
    assert doc.text == task["text"]
    spans: list[Span] = []
    by_token: dict[int, set[Span]] = {}
    for row in task["spans"]:
        span = doc.char_span(row["start"], row["end"], label=row["label"])
        assert span is not None, row
        assert (span.start, span.end - 1) == (row["token_start"], row["token_end"])
        spans.append((span.start_char, span.end_char, span.label_))
        by_token.setdefault(row["token_end"], set()).add(spans[-1])
    relations = []
    for row in task.get("relations", []):
        ends = [
            (row[f"{side}_span"]["start"], row[f"{side}_span"]["end"], row[f"{side}_span"]["label"])
            for side in ("head", "child")
        ]
        assert all(end in by_token[row[side]] for end, side in zip(ends, ("head", "child"), strict=True))
        relations.append((ends[0], ends[1], row["label"]))
    return spans, relations


def as_prodigy_can_say(record: Record) -> tuple[list[Span], list[tuple[Span, Span, str]]]:
    spans = [(span.start, span.end, span.label) for span in record.spans]
    return spans, [(spans[relation.head], spans[relation.child], relation.label) for relation in record.relations]


def without_blank_ends(record: Record) -> Record:
    """The record with its spans begun and ended by words, as tokens begin and end them."""
    spans = []
    for span in record.spans:
        string = record.text[span.start : span.end]
        start = span.start + len(string) - len(string.lstrip())
        spans.append(RecordSpan(start, start + len(string.strip()), span.label))
    return replace(record, spans=tuple(spans))


@given(documents().map(solid).map(without_blank_ends))
def test_spacy_reads_the_tokens_of_the_prodigy_tasks_that_we_write(record: Record) -> None:
    data, _ = written_bytes(named("prodigy"), [record])
    assert as_spacy_reads(json.loads(data)) == as_prodigy_can_say(record)


def test_spacy_finds_in_real_prodigy_tasks_what_we_find(shared_data: Callable[..., Path]) -> None:
    path = shared_data("formats", "prodigy", "explosion-projects", "rel_component__annotations.jsonl")
    tasks = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records = shared_records(path)
    assert (len(records), len(tasks)) == (149, 149)
    for record, task in zip(records, tasks, strict=True):
        assert as_spacy_reads(task) == as_prodigy_can_say(record)
