"""The folders of a project's own models, looked at: which are missing, and which are not as they were trained."""

from annotator.model.own_models import OwnModel
from annotator.model.query import Problem
from annotator.nlp.training.folders import own_model_problem
from annotator.project import Project


def problem_in_use(project: Project) -> str:
    """Why the model in use must not be loaded: a sentence; "" where it may be, or where there is none."""
    model = project.model_in_use()
    found = "" if model is None else _problem(project, model)
    return f"{found[0].upper()}{found[1:].rstrip('.')}." if found else ""


def model_problems(project: Project) -> list[Problem]:
    """A problem of the kind "model" for each model whose folder is missing, broken or altered; nothing in it is run."""
    problems = []
    for model in project.models():
        if model.state == "removed":
            continue
        message = _problem(project, model)
        if message:
            in_use = "; it is in use, so that the base suggests in its place" if model.state == "in_use" else ""
            problems.append(Problem("model", message.rstrip(".") + in_use))
    return problems


def _problem(project: Project, model: OwnModel) -> str:
    return project.model_problem(model) or own_model_problem(project.model_path(model), model.digest)
