"""Dates in words, in the press's languages."""

import pytest

from annotator.formats.dates import iso_date
from annotator.formats.written_dates import find_date, month_of


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("samedi 12 mars 2022", "2022-03-12"),
        ("1er août 2019", "2019-08-01"),
        ("12 févr. 2022", "2022-02-12"),
        ("March 12, 2022 Saturday", "2022-03-12"),
        ("Saturday, March 12, 2022", "2022-03-12"),
        ("12 March 2022", "2022-03-12"),
        ("3. Oktober 2020", "2020-10-03"),
        ("12 de marzo de 2022", "2022-03-12"),
        ("mars 2022", "2022-03"),
        ("December 2021", "2021-12"),
        ("31 février 2022", ""),
        ("12 jui 2022", ""),
        ("le 12 mars 2022 à Brest", ""),
        ("Sat, 12 Mar 2022 08:00:00 +0000", "2022-03-12T08:00:00+00:00"),
    ],
)
def test_dates_in_words_become_iso(written: str, iso: str) -> None:
    assert iso_date(written) == iso


def test_the_first_date_of_a_line_is_found() -> None:
    found = find_date("Économie, mardi 1er février 2011 430 mots, 3 mai 2012")
    assert found is not None
    assert (found.iso, found.start) == ("2011-02-01", len("Économie, mardi "))
    assert find_date("2 hommes en 2022, 45 mots 1999") is None


def test_a_month_is_told_by_its_beginning_where_it_is_one_alone() -> None:
    assert [month_of(word) for word in ("janv", "MÄRZ", "ju", "jui", "juil", "sept", "gen", "x")] == [
        1, 3, 0, 0, 7, 9, 1, 0,
    ]  # fmt: skip
