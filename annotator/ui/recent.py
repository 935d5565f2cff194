"""The projects opened lately, and whether they are still there."""

from dataclasses import dataclass
from pathlib import Path

from annotator.settings import Settings

PROJECT_ENDING = ".pressmark"


@dataclass(frozen=True, slots=True)
class RecentProject:
    """One of them."""

    path: Path
    found: bool

    @property
    def name(self) -> str:
        """What it is called in the list."""
        return self.path.stem

    @property
    def place(self) -> str:
        """Its folder, the person's own as ~."""
        folder = self.path.parent
        try:
            return str(Path("~") / folder.relative_to(Path.home()))
        except ValueError:
            return str(folder)


def recent_projects(settings: Settings) -> list[RecentProject]:
    """The last one first."""
    return [RecentProject(path, is_there(path)) for path in map(Path, settings.items("recent_projects"))]


def is_there(path: Path) -> bool:
    """Whether there is such a file; one in a folder that can't be looked into is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def split_dropped(paths: list[Path]) -> tuple[Path | None, list[Path]]:
    """The first project file among what was dropped, and the rest, which are sources of articles."""
    projects = [path for path in paths if path.suffix == PROJECT_ENDING]
    return (projects[0] if projects else None), [path for path in paths if path.suffix != PROJECT_ENDING]
