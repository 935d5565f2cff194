"""Which pipelines suggest in the session's project, with the person's choice and trust."""

from annotator.choosing import base_name, chosen_sources, pipeline_choices
from annotator.model.errors import AnnotationError
from annotator.nlp.protocol import PipelineChoice
from annotator.settings import Settings
from annotator.ui.session import Session


class Chosen:
    """Asks the project, then the person's settings, then what is installed for the language."""

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session = session
        self._settings = settings
        self.left_out = ""
        """Why the model in use is left out for its base; "" where it is not."""

    def choices(self) -> list[PipelineChoice]:
        """The pipelines that suggest, as they are loaded. Raises AnnotationError where the project's choice is damaged.

        The trust in them is kept with the person and not in the project, which may come from someone else.
        """
        project = self._session.project
        if project is None:
            return []
        sources = chosen_sources(project, self._settings.text("pipeline"))
        trusted = self._settings.items("trusted_pipelines")
        return pipeline_choices(project, sources, trusted=trusted, own=not self.left_out)

    def base(self) -> str:
        """The first pipeline that suggests and can be trained further, without an own model in its place; "" where none does."""
        project = self._session.project
        if project is None:
            return ""
        try:
            names = [base_name(project, one) for one in chosen_sources(project, self._settings.text("pipeline"))]
        except AnnotationError:
            return ""
        # what a `.cfg` file describes is made anew each time it is loaded
        return next((name for name in names if name and not name.endswith(".cfg")), "")
