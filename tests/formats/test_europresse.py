"""Europresse's HTML: articles with what stands around them, in both forms its readers describe; invented texts."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal
from tests.formats.strategies import damaged, read_bytes

ARTICLE = """<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Phare, no. 24011</span></div>
<div class="rdp__DocHeader"><span class="DocHeader">International, samedi 12 mars 2022 1 430 mots, p. 4</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Brest <mark>choisit</mark>
 un maire</p><p class="sm-margin-bottomNews">Une élection disputée</p></div>
<p class="sm-margin-bottomNews">Léa Kerjean</p></header>
<section class="clearfix"><div class="DocText clearfix"><div class="docOcurrContainer">
<p>Anna Morel a été <b>élue</b> dimanche.</p><p>Elle succède à «\u00a0l’ancien\u00a0» maire.</p>
<p>Cet article est paru dans <a href="https://phare.example/1">Le Phare</a></p></div></div></section>
<aside><div class="apd-wrapper">Aussi paru dans <span class="apd-sources-date">13 mars 2022</span> Le Ponant</div></aside>
<footer><small>© 2022 Le Phare. Tous droits réservés.</small><div class="publiC-lblNodoc">news·20220312·PHA·123</div></footer>
</article>"""
ENGLISH = """<article><header><span class="DocPublicationName">The Beacon</span>
<span class="DocHeader">Sunday, March 13, 2022 210 words, p. A1, A3</span><div class="titreArticle">A port reopens</div>
<div class="docAuthors">Jo Reed</div></header><section><div class="DocText"><p>The port reopened on Sunday.</p></div>
</section><div class="publiC-lblNodoc">news·20220313·BEA·9</div></article>"""
PAGE = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Europresse</title></head><body>{ARTICLE}{ENGLISH}</body></html>'
OLD = """<html><body><table><tr><td><span class="DocPublicationName">Le Phare</span><br>
<span class="DocHeader">Économie</span>, <span class="DocHeader">mardi 1er février 2011</span>, <span class="DocHeader">p. 7</span>
<p><span class="TitreArticleVisu">Le port ferme</span></p><p>Le port a fermé lundi.</p>
<p>© 2011 Le Phare. Tous droits réservés.</p><span class="PubliC_lblNodoc">news·20110201·PHA·77</span></td></tr></table></body></html>"""


def records(folder: Path, page: str) -> list[Record]:
    found = read_bytes(named("europresse"), folder, "a.html", page.encode())
    assert all(isinstance(each, Record) for each in found), found
    return [each for each in found if isinstance(each, Record)]


def test_an_article_comes_without_what_stands_around_it(tmp_path: Path) -> None:
    record, english = records(tmp_path, PAGE)
    assert record.text == (
        "Brest choisit un maire\n\nUne élection disputée\n\nLéa Kerjean\n\nAnna Morel a été élue dimanche.\n\n"
        "Elle succède à «\u00a0l’ancien\u00a0» maire."
    )
    assert [zone.kind for zone in record.zones] == ["headline", "standfirst", "byline", "body"]
    assert (record.key, record.published, record.source) == ("news·20220312·PHA·123", "2022-03-12", "Le Phare")
    assert record.title == "Brest choisit un maire"
    assert record.meta == {
        "section": "International",
        "words": 1430,
        "page": "4",
        "issue": "24011",
        "author": "Léa Kerjean",
    }
    assert english.text == "A port reopens\n\nJo Reed\n\nThe port reopened on Sunday."
    assert (english.key, english.published, english.title) == ("news·20220313·BEA·9", "2022-03-13", "A port reopens")
    assert english.meta == {"words": 210, "page": "A1, A3", "author": "Jo Reed"}


def test_the_older_tables_are_read_too(tmp_path: Path) -> None:
    (record,) = records(tmp_path, OLD)
    assert record.text == "Le port ferme\n\nLe port a fermé lundi."
    assert (record.key, record.published, record.meta["page"]) == ("news·20110201·PHA·77", "2011-02-01", "7")


def test_the_day_comes_from_the_number_where_the_header_has_none(tmp_path: Path) -> None:
    (record,) = records(tmp_path, ARTICLE.replace("samedi 12 mars 2022", "s. d."))
    assert record.published == "2022-03-12"


def test_articles_without_text_are_left_out(tmp_path: Path) -> None:
    bare = '<article><span class="DocPublicationName">Le Phare</span></article>'
    found = read_bytes(named("europresse"), tmp_path, "a.html", bare.encode())
    assert [each.left_out for each in found if isinstance(each, Refusal)] == [True]


def test_it_is_told_from_other_pages(tmp_path: Path, file: Callable[[str, bytes], SourceFile]) -> None:
    assert format_of(file("a.html", PAGE.encode())).name == "europresse"
    assert format_of(file("b.htm", OLD.encode())).name == "europresse"
    assert format_of(file("c.html", b"<html><body><article><p>DocHeader</p></article></body></html>")).name == "html"
    (refusal,) = read_bytes(named("europresse"), tmp_path, "d.html", b"<html><p>x</p></html>")
    assert isinstance(refusal, Refusal)
    assert "no article of Europresse" in refusal.reason


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(damaged(PAGE.encode()), damaged(OLD.encode())))
def test_damaged_files_give_articles_or_one_line(tmp_path: Path, data: bytes) -> None:
    with suppress(AnnotationError):  # the whole file is told in one line
        for found in read_bytes(named("europresse"), tmp_path, "a.html", data):
            assert isinstance(found, Record) or "\n" not in found.reason
