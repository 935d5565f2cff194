"""What the French relation model learns from: POPCORN with its types mapped to the news scheme, our articles, our sentences.

Each source gives `Unit`s: a masked sentence (`annotator.nlp.relation_sentences`) with the relations in it.
"""

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.nlp.dependencies import Mention
from annotator.nlp.relation_sentences import ORGANISATION_NOUNS, MaskedSentence, masked_sentences, sentence_extents
from annotator.nlp.vocabulary_fr import HEAD_NOUNS, MEMBER_NOUNS

EVENTS = """ACCIDENT FIRE GATHERING CBRN_EVENT ECONOMICAL_CRISIS THEFT NATURAL_EVENT EPIDEMIC BOMBING RIOT CRIMINAL_ARREST
    STRIKE DEMONSTRATION TRAFFICKING POLLUTION POLITICAL_VIOLENCE ILLEGAL_CIVIL_DEMONSTRATION ELECTION COUP_D_ETAT SUICIDE
    CIVIL_WAR_OUTBREAK AGITATING_TROUBLE_MAKING DRUG_OPERATION NATURAL_CAUSES_DEATH HOOLIGANISM_TROUBLEMAKING"""
SPAN_LABELS = {
    "CIVILIAN": "PER",
    "MILITARY": "PER",
    "TERRORIST_OR_CRIMINAL": "PER",
    "NON_GOVERNMENTAL_ORGANISATION": "ORG",
    "NON_MILITARY_GOVERNMENT_ORGANISATION": "ORG",
    "MILITARY_ORGANISATION": "ORG",
    "INTERGOVERNMENTAL_ORGANISATION": "ORG",
    "PLACE": "LOC",
    "MATERIEL": "MISC",
    **dict.fromkeys(EVENTS.split(), "EVENT"),
}
"""POPCORN's types of entities; what is not here (unnamed groups, attributes) is left out.

The attributes (first name, category, nationality, quantity, time …) could not be used if the scheme had labels for them:
in the corpus all attributes of a document stand at one and the same place, which is not theirs.
"""
RELATION_LABELS: dict[tuple[str, str, str], str] = {
    ("PER", "IS_PART_OF", "ORG"): "",  # heads, member_of or employed_by, by the words: `_affiliation`
    ("PER", "CREATED", "ORG"): "created",
    ("PER", "IS_IN_CONTACT_WITH", "ORG"): "met_with",
    ("PER", "HAS_FAMILY_RELATIONSHIP", "PER"): "relative_of",
    ("PER", "IS_IN_CONTACT_WITH", "PER"): "met_with",
    ("PER", "IS_BORN_IN", "LOC"): "born_in",
    ("PER", "RESIDES_IN", "LOC"): "lives_in",
    ("LOC", "IS_LOCATED_IN", "LOC"): "located_in",
    ("EVENT", "IS_LOCATED_IN", "LOC"): "located_in",
    ("EVENT", "STARTED_IN", "LOC"): "located_in",
    ("ORG", "OPERATES_IN", "LOC"): "based_in",  # only where the place is said of the organisation: `_is_apart`
    ("ORG", "IS_PART_OF", "ORG"): "part_of",
}
"""POPCORN's relations by the mapped labels of their ends, in the order in which the first that holds is taken.

What is not here has no counterpart. HAS_CONTROL_OVER joins whoever uses, owns or leads to what is used, owned or led;
PER IS_LOCATED_IN LOC is not in the scheme; HAS_CATEGORY, IS_OF_SIZE and their like end at misplaced attributes.
"""
PRONOUNS = frozenset("il elle ils elles lui leur eux le la l' l’ les se s' s’ ce celui celle ceux on qui".split())
_NAME = re.compile(r"[A-ZÀÂÉÈÊÎÔÇ]")
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A masked sentence and the relations in it, (head, child, label) by index into its mentions."""

    sentence: MaskedSentence
    relations: tuple[tuple[int, int, str], ...]


def part_of_corpus(key: str) -> str:
    """In which part a document is, by a hash of its key: test 20 %, dev 10 %, train 70 %."""
    slot = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10
    return "test" if slot < 2 else "dev" if slot == 2 else "train"


def popcorn_units(path: Path, part: str) -> Iterator[Unit]:
    """The sentences of one part of POPCORN's `train.json`; in each sentence every entity once, by a name where it has one."""
    for key, document in json.loads(path.read_text(encoding="utf-8")).items():
        if part_of_corpus(key) == part:
            for start, end in sentence_extents(document["text"]):
                yield from _popcorn_sentence(document, start, end)


