"""Long texts in pieces."""

import time

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.messages import Part
from annotator.nlp.pieces import clean, pieces


@given(st.text("ab .\r\n\u00a0é😀", max_size=200), st.integers(4, 40))
def test_pieces_join_to_the_text_at_their_offsets(text: str, limit: int) -> None:
    found = list(pieces(text, limit=limit))
    assert "".join(piece for _, piece in found) == text
    assert all(text[offset : offset + len(piece)] == piece for offset, piece in found)
    assert all(len(piece) <= limit for _, piece in found)


def test_cuts_at_the_best_border() -> None:
    assert [piece for _, piece in pieces("aaaa aaaa\n\nbb bb\nbb bb", limit=14)] == ["aaaa aaaa\n\n", "bb bb\nbb bb"]
    assert [piece for _, piece in pieces("aaaa aaaa\r\n\r\nbb bb", limit=14)] == ["aaaa aaaa\r\n\r\n", "bb bb"]
    assert [piece for _, piece in pieces("aaa aaa. bbb bbb", limit=12)] == ["aaa aaa. ", "bbb bbb"]
    assert [piece for _, piece in pieces("aaaaaaaaaaaaaaa", limit=6)] == ["aaaaaa", "aaaaaa", "aaa"]


def test_two_megabytes_are_cut_in_no_time() -> None:
    text = "Un mot, puis un autre. " * 90_000
    started = time.process_time()
    assert sum(len(piece) for _, piece in pieces(text)) == len(text)
    assert time.process_time() - started < 1


def test_lone_surrogates_keep_their_place() -> None:
    assert clean("a\ud83db😀") == "a\ufffdb😀"


def test_what_a_source_says_of_pieces_is_put_together_at_its_places() -> None:
    first = Part(
        "own",
        "1",
        "digest",
        (ProposedSpan(0, 4, "PER", 0.9),),
        (ProposedRelation((0, 4), (6, 9), "in", 0.8),),
        possible_relations=(ProposedRelation((6, 9), (0, 4), "in", 0.1),),
        possible_spans=(ProposedSpan(0, 9, "ORG", 0.2),),
    )
    both = Part.joined([first, first.shifted(10)])
    assert both.run == first.run
    assert [(span.start, span.end) for span in both.spans] == [(0, 4), (10, 14)]
    assert [(one.head, one.child) for one in both.relations] == [((0, 4), (6, 9)), ((10, 14), (16, 19))]
    assert [(one.head, one.child) for one in both.possible_relations] == [((6, 9), (0, 4)), ((16, 19), (10, 14))]
    assert [(span.start, span.end) for span in both.possible_spans] == [(0, 9), (10, 19)]
    assert {one.score for one in both.possible_spans} == {0.2}
