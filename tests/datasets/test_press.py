"""The gold corpora that come with the program: what they promise to hold."""

import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.model.document import Zone
from annotator.model.record import Record, RecordRelation, RecordSpan, verify

DATASETS = Path(__file__).parents[2] / "datasets"
LANGUAGES = ("fr", "en")
Article = dict[str, Any]


def load(language: str) -> list[Article]:
    text = (DATASETS / language / "press.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


CORPORA = {language: load(language) for language in LANGUAGES}
ARTICLES = [article for language in LANGUAGES for article in CORPORA[language]]


@pytest.fixture(params=ARTICLES, ids=[article["id"] for article in ARTICLES])
def article(request: pytest.FixtureRequest) -> Article:
    found: Article = request.param
    return found


def strings(article: Article, *labels: str) -> set[str]:
    return {article["text"][s["start"] : s["end"]] for s in article["spans"] if s["label"] in labels}


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_is_what_the_sources_build(build: ModuleType, language: str) -> None:
    assert CORPORA[language] == build.build(language), "run `python datasets/build.py`"


def test_counts() -> None:
    assert len(CORPORA["fr"]) >= 32
    assert len(CORPORA["en"]) >= 16
    for articles in CORPORA.values():
        assert sum(len(article["spans"]) for article in articles) >= 20 * len(articles)
        assert sum(len(article["relations"]) for article in articles) >= 5 * len(articles)
    assert len({article["id"] for article in ARTICLES}) == len(ARTICLES)


def test_lengths_vary() -> None:
    words = sorted(len(re.findall(r"\w+", article["text"])) for article in CORPORA["fr"])
    assert words[0] >= 120
    assert words[len(words) // 2] < 300
    assert words[-2] >= 800


def test_record_is_valid(article: Article) -> None:
    verify(
        Record(
            key=article["id"],
            text=article["text"],
            zones=tuple(Zone(zone["start"], zone["end"], zone["kind"]) for zone in article["zones"]),
            spans=tuple(RecordSpan(span["start"], span["end"], span["label"]) for span in article["spans"]),
            relations=tuple(RecordRelation(r["head"], r["child"], r["label"]) for r in article["relations"]),
        )
    )
    assert all(article[name] for name in ("title", "published", "source", "lang"))


def test_spans_have_no_blank_at_their_ends(article: Article) -> None:
    for span in article["spans"]:
        text = article["text"][span["start"] : span["end"]]
        assert text == text.strip()
        assert unicodedata.combining(article["text"][span["end"] : span["end"] + 1] or " ") == 0
        assert "\n" not in text


def test_spans_nest_and_never_cross(article: Article) -> None:
    extents = [(span["start"], span["end"]) for span in article["spans"]]
    assert len(set(extents)) == len(extents)
    for at, (start, end) in enumerate(extents):
        for other_start, other_end in extents[at + 1 :]:
            assert other_start >= end or other_end <= end, article["text"][start:other_end]
    assert extents == sorted(extents, key=lambda extent: (extent[0], -extent[1]))


def test_every_occurrence_of_a_name_is_annotated(article: Article) -> None:
    text = article["text"]
    covered = [(span["start"], span["end"]) for span in article["spans"]]
    for name in strings(article, "PER", "ORG", "LOC"):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            inside = any(start <= match.start() and match.end() <= end for start, end in covered)
            # "lycée Marie-Noël" and the like are marked as wholes; only a name that stands free may not be missed.
            assert inside, f"{name} at {match.start()}: {text[match.start() - 20 : match.end() + 20]!r}"


def test_surname_alone_is_annotated(article: Article) -> None:
    """A person named in full and later by the surname is annotated both times."""
    text = article["text"]
    covered = [(span["start"], span["end"]) for span in article["spans"]]
    for name in strings(article, "PER"):
        surname = name.split()[-1]
        for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text):
            assert any(start <= match.start() and match.end() <= end for start, end in covered), (
                f"{surname}: {text[match.start() - 20 : match.end() + 20]!r}"
            )


def test_same_string_has_one_label_in_an_article(article: Article) -> None:
    labels: dict[str, set[str]] = defaultdict(set)
    for span in article["spans"]:
        labels[article["text"][span["start"] : span["end"]]].add(span["label"])
    assert {string for string, found in labels.items() if len(found) > 1} == set()


def test_relations_are_legal_and_there_once(build: ModuleType, article: Article) -> None:
    scheme = build.load_scheme()
    found = set()
    for relation in article["relations"]:
        head, child = article["spans"][relation["head"]], article["spans"][relation["child"]]
        assert relation["label"] in [label.name for label in scheme.legal_relations(head["label"], child["label"])]
        found.add((relation["head"], relation["child"], relation["label"]))
    assert len(found) == len(article["relations"])


def test_every_label_is_used_in_both_languages(build: ModuleType) -> None:
    scheme = build.load_scheme()
    for articles in CORPORA.values():
        assert {s["label"] for a in articles for s in a["spans"]} == {label.name for label in scheme.labels}
        assert {r["label"] for a in articles for r in a["relations"]} == {
            label.name for label in scheme.relation_labels
        }


def test_headline_is_the_title(article: Article) -> None:
    zone = next(zone for zone in article["zones"] if zone["kind"] == "headline")
    assert article["text"][zone["start"] : zone["end"]] == article["title"]
    assert article["text"].startswith(article["title"])


@pytest.mark.parametrize("kind", ["headline", "dateline", "byline", "credit", "body"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_zones_of_each_kind(language: str, kind: str) -> None:
    assert any(zone["kind"] == kind for article in CORPORA[language] for zone in article["zones"])


@pytest.mark.parametrize(
    ("pattern", "at_least"),
    [
        ("[\U00010000-\U0010ffff]", 6),
        ("\u200d", 1),
        ("[\U0001f3fb-\U0001f3ff]", 2),
        ("\u0301", 1),
        ("\r\n", 2),
        ("\u00a0", 25),
        ("\u202f[;!?»]", 4),
        ("«[\u00a0\u202f].+[\u00a0\u202f]»", 25),
        ("’", 25),
        (r"\w'\w", 1),
        (r"\(\w*[A-ZÉ]{2,}\w*\)", 15),
        (r"\w-\w", 25),
        (r"\b(de La|van den|van der|Ben|d’)[ ]?[A-Z]", 6),
        (r"[ığłńİ]|ʻ", 2),
    ],
    ids=[
        *("astral", "zwj", "skin tone", "combining accent", "crlf", "no-break space", "narrow no-break space"),
        *(
            "guillemets",
            "typographic apostrophe",
            "straight apostrophe",
            "acronym",
            "hyphen",
            "particle",
            "foreign letter",
        ),
    ],
)
def test_french_corpus_holds(pattern: str, at_least: int) -> None:
    assert sum(1 for article in CORPORA["fr"] if re.search(pattern, article["text"])) >= at_least


def test_some_spans_come_after_an_emoji_and_after_crlf() -> None:
    for pattern in ("[\U00010000-\U0010ffff]", "\r\n", "\u0301"):
        after = 0
        for article in CORPORA["fr"]:
            if match := re.search(pattern, article["text"]):
                after += sum(1 for span in article["spans"] if span["start"] > match.start())
        assert after >= 8, pattern


def test_nested_spans_of_three_levels() -> None:
    first = CORPORA["fr"][0]
    depth = max(
        sum(1 for s in first["spans"] if s["start"] <= span["start"] and span["end"] <= s["end"])
        for span in first["spans"]
    )
    assert depth >= 3


def test_relations_across_paragraphs_in_the_first_article() -> None:
    first = CORPORA["fr"][0]
    extents = [(first["spans"][r["head"]]["start"], first["spans"][r["child"]]["start"]) for r in first["relations"]]
    assert sum("\n\n" in first["text"][min(pair) : max(pair)] for pair in extents) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_copies(language: str) -> None:
    by_text: dict[str, list[Article]] = defaultdict(list)
    for article in CORPORA[language]:
        by_text[article["text"]].append(article)
    same = [articles for articles in by_text.values() if len(articles) > 1]
    assert [len(articles) for articles in same] == [2]
    one, other = same[0]
    assert one["source"] != other["source"]
    assert one["spans"] == other["spans"]
    near = [a for a in CORPORA[language] if a["text"] != one["text"] and len(_shingles(a) & _shingles(one)) > 100]
    assert len(near) == 1


def _shingles(article: Article) -> set[tuple[str, ...]]:
    words = article["text"].split()
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