def _popcorn_sentence(document: dict[str, Any], start: int, end: int) -> Iterator[Unit]:
    entities: list[tuple[int, int, str, int]] = []
    for entity in document["entities"]:
        label = SPAN_LABELS.get(entity["type"])
        here = [m for m in entity["mentions"] if start <= m["start"] and m["end"] <= end]
        named = [m for m in here if _NAME.match(m["value"])]
        usable = named or [m for m in here if m["value"].lower() not in PRONOUNS]
        if label and usable:
            first = min(usable, key=lambda m: m["start"])
            entities.append((first["start"] - start, first["end"] - start, label, entity["id"]))
    entities.sort()
    held: dict[tuple[int, int], set[str]] = {}
    for head, name, child in document["relations"]:
        held.setdefault((head, child), set()).add(name)
    text = document["text"][start:end]
    relations = []
    for i, head in enumerate(entities):
        for j, child in enumerate(entities):
            label = _popcorn_label(text, head, child, held.get((head[3], child[3]), set())) if i != j else ""
            if label:
                relations.append((i, j, label))
    yield from _units(text, [Mention(*entity[:3]) for entity in entities], relations)


def _popcorn_label(
    text: str, head: tuple[int, int, str, int], child: tuple[int, int, str, int], names: set[str]
) -> str:
    for (left, name, right), label in RELATION_LABELS.items():
        if (left, right) == (head[2], child[2]) and name in names:
            if name == "IS_PART_OF" and left == "PER":
                return _affiliation(text, head, child)
            if name == "OPERATES_IN" and _is_apart(text, head, child):
                return ""
            return label
    return ""


def _affiliation(text: str, head: tuple[int, int, str, int], child: tuple[int, int, str, int]) -> str:
    """What kind of "part of" the words between the two, else those before them, say."""
    between = text[min(head[1], child[1]) : max(head[0], child[0])]
    first = min(head[0], child[0])
    for stretch in (between, text[max(first - 50, 0) : first]):
        words = set(_WORD.findall(stretch.lower()))
        if words & (MEMBER_NOUNS | {"adhérent", "adhérente", "représentant", "représentante"}):
            return "member_of"
        if words & (HEAD_NOUNS | {"tête", "cofondateurs", "mené", "menée", "dirigé", "dirigée", "responsable"}):
            return "heads"
    return "employed_by"


def _is_apart(text: str, head: tuple[int, int, str, int], child: tuple[int, int, str, int]) -> bool:
    return head[1] > child[0] or len(_WORD.findall(text[head[1] : child[0]])) > 2


