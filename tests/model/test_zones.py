"""Parts of an article: what the rules find in copy as agencies and sites send it, and what they leave alone."""

import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import Zone
from annotator.model.errors import AnnotationError
from annotator.model.zones import (
    KINDS,
    change_zone,
    extents_under,
    find_zones,
    innermost,
    lies_in,
    rule_of,
    set_zone,
    with_found,
)

FRENCH = """\
Rennes : la gare fermée après une alerte

Les trains n’ont pas circulé pendant deux heures, le temps d’une fouille complète des quais et du hall.

Par Hélène Kerjean, avec Paul Tissier à Nantes
Publié le 12 mars 2024 à 18h30

RENNES (Ille-et-Vilaine), 12 mars (AFP) – La gare a été évacuée mardi matin.

« Nous avons préféré arrêter tous les trains plutôt que de courir un risque. »

La préfecture devait s’exprimer dans la soirée (lire aussi en page 4).

Des voyageurs attendent devant la gare. (Photo by LENA ORY / AFP)

À lire aussi : Ce que l’on sait de l’alerte
Lire aussi
Trois lignes encore perturbées mercredi
"""

ENGLISH = """\
Harbour bridge to close for a year

Engineers found cracks in two of the four piers and say that repairs cannot wait for the winter.

By Nora Whitby and Tom Sayle, Transport Correspondent
Published: 4 June 2024 at 6:30 am

PORTSEA, June 4 (Northern Wire) — The bridge will close in August, the council said.

“We know what this means for people who cross the water to work every day of the week.”

Cars queue at the northern approach. © Ada Moss / Reuters

Read more: Ferries to run through the night
See also: The bridge in pictures
"""


def found(text: str, language: str = "", title: str = "") -> list[tuple[str, str]]:
    """Kinds and texts in reading order."""
    return [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text, language, title=title)]


def test_every_kind_in_french_copy() -> None:
    assert found(FRENCH, "fr") == [
        ("headline", "Rennes : la gare fermée après une alerte"),
        (
            "standfirst",
            "Les trains n’ont pas circulé pendant deux heures, le temps d’une fouille complète des quais et du hall.",
        ),
        ("byline", "Par Hélène Kerjean, avec Paul Tissier à Nantes"),
        ("dateline", "Publié le 12 mars 2024 à 18h30"),
        ("dateline", "RENNES (Ille-et-Vilaine), 12 mars (AFP) –"),
        ("quote", "« Nous avons préféré arrêter tous les trains plutôt que de courir un risque. »"),
        ("teaser", "(lire aussi en page 4)"),
        ("caption", "Des voyageurs attendent devant la gare."),
        ("credit", "(Photo by LENA ORY / AFP)"),
        ("teaser", "À lire aussi : Ce que l’on sait de l’alerte"),
        ("teaser", "Lire aussi\nTrois lignes encore perturbées mercredi"),
    ]


def test_every_kind_in_english_copy() -> None:
    assert found(ENGLISH, "en") == [
        ("headline", "Harbour bridge to close for a year"),
        (
            "standfirst",
            "Engineers found cracks in two of the four piers and say that repairs cannot wait for the winter.",
        ),
        ("byline", "By Nora Whitby and Tom Sayle, Transport Correspondent"),
        ("dateline", "Published: 4 June 2024 at 6:30 am"),
        ("dateline", "PORTSEA, June 4 (Northern Wire) —"),
        ("quote", "“We know what this means for people who cross the water to work every day of the week.”"),
        ("caption", "Cars queue at the northern approach."),
        ("credit", "© Ada Moss / Reuters"),
        ("teaser", "Read more: Ferries to run through the night"),
        ("teaser", "See also: The bridge in pictures"),
    ]


BODY = "Le conseil s’est réuni mardi pour examiner le projet de budget de la ville et ses annexes."


