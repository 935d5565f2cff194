"""The generator of load corpora."""

import hashlib
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def relations_are_legal(build: ModuleType, record: dict[str, Any]) -> bool:
    scheme = build.load_scheme()
    spans = record["spans"]
    return all(
        scheme.relation_label(r["label"]).allows(spans[r["head"]]["label"], spans[r["child"]]["label"])
        for r in record["relations"]
    )


def assert_names_are_whole(record: dict[str, Any]) -> None:
    text = record["text"]
    end = 0
    for span in record["spans"]:
        name = text[span["start"] : span["end"]]
        assert name == name.strip() != ""
        assert not re.match(r"\w", text[span["end"] : span["end"] + 1])
        assert not re.match(r"\w", text[span["start"] - 1 : span["start"]] if span["start"] else "")
        assert span["start"] >= end
        end = span["end"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_articles_are_annotated(generate: ModuleType, build: ModuleType, language: str) -> None:
    records = list(generate.corpus(60, language=language, seed=3, copies=0.2))
    assert len({record["id"] for record in records}) == 60
    for record in records:
        assert_names_are_whole(record)
        assert relations_are_legal(build, record)
        assert len(record["spans"]) >= 8
        assert record["text"].startswith(record["title"] + "\n\n")
    assert {span["label"] for record in records for span in record["spans"]} == {
        label.name for label in build.load_scheme().labels
    }


def test_same_name_has_same_label_in_an_article(generate: ModuleType) -> None:
    for record in generate.corpus(30, seed=5):
        labels: dict[str, str] = {}
        for span in record["spans"]:
            name = record["text"][span["start"] : span["end"]]
            assert labels.setdefault(name, span["label"]) == span["label"]


def test_same_seed_writes_the_same_bytes(generate: ModuleType, tmp_path: Path) -> None:
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        arguments = ["--documents", "20", "--seed", seed, "--copies", "0.1", str(tmp_path / name)]
        assert generate.main(arguments) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != (tmp_path / "c").read_bytes()


def test_bytes_do_not_depend_on_the_python_version(generate: ModuleType) -> None:
    """The digest was taken with Python 3.11; it changes with the grammars and with nothing else."""
    lines = "".join(json.dumps(record, ensure_ascii=False) for record in generate.corpus(20, seed=1, copies=0.1))
    assert hashlib.sha256(lines.encode()).hexdigest() == DIGEST


DIGEST = "4997b265ca83b9e2146f5141719735e44ed65a02652c2533ecff47e773eecdab"


def test_mean_length_is_the_one_asked_for(generate: ModuleType) -> None:
    for wanted in (900, 2800):
        lengths = [len(record["text"]) for record in generate.corpus(400, seed=2, mean_characters=wanted)]
        assert sum(lengths) / len(lengths) == pytest.approx(wanted, rel=0.12)
        assert max(lengths) > 2 * min(lengths)


def test_copies_are_near_duplicates(generate: ModuleType) -> None:
    records = list(generate.corpus(300, seed=4, copies=0.1))
    copies = [record for record in records if record.get("meta")]
    assert 15 <= len(copies) <= 50
    texts = {record["text"] for record in records}
    assert len(texts) == len(records)
    for copy in copies:
        start = copy["text"][: len(copy["text"]) // 2]
        assert sum(1 for record in records if record["text"].startswith(start)) >= 2


@pytest.mark.parametrize(("words", "spans", "relations"), [(400, 25, 10), (10_000, 1_000, 500), (400, 0, 0)])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_article_has_exact_counts(
    generate: ModuleType, build: ModuleType, language: str, words: int, spans: int, relations: int
) -> None:
    record = generate.one_article(words, spans, relations, language=language)
    assert len(record["text"].split()) == words
    assert len(record["spans"]) == spans
    assert len(record["relations"]) == relations
    assert_names_are_whole(record)
    assert relations_are_legal(build, record)


def test_too_many_spans_for_the_words_is_one_clear_line(
    generate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main(["--words", "50", "--spans", "500", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.strip() == "500 spans and 0 relations do not fit into 50 words; ask for more words"
    assert not (tmp_path / "out").exists()


def test_unknown_language_is_one_clear_line(
    generate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main(["--language", "xx", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.strip() == "no grammar for the language xx; there are en, fr"


def test_noise_leaves_the_text_and_spoils_a_share_of_the_spans(generate: ModuleType) -> None:
    gold = generate.one_article(10_000, 1_000, 500)
    noisy = generate.with_noise(gold, 0.3, 1)
    assert noisy["text"] == gold["text"]
    right = {tuple(span.values()) for span in gold["spans"]} & {tuple(span.values()) for span in noisy["spans"]}
    assert 620 <= len(right) <= 780
    assert len(noisy["spans"]) < len(gold["spans"])
    for relation in noisy["relations"]:
        assert max(relation["head"], relation["child"]) < len(noisy["spans"])
    assert generate.with_noise(gold, 0.3, 1) == noisy
