"""Where resources and the user's own files are: the only module that knows."""

from pathlib import Path

import platformdirs

APPLICATION = "pressmark"


def resource(*parts: str) -> Path:
    """The path of a bundled resource, such as `resource("schemes", "news-relations.toml")`; whether it exists is the caller's to see.

    A wheel carries `resources/` inside the package; a checkout keeps it beside the package.
    """
    return _root("resources").joinpath(*parts)


def dataset(*parts: str) -> Path:
    """The path of one of the corpora that come with the program, such as `dataset("fr", "press.jsonl")`.

    As `resource`: inside the package in a wheel, beside it in a checkout.
    """
    return _root("datasets").joinpath(*parts)


def user_data_dir() -> Path:
    """Where projects made without a place of their own go, such as the sample. Not created here."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def user_config_dir() -> Path:
    """The folder of the settings file. Not created here."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False)


def user_log_dir() -> Path:
    """The folder of the reports a crash leaves. Not created here."""
    return platformdirs.user_log_path(APPLICATION, appauthor=False)


def _root(name: str) -> Path:
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