@pytest.mark.parametrize(
    ("line", "language", "kind"),
    [
        ("PARIS, 12 mars (AFP) –", "fr", "dateline"),
        ("PARIS, le 12 mars 2024 (Reuters) —", "fr", "dateline"),
        ("Athènes, 1er mars. —", "fr", "dateline"),
        ("21 janvier 2017 . –", "fr", "dateline"),
        ("29 juillet 2016, Auschwitz, Pologne . –", "fr", "dateline"),
        ("SHANGHAI, China, April 3 (Xinhua) --", "en", "dateline"),
        ("SPRINGFIELD, Ill., April 7 - -", "en", "dateline"),
        ("LONDON (AP) —", "en", "dateline"),
        ("NEW HAVEN —", "en", "dateline"),
        ("LEIPZIG (dpa-AFX) -", "de", "dateline"),
        ("(Photo : Ewen Calvez / Agence Ponant)", "fr", "credit"),
        ("(Photo AFP)", "fr", "credit"),
        ("(AP Photo/Charles Orr)", "en", "credit"),
        ("(© AFP)", "", "credit"),
        ("(REUTERS/Jim Ory)", "", "credit"),
    ],
)
def test_what_a_paragraph_begins_with(line: str, language: str, kind: str) -> None:
    assert found(f"{line} {BODY}", language) == [(kind, line)]


@pytest.mark.parametrize(
    ("line", "language", "kind"),
    [
        ("Crédit photo : Léna Ory", "fr", "credit"),
        ("LÉNA ORY / AFP", "", "credit"),
        ("AFP / Léna Ory", "", "credit"),
        ("© Léna Ory", "", "credit"),
        ("De notre envoyé spécial à Kiev", "fr", "byline"),
        ("Propos recueillis par Léna Ory", "fr", "byline"),
        ("Léna Ory, envoyée spéciale à La Valette (Malte)", "fr", "byline"),
        ("Léna Ory avec AFP", "fr", "byline"),
        ("Léna Ory, à Ouagadougou", "fr", "byline"),
        ("Ada Moss, Geneva", "en", "byline"),
        ("Ada Moss, Staff Writer", "en", "byline"),
        ("Mis à jour le 3 avril 2024 à 9 h 15", "fr", "dateline"),
        ("Mardi 3 avril 2024", "fr", "dateline"),
        ("Monday, May 18, 2015", "en", "dateline"),
        ("2024-03-12 18:30", "", "dateline"),
        ("Voir aussi : nos photos du carnaval", "fr", "teaser"),
        ("Sur le même sujet", "fr", "teaser"),
        ("RELATED: The long road back", "en", "teaser"),
        ("Don’t miss our weekly letter", "en", "teaser"),
    ],
)
def test_lines_of_their_own(line: str, language: str, kind: str) -> None:
    text = f"Une ville et son budget\n\n{line}\n\n{BODY} {BODY}."
    assert (kind, line) in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "fr"),
        (" \n\r\n ", "fr"),
        ("Le budget", "fr"),
        ("À lire ses adversaires, le maire aurait tout perdu.", "fr"),
        ("Il faut voir aussi ce que dit la loi.", "fr"),
        ("Read more books than you can carry, they say.", "en"),
        ("Paris, 12 mars 1944 : la ville attend.", "fr"),
        ("Une photo de lui (photo non datée) circule.", "fr"),
        ("Par ailleurs, le maire a démissionné", "fr"),
        ("Le 12 mars 2024, tout a changé.", "fr"),
        ("Elle a dit « oui » et puis « non », sans plus de détails devant ses juges.", "fr"),
        ("a line in lower case\n\n" + BODY, "fr"),
        ("Un début de phrase,\n\n" + BODY, "fr"),
        ("Une phrase entière.\n\n" + BODY, "fr"),
        ("Un titre\nla suite, sans ligne blanche, est du texte", "fr"),
        ("Un titre bien long pour ce qui suit\n\nFin.", "fr"),
        ("Mot\n\n" + BODY, "fr"),
        ("M" * 201 + " x\n\n" + BODY, "fr"),
    ],
)
def test_what_is_left_alone(text: str, language: str) -> None:
    assert find_zones(text, language) == ()


def test_a_name_is_a_byline_only_below_the_headline() -> None:
    text = f"Une ville et son budget\n\n{BODY}\n\nLéna Ory, à Ouagadougou\n\n{BODY}"
    assert [kind for kind, _ in found(text, "fr")] == ["headline"]


def test_signature_in_the_last_line() -> None:
    text = "\n".join(["Une ville et son budget", "", *[BODY] * 9, "Propos recueillis par Léna Ory"])
    assert found(text, "fr")[-1] == ("byline", "Propos recueillis par Léna Ory")


def test_headline_is_the_title_whatever_it_looks_like() -> None:
    text = f"le budget.\n{BODY}"
    assert found(text, "fr", title="le  budget.") == [("headline", "le budget.")]
    assert found(text, "fr") == []


