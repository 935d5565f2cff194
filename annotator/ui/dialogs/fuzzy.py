"""How well what was typed fits a title: letters in order, beginnings of words first, accents and case aside."""

from annotator.model.find import fold_text

_START, _WORD_START, _IN_A_ROW = 12.0, 8.0, 5.0
"""What a letter counts for that begins the title, begins a word, or follows the letter found before it."""
_WHOLE = 8.0
"""What three letters or more that stand side by side from the beginning of a word count for."""
_GAP = 0.15
"""What each letter left out between two found ones costs."""


def match(typed: str, title: str) -> tuple[float, tuple[int, ...]] | None:
    """A score, the higher the better, and the code points of the title that fit; None where a word of `typed` does not.

    Words may come in any order; each needs its letters in a row of the title, not necessarily side by side.
    """
    folded = fold_text(title)
    total = 0.0
    places: set[int] = set()
    for word in fold_text(typed).folded.split():
        found = _word(word, folded.folded)
        if found is None:
            return None
        total += found[0]
        places.update(folded.start(place) for place in found[1])
    return total - 0.02 * len(title), tuple(sorted(places))


def _word(word: str, title: str) -> tuple[float, list[int]] | None:
    """The best of the ways to find a word's letters that begin at different places."""
    at = title.find(word[0])
    best: tuple[float, list[int]] | None = None
    while at >= 0:
        places = _from(word, title, at)
        if places is not None:
            score = _score(places, title)
            if best is None or score > best[0]:
                best = (score, places)
        at = title.find(word[0], at + 1)
    return best


def _from(word: str, title: str, at: int) -> list[int] | None:
    places = [at]
    for letter in word[1:]:
        after = places[-1] + 1
        # the next letter, else the beginning of a word, else wherever it is
        place = after if title[after : after + 1] == letter else title.find(f" {letter}", after) + 1
        if place <= 0:
            place = title.find(letter, after)
        if place < 0:
            return None
        places.append(place)
    return places


def _score(places: list[int], title: str) -> float:
    total = 0.0
    for number, place in enumerate(places):
        if number and place == places[number - 1] + 1:
            total += _IN_A_ROW
        elif number:
            total -= _GAP * (place - places[number - 1] - 1)
        if place == 0:
            total += _START
        elif not title[place - 1].isalnum():
            total += _WORD_START
    side_by_side = len(places) >= 3 and places[-1] - places[0] == len(places) - 1
    return total + _WHOLE if side_by_side and (places[0] == 0 or not title[places[0] - 1].isalnum()) else total
