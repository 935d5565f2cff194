"""ninjs of all three generations: headline, byline and body over one text, named persons and places suggested."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, Refusal
from tests.formats.strategies import read_bytes

BODY = "<p>Anna Morel dirige <b>Valtrex</b>, à Brest.</p><p>Fin.</p>"
COMMON = {"uri": "https://alp.example/1", "type": "text", "language": "fr-FR"}
FIRST = {
    **COMMON,
    "versioncreated": "2024-03-12T08:00:00Z",
    "headline": "Une usine",
    "byline": "Léa Kerjean",
    "body_text": "Anna Morel dirige Valtrex, à Brest. Fin.",
    "body_xhtml": BODY,
    "person": [{"name": "Anna Morel"}],
    "organisation": [{"name": "Valtrex"}],
    "place": [{"name": "Brest"}],
}
SECOND = {
    **COMMON,
    "versioncreated": "2024-03-12T08:00:00Z",
    "by": "Léa Kerjean",
    "headlines": [{"role": "short", "value": "Court"}, {"role": "main", "value": "Une usine"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "x"},
        {"contenttype": "text/html", "value": BODY},
    ],
    "people": [{"name": "Anna Morel"}],
    "organisations": [{"name": "Valtrex"}],
    "places": [{"name": "Brest"}],
}
THIRD = {
    **{name: value for name, value in SECOND.items() if name != "versioncreated"},
    "versionCreated": "2024-03-12T08:00:00Z",
    "bodies": [{"role": "main", "contentType": "text/html", "value": BODY}],
}


def items(folder: Path, value: Any) -> list[Record | Refusal]:
    return read_bytes(named("ninjs"), folder, "a.json", json.dumps(value).encode())


@pytest.mark.parametrize("item", [FIRST, SECOND, THIRD])
def test_every_generation_gives_the_same_article(tmp_path: Path, item: dict[str, Any]) -> None:
    (record,) = items(tmp_path, item)
    assert isinstance(record, Record)
    assert record.text == "Une usine\n\nLéa Kerjean\n\nAnna Morel dirige Valtrex, à Brest.\n\nFin."
    assert [(zone.kind, record.text[zone.start : zone.end][:9]) for zone in record.zones] == [
        ("headline", "Une usine"),
        ("byline", "Léa Kerje"),
        ("body", "Anna More"),
    ]
    assert [(record.text[span.start : span.end], span.label) for span in record.suggested] == [
        ("Anna Morel", "PER"),
        ("Valtrex", "ORG"),
        ("Brest", "LOC"),
    ]
    assert (record.key, record.url, record.title) == ("https://alp.example/1", "https://alp.example/1", "Une usine")
    assert (record.published, record.language, record.suggester) == ("2024-03-12T08:00:00Z", "fr", "ninjs")


def test_nitf_in_a_body_is_read_as_such(tmp_path: Path) -> None:
    nitf = "<nitf><body><body.content><p>Avec <person>Anna Morel</person>.</p></body.content></body></nitf>"
    (record,) = items(tmp_path, {**COMMON, "bodies": [{"contentType": "application/nitf+xml", "value": nitf}]})
    assert isinstance(record, Record)
    assert (record.text, [span.label for span in record.suggested]) == ("Avec Anna Morel.", ["PER"])


def test_lines_that_are_set_in_are_layout(tmp_path: Path) -> None:
    (record,) = items(tmp_path, {**COMMON, "body_text": "Un\n      deux\ntrois.\n\nQuatre."})
    assert isinstance(record, Record)
    assert record.text == "Un deux\ntrois.\n\nQuatre."


@pytest.mark.parametrize(
    ("change", "reason", "left_out"),
    [
        ({"uri": None}, "there is no `uri`", False),
        ({"type": "poem", "body_text": "x"}, "`type` is 'poem', which is none of ninjs", False),
        ({"type": ["text"], "body_text": "x"}, "`type` is", False),
        ({"bodies": "x"}, "`bodies` must be a list", False),
        ({"body_text": "a\0b"}, "there is a NUL character", False),
        ({}, "it is of type text and has neither a body nor a description", False),
        ({"type": "picture", "description_text": "x"}, "pictures, sound, video and graphics", True),
        ({"type": "event"}, "events and plans", True),
        ({"type": "composite"}, "items without text", True),
        ({"pubstatus": "canceled", "body_text": "x"}, "cancelled or withheld items", True),
    ],
)
def test_what_is_no_article_says_why(tmp_path: Path, change: dict[str, Any], reason: str, left_out: bool) -> None:
    (refusal,) = items(tmp_path, {**COMMON, **change})
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(reason)
    assert refusal.left_out is left_out


def test_a_list_gives_all_its_items(tmp_path: Path) -> None:
    found = items(tmp_path, [FIRST, 3, {**SECOND, "uri": "urn:2"}])
    assert [item.key if isinstance(item, Record) else str(item) for item in found] == [
        "https://alp.example/1",
        "a.json:2: number 2 is no JSON object, {…}",
        "urn:2",
    ]


@pytest.mark.parametrize("value", [FIRST, SECOND, THIRD, [THIRD], {**COMMON, "versioncreated": "2024"}])
def test_ninjs_is_told_by_its_members(file: Callable[[str, bytes], SourceFile], value: Any) -> None:
    assert format_of(file("a.json", json.dumps(value).encode())).name == "ninjs"
    long = json.dumps(value).encode()[:-1] + b"," * (not isinstance(value, list)) + b' "x": "' + b"y" * 70_000 + b'"}'
    if not isinstance(value, list) and len(value) > 4:
        assert format_of(file("b.json", long)).name == "ninjs"