def test_a_line_that_ends_within_a_word_or_sentence_is_no_headline() -> None:
    for text in ("Le prix est déjà ex¬\ncessif. Et la vie ?", "Le prix est déjà\nexcessif. Et la vie ?"):
        assert find_zones(text, "fr", title=text.partition("\n")[0]) == ()


def test_notice_of_the_site_is_no_standfirst() -> None:
    notice = "Page actualisée : le texte a changé depuis sa première publication, voici pourquoi."
    text = f"Une ville et son budget\n\n{notice}\n\n12 mars 2024. – {BODY}"
    assert [kind for kind, _ in found(text, "fr")] == ["headline", "dateline"]


def test_read_more_alone_takes_the_next_line_only_where_it_is_a_title() -> None:
    assert found(f"{BODY}\n\nRead more\n\nAnother story", "en")[-1] == ("teaser", "Read more")
    assert found(f"{BODY}\n\nRead more\nThe council met on Tuesday.", "en")[-1] == ("teaser", "Read more")
    assert found(f"{BODY}\n\nRead more", "en")[-1] == ("teaser", "Read more")


def test_caption_stands_between_what_is_known_already() -> None:
    text = " date 2024-12 Ada Moss (Photo by LENA ORY / AFP)\n\n" + BODY
    assert found(text, "fr") == [
        ("dateline", "date 2024-12"),
        ("caption", "Ada Moss"),
        ("credit", "(Photo by LENA ORY / AFP)"),
    ]


def test_long_paragraph_is_no_caption() -> None:
    text = " ".join([BODY] * 8) + " (Photo by LENA ORY / AFP)"
    assert [kind for kind, _ in found(text, "fr")] == ["credit"]


@given(
    st.text(alphabet="AB12 .,:;-–—()«»“”/©\r\n\té😀\u0301\u00a0\u202bPhotoParLire", max_size=300),
    st.sampled_from(["fr", "en", ""]),
)
def test_zones_lie_within_the_text_in_order_and_apart(text: str, language: str) -> None:
    zones = find_zones(text, language)
    ends = [0, *(border for zone in zones for border in (zone.start, zone.end)), len(text)]
    assert ends == sorted(ends)
    assert all(zone.found and zone.kind in KINDS and text[zone.start : zone.end].strip() for zone in zones)


