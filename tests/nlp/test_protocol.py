"""Protocol lines: what goes in comes out, and what is no message ends in one clear line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.label_scheme import RelationLabel
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.protocol import (
    FAILURE_KINDS,
    SOURCE_KINDS,
    Cancel,
    ConfirmedSpan,
    Failure,
    Load,
    LoadedSource,
    Part,
    PipelineChoice,
    Progress,
    ProtocolError,
    Quit,
    Ready,
    Suggest,
    Suggestions,
    decode_reply,
    decode_request,
    encode,
)

texts = st.text(st.characters(codec=None), max_size=40)  # lone surrogates included
ids = st.integers(0, 2**53)
scores = st.none() | st.floats(0, 1)


@st.composite
def suggests(draw: st.DrawFn) -> Suggest:
    text = draw(texts)
    spans = []
    if text:
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text) - 1))
            spans.append(ConfirmedSpan(start, draw(st.integers(start + 1, len(text))), draw(texts)))
    nested = draw(st.lists(st.tuples(texts, texts), max_size=3).map(tuple))
    return Suggest(draw(ids), text, draw(texts), tuple(spans), draw(st.booleans()), nested)


extents = st.tuples(st.integers(0, 100), st.integers(1, 100)).map(lambda pair: (pair[0], pair[0] + pair[1]))
relation_labels = st.builds(
    RelationLabel, texts, legal=st.lists(st.tuples(texts, texts), max_size=3).map(tuple), symmetric=st.booleans()
)
requests = (
    suggests()
    | st.builds(Cancel, ids)
    | st.just(Quit())
    | st.builds(
        Load,
        st.lists(
            st.builds(
                PipelineChoice, texts, st.none() | st.lists(texts, max_size=2).map(tuple), st.booleans(), texts, texts
            ),
            max_size=3,
        ).map(tuple),
        texts,
        st.dictionaries(texts, st.dictionaries(texts, texts, max_size=3), max_size=3),
        st.lists(texts, max_size=3).map(tuple),
        st.lists(relation_labels, max_size=3).map(tuple),
        st.booleans(),
        texts,
        st.booleans(),
        st.booleans(),
        st.floats(0, 1000),
    )
)
spans = st.tuples(extents, texts, scores).map(lambda row: ProposedSpan(*row[0], row[1], row[2]))
names = st.lists(texts, max_size=3).map(tuple)
parts = st.builds(
    Part,
    texts,
    texts,
    texts,
    st.lists(spans, max_size=3).map(tuple),
    st.lists(st.builds(ProposedRelation, extents, extents, texts, scores), max_size=3).map(tuple),
    st.sampled_from(SOURCE_KINDS),
    st.lists(st.builds(ProposedRelation, extents, extents, texts, scores), max_size=3).map(tuple),
    st.lists(spans, max_size=3).map(tuple),
)
replies = (
    st.builds(Suggestions, ids, st.lists(parts, max_size=3).map(tuple), st.floats(0, 100), texts, names)
    | st.builds(Progress, ids, st.floats(0, 1))
    | st.builds(Failure, st.none() | ids, st.sampled_from(FAILURE_KINDS), texts)
    | st.builds(
        Ready,
        st.lists(
            st.builds(LoadedSource, texts, texts, texts, texts, names, names, st.sampled_from(SOURCE_KINDS)), max_size=3
        ).map(tuple),
        names,
    )
)


@given(requests)
def test_request_comes_out_as_it_went_in(request: object) -> None:
    line = encode(request)  # type: ignore[arg-type]
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert line.isascii()
    assert decode_request(line) == request


@given(replies)
def test_reply_comes_out_as_it_went_in(reply: object) -> None:
    line = encode(reply)  # type: ignore[arg-type]
    assert line.count(b"\n") == 1
    assert decode_reply(line) == reply


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"", "not a line of JSON"),
        (b"{", "not a line of JSON"),
        (b"[" * 100_000, "not a line of JSON"),
        (b"\xff\xfe", "not a line of JSON"),
        (b"[1]", "a message is a JSON object"),
        (b"{}", "`type` is missing"),
        (b'{"type": 3}', "`type` must be a text"),
        (b'{"type": "dance"}', "no request of the type 'dance'"),
        (b'{"type": "suggest", "text": "x"}', "`id` is missing"),
        (b'{"type": "suggest", "id": true, "text": "x"}', "`id` must be a whole number"),
        (b'{"type": "suggest", "id": 1}', "`text` is missing"),
        (b'{"type": "suggest", "id": 1, "text": "x", "spans": [[0, 2, "PER"]]}', "outside the text"),
        (b'{"type": "suggest", "id": 1, "text": "x", "spans": [[1, 1, "PER"]]}', "[start, end, label]"),
        (b'{"type": "suggest", "id": 1, "text": "x", "urgent": 1}', "`urgent` must be true or false"),
        (b'{"type": "load", "mappings": {"mine": {"PER": 1}}}', "`mappings` must be an object of objects of texts"),
        (b'{"type": "load", "pipelines": ["mine"]}', "`pipelines` must hold objects"),
        (b'{"type": "load", "pipelines": [{}]}', "load: `name` is missing"),
        (b'{"type": "load", "labels": [1]}', "`labels` must be a list of texts"),
        (b'{"type": "load", "relation_labels": [{"name": "x", "legal": [["A"]]}]}', "`relation_labels` must hold"),
    ],
)
def test_line_that_is_no_request_ends_in_one_clear_line(line: bytes, message: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode_request(line)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"type": "suggestions", "id": 1, "parts": [{"pipeline": "p", "spans": [[0, 1, "PER", 1.5]]}]},
            "[start, end, label, score]",
        ),
        (
            {"type": "suggestions", "id": 1, "parts": [{"pipeline": "p", "relations": [[[0, 1], [2, 1], "x", None]]}]},
            "[[start, end], [start, end]",
        ),
        ({"type": "ready", "sources": [1]}, "`sources` must hold objects"),
        ({"type": "ready", "sources": [{"pipeline": "p", "kind": "oracle"}]}, "no source of the kind 'oracle'"),
        ({"type": "failure", "id": 1, "kind": "sulking", "message": ""}, "no failure of the kind"),
        ({"type": "suggest", "id": 1, "text": ""}, "no reply of the type"),
    ],
)
def test_line_that_is_no_reply_ends_in_one_clear_line(row: dict[str, object], message: str) -> None:
    with pytest.raises(ProtocolError, match=r"^[^\n]+$") as caught:
        decode_reply(json.dumps(row).encode())
    assert message in str(caught.value)


def test_error_names_the_document_it_is_about() -> None:
    with pytest.raises(ProtocolError) as caught:
        decode_request(b'{"type": "suggest", "id": 12}')
    assert caught.value.id == 12
    with pytest.raises(ProtocolError) as caught:
        decode_reply(b'{"type": "suggestions", "id": 13, "parts": [{}]}')
    assert caught.value.id == 13
