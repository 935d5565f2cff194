"""The program's own schemes and those in files."""

from pathlib import Path

import pytest

from annotator.model.errors import AnnotationError
from annotator.schemes import DEFAULT_SCHEME, bundled_schemes, find_scheme, read_scheme, write_scheme


def test_the_default_scheme_is_the_first() -> None:
    assert bundled_schemes()[0].name == DEFAULT_SCHEME
    assert find_scheme(DEFAULT_SCHEME) == bundled_schemes()[0]


def test_a_scheme_in_a_file_is_found_and_comes_back_as_it_went_out(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    write_scheme(find_scheme("quaero"), path)
    assert read_scheme(path) == find_scheme(str(path)) == find_scheme("quaero")


def test_what_there_is_is_listed_where_there_is_no_such_scheme(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="french-news"):
        find_scheme(str(tmp_path / "none.toml"))


def test_every_label_is_described_in_french_too() -> None:
    english, french = bundled_schemes(), bundled_schemes("fr")
    for one, other in zip(english, french, strict=True):
        pairs = zip((*one.labels, *one.relation_labels), (*other.labels, *other.relation_labels), strict=True)
        assert [label.name for label, said in pairs if label.description == said.description] == []
