"""Writes load corpora: varied articles with gold spans and relations, the same bytes for the same seed everywhere.

    python datasets/generate.py --documents 10000 --seed 1 --language fr --mean-characters 2800 --copies 0.05 OUT.jsonl
    python datasets/generate.py --words 10000 --spans 1000 --relations 500 OUT.jsonl

The articles are in the `news-relations` scheme. Only `Random.random()` is used: the one method whose sequence Python
promises to keep from one version to the next.
"""

import argparse
import json
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

HERE = Path(__file__).resolve().parent
LABELS = {
    "p": "PER",
    "s": "PER",
    "o": "ORG",
    "l": "LOC",
    "r": "ROLE",
    "d": "DATE",
    "y": "DATE",
    "m": "MONEY",
    "e": "EVENT",
    "w": "LAW",
    "x": "MISC",
}
"""The label of each kind of slot."""
SLOT = re.compile(r"\{([a-z])(\d)\}")
PEOPLE, ORGANISATIONS, PLACES = 6, 5, 4
RECENT = 64
"""How many articles back a copy may look."""

T = TypeVar("T")


class GeneratorError(Exception):
    """What was asked for cannot be written; the message says what to ask for instead."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence cut at its slots: text, slot, text … The relations join slots by their place in `slots`."""

    texts: tuple[str, ...]
    slots: tuple[tuple[str, int], ...]
    relations: tuple[tuple[int, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's word lists and templates, as `grammar/<language>.toml` holds them."""

    words: dict[str, list[str]]
    headlines: tuple[Template, ...]
    sentences: tuple[Template, ...]
    fillers: tuple[Template, ...]
    dateline: Template


@dataclass(slots=True)
class Article:
    """An article in the making."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    relations: list[tuple[int, str, int]] = field(default_factory=list)
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    """(characters, spans, relations) before each paragraph: where a copy may be cut."""

    def write(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def template(text: str, relations: Sequence[str] = ()) -> Template:
    """Cut a sentence of the grammar at its slots."""
    parts = SLOT.split(text)
    slots = tuple((parts[at], int(parts[at + 1])) for at in range(1, len(parts), 3))
    index = {f"{kind}{number}": at for at, (kind, number) in enumerate(slots)}
    joined = (relation.split() for relation in relations)
    return Template(tuple(parts[::3]), slots, tuple((index[head], name, index[child]) for head, name, child in joined))


def load_grammar(language: str) -> Grammar:
    """Read the grammar of a language. Raises GeneratorError where there is none."""
    path = HERE / "grammar" / f"{language}.toml"
    if not path.exists():
        known = ", ".join(sorted(other.stem for other in path.parent.glob("*.toml")))
        raise GeneratorError(f"no grammar for the language {language}; there are {known}")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Grammar(
        words={
            name: value for name, value in data.items() if name not in ("sentences", "dateline", "headlines", "fillers")
        },
        headlines=tuple(template(text) for text in data["headlines"]),
        sentences=tuple(template(row["text"], row["relations"]) for row in data["sentences"]),
        fillers=tuple(template(text) for text in data["fillers"]),
        dateline=template(data["dateline"]),
    )


class Writer:
    """Writes articles from a grammar; one random source for all of them."""

    def __init__(self, grammar: Grammar, seed: int) -> None:
        self.grammar = grammar
        self.random = random.Random(seed).random
        self.cast: dict[str, list[str]] = {}
        self.new_cast()

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self.random() * len(items))]

    def some(self, number: int, make: Callable[[], str]) -> list[str]:
        """So many different names."""
        names: list[str] = []
        while len(names) < number:
            name = make()
            if name not in names:
                names.append(name)
        return names

    def new_cast(self) -> None:
        """Choose whom and what the next article is about."""
        words = self.grammar.words
        surnames = self.some(PEOPLE, lambda: self.pick(words["last"]))
        self.cast = {
            "s": surnames,
            "p": [f"{self.pick(words['first'])} {surname}" for surname in surnames],
            "o": self.some(ORGANISATIONS, lambda: self.pick(words["forms"]).format(self.pick(words["firms"]))),
            "l": self.some(PLACES, lambda: self.pick(words["towns"])),
            "e": [self.pick(words["events"])],
            "w": [self.pick(words["laws"])],
            "x": [self.pick(words["works"])],
        }

    def name(self, kind: str, number: int) -> str:
        """What goes into a slot; people, organisations and places come from the cast, `number` places on."""
        members = self.cast.get(kind)
        if members is not None:
            return members[number % len(members)]
        words = self.grammar.words
        if kind == "r":
            return self.pick(words["roles"])
        if kind == "m":
            return self.pick(words["money_forms"]).format(n=2 + int(self.random() * 898))
        month, year = self.pick(words["months"]), 2019 + int(self.random() * 8)
        if kind == "y":
            return f"{month} {year}"
        return self.pick(words["day_forms"]).format(day=2 + int(self.random() * 27), month=month, year=year)

    def sentence(self, article: Article, chosen: Template) -> None:
        """Write a sentence at the end of the article."""
        base = int(self.random() * 60)
        first = len(article.spans)
        for text, (kind, number) in zip(chosen.texts, chosen.slots, strict=False):
            article.write(text)
            name = self.name(kind, base + number)
            article.spans.append((article.length, article.length + len(name), LABELS[kind]))
            article.write(name)
        article.write(chosen.texts[-1])
        article.relations += [(first + head, label, first + child) for head, label, child in chosen.relations]

    def headline(self, article: Article) -> str:
        """Write the headline and give it back."""
        self.sentence(article, self.pick(self.grammar.headlines))
        return "".join(article.text)

    def paragraph_break(self, article: Article) -> None:
        """Begin a paragraph."""
        article.blocks.append((article.length, len(article.spans), len(article.relations)))
        article.write("\n\n")

    def article(self, characters: float) -> Article:
        """An article of about so many characters."""
        self.new_cast()
        article = Article()
        self.headline(article)
        self.paragraph_break(article)
        self.sentence(article, self.grammar.dateline)
        left = 0
        while article.length < characters:
            if left == 0:
                left = 2 + int(self.random() * 4)
                if article.blocks[-1][0] < article.length - 120:
                    self.paragraph_break(article)
            elif article.text[-1] != self.grammar.dateline.texts[-1]:
                article.write(" ")
            self.sentence(article, self.pick(self.grammar.fillers if self.random() < 0.3 else self.grammar.sentences))
            left -= 1
        return article


def record(article: Article, writer: Writer, key: str, language: str, number: int) -> dict[str, Any]:
    """The interchange record of an article."""
    text = "".join(article.text)
    return {
        "id": key,
        "lang": language,
        "title": text.split("\n", 1)[0],
        "published": f"2026-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}",
        "source": writer.pick(writer.grammar.words["outlets"]),
        "text": text,
        "spans": [{"start": start, "end": end, "label": label} for start, end, label in article.spans],
        "relations": [{"head": head, "child": child, "label": label} for head, label, child in article.relations],
    }


def republished(article: Article, writer: Writer) -> Article:
    """The same copy as another outlet prints it: the last paragraph cut, where there are several, and a line added."""
    characters, spans, relations = (
        article.blocks[-1] if len(article.blocks) > 2 else (article.length, len(article.spans), len(article.relations))
    )
    text = "".join(article.text)[:characters]
    copy = Article([text], characters, article.spans[:spans], article.relations[:relations], [])
    copy.write(" ")
    writer.sentence(copy, writer.pick(writer.grammar.fillers))
    return copy


def corpus(
    documents: int, *, language: str = "fr", seed: int = 1, mean_characters: int = 2800, copies: float = 0.0
) -> Iterator[dict[str, Any]]:
    """So many articles, one after the other; a share `copies` of them near-duplicates of one of the last 64."""
    writer = Writer(load_grammar(language), seed)
    recent: list[Article] = []
    for number in range(documents):
        key = f"{language}-load-{seed}-{number:06d}"
        if recent and writer.random() < copies:
            original = writer.pick(recent)
            yield {**record(republished(original, writer), writer, key, language, number), "meta": {"copy": True}}
            continue
        article = writer.article(mean_characters * (0.4 + 1.2 * writer.random()))
        if len(recent) < RECENT:
            recent.append(article)
        else:
            recent[number % RECENT] = article
        yield record(article, writer, key, language, number)


def one_article(words: int, spans: int, relations: int, *, language: str = "fr", seed: int = 1) -> dict[str, Any]:
    """One article with exactly so many words, spans and relations.

    Raises GeneratorError where that many do not fit into so few words.
    """
    writer = Writer(load_grammar(language), seed)
    article = Article()
    writer.headline(article)
    writer.paragraph_break(article)
    written, sentences = _count(article, 0), 0
    while True:
        if sentences % 60 == 59:
            writer.new_cast()
        share = min(1.0, (written + 200) / words)  # ahead of the need, or the end may fall short
        behind = len(article.spans) < spans * share + 4 or len(article.relations) < relations * share + 4
        before = len(article.text), article.length, len(article.spans), len(article.relations)
        writer.sentence(article, writer.pick(writer.grammar.sentences if behind else writer.grammar.fillers))
        added = _count(article, before[0])
        if written + added > words:
            del article.text[before[0] :], article.spans[before[2] :], article.relations[before[3] :]
            article.length = before[1]
            break
        written += added
        sentences += 1
        if sentences % 4 == 0:
            writer.paragraph_break(article)
        else:
            article.write(" ")
    # Whole sentences rarely end on the very word: dots of omission are the words that are left.
    article.write(" ".join(["…"] * (words - written)))
    if len(article.spans) < spans or len(article.relations) < relations:
        raise GeneratorError(
            f"{spans} spans and {relations} relations do not fit into {words} words; ask for more words"
        )
    _thin(article, spans, relations, writer)
    return record(article, writer, f"{language}-load-{words}-{seed}", language, 0)


def _count(article: Article, start: int) -> int:
    return len("".join(article.text[start:]).split())


def _thin(article: Article, spans: int, relations: int, writer: Writer) -> None:
    """Drop spans and relations evenly until the counts are those asked for; relations keep their ends."""
    kept = list(article.relations)
    while len(kept) > relations:
        kept.pop(int(writer.random() * len(kept)))
    needed = {end for head, _, child in kept for end in (head, child)}
    if len(needed) > spans:
        raise GeneratorError(f"{relations} relations need {len(needed)} spans; ask for more spans or fewer relations")
    spare = [index for index in range(len(article.spans)) if index not in needed]
    while len(needed) + len(spare) > spans:
        spare.pop(int(writer.random() * len(spare)))
    order = sorted([*needed, *spare])
    renumbered = {old: new for new, old in enumerate(order)}
    article.spans = [article.spans[index] for index in order]
    article.relations = [(renumbered[head], label, renumbered[child]) for head, label, child in kept]


def with_noise(record: dict[str, Any], share: float, seed: int) -> dict[str, Any]:
    """The record as a model would suggest it: so many of its spans are missed, mislabelled or cut short."""
    chance = random.Random(f"{seed}:{record['id']}").random
    spans: list[dict[str, Any]] = []
    renumbered: dict[int, int] = {}
    for index, span in enumerate(record["spans"]):
        if chance() < share:
            kind = int(chance() * 3)
            if kind == 0:
                continue
            first = record["text"][span["start"] : span["end"]].split(" ")[0]
            if kind == 1 or len(first) == span["end"] - span["start"]:
                span = {**span, "label": "ORG" if span["label"] != "ORG" else "MISC"}
            else:
                span = {**span, "end": span["start"] + len(first)}
        renumbered[index] = len(spans)
        spans.append(span)
    relations = [
        {**relation, "head": renumbered[relation["head"]], "child": renumbered[relation["child"]]}
        for relation in record["relations"]
        if relation["head"] in renumbered and relation["child"] in renumbered
    ]
    return {**record, "spans": spans, "relations": relations}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 and one line on stderr where what was asked for cannot be written."""
    parser = argparse.ArgumentParser(description="Write a load corpus in interchange JSONL.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="fr", help="fr or en")
    parser.add_argument("--mean-characters", type=int, default=2800)
    parser.add_argument("--copies", type=float, default=0.0, help="share of near-duplicates, 0 to 1")
    parser.add_argument("--words", type=int, help="write one article of exactly so many words instead")
    parser.add_argument("--spans", type=int, default=0, help="with --words: how many spans")
    parser.add_argument("--relations", type=int, default=0, help="with --words: how many relations")
    parser.add_argument(
        "--noise", type=float, default=0.0, help="share of wrong spans: the same texts as a model sees them"
    )
    options = parser.parse_args(arguments)
    try:
        if options.words is None:
            records = corpus(
                options.documents,
                language=options.language,
                seed=options.seed,
                mean_characters=options.mean_characters,
                copies=options.copies,
            )
        else:
            article = one_article(
                options.words, options.spans, options.relations, language=options.language, seed=options.seed
            )
            records = iter([article])
        with options.out.open("w", encoding="utf-8", newline="\n") as file:
            for row in records:
                noisy = with_noise(row, options.noise, options.seed) if options.noise else row
                file.write(json.dumps(noisy, ensure_ascii=False) + "\n")
    except (GeneratorError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
