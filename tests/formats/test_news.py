"""News as agencies' and feeds' own samples have it: what each comes to; and damaged: only records and refusals."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.reading import read
from annotator.importing import import_sources
from annotator.model.record import Record, Refusal, verify
from annotator.project import Project
from tests.formats.strategies import damaged
from tests.formats.test_feeds import RSS, json_feed
from tests.formats.test_html_page import PAGE
from tests.formats.test_news_xml import NITF, g2, newsml1
from tests.formats.test_ninjs import FIRST, SECOND

CONCEPTS, PACKAGES = "concepts, events, plans and catalogues", "packages, which refer to other items"
PICTURES, NO_TEXT, DATA = "pictures, sound, video and graphics", "items without text", "items of data, such as results"
ABOUT = "files about the corpus, such as a README"
OUTCOMES: dict[str, dict[str, int]] = {
    "nitf": {"nitf": 1, "! the ending .xsd is no format that can be read": 1},
    "newsml": {"newsml1": 5, "newsml": 1, PACKAGES: 1, PICTURES: 1},
    "newsml-g2": {"newsml": 5, CONCEPTS: 10, PACKAGES: 6, PICTURES: 6, NO_TEXT: 10, DATA: 2, ABOUT: 1},
    "ninjs": {
        "ninjs": 44,
        PICTURES: 14,
        "events and plans": 18,
        NO_TEXT: 1,
        ABOUT: 1,
        "! it is of type text and has neither a body nor a description": 1,
        "! this is none of the formats of .json that can be read": 5,
    },
    "rss-atom/feedparser": {
        "feed": 22,
        "entries without text": 53,
        "feeds without entries": 85,
        ABOUT: 1,
        "! it says it is utf-8 but is damaged at 0xA9": 1,
        "! this is not well-formed XML": 1,
    },
    "rss-atom/trafilatura": {"feed": 28, ABOUT: 1},
}
"""By folder, how many records of each format, how many left out for each reason, and refused (with a "!")."""


def outcome(item: Record | Refusal) -> str:
    if isinstance(item, Record):
        return item.suggester
    return (
        item.reason if item.left_out else f"! {item.reason.partition(';')[0].partition(' (')[0].partition(': XML')[0]}"
    )


@pytest.mark.parametrize("folder", OUTCOMES)
def test_each_sample_comes_in_or_says_in_one_line_why_not(shared_data: Callable[..., Path], folder: str) -> None:
    found = list(read([shared_data("news-formats", *folder.split("/"))], language="en"))
    assert Counter(map(outcome, found)) == OUTCOMES[folder]
    for item in found:
        if isinstance(item, Refusal):
            assert item.origin
            assert "\n" not in str(item)
        else:
            verify(item)
            assert item.text.strip()
            assert all(item.text[span.start : span.end].strip() for span in item.suggested)
            covered = sorted((zone.start, zone.end) for zone in item.zones)
            assert covered[0][0] == 0
            assert covered[-1][1] == len(item.text)
            assert all(next_start - end == 2 for (_, end), (next_start, _) in pairwise(covered))


def test_marked_names_are_pending_suggestions_and_the_article_is_new(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.nitf").write_text(NITF, encoding="utf-8")
    report = import_sources(project, [tmp_path], kind="annotations")
    (document,) = project.document_ids()
    article = project.article(document)
    assert (report.documents, report.suggestions, report.spans) == (1, 5, 0)
    assert len(article.pending()) == 5
    assert article.review.state == "new"
    assert [zone.kind for zone in article.document.zones][:2] == ["headline", "standfirst"]


WELL = {
    "a.nitf": NITF.encode(),
    "b.xml": g2(f"<contentSet><inlineXML>{NITF[NITF.index('<nitf') :]}</inlineXML></contentSet>").encode(),
    "c.xml": newsml1(
        "<NewsComponent><ContentItem><DataContent>Un.</DataContent></ContentItem></NewsComponent>"
    ).encode(),
    "d.rss": RSS.encode(),
    "e.rss": RSS.replace("utf-8", "utf-16").encode("utf-16"),
    "f.json": json_feed({"id": 1, "content_html": "<p>Un</p>"}, {"id": 2, "content_text": "Deux"}).encode(),
    "g.ninjs": json.dumps([FIRST, SECOND]).encode(),
}


@given(st.data())
@settings(max_examples=250)
def test_damaged_news_gives_only_records_and_refusals(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(WELL)))
    _read_damaged(name, data.draw(damaged(WELL[name])))


@given(damaged(PAGE.encode()))
@settings(max_examples=40)
def test_damaged_pages_give_only_records_and_refusals(data: bytes) -> None:
    _read_damaged("a.html", data)


def _read_damaged(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for item in read([path], language="fr"):
            if isinstance(item, Record):
                verify(item)
            else:
                assert "\n" not in item.reason
