"""Relations: F between gold entities against the mean vectors of the two ends alone, and how many pairs a second.

`python -m tests.benchmarks.bench_relations NAME …` measures the corpora of these names only.
"""

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.relation_corpora import CORPORA, Corpus, documents, examples, legal_pairs
from tests.benchmarks.rows import Row, print_rows

GAIN_BAR = 10.0
SPEED_BAR = 20_000
SEED = 0
LANGUAGES = {"re3d": "en", "POPCORN": "fr", "HIPE-2026": "xx"}


def pipeline(corpus: Corpus, legal: dict[str, list[list[str]]], parts: Sequence[str] | None) -> tuple[Any, Any]:
    """A blank pipeline with the component alone, its tok2vec its own; `parts` None is the component as it comes."""
    import spacy

    tok2vec = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 96,
        "depth": 4,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
    }
    model: dict[str, Any] = {"@architectures": "pressmark.RelationPairs.v1", "tok2vec": tok2vec}
    if parts is not None:
        model["parts"] = list(parts)
    nlp = spacy.blank(LANGUAGES[corpus.name])
    settings = {
        "model": model,
        "legal": [[label, *pair] for label, pairs in legal.items() for pair in pairs],
        "symmetric": list(corpus.symmetric),
        "max_tokens": corpus.max_tokens,
    }
    return nlp, nlp.add_pipe("relation_extractor", config=settings)


def train(corpus: Corpus, folder: Path, parts: Sequence[str] | None) -> tuple[Any, Any, dict[str, Any]]:
    """Train; the pipe, the test examples and their scores in the epoch that did best on dev."""
    from spacy.util import minibatch
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    shuffler = random.Random(SEED)
    sides = documents(folder, corpus)
    nlp, pipe = pipeline(corpus, legal_pairs(sides["train"]), parts)
    learned = examples(nlp, sides["train"])
    dev, test = examples(nlp, sides["dev"]), examples(nlp, sides["test"])
    optimizer = nlp.initialize(lambda: learned)
    best: dict[str, Any] = {}
    reached = -1.0
    for epoch in range(1, corpus.epochs + 1):
        shuffler.shuffle(learned)
        for batch in minibatch(learned, corpus.batch):
            pipe.update(batch, drop=0.2, sgd=optimizer)
        if epoch % 2 and epoch != corpus.epochs:
            continue
        with nlp.use_params(optimizer.averages):
            score = pipe.score(dev)["rel_gold_f"]
            if score > reached:
                reached, best = score, {**pipe.score(test), "epoch": epoch}
    return pipe, test, best


def pairs_a_second(pipe: Any, test: Sequence[Any]) -> float:
    """Pairs a second of processor time from spans to proposals, the vectors at hand."""
    layer = pipe.model.get_ref("tok2vec")
    docs = [example.predicted for example in test]
    for doc, example in zip(docs, test, strict=True):
        doc.spans["sc"] = [doc[span.start : span.end] for span in ()]
        doc.spans["sc"].extend([_copied(doc, span) for span in example.reference.spans["sc"]])
    vectors = dict(zip(map(id, docs), layer.predict(docs), strict=True))
    forward = layer._func
    layer._func = lambda model, X, is_train: ([vectors[id(doc)] for doc in X], lambda d: [])
    try:
        rates = []
        for _ in range(5):
            before = time.process_time()
            scored = pipe.predict(docs)
            pipe.set_annotations(docs, scored)
            rates.append(sum(len(one.table.pairs) for one in scored) / (time.process_time() - before))
    finally:
        layer._func = forward
    return max(rates)


def _copied(doc: Any, span: Any) -> Any:
    from spacy.tokens import Span

    return Span(doc, span.start, span.end, label=span.label_)


def print_table(name: str, scores: dict[str, Any], counts: Counter[str]) -> None:
    """Precision, recall and F by label as Markdown."""
    print(f"\n#### {name}\n\n| label | relations | P | R | F |\n|---|---:|---:|---:|---:|")
    for label, figures in sorted(scores["rel_gold_per_type"].items(), key=lambda item: -counts[item[0]]):
        print(f"| {label} | {counts[label]} | {_percents(figures['p'], figures['r'], figures['f'])} |")
    total = (scores["rel_gold_p"], scores["rel_gold_r"], scores["rel_gold_f"])
    print(f"| all | {counts.total()} | {_percents(*total)} |", flush=True)


def _percents(*shares: float) -> str:
    return " | ".join(f"{100 * share:.1f}" for share in shares)


def main(names: Sequence[str] = ()) -> list[Row]:
    """Train, print and return the rows: gains as what is missing to the bar, so that less is better."""
    os.environ["OMP_NUM_THREADS"] = "1"
    root = Path(os.environ.get("PRESSMARK_SHARED") or Path(__file__).resolve().parents[3] / "shared" / "data")
    gains: dict[str, float] = {}
    rate = 0.0
    for corpus in CORPORA:
        if names and corpus.name not in names:
            continue
        _, _, plain = train(corpus, root / "gold", ())
        pipe, test, full = train(corpus, root / "gold", None)
        counts = Counter(
            relation.label for document in documents(root / "gold", corpus)["test"] for relation in document.relations
        )
        print_table(f"{corpus.name}, mean vectors only (epoch {plain['epoch']})", plain, counts)
        print_table(f"{corpus.name}, relation_extractor (epoch {full['epoch']})", full, counts)
        gains[corpus.name] = 100 * (full["rel_gold_f"] - plain["rel_gold_f"])
        print(f"\n{corpus.name}: {gains[corpus.name]:+.1f} F", flush=True)
        rate = max(rate, pairs_a_second(pipe, test))
        print(f"{corpus.name}: {pairs_a_second(pipe, test):,.0f} pairs/s", flush=True)
    second_best = sorted(gains.values())[-2:][0]
    rows = [
        Row("F points of the second best gain, short of the bar", max(GAIN_BAR - second_best, 0.0), 0.0, "F"),
        Row("20,000 pairs without tok2vec", SPEED_BAR / rate, 1.0, "s"),
    ]
    print_rows("Relations", rows)
    return rows


if __name__ == "__main__":
    main(sys.argv[1:])
