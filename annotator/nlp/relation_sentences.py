"""Sentences as the shipped relation model reads them: every name in the place of its label, blanks made regular.

A model trained on a few hundred reports has not met the names of tomorrow's articles; it knows the words around them. So
"Anne Roux, maire de Lens" is read as "PER, maire de LOC". Of a name only what kind of thing it is stays: a country is
"PAYS", an organisation keeps the noun that says what it is ("université ORG"). A role is words, not a name, and stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.model.entity_types import entity_type
from annotator.nlp.dependencies import Mention
from annotator.nlp.patterns_fr import ABBREVIATIONS
from annotator.nlp.vocabulary_fr import COUNTRIES, HEAD_NOUNS, MINISTER_NOUNS, WEEKDAYS

KINDS = ("PER", "ORG", "LOC", "EVENT", "MISC", "DATE", "MONEY", "LAW", "ROLE")
"""The labels of the mentions in a masked sentence."""
_NAMED = frozenset({"PER", "ORG", "LOC", "MISC"})
ORGANISATION_NOUNS = frozenset(
    """université parti ministère banque club police agence institut association armée fédération cour mouvement hôpital
    groupe tribunal parlement sénat assemblée gouvernement front union ligue fc as olympique syndicat ong fondation société
    compagnie équipe école laboratoire radio télévision conseil comité commission organisation mairie préfecture gendarmerie
    parquet centre théâtre musée chambre""".split()
)
"""What an organisation's name may begin with that says what it is."""

_ARTICLE = re.compile(r"^(?:l['’]|la |le |les )", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:-\w+)*")
_END = re.compile(r"[.!?…]+(?:\s?[»”\"’)\]])*\s+(?=[«“\"(\[—–-]?\s*\w)|[\r\n]+")
_NO_NAMES = (
    HEAD_NOUNS | MINISTER_NOUNS | frozenset(WEEKDAYS.split("|")) | {"député", "sénateur", "députée", "professeur"}
)
"""What a recognizer takes for a name at times: a role noun, a day of the week."""
_NO_BLANK_BEFORE = frozenset(",.;)")
_NO_BLANK_AFTER = frozenset("('’")


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """One sentence with at least two mentions."""

    text: str
    mentions: tuple[tuple[int, int, str], ...]
    """(start, end, kind), code points into `text`."""
    places: tuple[int, ...]
    """For each mention, its index in the document's."""


def kind_of(label: str) -> str:
    """The kind of a scheme's label, "" for one the model has not met."""
    found = entity_type(label)
    if found != "OTHER":
        return found
    name = label.casefold()
    return {"law": "LAW", "loi": "LAW", "misc": "MISC", "prod": "MISC", "product": "MISC", "work": "MISC"}.get(name, "")


def masked_sentences(text: str, mentions: Sequence[Mention]) -> Iterator[MaskedSentence]:
    """The sentences of a text that hold two mentions or more; of overlapping names the longest is seen."""
    kinds = [kind_of(mention.label) for mention in mentions]
    usable = [
        place
        for place in sorted(range(len(mentions)), key=lambda place: (mentions[place].start, -mentions[place].end))
        if kinds[place] and not (kinds[place] in _NAMED and _is_no_name(text, mentions[place]))
    ]
    for start, end in sentence_extents(text, [(mention.start, mention.end) for mention in mentions]):
        inside = [place for place in usable if start <= mentions[place].start and mentions[place].end <= end]
        if len(inside) > 1:
            masked = _masked(text, start, end, mentions, kinds, inside)
            if len(masked.places) > 1:
                yield masked


def sentence_extents(text: str, kept: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """The extents of the sentences: cut after a full stop before a capital and at line ends, never inside a kept extent."""
    extents: list[tuple[int, int]] = []
    begin = 0
    for match in _END.finditer(text):
        if any(start < match.end() and match.start() + 1 < end for start, end in kept):
            continue
        if match.group()[0] == "." and not _ends(text, begin, match):
            continue
        extents.append((begin, match.end()))
        begin = match.end()
    return [*extents, (begin, len(text))] if begin < len(text) else extents


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: a capital or a number follows, and no abbreviation or initial stands before."""
    after = text[match.end() : match.end() + 3].lstrip('«“"([—–- ')[:1]
    before = text[begin : match.start()].rsplit(maxsplit=1)
    word = before[-1].strip('(«“"').lower() if before else ""
    word = re.split(r"['’]", word)[-1]
    return not after.islower() and word not in ABBREVIATIONS and not (len(word) == 1 and word.isalpha())


def _is_no_name(text: str, mention: Mention) -> bool:
    words = _WORD.findall(_ARTICLE.sub("", text[mention.start : mention.end]).lower())
    return bool(words) and words[0] in _NO_NAMES


def _masked(
    text: str, start: int, end: int, mentions: Sequence[Mention], kinds: Sequence[str], inside: Sequence[int]
) -> MaskedSentence:
    names: list[int] = []
    for place in inside:
        if kinds[place] != "ROLE" and (not names or mentions[place].start >= mentions[names[-1]].end):
            names.append(place)
    roles = [place for place in inside if kinds[place] == "ROLE"]
    borders = {border for place in roles for border in (mentions[place].start, mentions[place].end)}
    out = _Writer()
    found: dict[int, tuple[int, int]] = {}
    at: dict[int, int] = {}

    def write(begin: int, until: int) -> None:
        for position in range(begin, until):
            if position in borders:
                at[position] = len(out.text)
            out.write(text[position])
        if until in borders:
            at[until] = len(out.text)

    position = start
    for place in names:
        write(position, mentions[place].start)
        position = mentions[place].end
        first = len(out.text)
        out.text += _stand_in(text[mentions[place].start : position], kinds[place])
        found[place] = (first, len(out.text))
    write(position, end)
    for place in roles:
        mention = mentions[place]
        if mention.start in at and mention.end in at:
            found[place] = (at[mention.start], at[mention.end])
    rows = [(*_trimmed(out.text, *found[place]), kinds[place], place) for place in inside if place in found]
    rows = [row for row in rows if row[0] < row[1]]
    return MaskedSentence(out.text, tuple((row[0], row[1], row[2]) for row in rows), tuple(row[3] for row in rows))


def _stand_in(name: str, kind: str) -> str:
    bare = _ARTICLE.sub("", name.strip()).lower()
    if kind == "LOC" and bare in COUNTRIES:
        return "PAYS"
    if kind == "ORG" and (word := _WORD.match(bare)) and word.group() in ORGANISATION_NOUNS and " " in bare:
        return f"{word.group()} ORG"
    return kind


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


class _Writer:
    """Text in which blanks are single, and none stands before a comma or behind a bracket."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, character: str) -> None:
        """One more character; a blank only where one may stand."""
        if character.isspace() or character == "\u00ad":
            if self.text and self.text[-1] != " " and self.text[-1] not in _NO_BLANK_AFTER:
                self.text += " "
            return
        if character in _NO_BLANK_BEFORE and self.text.endswith(" "):
            self.text = self.text[:-1]
        self.text += character
