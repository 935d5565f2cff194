import pytest

from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.scores import Score, Scores
from annotator.model.training import RejectedRelation, RejectedSpan
from annotator.nlp.training.protocol import (
    Cancel,
    Confidence,
    Documents,
    Evaluate,
    Evaluated,
    Failed,
    Forget,
    Full,
    Progress,
    ProtocolError,
    Quit,
    Reply,
    Request,
    Round,
    Start,
    Started,
    Trained,
    decode_reply,
    decode_request,
    encode,
    start_request,
)
from tests.nlp.training.conftest import LIVES, document

SCORES = Scores(3, {"PER": Score(3, 1, 2)}, {"lives_in": Score(1, 0, 0)})
REQUESTS: list[Request] = [
    Start(),
    Start("fr", "fr", ("PER",), {"PERS": "PER"}, (LIVES,), True, "r", "m", "d", True, 7),
    Documents((document(1), document(2, state="in_progress", text="Zoé 🚀\ud800 Metz" + " " * 60))),
    Documents(
        (
            document(
                3, rejected=(RejectedSpan(0, 4, "LOC"),), rejected_relations=(RejectedRelation((0, 4), (5, 6), "x"),)
            ),
        )
    ),
    Forget((1, 2)),
    Round("out", (1, 2), (3,), 5, 2),
    Full("out", (3,), 1.5),
    Evaluate((3,)),
    Cancel(),
    Quit(),
]
REPLIES: list[Reply] = [
    Started("fr", "3.8", ("PER",), 1.0, ("w",)),
    Progress("training", 1, 4, 0.5, 2.0, 0.7),
    Progress("loading"),
    Trained(
        "out",
        "d",
        "full",
        (1,),
        (2,),
        SCORES,
        Scores(),
        2.0,
        (Confidence("span", "PER", 0.5, True),),
        {"a": [1]},
        ("w",),
    ),
    Evaluated(SCORES, (Confidence("relation", "x", 1.0, False),), 0.5),
    Failed("disk", "full"),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: type(request).__name__)
def test_request_survives_the_line(request_: Request) -> None:
    line = encode(request_)
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert decode_request(line) == request_


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: type(reply).__name__)
def test_reply_survives_the_line(reply: Reply) -> None:
    assert decode_reply(encode(reply)) == reply


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "not a line of JSON"),
        (b"[]", "JSON object"),
        (b'{"type":"teach"}', "no request of the type 'teach'"),
        (b'{"type":"round","new":[1]}', "`output` is missing"),
        (b'{"type":"round","output":"o","new":["1"]}', "`new` must be a list of whole numbers"),
        (b'{"type":"documents","documents":[3]}', "must hold objects"),
        (b'{"type":"documents","documents":[{"id":1,"text":"a","state":"odd"}]}', "must be one of new"),
        (
            b'{"type":"documents","documents":[{"id":1,"text":"a","state":"done","spans":[[1,0,2,"X"]]}]}',
            "outside the text",
        ),
        (b'{"type":"documents","documents":[{"id":1,"text":"a","state":"done","spans":[[1,1,1,"X"]]}]}', "`spans`"),
        (b'{"type":"documents","documents":[{"id":1,"text":"a","state":"done","relations":[[0,0,"x"]]}]}', "not there"),
        (b'{"type":"documents","documents":[{"id":1,"text":"a","state":"done","rejected":[[0,1]]}]}', "`rejected`"),
        (b'{"type":"start","relation_labels":[{"name":"x"}]}', "`relation_labels`"),
    ],
)
def test_broken_request_is_one_clear_line(line: bytes, says: str) -> None:
    with pytest.raises(ProtocolError) as error:
        decode_request(line)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "line",
    [
        b'{"type":"well"}',
        b'{"type":"failed","kind":"odd","message":"m"}',
        b'{"type":"evaluated","scores":[1]}',
        b'{"type":"evaluated","scores":{"spans":{"labels":{"X":{}}}}}',
        b'{"type":"evaluated","confidences":[["span","X","high",true]]}',
        b'{"type":"progress","step":"resting"}',
    ],
)
def test_broken_reply_is_refused(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode_reply(line)


def test_start_takes_the_scheme() -> None:
    scheme = LabelScheme(labels=(Label("PER", key="1"),), relation_labels=(RelationLabel("x"),))
    made = start_request(scheme, base="b", language="fr", mapping={"P": "PER"}, seed=3)
    assert (made.labels, made.relations, made.mapping, made.seed) == (("PER",), True, {"P": "PER"}, 3)
    assert not start_request(LabelScheme(), base="b", language="fr", mapping={}).relations
