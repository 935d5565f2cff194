"""What spaCy itself makes of an export: its corpus reader on all French gold, `debug data` and `train`."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.training import Corpus

from annotator.model.document import DocumentId, text_digest
from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.training import RejectedSpan, TrainingDocument, TrainingRelation, TrainingSpan
from annotator.nlp.alignment import extents_of
from annotator.nlp.docbin import relations_of
from annotator.nlp.export import ExportJob, FolderWriter
from annotator.paths import resource

FRENCH_GOLD = (
    "winer-fr/winer-fr-2016-2017.jsonl",
    "popcorn/popcorn-train.jsonl",
    "hipe2022/hipe2020-dev-fr.jsonl",
    "hipe2022/newseye-dev-fr.jsonl",
    "hipe2022/newseye-dev2-fr.jsonl",
    "europeana/enp_FR.bnf.jsonl",
    "hipe2026/hipe2026-train-fr.jsonl",
)


def gold(path: Path, limit: int | None = None) -> Iterator[TrainingDocument]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == limit:
                return
            row = json.loads(line)
            yield TrainingDocument(
                DocumentId(number),
                f"{path.stem}/{row['id']}",
                row["text"],
                text_digest(row["text"]),
                "fr",
                meta=row["meta"],
                spans=tuple(TrainingSpan(at, s["start"], s["end"], s["label"]) for at, s in enumerate(row["spans"])),
                relations=tuple(TrainingRelation(r["head"], r["child"], r["label"]) for r in row["relations"]),
            )


def write(
    folder: Path, documents: Sequence[TrainingDocument], *, language: str = "fr", sides: str = "train train dev"
) -> dict[str, Any]:
    labels = sorted({relation.label for document in documents for relation in document.relations})
    scheme = LabelScheme(relation_labels=tuple(RelationLabel(label) for label in labels))
    folder.mkdir()
    writer = FolderWriter(ExportJob(folder, resource("spacy"), language, scheme=scheme, relations=bool(labels)))
    order: Any = sides.split()
    for number, document in enumerate(documents):
        writer.add(document, order[number % len(order)])
    return writer.finish().to_dict()


def run(command: str, *arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "spacy", *command.split(), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


STEPS = ("--training.max_steps=2", "--training.eval_frequency=1")


@pytest.mark.slow
def test_no_span_of_any_french_gold_is_lost_or_moved(shared_data: Callable[..., Path], tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    spans = relations = 0
    for name in FRENCH_GOLD:
        documents = list(gold(shared_data("gold", *name.split("/"))))
        folder = tmp_path / Path(name).stem
        written = write(folder, documents, sides="train")
        examples = list(Corpus(folder / "train.spacy", gold_preproc=True)(nlp))
        assert len(examples) == len(documents)
        for document, example in zip(documents, examples, strict=True):
            reference = example.reference
            assert example.predicted.text == reference.text == document.text
            assert [token.idx for token in example.predicted] == [token.idx for token in reference]
            assert extents_of(reference.spans["sc"]) == [tuple(span[1:]) for span in document.spans]
            assert relations_of(reference) == list(document.relations)
            assert extents_of(example.get_aligned_spans_y2x(reference.ents)) == extents_of(reference.ents)
            spans += len(reference.spans["sc"])
            relations += len(reference.user_data["relations"])
        assert written["splits"]["train"]["spans"] == sum(len(document.spans) for document in documents)
    assert (spans, relations) == (42550, 12993)


@pytest.mark.slow
def test_spacy_trains_on_nested_spans_and_relations_from_the_folder_moved(
    shared_data: Callable[..., Path], tmp_path: Path
) -> None:
    documents = list(gold(shared_data("gold", "popcorn", "popcorn-train.jsonl"), 8))
    written = write(tmp_path / "first", documents, sides="train train dev test")
    assert {"ner", "spancat"} <= set(written["pipeline"])
    folder = shutil.move(tmp_path / "first", tmp_path / "moved")
    assert "error" not in run("debug data", "config.cfg", cwd=folder)
    assert "Saved pipeline" in run("train", "config.cfg", "--output=model", *STEPS, cwd=folder)
    scores = run("evaluate", "model/model-last", "test.spacy", "--gold-preproc", cwd=folder)
    assert "NER F" in scores


@pytest.mark.slow
def test_spacy_trains_on_rejections_and_missing_tokens_from_elsewhere(
    shared_data: Callable[..., Path], tmp_path: Path
) -> None:
    documents = []
    for document in gold(shared_data("gold", "winer-fr", "winer-fr-2016-2017.jsonl"), 12):
        kept, refused = document.spans[::2], document.spans[1::2]
        documents.append(
            TrainingDocument(
                document.id,
                document.key,
                document.text,
                document.text_sha256,
                spans=kept,
                rejected=tuple(RejectedSpan(span.start, span.end, span.label) for span in refused),
                state="in_progress",
            )
        )
    written = write(tmp_path / "out", documents)
    assert written["base_folder"]
    root = f"--paths.root={tmp_path / 'out'}"
    config = str(tmp_path / "out" / "config.cfg")
    report = run("debug data", config, root, cwd=Path("/"))
    assert "missing value(s)" in report
    assert " 0 missing value(s)" not in report
    model = tmp_path / "model"
    assert "Saved pipeline" in run("train", config, root, f"--output={model}", *STEPS, cwd=tmp_path)
    ner = spacy.load(model / "model-last").get_pipe("ner")
    assert ner.moves.neg_key == "rejected"
    assert {span.label for document in documents for span in document.spans} <= set(ner.labels)


@pytest.mark.slow
def test_spacy_trains_from_scratch_where_no_pipeline_is_installed(tmp_path: Path) -> None:
    text = "Anne Roche runs the port of Valbonne, {} people said."
    documents = [
        TrainingDocument(
            DocumentId(number),
            f"d{number}",
            text.format(number),
            "",
            spans=(TrainingSpan(1, 0, 10, "PER"), TrainingSpan(2, 28, 36, "LOC")),
        )
        for number in range(160)
    ]
    written = write(tmp_path / "out", documents, language="en", sides="train train train dev")
    assert written["pipeline"] == ["tok2vec", "ner"]
    run("debug data", "config.cfg", cwd=tmp_path / "out")
    run("train", "config.cfg", "--output=model", *STEPS, cwd=tmp_path / "out")
    assert set(spacy.load(tmp_path / "out" / "model" / "model-last").get_pipe("ner").labels) == {"PER", "LOC"}


@pytest.mark.slow
def test_two_documents_train(tmp_path: Path) -> None:
    """`dev` a copy of `train`: the smallest export there is, in a language without a pipeline."""
    item = TrainingDocument(DocumentId(1), "d", "The Act of 3 March.", "", spans=(TrainingSpan(1, 4, 18, "LAW"),))
    (tmp_path / "out").mkdir()
    job = ExportJob(tmp_path / "out", resource("spacy"), "en", mirrors={"dev": "train"})
    writer = FolderWriter(job)
    writer.add(item, "train")
    writer.finish()
    run("train", "config.cfg", "--output=model", *STEPS, cwd=tmp_path / "out")
    assert "LAW" in spacy.load(tmp_path / "out" / "model" / "model-last").get_pipe("ner").labels