def article_units(path: Path) -> Iterator[Unit]:
    """The sentences of articles in interchange JSONL with the labels of the news scheme."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        mentions = [Mention(span["start"], span["end"], span["label"]) for span in row["spans"]]
        yield from _units(row["text"], mentions, [(r["head"], r["child"], r["label"]) for r in row["relations"]])


def _units(text: str, mentions: Sequence[Mention], relations: Iterable[tuple[int, int, str]]) -> Iterator[Unit]:
    rows = list(relations)
    for sentence in masked_sentences(text, mentions):
        place = {document: at for at, document in enumerate(sentence.places)}
        inside = [(place[h], place[c], label) for h, c, label in rows if h in place and c in place]
        yield Unit(sentence, tuple(inside))


SLOT = re.compile(r"\{([a-z])(\d+)\}")
KINDS = {
    "p": "PER",
    "o": "ORG",
    "l": "LOC",
    "e": "EVENT",
    "x": "MISC",
    "d": "DATE",
    "m": "MONEY",
    "w": "LAW",
    "r": "ROLE",
}
Relation = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence with slots and word lists, and the relations between its slots."""

    text: str
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The file of sentences: its word lists, its openings and endings, its sentences."""

    lists: dict[str, list[str]]
    openings: list[str]
    endings: list[str]
    patterns: list[Pattern]

    def units(self, times: int, chance: random.Random) -> Iterator[Unit]:
        """Every sentence so many times, its words chosen anew; a third with an opening or an ending, a quarter in pairs."""
        for pattern in self.patterns:
            for _ in range(times):
                text = pattern.text
                if chance.random() < 0.35:
                    opening = chance.choice(self.openings)
                    text = f"{opening} {_small(text)}"
                if chance.random() < 0.35 and text.endswith("."):
                    ending = chance.choice(self.endings)
                    text = f"{text[:-1]}{'' if ending.startswith(',') else ' '}{ending}."
                relations = list(pattern.relations)
                if chance.random() < 0.25:
                    text, relations = self._joined(text, relations, chance)
                yield self._unit(self._worded(text, chance), relations, chance)

    def _joined(self, text: str, relations: list[Relation], chance: random.Random) -> tuple[str, list[Relation]]:
        other = chance.choice(self.patterns)
        second = SLOT.sub(lambda match: f"{{{match[1]}{int(match[2]) + 20}}}", other.text)
        joint = chance.choice([" ", " ; ", ", et ", ", tandis que "])
        if joint != " ":
            text = text.rstrip(".")
            second = _small(second)
        moved = [(_later(head), label, _later(child)) for head, label, child in other.relations]
        return text + joint + second, relations + moved

    def _worded(self, text: str, chance: random.Random) -> str:
        while (match := re.search(r"\(([^()]*\|[^()]*)\)", text)) is not None:
            text = text[: match.start()] + chance.choice(match[1].split("|")) + text[match.end() :]
        names = "|".join(sorted(self.lists, key=lambda name: (-len(name), name)))
        text = re.sub(f"@({names})", lambda match: chance.choice(self.lists[match[1]]), text)
        return text[:1].upper() + text[1:]

    def _unit(self, text: str, relations: Sequence[Relation], chance: random.Random) -> Unit:
        written = ""
        mentions: list[tuple[int, int, str]] = []
        number: dict[str, int] = {}
        position = 0
        for match in SLOT.finditer(text):
            written += text[position : match.start()]
            kind = KINDS[match[1]]
            number[match[1] + match[2]] = len(mentions)
            stand_in = chance.choice(self.lists["role"]) if kind == "ROLE" else _stand_in(kind, chance)
            mentions.append((len(written), len(written) + len(stand_in), kind))
            written += stand_in
            position = match.end()
        written += text[position:]
        # a slot inside a choice that fell on another wording is not there
        held = tuple(
            (number[head], number[child], label)
            for head, label, child in relations
            if head in number and child in number
        )
        return Unit(MaskedSentence(written, tuple(mentions), tuple(range(len(mentions)))), held)


def read_sentences(path: Path) -> Sentences:
    """The file of sentences; ValueError names the line that is not as its head says."""
    lists: dict[str, list[str]] = {}
    edges: dict[str, list[str]] = {"opening": [], "ending": []}
    patterns: list[Pattern] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if match := re.fullmatch(r"@(\w+) = (.+)", line):
            lists[match[1]] = match[2].split("|")
        elif match := re.fullmatch(r"(opening|ending): ?(.*)", line):
            edges[match[1]].append(match[2].strip())
        elif "=>" in line:
            text, _, rest = line.rpartition("=>")
            rows = [tuple(row.split()) for row in rest.split(";") if row.strip()]
            slots = {match[1] + match[2] for match in SLOT.finditer(text)}
            if any(len(row) != 3 or not {row[0], row[2]} <= slots for row in rows):
                raise ValueError(f"{path}, line {number}: a relation is `slot label slot`, both slots in the sentence")
            patterns.append(Pattern(text.strip(), tuple((row[0], row[1], row[2]) for row in rows)))
        else:
            raise ValueError(f"{path}, line {number}: neither a word list, an opening, an ending nor a sentence")
    return Sentences(lists, edges["opening"], edges["ending"], patterns)


def _small(text: str) -> str:
    return text if text[:1] in "{@«(" else text[:1].lower() + text[1:]


def _later(slot: str) -> str:
    return f"{slot[0]}{int(slot[1:]) + 20}"


def _stand_in(kind: str, chance: random.Random) -> str:
    """As masking leaves a name: some organisations with a noun, some places as countries."""
    if kind == "ORG" and chance.random() < 0.3:
        return f"{chance.choice(sorted(ORGANISATION_NOUNS))} ORG"
    return "PAYS" if kind == "LOC" and chance.random() < 0.25 else kind
