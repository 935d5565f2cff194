"""Sketches tell near-copies apart from articles about the same."""

from annotator.model.near_copies import are_near, shingles_of, sketch_of

WORDS = [f"mot{n}" for n in range(800)]


def near(one: str, other: str) -> bool:
    first, second = sketch_of(one), sketch_of(other)
    return are_near(len({*first} & {*second}), len(first), len(second))


def test_copy_cut_to_a_third_is_near() -> None:
    assert near(" ".join(WORDS), "Titre nouveau. " + " ".join(WORDS[:270]))


def test_half_of_what_another_has_is_near_and_a_tenth_is_not() -> None:
    whole = " ".join(WORDS)
    assert near(whole, " ".join(WORDS[:300]) + " " + " ".join(f"autre{n}" for n in range(60)))
    assert not near(whole, " ".join(WORDS[:40]) + " " + " ".join(f"autre{n}" for n in range(400)))


def test_short_notices_are_never_near() -> None:
    assert not are_near(0, 0, 0)
    assert not are_near(1, 1, 90)
    assert not near("Ana est à Nantes.", "Ana est à Nantes.")


def test_sketch_is_a_part_of_the_shingles() -> None:
    text = " ".join(WORDS)
    assert {*sketch_of(text)} < {*shingles_of(text)}
    assert 150 < len(sketch_of(text)) < 250
    assert sketch_of("") == ()
