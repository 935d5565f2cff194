"""Held-back documents, and models that are added, used, rolled back to and removed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.own_models import MOST_HELD_BACK, OWN_MODEL, ModelId, ModelKind
from annotator.model.record import Record, RecordSpan
from annotator.model.scores import Score, Scores
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project
from tests.project.conftest import SCHEME, Desk


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.pressmark", scheme=SCHEME, annotator="Ada") as project:
        yield project


def article(number: int, words: int = 120) -> str:
    return "Ana " + " ".join(f"mot{number}x{n}" for n in range(words))


def annotate(project: Project, *numbers: int) -> None:
    project.import_records(
        [Record(f"a{n}", article(n), spans=(RecordSpan(0, 3, "PER"),)) for n in numbers], kind="annotations"
    )


def held(project: Project) -> dict[str, int]:
    rows = project._store.rows("SELECT key, held FROM held_back JOIN documents ON documents.id = document")
    return {row["key"]: row["held"] for row in rows}


def scores(right: int) -> Scores:
    return Scores(20, {"PER": Score(right, 100 - right, 100 - right)})


def train(project: Project, right: int = 80, before: int = 70, *, kind: ModelKind = "round") -> ModelId:
    """A model as a trainer leaves it."""
    folder = project.new_model_folder()
    folder.mkdir()
    (folder / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    ids = project.training_ids()
    return project.add_model(
        folder,
        kind=kind,
        base="fr_core_news_sm",
        digest="d",
        documents=ids.train,
        held_back=ids.held_back,
        scores=scores(right),
        previous=scores(before),
        settings={"epochs": 4},
        seconds=5.5,
    )


# -- what is learned from


def test_a_share_is_held_back_and_stays_so(project: Project) -> None:
    annotate(project, *range(60))
    assert project.hold_back(at_most=25) == 25
    assert project.hold_back() == 35
    assert project.hold_back() == 0
    sides = held(project)
    assert len(sides) == 60
    assert 2 <= sum(sides.values()) <= 12
    ids = project.training_ids()
    assert len(ids.train) + len(ids.held_back) == 60
    assert {project.document(id).key for id in ids.held_back} == {key for key, side in sides.items() if side}
    project.set_setting("hold_back", "100")
    annotate(project, 60, 61)
    project.hold_back()
    assert held(project) == sides | {"a60": 1, "a61": 1}


def test_held_back_does_not_depend_on_the_order(project: Project, tmp_path: Path) -> None:
    annotate(project, *range(40))
    project.hold_back()
    with Project.create(tmp_path / "other.pressmark", scheme=SCHEME) as other:
        annotate(other, *reversed(range(40)))
        other.hold_back()
        assert held(other) == held(project)


def test_share_that_is_no_number_is_the_usual_one(project: Project) -> None:
    assert project.hold_back_percent == 10
    project.set_setting("hold_back", "300")
    assert project.hold_back_percent == 100
    project.set_setting("hold_back", "many")
    assert project.hold_back_percent == 10


def test_no_more_than_enough_are_held_back(project: Project) -> None:
    project.set_setting("hold_back", "100")
    annotate(project, *range(MOST_HELD_BACK + 2))
    ids = project.training_set()
    assert [len(side) for side in ids] == [2, MOST_HELD_BACK]


def test_copies_and_near_copies_are_on_one_side(project: Project) -> None:
    annotate(project, *range(30))
    project.set_setting("hold_back", "30")
    project.hold_back()
    sides = held(project)
    copies = []
    for n in range(30):
        copies.append(Record(f"same{n}", article(n), spans=(RecordSpan(0, 3, "PER"),)))
        copies.append(Record(f"near{n}", f"Titre tout autre {n}. " + article(n, 60), spans=(RecordSpan(0, 5, "PER"),)))
    project.import_records(copies, kind="annotations")
    project.hold_back()
    after = held(project)
    assert set(sides.values()) == {0, 1}
    assert [n for n in range(30) if not after[f"a{n}"] == after[f"same{n}"] == after[f"near{n}"]] == []


def test_test_documents_are_neither_learned_nor_scored(project: Project) -> None:
    annotate(project, *range(20))
    project.hold_back()
    train, held_back = project.training_ids()
    project.assign_splits({train[0]: "test", held_back[0]: "test", train[1]: "dev"})
    after = project.training_ids()
    assert after.train == train[1:]
    assert after.held_back == held_back[1:]


def test_documents_in_progress_teach_what_is_decided_in_them(desk: Desk) -> None:
    assert desk.project.training_set() == ([], [])
    desk.project.set_setting("hold_back", "0")
    desk.project.reject(desk.document, desk.at(13, 18))
    (document,), _ = desk.project.training_set()
    assert not document.done
    assert [(span.start, span.label) for span in document.rejected] == [(13, "LOC")]
    assert desk.project.training_set(new_only=True).train == []
    desk.project.set_state(desk.document, "done")
    assert desk.project.training_ids(new_only=True).train == (desk.document,)


def test_document_that_is_not_there_is_refused(project: Project) -> None:
    from annotator.model.document import DocumentId

    with pytest.raises(AnnotationError, match="no document 9"):
        project.training_document(DocumentId(9))


# -- the models


def test_new_model_takes_over_and_says_what_it_learned_from(project: Project) -> None:
    annotate(project, *range(12))
    project.hold_back()
    assert project.model_in_use() is None
    first = project.model(train(project))
    assert first == project.model_in_use()
    assert (first.state, first.folder, first.kind, first.base) == ("in_use", "0001", "round", "fr_core_news_sm")
    assert first.documents == project.training_ids().train
    assert first.scores == scores(80)
    assert first.previous == scores(70)
    assert first.settings == {"epochs": 4}
    assert project.model_path(first) == project.path.with_name("p.models") / "0001"
    assert (project.model_id("0001"), project.model_id("0009")) == (first.id, None)
    assert project.model_problem(first) == ""
    assert project.training_ids(new_only=True).train == ()
    annotate(project, 12)
    project.hold_back()
    second = train(project)
    assert [model.state for model in project.models()] == ["kept", "in_use"]
    assert project.model(second).folder == "0002"


def test_worse_model_never_takes_over_by_itself(project: Project) -> None:
    first, second = train(project), train(project, 70, 80)
    assert project.model(second).state == "worse"
    in_use = project.model_in_use()
    assert in_use is not None
    assert in_use.id == first
    project.use_model(second)
    assert [model.state for model in project.models()] == ["kept", "in_use"]


def test_rolling_back_goes_to_the_one_before_and_then_to_the_base(project: Project) -> None:
    first = train(project)
    train(project, 60, 80)
    third = train(project)
    before = project.roll_back()
    assert before is not None
    assert before.id == first
    assert project.model(third).state == "kept"
    assert project.roll_back() is None
    assert project.model_in_use() is None
    with pytest.raises(AnnotationError, match="nothing to go back to"):
        project.roll_back()
    project.use_model(third)
    project.use_model(None)
    project.use_model(None)
    assert [model.state for model in project.models()] == ["kept", "worse", "kept"]


def test_rolling_back_passes_over_a_folder_that_is_missing(project: Project) -> None:
    first = train(project)
    second = train(project)
    train(project)
    project.discard_model_folder(project.model_path(project.model(second)))
    before = project.roll_back()
    assert before is not None
    assert before.id == first


def test_removed_model_leaves_what_is_known_of_it(project: Project) -> None:
    first, second = train(project), train(project)
    with pytest.raises(AnnotationError, match="0002 is in use"):
        project.remove_model(second)
    folder = project.model_path(project.model(first))
    project.remove_model(first)
    assert not folder.exists()
    assert project.model(first).scores == scores(80)
    with pytest.raises(AnnotationError, match="0001 was removed"):
        project.use_model(first)
    assert project.new_model_folder().name == "0003"
    project.use_model(None)
    project.remove_model(second)
    assert not project.models_folder.exists()
    with pytest.raises(AnnotationError, match="no model 9"):
        project.model(ModelId(9))


def test_older_models_make_room(project: Project) -> None:
    for _ in range(11):
        train(project)
    gone = project.make_room_for_models()
    assert [model.folder for model in gone] == ["0001", "0002"]
    assert [model.state for model in project.models()] == ["removed"] * 2 + ["kept"] * 8 + ["in_use"]
    assert len(list(project.models_folder.iterdir())) == 9
    assert project.make_room_for_models() == []


@pytest.mark.parametrize("name", ["..", "../elsewhere", "", ".", "0001/.."])
def test_folder_that_a_foreign_project_names_is_neither_read_nor_removed(project: Project, name: str) -> None:
    stranger = train(project)
    train(project)
    project._store.execute("UPDATE models SET folder = ? WHERE id = ?", [name, stranger])
    model = project.model(stranger)
    assert "no number for a name" in project.model_problem(model)
    assert project.model_size(model) == 0
    with pytest.raises(AnnotationError, match="is no model of"):
        project.discard_model_folder(project.model_path(model))
    project.remove_model(stranger)
    assert project.path.exists()
    assert (project.models_folder / "0002" / "config.cfg").exists()


def test_missing_folders_are_said_with_the_remedy(project: Project, tmp_path: Path) -> None:
    model = project.model(train(project))
    folder = project.model_path(model)
    (folder / "config.cfg").unlink()
    assert "put it back" in project.model_problem(model)
    project.discard_model_folder(folder)
    project.discard_model_folder(folder)
    assert "no folder p.models beside p.pressmark" in project.model_problem(model)
    with pytest.raises(AnnotationError, match=r"is no model of p\.pressmark"):
        project.discard_model_folder(tmp_path)


def test_project_copied_with_its_models_finds_them(project: Project, tmp_path: Path) -> None:
    import shutil

    train(project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    project._store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(project.path, elsewhere / "mine.pressmark")
    with Project.open(elsewhere / "mine.pressmark") as alone:
        model = alone.model_in_use()
        assert model is not None
        assert "mine.models" in alone.model_problem(model)
    shutil.copytree(project.models_folder, elsewhere / "mine.models")
    with Project.open(elsewhere / "mine.pressmark") as copied:
        model = copied.model_in_use()
        assert model is not None
        assert copied.model_problem(model) == ""
        assert copied.model_path(model).parent == elsewhere / "mine.models"


def test_read_only_project_trains_nothing(project: Project) -> None:
    annotate(project, *range(3))
    project.hold_back()
    with Project.open(project.path, annotator="Ada", read_only=True) as reader:
        assert sum(map(len, reader.training_ids())) == 3
        assert reader.hold_back() == 0
        with pytest.raises(StoreError, match="read-only"):
            reader.new_model_folder()


def test_folder_that_cannot_be_made_is_one_line(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.models_folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match=r"p\.models is a file, .*; give the file another"):
        project.new_model_folder()
    project.models_folder.unlink()
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(StoreError, match=r"p\.models: No space left on device; models are kept there"):
        project.new_model_folder()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that say no")
def test_folder_that_cannot_be_deleted_is_one_line(project: Project) -> None:
    folder = project.model_path(project.model(train(project)))
    folder.chmod(0o500)
    with pytest.raises(StoreError, match="delete the folder by hand"):
        project.discard_model_folder(folder)
    folder.chmod(0o700)


# -- what they suggest


def test_run_of_an_own_model_names_it_wherever_it_lies(project: Project) -> None:
    train(project)
    project._store.execute("UPDATE models SET digest = 'abc'")
    run = project.start_run("/somewhere/p.models/0001", "0.0.0", "abc")
    assert project.run_pipeline(run) == "own model 0001"
    other = project.start_run("fr_core_news_sm", "3.8.0", "xyz")
    assert project.run_pipeline(other) == "fr_core_news_sm 3.8.0"
    assert project.run_pipeline(project.start_run("memory")) == "memory"


def test_own_model_keeps_what_the_base_s_labels_are_called(desk: Desk) -> None:
    project = desk.project
    project.set_label_mapping("fr_core_news_sm", {"MISC": "ORG", "GPE": "", "PER": "LOC"})
    assert project.label_mapping(OWN_MODEL) == {}
    train(project)
    project._store.execute("UPDATE models SET digest = 'abc'")
    assert project.label_mapping(OWN_MODEL) == {"MISC": "ORG", "GPE": ""}
    run = project.start_run("p.models/0001", "", "abc")
    spans = [ProposedSpan(0, 7, "PER"), ProposedSpan(13, 18, "MISC"), ProposedSpan(38, 43, "GPE")]
    project.store_suggestions(run, desk.document, spans)
    assert [(s.start, s.label) for s in desk.state.spans()] == [(0, "PER"), (13, "ORG")]
    project.set_label_mapping("fr_core_news_sm", {"MISC": "LOC"})
    assert [(s.start, s.label) for s in desk.state.spans()] == [(0, "PER"), (13, "LOC")]
    project.set_label_mapping("another", {"MISC": "ORG"})
    assert [(s.start, s.label) for s in desk.state.spans()] == [(0, "PER"), (13, "LOC")]


def test_article_is_outdated_once_another_model_suggests(desk: Desk) -> None:
    project, document = desk.project, desk.document
    spans = [ProposedSpan(0, 7, "PER")]
    base = project.start_run("fr_core_news_sm", "3.8.0", "base")
    project.store_suggestions(base, document, spans)
    assert not project.is_outdated(document, ["other"])
    train(project)
    project._store.execute("UPDATE models SET digest = 'abc'")
    assert project.is_outdated(document, ["abc"])
    assert not project.is_outdated(document, ["base", "abc"])
    project.store_suggestions(project.start_run("p.models/0001", "", "abc"), document, spans)
    assert not project.is_outdated(document, ["abc"])
    assert project.is_outdated(document, ["base"])
    project.store_suggestions(project.start_run("somebody's", "", "theirs"), document, spans)
    assert not project.is_outdated(document, ["abc"])


def test_what_was_learned_in_progress_is_new_once_it_is_done(desk: Desk) -> None:
    project = desk.project
    project.set_setting("hold_back", "0")
    project.add_span(desk.document, 0, 3, "PER")
    project.hold_back()
    model = train(project, kind="full")
    project.use_model(model)
    assert project.training_ids(new_only=True).train == ()
    project._store.execute("UPDATE models SET created = '2026-01-01T00:00:00.000+00:00'")
    project.set_state(desk.document, "done")
    assert project.training_ids(new_only=True).train == (desk.document,)
    project.undo()
    assert project.training_ids(new_only=True).train == ()
