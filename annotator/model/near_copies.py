"""What two texts are compared by to tell whether one is a copy of the other, cut or under another headline."""

import re
import zlib
from array import array

SHINGLE = 3
"""Words that make a shingle."""
SHARED = 0.5
"""Two texts are copies where this share of the shorter one's shingles is in the other: containment, for a copy cut to a
third has a Jaccard similarity of no more than 0.33 with the whole."""
FEWEST = 8
"""Below so many shingles a text is a copy only of one with the very same words: short notices are alike by nature."""
SCALE = 4
"""A sketch has one shingle of so many."""
SKETCHED_CHARACTERS = 12_000
"""A sketch is of a text's beginning: a copy has that too, and a book takes no longer than an article."""
SHARED_SKETCH = 0.4
"""Less than SHARED, for a sketch tells the share only about: two articles taken for copies by mistake do no harm."""

_WORD = re.compile(r"\w+")


def shingles_of(text: str) -> "array[int]":
    """The hashes of the text's word triples, sorted, each once; of all its words where they are fewer. Case does not count."""
    words = [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text.casefold())]
    if not words:
        return array("I")
    last = max(len(words) - SHINGLE, 0)
    return array("I", sorted({zlib.crc32(b" ".join(words[at : at + SHINGLE])) for at in range(last + 1)}))


def sketch_of(text: str) -> tuple[int, ...]:
    """One in SCALE of a text's shingles, the same for every text: texts can be compared by what they share of these.

    The share of the smaller sketch that the other has is, on average, the texts' containment (FracMinHash: Irber et al.,
    "Lightweight compositional analysis of metagenomes with FracMinHash and minimum metagenome covers", 2022).
    """
    return tuple(shingle for shingle in shingles_of(text[:SKETCHED_CHARACTERS]) if _mixed(shingle) % SCALE == 0)


def _mixed(shingle: int) -> int:
    """A CRC's lowest bits follow from a few bits of the words: multiplied, every bit counts (Knuth, TAOCP 3, 6.4)."""
    return (shingle * 2654435761 & 0xFFFFFFFF) >> 16


def are_near(shared: int, one: int, other: int) -> bool:
    """Whether two sketches of those sizes that share so many shingles are of near-copies; of the smallest none can tell."""
    smaller = min(one, other)
    return shared >= 2 and smaller * SCALE >= FEWEST and shared >= SHARED_SKETCH * smaller
