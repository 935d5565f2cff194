"""What there is to choose from as a source of suggestions, and what there is to say of each."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from annotator.choosing import base_name, is_place, usable_model
from annotator.model.pipelines import Source
from annotator.pipelines import InstalledPipeline, installed_components, installed_for, installed_pipelines, short_name
from annotator.ui.dialogs.pipeline_sources import SourceFacts
from annotator.ui.model_words import model_name
from annotator.ui.wording import translate

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.settings import Settings

COMPONENTS = {"gliner_spacy": "gliner-spacy", "llm": "spacy-llm"}
"""Components of other packages that a config asks for, by factory: the package that brings each."""


class Choices:
    """For one project: what is installed is looked up once."""

    def __init__(self, project: "Project", settings: "Settings") -> None:
        self._project = project
        self._settings = settings
        self.installed: list[InstalledPipeline] = installed_pipelines(project.language)
        self.own = installed_for(project.language)
        factories = installed_components()
        self.components = [package for factory, package in COMPONENTS.items() if factory in factories]
        """The packages of COMPONENTS that are installed."""

    def facts(self, source: Source) -> SourceFacts:
        """What there is to say of a source."""
        name = base_name(self._project, source)
        title = name if source.name else translate("Choices", "The language's own: {}").format(name)
        if is_place(name):
            places = tuple(path for path in (name, source.code) if path)
            about = [name] if short_name(name) != name else []
            about += (
                [translate("Choices", "with the components in {file}").format(file=source.code)] if source.code else []
            )
            trusted = self.are_trusted(places)
            return SourceFacts(short_name(name), " · ".join(about), untrusted=places, trusted=trusted)
        found = next((one for one in self.installed if one.name == name), None)
        if found is None:
            return SourceFacts(title, missing=name)
        parts = [found.version, found.summary.partition(". ")[0]]
        model = usable_model(self._project)
        if model is not None and model.base == name:
            parts = [
                translate("Choices", "{model}, trained in this project, is in its place").format(
                    model=model_name(model.id)
                )
            ]
        return SourceFacts(title, " · ".join(part for part in parts if part))

    def are_trusted(self, places: Collection[str]) -> bool:
        """Whether the person agreed to load all of them, now or earlier."""
        known = self._settings.items("trusted_pipelines")
        return all(place in known for place in places)
