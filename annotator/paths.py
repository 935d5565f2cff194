"""Where resources and the user's own files are: the only module that knows."""

from pathlib import Path

import platformdirs

APPLICATION = "pressmark"


def resource(*parts: str) -> Path:
    """The path of a bundled resource, such as `resource("schemes", "news-relations.toml")`; whether it exists is the caller's to see.

    A wheel carries `resources/` inside the package; a checkout keeps it beside the package.
    """
    return _resource_root().joinpath(*parts)


def user_data_dir() -> Path:
    """Where projects made without a place of their own go, such as the sample. Not created here."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def user_config_dir() -> Path:
    """The folder of the settings file. Not created here."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False)


def user_log_dir() -> Path:
    """The folder of the reports a crash leaves. Not created here."""
    return platformdirs.user_log_path(APPLICATION, appauthor=False)


def _resource_root() -> Path:
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
