"""Label schemes: what is legal, which key gives which label, and what a damaged file is told."""

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import (
    RESERVED_LETTERS,
    SPAN_KEYS,
    Label,
    LabelScheme,
    RelationLabel,
    next_key,
    scheme_from_toml,
    scheme_to_dict,
    with_keys,
)

HEADS = RelationLabel("heads", key="d", legal=(("PER", "ORG"), ("PER", "LOC")))
MET = RelationLabel("met_with", key="m", legal=(("PER", "ORG"),), symmetric=True)
ANY = RelationLabel("linked", key="l")
SCHEME = LabelScheme(
    "news", labels=(Label("PER", {"fr": "Personne"}, "1"), Label("ORG", key="2")), relation_labels=(HEADS, MET, ANY)
)


def test_title_falls_back_on_the_name() -> None:
    assert SCHEME.labels[0].title("fr") == "Personne"
    assert SCHEME.labels[0].title("en") == "PER"
    assert HEADS.title("fr") == "heads"


def test_relation_is_legal_for_its_pairs_in_their_direction() -> None:
    assert HEADS.allows("PER", "LOC")
    assert not HEADS.allows("LOC", "PER")


def test_symmetric_relation_is_legal_either_way() -> None:
    assert MET.allows("PER", "ORG")
    assert MET.allows("ORG", "PER")
    assert not MET.allows("ORG", "ORG")


def test_relation_without_pairs_joins_everything() -> None:
    assert ANY.allows("whatever", "else")


def test_legal_relations_are_in_the_order_of_the_scheme() -> None:
    assert SCHEME.legal_relations("PER", "ORG") == (HEADS, MET, ANY)
    assert SCHEME.legal_relations("ORG", "PER") == (MET, ANY)


def test_labels_are_found_by_name() -> None:
    assert SCHEME.label("ORG") == SCHEME.labels[1]
    assert SCHEME.label("heads") is None
    assert SCHEME.relation_label("heads") is HEADS
    assert SCHEME.relation_label("PER") is None


def test_next_span_key_is_a_digit_then_a_letter_no_gesture_uses() -> None:
    assert next_key("123") == "4"
    assert next_key(SPAN_KEYS) == "a"
    assert next_key([*SPAN_KEYS, *"abd"]) == "g"


def test_next_relation_key_prefers_letters_of_the_name() -> None:
    assert next_key("o", relation=True, prefer="Owns") == "w"
    assert next_key("owns", relation=True, prefer="owns") == "a"
    assert next_key("abcdefghijklmnopqrstuvwxyz", relation=True, prefer="owns") == ""


def test_keys_that_clash_or_are_reserved_get_new_ones() -> None:
    scheme = with_keys(
        LabelScheme(
            labels=(Label("A", key="1"), Label("B", key="1"), Label("C", key="e"), Label("D"), Label("E", key="2")),
            relation_labels=(RelationLabel("said", key="s"), RelationLabel("sold", key="s"), RelationLabel("owns")),
        )
    )
    assert [label.key for label in scheme.labels] == ["1", "3", "4", "5", "2"]
    assert [label.key for label in scheme.relation_labels] == ["s", "o", "w"]


@given(st.lists(st.sampled_from(["", "1", "2", "a", "e", "z"]), max_size=40))
def test_with_keys_never_gives_one_key_twice(keys: list[str]) -> None:
    scheme = with_keys(LabelScheme(labels=tuple(Label(f"L{n}", key=key) for n, key in enumerate(keys))))
    given_keys = [label.key for label in scheme.labels if label.key]
    assert len(given_keys) == len(set(given_keys))
    assert not set(given_keys) & RESERVED_LETTERS
    assert len(given_keys) == min(len(keys), len(SPAN_KEYS) + 26 - len(RESERVED_LETTERS))


def test_scheme_survives_its_toml_form() -> None:
    scheme = with_keys(
        LabelScheme(
            "news",
            (Label("PER", {"fr": "Personne"}, "1", 0, "P", "People."), Label("ORG", key="2", hue=3)),
            (HEADS, MET, ANY),
            {"fr": "Presse"},
            {"fr": "Un schéma."},
        )
    )
    scheme = with_keys(
        LabelScheme(
            scheme.name,
            (*scheme.labels, Label("LOC", hue=7)),
            scheme.relation_labels,
            scheme.titles,
            scheme.description,
        )
    )
    assert scheme_from_toml(tomli_w.dumps(scheme_to_dict(scheme))) == scheme


def test_scheme_without_titles_survives_too() -> None:
    assert scheme_from_toml(tomli_w.dumps(scheme_to_dict(LabelScheme("bare")))) == LabelScheme("bare")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("labels = ", "not valid TOML"),
        ('labels = "PER"', "`labels` must be an array of tables"),
        ("relations = [1]", "`relations` must be an array of tables"),
        ("[[labels]]\nkey = '1'", "label 1 has no name"),
        ("[[labels]]\nname = ' '", "label 1 has no name"),
        ("[[labels]]\nname = 'A'\n[[labels]]\nname = 3", "label 2 has no name"),
        ("[[labels]]\nname = 'A'\n[[labels]]\nname = 'A'", "the label A is there twice"),
        ("[[labels]]\nname = 'A'\nkey = 'AB'", "the key of A must be"),
        ("[[labels]]\nname = 'A'\nkey = 'É'", "the key of A must be"),
        ("[[labels]]\nname = 'A'\nkey = 1", "the key of A must be"),
        ("[[labels]]\nname = 'A'\nhue = 8", "the hue of A must be a number from 0 to 7"),
        ("[[labels]]\nname = 'A'\nhue = '1'", "the hue of A must be"),
        ("[[labels]]\nname = 'A'\ntitles = 'x'", "`titles of A` must be a table"),
        ("titles = 1", "`titles` must be a table"),
        ("description = {fr = 1}", "`description` must be a table"),
        ("[[relations]]\nsymmetric = true", "relation 1 has no name"),
        ("[[relations]]\nname = 'r'\n[[relations]]\nname = 'r'", "the relation r is there twice"),
        ("[[relations]]\nname = 'r'\nlegal = 'A'", "`legal` of r must list pairs"),
        ("[[relations]]\nname = 'r'\nlegal = [['A']]", "`legal` of r must list pairs"),
        ("[[relations]]\nname = 'r'\nlegal = [[1, 2]]", "`legal` of r must list pairs"),
        ("[[relations]]\nname = 'r'\nlegal = [['A', 'B']]", "relation r names the label A, which the scheme lacks"),
    ],
)
def test_damaged_scheme_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(AnnotationError) as caught:
        scheme_from_toml(text, origin="mine.toml")
    assert str(caught.value).startswith("mine.toml: ")
    assert message in str(caught.value)


def test_a_description_in_the_language_goes_before_the_one_for_all() -> None:
    text = """
[[labels]]
name = "PER"
description = "A person."
descriptions = { fr = "Une personne." }
[[labels]]
name = "ORG"
[[relations]]
name = "heads"
description = "The first leads."
descriptions = { fr = "La première dirige." }
"""
    french, english = scheme_from_toml(text, language="fr"), scheme_from_toml(text)
    assert [label.description for label in french.labels] == ["Une personne.", ""]
    assert [label.description for label in english.labels] == ["A person.", ""]
    assert french.relation_labels[0].description == "La première dirige."
    with pytest.raises(AnnotationError, match="`descriptions of PER` must be a table of texts by language"):
        scheme_from_toml('[[labels]]\nname = "PER"\ndescriptions = "x"')
