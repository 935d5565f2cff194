"""What a model trained here is said to be worth, in words that need no knowledge of F scores."""

from PySide6.QtCore import QLocale, QObject

from annotator.model.own_models import FEWEST_HELD_BACK, OWN_MODEL, OwnModel, overall_f
from annotator.model.scores import Score, Scores
from annotator.model.suggestion import MEMORY
from annotator.nlp.protocol import PATTERNS, RULES
from annotator.ui.wording import translate


class ModelWords(QObject):
    """Sentences about models. A QObject, for lupdate finds plurals in `tr` alone."""

    def short(self, model: OwnModel | None) -> str:
        """For the header: what it has learned from, and what share of what is there it finds."""
        if model is None:
            return ""
        learned = self.tr("Learned from %Ln article(s)", "", len(model.documents))
        if not measured(model.scores):
            return learned
        return self.tr("{learned}: finds {share}%").format(learned=learned, share=found_of_100(model.scores))

    def learned(self, model: OwnModel) -> str:
        """After a training: what it learned from, what it finds now, and what was found before it."""
        if not measured(model.scores):
            return self.tr("The suggestions have learned from %Ln article(s).", "", len(model.documents))
        said = self.tr(
            "Learned from %Ln article(s): of 100 annotations, the suggestions now find {found} (before: {before}).",
            "",
            len(model.documents),
        )
        return said.format(found=found_of_100(model.scores), before=found_of_100(model.previous))

    def kept_aside(self, model: OwnModel) -> str:
        """After a training whose model was worse."""
        return self.tr(
            "The model that was just trained is worse than the one in use ({f} against {before}): it does not take over"
        ).format(f=percent(overall_f(model.scores)), before=percent(overall_f(model.previous)))

    def first(self, model: OwnModel, every: int) -> str:
        """Once a project, when its first model has taken over: what happens here, for people who have never trained one."""
        again = (
            self.tr("They learn again after every %Ln article(s); nothing you decided changes.", "", every)
            if every
            else self.tr("Nothing you decided changes.")
        )  # fmt: skip
        return " ".join((self.learned(model), again))

    def details(self, model: OwnModel | None) -> str:
        """In full, for the models' dialog and the header's tool tip."""
        if model is None:
            return self.tr("Nothing has been learned in this project yet")
        said = self.tr("The suggestions have learned from %Ln article(s).", "", len(model.documents))
        if not measured(model.scores):
            return " ".join((said, self.tr("Too few articles are kept aside yet to say how good they are.")))
        finds = self.tr(
            "Of 100 annotations in articles kept aside to measure it, they find {found} (before: {before}); of 100 suggestions there, {right} are right (before: {right_before})."
        )
        return " ".join((said, finds.format(**_shares(model.scores, model.previous))))


def model_name(number: int | str) -> str:
    """What the window calls an own model: by its id, or by its folder's name where the project knows no model of that."""
    return translate("ModelWords", "Model {number}").format(number=str(number).lstrip("0"))


def source_name(run: str) -> str:
    """What the window calls what suggested: `run` is a run's pipeline, with its version where it has one."""
    if run.startswith(f"{OWN_MODEL} "):
        return model_name(run.removeprefix(f"{OWN_MODEL} "))
    own = {
        RULES: translate("ModelWords", "rules"),
        PATTERNS: translate("ModelWords", "relation patterns"),
        MEMORY: translate("ModelWords", "memory"),
        OWN_MODEL: translate("ModelWords", "own models"),
    }
    return own.get(run) or own.get(run.partition(" ")[0], run)


def measured(scores: Scores) -> bool:
    """Whether enough articles were held back for the scores to say something."""
    return scores.documents >= FEWEST_HELD_BACK


def found_of_100(scores: Scores) -> int:
    """Of 100 annotations, how many the model finds."""
    return round(100 * _all(scores).recall)


def percent(share: float) -> str:
    """A share from 0 to 1 as the interface's language writes it in percent: 81.4."""
    return QLocale().toString(100 * share, "f", 1)


def _shares(scores: Scores, previous: Scores) -> dict[str, int]:
    return {
        "found": found_of_100(scores),
        "before": found_of_100(previous),
        "right": round(100 * _all(scores).precision),
        "right_before": round(100 * _all(previous).precision),
    }


def _all(scores: Scores) -> Score:
    return scores.span + scores.relation
