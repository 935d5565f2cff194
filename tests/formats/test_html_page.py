"""Web pages: the article without what stands around it, and what the page says of it, all without a network."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, Refusal
from tests.formats.strategies import read_bytes

ABOUT = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": ["NewsArticle"],
            "headline": "Brest choisit un maire",
            "datePublished": "2024-03-12T08:00:00+01:00",
            "author": [{"@type": "Person", "name": "Léa Kerjean"}],
            "publisher": {"@type": "NewsMediaOrganization", "name": "Le Phare"},
            "mentions": [
                {"@type": "Person", "name": "Anna Morel"},
                {"@type": "Organization", "name": "Union du Ponant"},
            ],
            "contentLocation": {"@type": "Place", "name": "Brest"},
        }
    ],
}
SENTENCES = (
    "Anna Morel a été élue maire de Brest dimanche soir, par vingt voix contre dix-sept, après une soirée très longue.",
    "Elle succède à Paul Le Goff, qui ne se représentait pas, et devra composer avec l’Union du Ponant à la métropole.",
    "Les habitants attendent surtout des réponses sur le port, dont les travaux ont été arrêtés au début de l’hiver.",
    "La nouvelle équipe sera présentée lundi, et le budget voté avant la fin du mois de mai, a dit Anna Morel.",
)
PAGE = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Brest choisit un maire – Le Phare</title>
<link rel="canonical" href="https://phare.example/brest"><script type="application/ld+json">{json.dumps(ABOUT)}</script></head>
<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Tous les sports</a></li></ul></nav>
<main><article><h1>Brest choisit un maire</h1>{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES)}</article></main>
<aside><a href="/2">Lire aussi : la météo du week-end</a></aside><footer>Mentions légales, tous droits réservés</footer></body></html>"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("a page asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def read_one(folder: Path, data: bytes) -> Record | Refusal:
    (found,) = read_bytes(named("html"), folder, "page.html", data)
    return found


def test_a_page_gives_its_article_and_nothing_around_it(tmp_path: Path) -> None:
    record = read_one(tmp_path, PAGE.encode())
    assert isinstance(record, Record)
    assert record.text == "\n\n".join(("Brest choisit un maire", *SENTENCES))
    assert [(zone.kind, zone.start, zone.end) for zone in record.zones] == [
        ("headline", 0, 22),
        ("body", 24, len(record.text)),
    ]
    assert (record.key, record.title, record.source) == ("page", "Brest choisit un maire", "Le Phare")
    assert (record.language, record.published) == ("fr", "2024-03-12T08:00:00+01:00")
    assert record.url == "https://phare.example/brest"
    assert record.meta["author"] == "Léa Kerjean"


def test_what_schema_org_names_is_suggested_where_it_stands(tmp_path: Path) -> None:
    record = read_one(tmp_path, PAGE.encode())
    assert isinstance(record, Record)
    assert record.suggester == "html"
    assert [(record.text[span.start : span.end], span.label) for span in record.suggested] == [
        ("Brest", "LOC"),
        ("Anna Morel", "PER"),
        ("Brest", "LOC"),
        ("Union du Ponant", "ORG"),
        ("Anna Morel", "PER"),
    ]


def test_a_page_that_says_nothing_of_itself_comes_in_too(tmp_path: Path) -> None:
    page = PAGE.replace('<script type="application/ld+json">', '<script type="application/ld+json">{[')
    record = read_one(tmp_path, page.encode())
    assert isinstance(record, Record)
    assert record.suggested == ()
    assert record.text.endswith(SENTENCES[-1])
    assert record.title.startswith("Brest choisit un maire")


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "", "klingon"])
def test_the_encoding_is_the_one_declared_else_found(tmp_path: Path, declared: str) -> None:
    page = PAGE.replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "").replace("–", "-")
    record = read_one(tmp_path, page.encode("cp1252"))
    assert isinstance(record, Record)
    assert SENTENCES[1] in record.text


def test_a_page_of_one_line_is_an_article(tmp_path: Path) -> None:
    record = read_one(tmp_path, "<html><title>Brève</title><body><p>Un feu à Brest.</p></body></html>".encode())
    assert isinstance(record, Record)
    assert (record.title, record.text) == ("Brève", "Brève\n\nUn feu à Brest.")


@pytest.mark.parametrize("data", [b"", b"<!-- -->", b"<html></html>"])
def test_an_empty_page_is_left_out_or_refused(tmp_path: Path, data: bytes) -> None:
    found = read_one(tmp_path, data)
    assert isinstance(found, Refusal)
    assert found.reason in ("empty pages", "no article was found in this page; save its text as .txt")


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul"])
def test_elements_without_end_do_no_harm(tmp_path: Path, tag: str) -> None:
    found = read_one(tmp_path, f"<html><body>{f'<{tag}>' * 5_000}{SENTENCES[0]}".encode())
    assert isinstance(found, Record | Refusal)


def test_a_page_is_told_by_its_beginning(file: Callable[[str, bytes], SourceFile]) -> None:
    assert format_of(file("a.htm", b"x")).name == "html"
    assert format_of(file("saved", b"<!DOCTYPE HTML PUBLIC><html>")).name == "html"
