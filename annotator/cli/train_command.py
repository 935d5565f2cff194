"""`pressmark train`."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.interruption import interruptible
from annotator.cli.progress import Progress, echo_json
from annotator.cli.projects import open_to_write
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.plurals import counted

if TYPE_CHECKING:
    from annotator.model.own_models import ModelKind, OwnModel
    from annotator.model.scores import Score
    from annotator.nlp.training.protocol import Trained
    from annotator.project import Project
    from annotator.training import TrainerProcess

STEPS = {"loading": "loading", "training": "training", "evaluating": "scoring", "writing": "writing"}


@click.command("train")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--full/--round",
    "full",
    default=None,
    help="From the base on all articles, or further on the new ones; by default what fits how much is new.",
)
@click.option(
    "--base",
    default="",
    metavar="NAME|PATH|none",
    help="The pipeline to begin with; the project's own by default, `none` for an empty one.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Copy the model to this folder too, for use elsewhere; it must not exist.",
)
@click.option("--trust", is_flag=True, help="Begin with a base that is not an installed package: it may run code.")
@click.option("--json", "as_json", is_flag=True, help="Print what was trained as JSON.")
@click.pass_context
def train_command(
    ctx: click.Context, /, project: Path, full: bool | None, base: str, output: Path | None, trust: bool, as_json: bool
) -> None:
    """Train a model of PROJECT's own on what is confirmed.

    It is kept beside the project and suggests from then on, unless it does worse on the held-back articles than what
    did before.
    """
    from annotator.training import TrainerProcess, TrainingCancelledError

    if output is not None and output.exists():
        raise AnnotationError(f"{output} is there already; name a folder that is not.")
    progress = Progress("Training")
    with interruptible() as interruption, open_to_write(project) as opened:
        trainer = TrainerProcess(
            progress=lambda at: progress.step(at.done, 1.0, _note(at)), cancelled=lambda: interruption.asked
        )
        try:
            with trainer:
                model, trained = _train(opened, trainer, full, base, trust=trust)
        except TrainingCancelledError as error:
            progress.close()
            click.echo(f"{error}", err=True)
            ctx.exit(interruption.exit_code)
        finally:
            progress.close()
        if output is not None:
            _copy(opened.model_path(model), output)
    if as_json:
        echo_json(_as_data(model, trained))
    else:
        _tell(model, trained, project)


def _train(
    project: "Project", trainer: "TrainerProcess", full: bool | None, base: str, *, trust: bool
) -> "tuple[OwnModel, Trained]":
    from annotator.model.retraining import fitting_kind
    from annotator.nlp.training.protocol import Full, Round, start_request
    from annotator.own_models import problem_in_use
    from annotator.settings import load_settings

    project.hold_back()
    lost = problem_in_use(project)
    in_use = None if lost else project.model_in_use()
    settings = load_settings()
    own = in_use.base if in_use is not None else _default_base(project, settings.text("pipeline"))
    chosen = "" if base == "none" else base or own
    ids = project.training_ids()
    new = ids.train if in_use is None else project.training_ids(new_only=True).train
    if not ids.train:
        raise AnnotationError(f"{project.path.name}: nothing to train on: no article is done or has a decision in it.")
    other_base = in_use is not None and chosen != in_use.base
    if full is False and other_base:
        raise AnnotationError("A round goes on from the model in use, which has another base; train anew with --full.")
    kind: ModelKind = (
        fitting_kind(len(new)) if full is None and not other_base else "round" if full is False else "full"
    )
    if kind == "round" and not new:
        raise AnnotationError(
            f"{project.path.name}: no article is done that the model in use has not learned from; --full trains anew."
        )
    trainer.start(
        start_request(
            project.scheme,
            base=chosen,
            language=project.language,
            mapping=project.label_mapping(chosen) if chosen else {},
            model=str(project.model_path(in_use)) if in_use is not None else "",
            digest=in_use.digest if in_use is not None else "",
            consent=trust or chosen in settings.items("trusted_pipelines"),
        )
    )
    trainer.documents(project.training_document(id) for side in ids for id in side)
    held_back = tuple(ids.held_back)
    folder = project.new_model_folder()
    try:
        if kind == "round":
            trained = trainer.round(Round(str(folder), tuple(new), held_back))
        else:
            trained = trainer.full(Full(str(folder), held_back))
    except (AnnotationError, StoreError):
        project.discard_model_folder(folder)
        raise
    id = project.add_model(
        folder,
        kind=kind,
        base=chosen,
        parent=in_use.id if in_use is not None and kind == "round" else None,
        digest=trained.digest,
        documents=trained.documents,
        held_back=trained.held_back,
        scores=trained.scores,
        previous=trained.previous,
        settings=trained.settings,
        seconds=trained.seconds,
    )
    project.make_room_for_models()
    project.fit_calibration(extra=trained.confidences)
    if lost:
        trained = replace(trained, warnings=(f"Nothing of the model in use went in. {lost}", *trained.warnings))
    return project.model(id), trained


def _default_base(project: "Project", default: str) -> str:
    """The first pipeline that suggests here and can be trained further; "" where none does."""
    from annotator.choosing import base_name, chosen_sources

    names = (base_name(project, source) for source in chosen_sources(project, default))
    return next((name for name in names if name and not name.endswith(".cfg")), "")


def _note(at: Any) -> str:
    epoch = f", epoch {at.epoch} of {at.epochs}" if at.epochs else ""
    score = "" if at.f is None else f", F {at.f:.3f}"
    return f"{STEPS[at.step]}{epoch}{score}, {at.seconds:.0f} s"


def _copy(folder: Path, output: Path) -> None:
    try:
        shutil.copytree(folder, output)
    except (OSError, shutil.Error) as error:
        raise StoreError(f"{output} cannot be written: {error}. The model itself is in {folder}.") from error


def _as_data(model: "OwnModel", trained: "Trained") -> dict[str, Any]:
    return {
        "model": model.id,
        "state": model.state,
        "kind": model.kind,
        "base": model.base,
        "folder": trained.folder,
        "digest": trained.digest,
        "documents": len(trained.documents),
        "held_back": len(trained.held_back),
        "scores": trained.scores.to_dict(),
        "previous": trained.previous.to_dict(),
        "seconds": trained.seconds,
        "settings": dict(trained.settings),
        "warnings": list(trained.warnings),
    }


def _tell(model: "OwnModel", trained: "Trained", project: Path) -> None:
    how = "from the base on all" if model.kind == "full" else "further on the newest of"
    if model.kind == "round" and model.parent is None:
        how = "from the base on"
    click.echo(
        f"Model {model.id} trained {how} {counted(len(trained.documents), 'article')} in {trained.seconds:.1f} s of processor time: "
        f"{trained.folder}"
    )
    if trained.held_back:
        click.echo(f"On {counted(len(trained.held_back), 'held-back article')} (before → now):")
        rows: list[tuple[str, Score | None, Score]] = [("entities", trained.previous.span, trained.scores.span)]
        rows += [(f"  {label}", trained.previous.spans.get(label), now) for label, now in trained.scores.spans.items()]
        if trained.scores.relations:
            rows.append(("relations", trained.previous.relation, trained.scores.relation))
            relations = trained.scores.relations.items()
            rows += [(f"  {label}", trained.previous.relations.get(label), now) for label, now in relations]
        width = max(len(name) for name, _, _ in rows)
        click.echo(f"  {'':{width}} {'precision':>15} {'recall':>15} {'F':>15}")
        for name, before, now in rows:
            click.echo(f"  {name:{width}} {_row(before, now)}")
    else:
        click.echo("No article that is done is held back yet: how good it is cannot be said.")
    if model.state == "in_use":
        click.echo(
            f"It suggests from now on; for the articles that have suggestions: pressmark suggest {project} --again"
        )
    else:
        click.echo("It is worse than what was in use, and was left aside; nothing changes.")
    for warning in trained.warnings:
        click.echo(warning, err=True)


def _row(before: "Score | None", now: "Score") -> str:
    def pair(figure: str) -> str:
        old = "–" if before is None else f"{getattr(before, figure):.3f}"
        return f"{old} → {getattr(now, figure):.3f}"

    return f"{pair('precision'):>15} {pair('recall'):>15} {pair('f'):>15}"
