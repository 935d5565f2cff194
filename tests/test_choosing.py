"""From what the project and the person chose to what a worker loads."""

from pathlib import Path

import pytest

from annotator.choosing import (
    ANY_LANGUAGE,
    NO_RELATION_MODEL,
    RELATION_MODEL,
    chosen_sources,
    is_place,
    load_for,
    own_source,
    pipeline_choices,
    serves_own,
    source_from_text,
    untrusted,
)
from annotator.model.pipelines import NONE, Source, sources_to_setting
from annotator.model.scores import Scores
from annotator.nlp.protocol import DEFAULT, PipelineChoice
from annotator.project import Project


def test_the_project_chooses_before_the_person_and_the_language_last(project: Project) -> None:
    assert chosen_sources(project) == (Source(""),)
    assert [choice.name for choice in pipeline_choices(project, chosen_sources(project))] == ["fr_core_news_md"]
    assert chosen_sources(project, "mine") == (Source("mine"),)
    several = (Source("a"), Source("b", ("PER",)))
    project.set_setting("pipeline", sources_to_setting(several))
    assert chosen_sources(project, "mine") == several
    project.set_setting("pipeline", NONE)
    assert chosen_sources(project, "mine") == (), "the rules alone, in French too"


def test_consent_is_to_the_code_as_well_as_to_the_config(project: Project) -> None:
    sources = [Source("/m/a.cfg", code="/m/a.py"), Source("fr_core_news_sm")]
    for trusted, asked in (
        ([], ["/m/a.cfg", "/m/a.py"]),
        (["/m/a.cfg"], ["/m/a.cfg", "/m/a.py"]),
        (["/m/a.cfg", "/m/a.py"], []),
    ):
        assert untrusted(pipeline_choices(project, sources, trusted=trusted)) == asked
    assert untrusted([PipelineChoice("/m/0001", digest="d")]) == [], "a model trained here is checked by itself"


def test_trust_in_an_own_model_is_none_in_the_code_beside_it(project: Project) -> None:
    folder = project.new_model_folder()
    folder.mkdir()
    (folder / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    project.add_model(
        folder,
        kind="full",
        base="/m/base",
        digest="d",
        documents=(),
        held_back=(),
        scores=Scores(),
        previous=Scores(),
    )
    sources = [Source("/m/base", code="/m/code.py")]
    (choice,) = pipeline_choices(project, sources, trusted=[str(folder)])
    assert (choice.digest, choice.consent) == ("d", False)
    (choice,) = pipeline_choices(project, sources, trusted=[str(folder), "/m/code.py"])
    assert choice.consent


@pytest.mark.parametrize(("base", "name"), [("fr_core_news_md", ""), ("fr_core_news_sm", "fr_core_news_sm")])
def test_the_own_model_suggests_as_its_base(project: Project, base: str, name: str) -> None:
    assert own_source(project) == Source("")
    assert serves_own(project, [Source("other")]), "there is none"
    folder = project.new_model_folder()
    folder.mkdir()
    (folder / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    found = project.add_model(
        folder, kind="full", base=base, digest="d", documents=(), held_back=(), scores=Scores(), previous=Scores()
    )
    project.use_model(found)
    assert own_source(project, ("PER",)) == Source(name, ("PER",))
    assert serves_own(project, [Source("other"), own_source(project)])
    assert not serves_own(project, [Source("other")])
    [choice] = pipeline_choices(project, [own_source(project)])
    assert choice.digest == "d"


def test_load_has_the_projects_settings(project: Project) -> None:
    assert load_for(project, ()).relation_model == DEFAULT
    assert not load_for(project, ()).any_language
    project.set_setting(RELATION_MODEL, NO_RELATION_MODEL)
    project.set_setting(ANY_LANGUAGE, "on")
    project.set_label_mapping("mine", {"GPE": "LOC"})
    load = load_for(project, [PipelineChoice("mine")])
    assert (load.relation_model, load.any_language, load.mappings) == ("", True, {"mine": {"GPE": "LOC"}})
    assert load_for(project, (), relation_model="folder").relation_model == "folder"
    assert load_for(project, (), relations=False, relation_model="folder").relation_model == ""


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("mine", Source("mine")),
        ("mine:PER, LOC", Source("mine", ("PER", "LOC"))),
        ("./models/a.cfg:PER", Source("./models/a.cfg", ("PER",))),
        ("C:/models/mine", Source("C:/models/mine")),
        (":PER", Source(":PER")),
        ("", Source("")),
    ],
)
def test_what_the_command_line_names(text: str, source: Source) -> None:
    assert source_from_text(text) == source


def test_place_is_told_from_a_package(tmp_path: Path) -> None:
    assert is_place(str(tmp_path))
    assert is_place("gliner.cfg")
    assert is_place("./mine")
    assert not is_place("fr_core_news_md")
