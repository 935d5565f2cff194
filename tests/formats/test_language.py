import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.formats.language import detect, with_language
from annotator.model.record import Record, Refusal


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Le Conseil d’État a rejeté mercredi la requête de l’association, qui demandait la suspension du décret.",
        ),
        (
            "en",
            "The minister said on Tuesday that talks with the trade unions would resume before the end of the month.",
        ),
        (
            "de",
            "Der Bundestag hat am Donnerstag über den Haushalt beraten; die Opposition sprach von einem Taschenspielertrick.",
        ),
        ("es", "El presidente del Gobierno compareció ayer ante el Congreso para explicar la subida de los precios."),
        ("ru", "Министр иностранных дел прибыл в среду в Анкару для переговоров с турецким коллегой."),
        ("ja", "首相は水曜日、国会で新しい予算案について説明し、野党の質問に答えた。"),
    ],
)
def test_language_is_found(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "ALP", "12/03/2024 14:05", "Nîmes, 3 mars"])
def test_short_text_says_nothing(text: str) -> None:
    assert detect(text) == ""


def test_only_records_without_a_language_are_given_one() -> None:
    english = "The prime minister told reporters that the agreement would be signed in London next week."
    records: list[Record | Refusal] = [
        Record("1", english),
        Record("2", english, language="la"),
        Record("3", "ALP"),
        Refusal("x", "y"),
    ]
    found = list(with_language(records, default="fr"))
    assert [record.language for record in found if isinstance(record, Record)] == ["en", "la", "fr"]
    assert found[3] == Refusal("x", "y")
    assert [r.language for r in with_language(records, default="de", detecting=False) if isinstance(r, Record)] == [
        "de",
        "la",
        "de",
    ]


def test_real_articles_get_their_language(shared_data: Callable[..., Path]) -> None:
    wrong = unknown = total = 0
    for file in sorted(shared_data("gold").glob("*/*.jsonl")):
        for line in file.read_text(encoding="utf-8").split("\n")[:40]:
            if line:
                document = json.loads(line)
                found = detect(document["text"])
                total += 1
                unknown += found == ""
                wrong += found not in ("", document["lang"])
    assert total > 500
    assert wrong <= total * 0.002
    assert unknown <= total * 0.01
