"""The folders of a project's own models, looked at: which are missing, and which are not as they were trained."""

from annotator.model.query import Problem
from annotator.nlp.training.folders import own_model_problem
from annotator.project import Project


def model_problems(project: Project) -> list[Problem]:
    """A problem of the kind "model" for each model whose folder is missing, broken or altered; nothing in it is run."""
    problems = []
    for model in project.models():
        if model.state == "removed":
            continue
        message = project.model_problem(model) or own_model_problem(project.model_path(model), model.digest)
        if message:
            in_use = "; it is in use, so that the base suggests in its place" if model.state == "in_use" else ""
            problems.append(Problem("model", message.rstrip(".") + in_use))
    return problems
