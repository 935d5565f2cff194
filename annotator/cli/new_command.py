"""`pressmark new`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.model.errors import AnnotationError

if TYPE_CHECKING:
    from annotator.model.label_scheme import LabelScheme

DEFAULT_SCHEME = "news-relations"


@click.command("new")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--scheme",
    default=DEFAULT_SCHEME,
    show_default=True,
    metavar="NAME|FILE",
    help="Label scheme: the name of one that comes with the program, or a TOML file.",
)
@click.option(
    "--language", default="fr", show_default=True, metavar="CODE", help="Language of the articles, ISO 639-1."
)
@click.option("--title", default="", help="The project's name; its file name by default.")
@click.option(
    "--annotator", default="", metavar="NAME", help="Who works in it; the name you are logged in with by default."
)
def new_command(project: Path, scheme: str, language: str, title: str, annotator: str) -> None:
    """Make a new, empty project."""
    language = language.strip().lower()
    if not (language.isascii() and language.isalpha() and len(language) in (2, 3)):
        raise click.BadParameter(f"{language} is no ISO 639-1 code, such as fr or en", param_hint="--language")
    labels = find_scheme(scheme)
    from annotator.project import Project

    made = Project.create(project, scheme=labels, language=language, title=title, annotator=annotator)
    made.close()
    click.echo(f"{project} is ready: {len(labels.labels)} labels, {len(labels.relation_labels)} relation labels.")


def find_scheme(name: str) -> "LabelScheme":
    """The scheme of that name in the program's resources, else in the file of that path.

    Raises AnnotationError, listing the names, where it is neither.
    """
    from annotator.formats import scheme_toml
    from annotator.paths import resource

    folder = resource("schemes")
    if name == Path(name).name and (bundled := folder / f"{name}.toml").is_file():
        return scheme_toml.read(bundled)
    path = Path(name)
    if path.is_file():
        return scheme_toml.read(path)
    names = ", ".join(sorted(file.stem for file in folder.glob("*.toml")))
    raise AnnotationError(f"there is no label scheme {name}; there are {names}, or give a TOML file")
