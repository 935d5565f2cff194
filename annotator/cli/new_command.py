"""`pressmark new`."""

from pathlib import Path

import click

from annotator.model.plurals import counted

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
    from annotator.project import Project
    from annotator.schemes import find_scheme

    labels = find_scheme(scheme, language)

    made = Project.create(project, scheme=labels, language=language, title=title, annotator=annotator)
    made.close()
    click.echo(
        f"{project} is ready: {counted(len(labels.labels), 'label')}, {counted(len(labels.relation_labels), 'relation label')}."
    )