@pytest.mark.parametrize(
    "text",
    [
        "A-" * 50_000,
        "(Photo " * 20_000,
        "(Photo by A" * 20_000,
        "Par " + "Jean Dupont et " * 10_000,
        "PARIS (" + "AFP " * 30_000,
        "« " * 50_000,
        "À lire\n" * 20_000,
        "Aa " * 50_000 + "\n\n" + "© " * 50_000,
        "PARIS, 12 mars (" * 10_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    for language in ("fr", "en"):
        began = time.process_time()
        find_zones(text, language)
        assert time.process_time() - began < 2.0


# -- zones together


def test_zones_of_the_source_win() -> None:
    given = (Zone(0, 5, "title"), Zone(6, 100, "body"), Zone(40, 50, "byline"))
    proposed = [
        Zone(0, 5, "headline", found=True),
        Zone(6, 20, "dateline", found=True),
        Zone(45, 60, "credit", found=True),
        Zone(60, 70, "byline", found=True),
        Zone(90, 120, "teaser", found=True),
        Zone(130, 140, "caption", found=True),
    ]
    assert with_found(given, proposed) == (
        Zone(0, 5, "title"),
        Zone(6, 100, "body"),
        Zone(6, 20, "dateline", found=True),
        Zone(40, 50, "byline"),
        Zone(130, 140, "caption", found=True),
    )


def test_finding_again_replaces_what_was_found() -> None:
    before = (Zone(0, 5, "headline", found=True), Zone(10, 20, "credit"))
    assert with_found(before, [Zone(0, 6, "headline", found=True)]) == (
        Zone(0, 6, "headline", found=True),
        Zone(10, 20, "credit"),
    )
    assert with_found(before, []) == (Zone(10, 20, "credit"),)


def test_the_inner_zone_decides() -> None:
    zones = (Zone(0, 100, "body"), Zone(20, 60, "caption"), Zone(40, 60, "credit"), Zone(70, 80, "credit"))
    assert innermost(zones, 30) == zones[1]
    assert innermost(zones, 40) == zones[2]
    assert innermost(zones, 100) is None
    assert extents_under(zones, {}, ["mute"]) == [(40, 60), (70, 80)]
    assert extents_under(zones, {"body": "mute", "credit": "suggest"}, ["mute"]) == [(0, 20), (60, 70), (80, 100)]
    assert extents_under(zones, {"body": "mute", "caption": "leave_out"}, ["mute", "leave_out"]) == [(0, 100)]
    assert extents_under(zones, {"credit": "suggest"}, ["mute"]) == []
    assert extents_under((Zone(0, 4, "credit"), Zone(6, 9, "credit")), {}, ["mute"]) == [(0, 4), (6, 9)]


def test_a_span_is_where_it_begins() -> None:
    extents = [(4, 8), (10, 12)]
    assert [offset for offset in range(14) if lies_in(extents, offset)] == [4, 5, 6, 7, 10, 11]
    assert not lies_in([], 0)


def test_rules_by_kind() -> None:
    assert (rule_of({}, "credit"), rule_of({}, "byline"), rule_of({"credit": "suggest"}, "credit")) == (
        "mute",
        "suggest",
        "suggest",
    )


def test_setting_a_zone_cuts_back_what_was_there() -> None:
    zones = (Zone(0, 100, "body"), Zone(0, 10, "headline", found=True), Zone(20, 60, "caption", found=True))
    assert set_zone(zones, 30, 40, "credit") == (
        Zone(0, 100, "body"),
        Zone(0, 10, "headline"),
        Zone(20, 30, "caption"),
        Zone(30, 40, "credit"),
        Zone(40, 60, "caption"),
    )
    assert set_zone(zones, 0, 60, "") == (Zone(0, 100, "body"),)


def test_changing_a_zone_leaves_those_within_it() -> None:
    zones = (Zone(0, 60, "quote", found=True), Zone(10, 20, "credit"), Zone(30, 40, "caption"))
    inner = (Zone(10, 20, "credit"), Zone(30, 40, "caption"))
    assert change_zone(zones, zones[0], "teaser") == (Zone(0, 60, "teaser"), *inner)
    assert change_zone(zones, zones[0], "") == inner
    with pytest.raises(AnnotationError, match="no longer there"):
        change_zone(zones, Zone(0, 61, "quote"), "")


# -- real articles


def test_date_line_and_credit_of_the_sample_article(shared_data: Callable[..., Path]) -> None:
    text = shared_data("seed", "article-fr.txt").read_text(encoding="utf-8")
    assert found(text, "fr") == [
        ("dateline", "date 2024-12"),
        ("caption", "Valery Gerasimov"),
        ("credit", "(Photo by OZAN KOSE / AFP)"),
    ]


def test_date_lines_and_headlines_of_wikinews(shared_data: Callable[..., Path]) -> None:
    lines = shared_data("gold", "winer-fr", "winer-fr-2016-2017.jsonl").read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line]
    kinds = Counter(kind for text in texts for kind in {zone.kind for zone in find_zones(text, "fr")})
    assert (kinds["dateline"], kinds["headline"]) == (964, 964)
    assert kinds["standfirst"] + kinds["quote"] < 60
    assert set(kinds) == {"dateline", "headline", "standfirst", "quote"}


def test_old_newspapers_have_few_zones_and_right_ones(shared_data: Callable[..., Path]) -> None:
    with gzip.open(shared_data("raw", "french-press", "french-press.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    old = [row["text"] for row in rows if row["meta"]["source"] != "winer-fr"]
    zones = [(zone.kind, text[zone.start : zone.end]) for text in old for zone in find_zones(text, "fr")]
    assert len(zones) < 40
    assert ("dateline", "Saint-Pétersbourg, 11 février. —") in zones
    assert ("caption", "CHRISTINE MARTIN et son prédécesseur, Gilbert Zanchi") in zones


def test_datelines_of_a_wire(shared_data: Callable[..., Path]) -> None:
    with gzip.open(shared_data("raw", "reuters-21578", "reuters-21578.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in random.Random(2).sample(rows, 1000) if " - - " in row["text"][:200]]
    found_in = [{zone.kind for zone in find_zones(text, "en")} for text in texts]
    assert sum("dateline" in kinds for kinds in found_in) > 0.97 * len(texts)
    assert sum(bool(kinds - {"dateline", "headline"}) for kinds in found_in) == 0
