"""Makes the French relation model of resources/models/fr_relations again from its data.

    python scripts/relation_model.py POPCORN/train.json resources/models/fr_relations

POPCORN (https://github.com/Todaime/popcorn-dataset, MIT) is the corpus; our own articles (datasets/fr) and sentences
(scripts/relation_sentences_fr.txt) come with the program. The same data give the same model on the same machine.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from annotator import __version__
from annotator.nlp.alignment import align
from annotator.schemes import find_scheme
from scripts.relation_corpora import Unit, article_units, popcorn_units, read_sentences

HERE = Path(__file__).resolve().parent
SEED = 0
WIDTH = 64
EPOCHS = 6
BATCH = 32
DROPOUT = 0.2
LEARN_RATE = 0.002
SENTENCES = 8
"""How often each of our sentences is written, with other words."""
ARTICLES = 2
"""How often our articles are read an epoch."""
MAX_TOKENS = 30
LABELS = (
    "employed_by heads member_of holds_role role_at located_in based_in part_of born_in died_in lives_in met_with owns created "
    "relative_of took_place_on amount_of"
).split()
"""What the network learns. `said` and `sanctioned` are not in the corpus."""
THRESHOLDS = {
    "located_in": 0.7,
    "died_in": 0.6,
    "born_in": 0.6,
    "holds_role": 0.6,
    "heads": 0.7,
    "role_at": 0.7,
    "lives_in": 0.7,
    "employed_by": 0.75,
    "based_in": 0.75,
    "member_of": 0.8,
    "part_of": 0.85,
    "owns": 0.9,
}
"""By label the least confidence that is proposed, from reading what it proposed for articles of WiNER-fr (docs/relations.md). A
label that is not here is never proposed: too much of it was wrong."""
UNSAID = [["located_in", "EVENT", "LOC"]]
"""Learned, and never proposed: an event is taken to be at any place of its sentence."""
NEVER = 2.0


def blank() -> tuple[Any, Any]:
    """A pipeline with an untrained component that has a small tok2vec of its own, and the component."""
    rows = [3000, 750, 1500, 375]
    scheme = {label.name: label for label in find_scheme("news-relations").relation_labels}
    nlp = spacy.blank("fr")
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": rows,
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": 2,
        },
    }
    component = nlp.add_pipe(
        "relation_extractor",
        config={
            "model": {"@architectures": "pressmark.RelationPairs.v1", "tok2vec": tok2vec, "rows": 6000},
            "max_tokens": MAX_TOKENS,
            "legal": {name: [list(pair) for pair in scheme[name].legal] for name in LABELS},
            "symmetric": [name for name in LABELS if scheme[name].symmetric],
        },
    )
    for label in LABELS:
        component.add_label(label)
    return nlp, component


def example(nlp: Any, unit: Unit) -> Example:
    """The unit as spaCy trains on it."""
    sentence = unit.sentence
    aligned = align(sentence.text, [mention[:2] for mention in sentence.mentions], nlp.tokenizer)
    doc = aligned.doc
    doc.spans["sc"] = [aligned.span(*mention) for mention in sentence.mentions]
    doc.user_data["relations"] = [
        {
            "head": list(sentence.mentions[head][:2]),
            "child": list(sentence.mentions[child][:2]),
            "label": label,
            "head_span": head,
            "child_span": child,
        }
        for head, child, label in unit.relations
        if label in LABELS
    ]
    doc.user_data["state"] = "done"
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    return Example(Doc(nlp.vocab, words=words, spaces=spaces), doc)


def train(nlp: Any, component: Any, examples: Sequence[Example]) -> None:
    """Some passes with a falling learning rate; the averages of the weights are kept."""
    chance = random.Random(SEED)
    fix_random_seed(SEED)
    nlp.initialize(lambda: examples[:200])
    optimizer = Adam(LEARN_RATE, L2=1e-4, L2_is_weight_decay=True, grad_clip=1.0)
    order = list(examples)
    steps = EPOCHS * -(-len(order) // BATCH)
    step = 0
    for epoch in range(EPOCHS):
        chance.shuffle(order)
        losses: dict[str, float] = {}
        for start in range(0, len(order), BATCH):
            optimizer.learn_rate = LEARN_RATE * min(1.0, (step + 1) / 50) * max(1.0 - step / steps, 0.05)
            component.update(order[start : start + BATCH], drop=DROPOUT, sgd=optimizer, losses=losses)
            step += 1
        print(f"pass {epoch + 1} of {EPOCHS}: loss {sum(losses.values()):.0f}", flush=True)
    with nlp.use_params(optimizer.averages):
        weights = component.model.to_bytes()
    component.model.from_bytes(weights)


def main() -> None:
    """Train, calibrate on the dev part, score on the test part, write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="POPCORN's train.json")
    parser.add_argument("out", type=Path, help="the folder to write the model to")
    options = parser.parse_args()
    chance = random.Random(SEED)
    sentences = read_sentences(HERE / "relation_sentences_fr.txt")
    ours = list(sentences.units(SENTENCES, chance))
    articles = list(article_units(HERE.parent / "datasets" / "fr" / "press.jsonl"))
    corpus = list(popcorn_units(options.data, "train"))
    found = Counter(label for unit in corpus for _, _, label in unit.relations)
    print(f"POPCORN: {len(corpus)} sentences, {dict(found.most_common())}")
    print(f"our sentences: {len(ours)} of {len(sentences.patterns)}; of our articles: {len(articles)}")
    nlp, component = blank()
    train(nlp, component, [example(nlp, unit) for unit in [*ours, *corpus, *articles * ARTICLES]])
    held = [example(nlp, unit) for unit in sentences.units(1, random.Random(SEED + 1))]
    dev = [example(nlp, unit) for unit in popcorn_units(options.data, "dev")]
    component.calibrate([*dev, *held])
    component.cfg["legal"] = [row for row in component.cfg["legal"] if row not in UNSAID]
    component.cfg["calibration"]["thresholds"] = {label: THRESHOLDS.get(label, NEVER) for label in LABELS}
    test = [example(nlp, unit) for unit in popcorn_units(options.data, "test")]
    component.cfg["threshold"] = 0.5
    scores = component.score(test)
    component.cfg["threshold"] = None
    figures = {name: round(scores[name], 3) for name in ("rel_gold_p", "rel_gold_r", "rel_gold_f")}
    print("POPCORN test, mapped labels, within sentences, at 0.5:", figures)
    print(json.dumps({k: {a: round(b, 3) for a, b in v.items()} for k, v in scores["rel_gold_per_type"].items()}))
    nlp.meta.update(
        name="relations",
        version=__version__,
        description="Relations of French news between given spans, read with the names masked.",
        license="Apache-2.0; trained on POPCORN (MIT)",
        author="The Pressmark maintainers",
        pressmark={"masked": True, "suggests": sorted(THRESHOLDS)},
    )
    nlp.to_disk(options.out)


if __name__ == "__main__":
    main()
