"""The form of the source files: marks, zones, relations, typography."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.model.errors import AnnotationError

HEADER = "id: t\nlanguage: fr\nsource: Essai\npublished: 2026-01-01\n"


def record(
    build: ModuleType, tmp_path: Path, body: str, relations: str = "", header: str = HEADER, scheme: Any = None
) -> dict[str, Any]:
    path = tmp_path / "t.txt"
    path.write_text(f"{header}---\n{body}\n---\n{relations}\n", encoding="utf-8")
    result: dict[str, Any] = build.build_record(build.read_source(path), scheme or build.load_scheme())
    return result


def spans(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [(record["text"][span["start"] : span["end"]], span["label"]) for span in record["spans"]]


def test_marks_may_nest(build: ModuleType, tmp_path: Path) -> None:
    article = record(build, tmp_path, "Le [maire de [Nantes|LOC]|ROLE] sort.")
    assert article["text"] == "Le maire de Nantes sort."
    assert spans(article) == [("maire de Nantes", "ROLE"), ("Nantes", "LOC")]


def test_name_marked_once_is_annotated_everywhere_as_a_whole_word(build: ModuleType, tmp_path: Path) -> None:
    article = record(build, tmp_path, "[Nantes|LOC], Nantes-Erdre, Nantest et l'usine de Nantes.")
    assert [(span["start"], span["end"]) for span in article["spans"]] == [(0, 6), (44, 50)]


def test_surname_inside_full_name_or_company_is_left_alone(build: ModuleType, tmp_path: Path) -> None:
    body = "[Anne Roux|PER] salue. Mme [Roux|PER], de [Roux & Fils|ORG], sort."
    assert spans(record(build, tmp_path, body)) == [("Anne Roux", "PER"), ("Roux", "PER"), ("Roux & Fils", "ORG")]


def test_minus_mark_keeps_a_stretch_free(build: ModuleType, tmp_path: Path) -> None:
    body = "[Orange|LOC] vend du jus d'[Orange|-]."
    assert spans(record(build, tmp_path, body)) == [("Orange", "LOC")]


def test_relation_takes_the_nearest_legal_mentions(build: ModuleType, tmp_path: Path) -> None:
    body = "[Anne Roux|PER] part. Anne Roux vit à [Brest|LOC]. Anne Roux revient."
    article = record(build, tmp_path, body, "Anne Roux | lives_in | Brest")
    assert article["relations"] == [{"head": 1, "child": 2, "label": "lives_in"}]


def test_relation_by_name_takes_that_mention(build: ModuleType, tmp_path: Path) -> None:
    body = "[Anne Roux|PER#first] part. Anne Roux vit à [Brest|LOC]."
    article = record(build, tmp_path, body, "#first | lives_in | Brest")
    assert article["relations"] == [{"head": 0, "child": 2, "label": "lives_in"}]


@pytest.mark.parametrize(
    ("body", "relations", "message"),
    [
        ("[Brest|LOC] et [Anne|PER]", "Brest | lives_in | Anne", "not legal"),
        ("[Brest|LOC]", "Brest | part_of | Finistère", "no span is called 'Finistère'"),
        ("[Brest|LOC] à [Rome|LOC]", "Brest | near | Rome", "unknown relation label near"),
        ("[Brest|LOC] à [Rome|LOC]", "Brest | part_of", "a relation is"),
        ("[Brest|TOWN]", "", "unknown labels TOWN"),
        ("[Brest|LOC", "", "not closed"),
        ("[Brest", "", "not closed"),
    ],
)
def test_error_names_the_file(build: ModuleType, tmp_path: Path, body: str, relations: str, message: str) -> None:
    with pytest.raises(AnnotationError, match=message) as error:
        record(build, tmp_path, body, relations)
    assert str(error.value).startswith("t.txt: ")


def test_unknown_header_line_is_refused(build: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="unknown header line 'colour: red'"):
        record(build, tmp_path, "x", header=HEADER + "colour: red\n")


def test_typography_keeps_the_length(build: ModuleType) -> None:
    text = "« L'eau coûte 12 000 euros : oui ! » Puis 3 millions ?"
    assert build.typographic(text, "fr", "no-break") == (
        "«\u00a0L’eau coûte 12\u00a0000\u00a0euros\u00a0: oui\u00a0!\u00a0» Puis 3\u00a0millions\u00a0?"
    )
    assert build.typographic(text, "fr", "plain") == text
    assert len(build.typographic(text, "fr", "narrow")) == len(text)
    assert "\u202f!" in build.typographic(text, "fr", "narrow")
    assert build.typographic('"Yes," he said, "it\'s 🙂."', "en", "no-break") == "“Yes,” he said, “it’s 🙂.”"


def test_zones_cover_the_paragraphs(build: ModuleType, tmp_path: Path) -> None:
    body = "headline: Un titre\n\ndateline: BREST, 2 mai — Le texte.\n\ncredit: (Photo)"
    article = record(build, tmp_path, body, header=HEADER + "lines: crlf\n")
    zones = [(zone["kind"], article["text"][zone["start"] : zone["end"]]) for zone in article["zones"]]
    assert zones == [
        ("headline", "Un titre"),
        ("dateline", "BREST, 2 mai —"),
        ("body", "Le texte."),
        ("credit", "(Photo)"),
    ]
    assert article["title"] == "Un titre"
    assert "Un titre\r\n\r\nBREST" in article["text"]
