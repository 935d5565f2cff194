"""Sentences with the names masked: what is seen of a name, and that every mention is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.dependencies import Mention
from annotator.nlp.relation_sentences import KINDS, MaskedSentence, kind_of, masked_sentences, sentence_extents


def mentions_in(text: str, *marked: tuple[str, str]) -> list[Mention]:
    """A mention of each (string, label) at its first place behind the one before."""
    found: list[Mention] = []
    for string, label in marked:
        start = text.index(string, found[-1].start if found else 0)
        found.append(Mention(start, start + len(string), label))
    return found


def masked(text: str, *marked: tuple[str, str]) -> list[MaskedSentence]:
    return list(masked_sentences(text, mentions_in(text, *marked)))


def test_names_stand_masked_and_roles_as_they_are() -> None:
    text = "Anne Roux, maire de Lens, a quitté l’université de Lille pour le Canada."
    (sentence,) = masked(
        text,
        ("Anne Roux", "PER"),
        ("maire", "ROLE"),
        ("Lens", "LOC"),
        ("université de Lille", "ORG"),
        ("Canada", "LOC"),
    )
    assert sentence.text == "PER, maire de LOC, a quitté l’université ORG pour le PAYS."
    assert [sentence.text[start:end] for start, end, _ in sentence.mentions] == [
        "PER",
        "maire",
        "LOC",
        "université ORG",
        "PAYS",
    ]
    assert [kind for _, _, kind in sentence.mentions] == ["PER", "ROLE", "LOC", "ORG", "LOC"]
    assert sentence.places == (0, 1, 2, 3, 4)


def test_of_nested_names_the_longest_is_seen_and_a_name_inside_a_role_too() -> None:
    text = "Le maire de Lens, Anne Roux, a vu le Racing Club de Lens."
    mentions = [
        *mentions_in(
            text, ("maire de Lens", "ROLE"), ("Lens", "LOC"), ("Anne Roux", "PER"), ("Racing Club de Lens", "ORG")
        ),
        Mention(text.rindex("Lens"), text.rindex("Lens") + 4, "LOC"),
    ]
    (sentence,) = masked_sentences(text, mentions)
    assert sentence.text == "Le maire de LOC, PER, a vu le ORG."
    assert sentence.places == (0, 1, 2, 3)
    assert sentence.text[slice(*sentence.mentions[0][:2])] == "maire de LOC"


def test_blanks_are_made_regular() -> None:
    text = "À  Lens ( Pas-de-Calais ) , l' ex-maire d'\u00a0Arras\u00ad est venu ."
    (sentence,) = masked(text, ("Lens", "LOC"), ("Pas-de-Calais", "LOC"), ("Arras", "LOC"))
    assert sentence.text == "À LOC (LOC), l'ex-maire d'LOC est venu."


def test_only_sentences_with_two_mentions_are_read() -> None:
    text = "Anne Roux est venue. Elle a vu Lens. Paul Le Goff vit à Lens."
    (sentence,) = masked(text, ("Anne Roux", "PER"), ("Lens", "LOC"), ("Paul Le Goff", "PER"), ("Lens", "LOC"))
    assert sentence.text == "PER vit à LOC."
    assert sentence.places == (2, 3)
    assert list(masked_sentences("Rien.", [])) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("M. Roux est là. Il part.", 2),
        ("A. Roux et B. Diaz sont là.", 1),
        ("Il part ! « Oui. » Elle reste ?", 3),
        ("Une ligne\nUne autre", 2),
        ("La société S.A. et rien", 1),
        ("", 0),
    ],
)
def test_sentences_end_after_a_full_stop_before_a_capital(text: str, count: int) -> None:
    assert len(sentence_extents(text)) == count


def test_no_sentence_ends_inside_a_mention() -> None:
    text = "Il lit Oui! Non. Peut-être. Elle dort."
    start = text.index("Oui")
    assert len(sentence_extents(text, [(start, start + len("Oui! Non. Peut-être."))])) < len(sentence_extents(text))


def test_what_is_no_name_is_left_out() -> None:
    text = "Le Premier ministre Jean Roux est à Lens samedi."
    (sentence,) = masked(text, ("Premier ministre", "PER"), ("Jean Roux", "PER"), ("Lens", "LOC"), ("samedi", "LOC"))
    assert sentence.text == "Le Premier ministre PER est à LOC samedi."


def test_labels_of_other_schemes_have_their_kind() -> None:
    assert [kind_of(label) for label in ("Person", "GPE", "orgcorp", "Product", "LAW", "chimera")] == [
        "PER",
        "LOC",
        "ORG",
        "MISC",
        "LAW",
        "",
    ]


@given(
    st.text(alphabet="aB .,!\n'’(«é\u00a0\u00ad", max_size=80),
    st.lists(
        st.tuples(st.integers(0, 79), st.integers(1, 12), st.sampled_from(["PER", "ORG", "LOC", "ROLE", "X"])),
        max_size=8,
    ),
)
def test_every_mention_that_is_read_is_in_its_sentence(text: str, rows: list[tuple[int, int, str]]) -> None:
    mentions = [Mention(start, start + length, label) for start, length, label in rows if start + length <= len(text)]
    seen: list[int] = []
    for sentence in masked_sentences(text, mentions):
        assert len(sentence.mentions) == len(sentence.places) > 1
        for (start, end, kind), place in zip(sentence.mentions, sentence.places, strict=True):
            assert 0 <= start < end <= len(sentence.text)
            assert kind in KINDS
            assert kind == kind_of(mentions[place].label)
            read = sentence.text[start:end]
            assert read == read.strip()
            if kind != "ROLE":
                assert read in (kind, "PAYS") or read.endswith(f" {kind}")
        seen += sentence.places
    assert len(seen) == len(set(seen))
