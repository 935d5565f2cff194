"""What suggests in a project: from what the project and the person chose to what a worker is told to load. Knows no Qt."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.own_models import OWN_MODEL, OwnModel
from annotator.model.pipelines import Source, sources_from_setting
from annotator.nlp.protocol import DEFAULT as DEFAULT
from annotator.nlp.protocol import Load, PipelineChoice, load_request
from annotator.pipelines import installed_for

if TYPE_CHECKING:
    from annotator.project import Project

PIPELINE = "pipeline"
"""The project's setting: `model.pipelines.sources_to_setting`; "" for the person's choice."""
RELATION_MODEL = "relation_model"
"""The project's setting: "" for the one that comes with the program, `NO_RELATION_MODEL`, or a folder."""
NO_RELATION_MODEL = "none"
OWN = "own"
"""What `--pipeline` calls the project's own model, and where it has none the pipeline of its language."""
ANY_LANGUAGE = "any_language"
"""The project's setting: "on" where the pipelines read documents of every language."""


def chosen_sources(project: "Project", default: str = "") -> tuple[Source, ...]:
    """The project's sources, else those of `default` (the person's setting), else the language's own. Raises AnnotationError."""
    return sources_from_setting(project.setting(PIPELINE) or default)


def base_name(project: "Project", source: Source) -> str:
    """The pipeline that a source means where no own model is in its place; "" where the language has none."""
    return source.name or installed_for(project.language)


def own_source(project: "Project", labels: tuple[str, ...] | None = None) -> Source:
    """The source that the model in use suggests as; where none is in use, the language's own pipeline."""
    model = project.model_in_use()
    return Source("" if model is None or model.base == installed_for(project.language) else model.base, labels)


def serves_own(project: "Project", sources: Sequence[Source]) -> bool:
    """Whether the model in use is among what suggests; True where none is in use."""
    model = project.model_in_use()
    return model is None or any(base_name(project, source) == model.base for source in sources)


def usable_model(project: "Project") -> OwnModel | None:
    """The model in use, where its folder is there."""
    model = project.model_in_use()
    return None if model is None or project.model_problem(model) else model


def pipeline_choices(
    project: "Project", sources: Sequence[Source], *, trusted: Collection[str] = (), own: bool = True
) -> list[PipelineChoice]:
    """What a worker is to load for those sources: the project's own model in the place of the pipeline it came from.

    `trusted` are the folders and files that the person agreed to load. With `own` False, or where the folder of the model
    is missing, the pipeline itself.
    """
    model = usable_model(project) if own else None
    choices: list[PipelineChoice] = []
    for source in sources:
        name = base_name(project, source)
        consent = bool(name) and all(path in trusted for path in (name, source.code) if path)
        if model is not None and name == model.base:
            path = str(project.model_path(model))
            consent = all(one in trusted for one in (path, source.code) if one)
            choices.append(PipelineChoice(path, source.labels, consent=consent, code=source.code, digest=model.digest))
        elif name:
            choices.append(PipelineChoice(name, source.labels, consent=consent, code=source.code))
    return choices


def load_for(
    project: "Project",
    pipelines: Sequence[PipelineChoice],
    *,
    relations: bool = True,
    relation_model: str | None = None,
    any_language: bool = False,
) -> Load:
    """The `Load` for a project; `relation_model` None is the project's choice, "" is none."""
    if relation_model is None:
        chosen = project.setting(RELATION_MODEL) or DEFAULT
        relation_model = "" if chosen == NO_RELATION_MODEL else chosen
    own = {choice.name: project.label_mapping(OWN_MODEL) for choice in pipelines if choice.digest}
    return load_request(
        project.scheme,
        pipelines=pipelines,
        language=project.language,
        mappings=project.label_mappings() | own,
        relations=relations,
        relation_model=relation_model,
        any_language=any_language or project.setting(ANY_LANGUAGE) == "on",
    )


def is_place(name: str) -> bool:
    """Whether a pipeline is named by where it is, a folder or a config, and not by the package that it comes in."""
    return name.endswith(".cfg") or "/" in name or os.sep in name or name.startswith(".") or Path(name).is_dir()


def untrusted(pipelines: Sequence[PipelineChoice]) -> list[str]:
    """The folders and files among those that may run code of their own, and that nobody has agreed to."""
    # a model trained here is loaded without code, and only where it asks for nothing foreign
    asking = [choice for choice in pipelines if not choice.consent and not choice.digest]
    places = [choice.name for choice in asking if is_place(choice.name)]
    return list(dict.fromkeys([*places, *(choice.code for choice in asking if choice.code)]))


def source_from_text(text: str) -> Source:
    """What `--pipeline` takes: NAME, or NAME:LABEL,LABEL for some of the scheme's labels. A colon within a path is left alone."""
    name, colon, labels = text.rpartition(":")
    # in C:\\models\\mine the colon is the drive's
    if not colon or not name or "/" in labels or os.sep in labels or Path(text).exists():
        return Source(text)
    return Source(name, tuple(label for part in labels.split(",") if (label := part.strip())))
