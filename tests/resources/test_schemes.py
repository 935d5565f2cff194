"""The label schemes that come with the program."""

from pathlib import Path

import pytest
import tomli_w

from annotator.model.label_scheme import (
    HUES,
    RESERVED_LETTERS,
    Label,
    LabelScheme,
    RelationLabel,
    scheme_from_toml,
    scheme_to_dict,
)

SCHEMES = Path(__file__).parents[2] / "resources" / "schemes"
NAMES = ("french-news", "hipe", "news-relations", "ontonotes", "quaero")


def load(name: str) -> LabelScheme:
    return scheme_from_toml((SCHEMES / f"{name}.toml").read_text(encoding="utf-8"), origin=name)


@pytest.fixture(params=NAMES)
def scheme(request: pytest.FixtureRequest) -> LabelScheme:
    return load(request.param)


def test_folder_holds_the_five_schemes() -> None:
    assert sorted(path.stem for path in SCHEMES.glob("*.toml")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_name_is_the_file_name(name: str) -> None:
    assert load(name).name == name


def test_every_label_has_titles_in_both_languages(scheme: LabelScheme) -> None:
    assert set(scheme.titles) == set(scheme.description) == {"fr", "en"}
    every: list[Label | RelationLabel] = [*scheme.labels, *scheme.relation_labels]
    for label in every:
        assert set(label.titles) == {"fr", "en"}, label.name
        assert all(label.titles.values()), label.name


def test_every_label_has_a_one_sentence_description(scheme: LabelScheme) -> None:
    every: list[Label | RelationLabel] = [*scheme.labels, *scheme.relation_labels]
    for label in every:
        assert label.description.endswith("."), label.name
        assert "\n" not in label.description, label.name


def test_tags_are_short_and_told_apart(scheme: LabelScheme) -> None:
    tags = [label.tag for label in scheme.labels]
    assert all(1 <= len(tag) <= 5 for tag in tags)
    assert len(set(tags)) == len(tags)


def test_hues_are_of_the_theme(scheme: LabelScheme) -> None:
    assert all(0 <= label.hue < HUES for label in scheme.labels)


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_those_of_the_file(name: str) -> None:
    """Reading gives a new key to a label whose own is taken or reserved: a shipped scheme needs none."""
    text = (SCHEMES / f"{name}.toml").read_text(encoding="utf-8")
    scheme = load(name)
    written = [line.split('"')[1] for line in text.splitlines() if line.startswith("key = ")]
    span_keys = [label.key for label in scheme.labels if f'name = "{label.name}"\nkey = ' in text]
    relation_keys = [label.key for label in scheme.relation_labels]
    assert written == span_keys + relation_keys
    assert not RESERVED_LETTERS & set(span_keys)


def test_keys_are_unique(scheme: LabelScheme) -> None:
    for keys in ([x.key for x in scheme.labels if x.key], [x.key for x in scheme.relation_labels]):
        assert len(set(keys)) == len(keys)
    assert all(label.key for label in scheme.relation_labels)


def test_first_labels_have_the_digits_in_order(scheme: LabelScheme) -> None:
    digits = [label.key for label in scheme.labels if label.key.isdigit()]
    assert digits == list("1234567890")[: len(digits)]
    assert [label.key for label in scheme.labels[: len(digits)]] == digits


def test_legal_pairs_are_well_formed(scheme: LabelScheme) -> None:
    names = {label.name for label in scheme.labels}
    for relation in scheme.relation_labels:
        assert relation.legal, f"{relation.name} would join anything"
        assert {name for pair in relation.legal for name in pair} <= names
        assert len(set(relation.legal)) == len(relation.legal), relation.name
        for head, child in relation.legal:
            assert relation in scheme.legal_relations(head, child)


def test_toml_form_reads_back_the_same(scheme: LabelScheme) -> None:
    assert scheme_from_toml(tomli_w.dumps(scheme_to_dict(scheme))) == scheme


def test_news_relations_has_the_contract_labels() -> None:
    scheme = load("news-relations")
    assert [(label.key, label.name) for label in scheme.labels] == list(
        zip("123456789", ["PER", "ORG", "LOC", "DATE", "MONEY", "ROLE", "EVENT", "LAW", "MISC"], strict=True)
    )
    legal = {(head, relation.name, child) for relation in scheme.relation_labels for head, child in relation.legal}
    assert {
        ("PER", "employed_by", "ORG"),
        ("PER", "heads", "LOC"),
        ("PER", "holds_role", "ROLE"),
        ("ROLE", "role_at", "ORG"),
        ("ORG", "based_in", "LOC"),
        ("PER", "born_in", "LOC"),
        ("EVENT", "took_place_on", "DATE"),
    } <= legal
    assert [relation.name for relation in scheme.relation_labels if relation.symmetric] == ["met_with", "relative_of"]


def test_french_news_has_the_labels_of_the_default_pipeline() -> None:
    assert [label.name for label in load("french-news").labels] == ["PER", "ORG", "LOC", "MISC"]


def test_labels_met_in_every_article_are_told_apart_by_colour() -> None:
    scheme = load("news-relations")
    hues = [
        label.hue for label in scheme.labels if label.name in ("PER", "ORG", "LOC", "DATE", "MONEY", "ROLE", "MISC")
    ]
    assert len(set(hues)) == len(hues), "there are more labels than hues: a rare one shares its own"
    assert 7 not in hues, "next to the hue of sums of money it is hard to see"
