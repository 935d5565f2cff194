"""Factiva: HTML and RTF, with fields and as a reader sees an article, in two languages; invented texts."""

import gzip
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal
from tests.formats.strategies import damaged, read_bytes

SEEN = """Politique
La mairie change de mains
Par Léa Kerjean
1 430 mots
12 mars 2022
06:30
Le Phare
PHARE
4
Français
Copyright 2022 Le Phare Tous droits réservés.
Anna Morel a été élue «\u00a0dimanche\u00a0».
Elle succède à l’ancien maire.
Document PHARE00020220312ei3c0002x""".splitlines()
ENGLISH = """Port reopens
210 words
13 March 2022
The Beacon
BEACON
English
(c) 2022, Beacon Media. All rights reserved.
The port reopened 😀 on Sunday.
Document BEACON0020220313ei3d00001""".splitlines()
FIELDS = {
    "SE": "Politique",
    "HD": "La mairie change de mains",
    "BY": "Par Léa Kerjean",
    "WC": "1 430 mots",
    "PD": "12 mars 2022",
    "ET": "06:30",
    "SN": "Le Phare",
    "SC": "PHARE",
    "PG": "4",
    "LA": "Français",
    "CY": "Copyright 2022 Le Phare Tous droits réservés.",
    "LP": "Anna Morel a été élue «\u00a0dimanche\u00a0».",
    "TD": "Elle succède à l’ancien maire.",
    "NS": "gpol : Politique nationale | ncat : Types de contenu",
    "RE": "fra : France",
    "AN": "Document PHARE00020220312ei3c0002x",
}


def seen(lines: list[str], language: str) -> str:
    head = "".join(f"<div>{line}</div>" for line in lines[:-3])
    tail = "".join(f'<p class="articleParagraph {language}articleParagraph">{line}</p>' for line in lines[-3:])
    return f'<div id="article-1" class="article"><div class="article {language}Article">{head}{tail}</div></div>'


def table(fields: dict[str, str]) -> str:
    rows = "".join(f"<tr><td><b>{name}</b>&nbsp;</td><td><p>{text}</p></td></tr>" for name, text in fields.items())
    return f'<div class="article frArticle"><table>{rows}</table></div>'


def page(*articles: str) -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Factiva</title></head><body>{"".join(articles)}</body></html>'.encode()


def rtf(*lines: str) -> bytes:
    def escaped(line: str) -> str:
        units = line.encode("utf-16-le")
        found = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
        return "".join(chr(unit) if 32 <= unit < 127 and unit != 92 else f"\\u{unit}?" for unit in found)

    return ("{\\rtf1\\ansi\\ansicpg1252 " + "\\par ".join(map(escaped, lines)) + "\\par Search Summary\\par }").encode()


def row(name: str, text: str) -> str:
    return f"{name} | {text}"


FILES = {
    "seen.html": page(seen(SEEN, "fr"), seen(ENGLISH, "en")),
    "table.html": page(table(FIELDS), seen(ENGLISH, "en")),
    "seen.rtf": rtf(*SEEN, *ENGLISH),
    "table.rtf": rtf(*(row(*field) for field in FIELDS.items()), *ENGLISH),
}


@pytest.mark.parametrize("name", FILES)
def test_all_its_forms_give_the_same_articles(tmp_path: Path, name: str) -> None:
    french, english = read_bytes(named("factiva"), tmp_path, name, FILES[name])
    assert isinstance(french, Record)
    assert french.text == (
        "La mairie change de mains\n\nPar Léa Kerjean\n\nAnna Morel a été élue «\u00a0dimanche\u00a0».\n\nElle succède à l’ancien maire."
    )
    assert [zone.kind for zone in french.zones] == ["headline", "byline", "body"]
    assert (french.key, french.published, french.source) == ("PHARE00020220312ei3c0002x", "2022-03-12", "Le Phare")
    assert (french.title, french.language) == ("La mairie change de mains", "fr")
    known = {"author": "Par Léa Kerjean", "section": "Politique", "page": "4", "words": 1430, "time": "06:30"}
    if name.startswith("table"):
        known |= {"subjects": ["Politique nationale", "Types de contenu"], "regions": ["France"]}
    assert french.meta == known
    assert isinstance(english, Record)
    assert english.text == "Port reopens\n\nThe port reopened 😀 on Sunday."
    assert (english.key, english.published, english.source) == ("BEACON0020220313ei3d00001", "2022-03-13", "The Beacon")
    assert (english.language, english.meta) == ("en", {"words": 210})


@pytest.mark.parametrize("name", FILES)
def test_it_is_told_by_its_content(file: Callable[[str, bytes], SourceFile], name: str) -> None:
    assert format_of(file(name, FILES[name])).name == "factiva"


def test_packed_files_and_those_that_are_cut_while_packed(file: Callable[[str, bytes], SourceFile]) -> None:
    # the marks stand beyond the first 64 KB
    long = rtf("Un mot. " * 20_000, *SEEN)
    packed = gzip.compress(long)
    source = file("a.rtf.gz", packed)
    assert format_of(source).name == "factiva"
    with pytest.raises(AnnotationError, match=r"formats of \.rtf"):
        format_of(file("b.rtf.gz", packed[: len(packed) // 2]))


def test_a_file_that_is_cut_off_says_so(tmp_path: Path) -> None:
    first, second = read_bytes(named("factiva"), tmp_path, "a.rtf", rtf(*SEEN, *ENGLISH[:-1]))
    assert isinstance(first, Record)
    assert isinstance(second, Refusal)
    assert "no accession number" in second.reason


@pytest.mark.parametrize(("name", "data"), [("a.html", b"<p>a</p>"), ("a.rtf", rtf("A letter"))])
def test_what_is_none_of_its_files_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    (refusal,) = read_bytes(named("factiva"), tmp_path, name, data)
    assert isinstance(refusal, Refusal)
    assert "no article of Factiva" in refusal.reason


def test_an_article_without_text_is_left_out(tmp_path: Path) -> None:
    (refusal,) = read_bytes(named("factiva"), tmp_path, "a.html", page(table({"HD": "Rien", "AN": FIELDS["AN"]})))
    assert isinstance(refusal, Refusal)
    assert refusal.left_out


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.sampled_from(sorted(FILES)).flatmap(lambda name: damaged(FILES[name]).map(lambda data: (name, data))))
def test_damaged_files_give_articles_or_one_line(tmp_path: Path, found: tuple[str, bytes]) -> None:
    with suppress(AnnotationError):  # the whole file is told in one line
        for each in read_bytes(named("factiva"), tmp_path, *found):
            assert isinstance(each, Record) or "\n" not in each.reason
