from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from annotator.model.errors import StoreError
from annotator.nlp.training import folders


@pytest.fixture
def nlp() -> Any:
    made = spacy.blank("fr")
    made.add_pipe("ner").add_label("PER")
    made.initialize()
    return made


@pytest.fixture
def folder(nlp: Any, tmp_path: Path) -> Path:
    folders.write_model(nlp, tmp_path / "0001", {"format": 1}, base=None)
    return tmp_path / "0001"


def test_what_was_written_may_be_loaded(folder: Path) -> None:
    assert folders.own_model_problem(folder, folders.digest(folder)) == ""
    assert folders.model_info(folder) == {"format": 1}
    assert [path.name for path in folder.parent.iterdir()] == ["0001"]


def test_files_of_the_base_are_shared_not_copied(nlp: Any, folder: Path, tmp_path: Path) -> None:
    folders.write_model(nlp, tmp_path / "0002", {}, base=folder)
    assert (folder / "tokenizer").samefile(tmp_path / "0002" / "tokenizer")
    assert (folder / "vocab" / "strings.json").samefile(tmp_path / "0002" / "vocab" / "strings.json")
    assert not (folder / "ner" / "model").samefile(tmp_path / "0002" / "ner" / "model")
    assert spacy.load(tmp_path / "0002").pipe_names == ["ner"]


def test_where_links_cannot_be_made_files_are_copied(
    nlp: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refuse)
    folders.write_model(nlp, tmp_path / "0002", {}, base=folder)
    assert (folder / "tokenizer").read_bytes() == (tmp_path / "0002" / "tokenizer").read_bytes()
    assert not (folder / "tokenizer").samefile(tmp_path / "0002" / "tokenizer")


def test_full_disk_leaves_nothing_half_done(
    nlp: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "_share", full)
    with pytest.raises(StoreError, match=r"No space left on device\. No model was made"):
        folders.write_model(nlp, tmp_path / "0002", {}, base=folder)
    assert [path.name for path in tmp_path.iterdir()] == ["0001"]


def test_what_a_killed_training_left_is_swept(nlp: Any, tmp_path: Path) -> None:
    (tmp_path / ".0007.part").mkdir()
    (tmp_path / ".0007.part" / "config.cfg").write_text("[nlp]", encoding="utf-8")
    folders.write_model(nlp, tmp_path / "0001", {}, base=None)
    assert [path.name for path in tmp_path.iterdir()] == ["0001"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('factory = "ner"', 'factory = "theirs"', "asks for the component 'theirs'"),
        ("before_creation = null", 'before_creation = {"@callbacks":"theirs.v1"}', "asks for 'theirs.v1' (callbacks)"),
        ("before_creation = null", 'before_creation = {"@readers":"spacy.Corpus.v1"}', "'spacy.Corpus.v1' (readers)"),
        ('pipeline = ["ner"]', 'pipeline = ["ner","other"]', "has a component 'other'"),
        ('pipeline = ["ner"]', "", "is broken"),
        ("[nlp]", "nlp", "is broken"),
    ],
)
def test_config_that_names_anything_else_is_refused(folder: Path, old: str, new: str, says: str) -> None:
    config = folder / "config.cfg"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new, 1), encoding="utf-8")
    problem = folders.own_model_problem(folder, folders.digest(folder))
    assert says in problem
    assert "\n" not in problem


def test_component_of_an_installed_stranger_is_refused(folder: Path) -> None:
    @Language.factory("stranger_in_tests")  # type: ignore[untyped-decorator]
    def make(nlp: Language, name: str) -> object:
        return lambda doc: doc

    config = folder / "config.cfg"
    config.write_text(
        config.read_text(encoding="utf-8").replace('factory = "ner"', 'factory = "stranger_in_tests"'), encoding="utf-8"
    )
    assert "stranger_in_tests" in folders.own_model_problem(folder, folders.digest(folder))


def test_program_or_link_in_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "code.py").write_text("", encoding="utf-8")
    assert "holds a program (code.py)" in folders.own_model_problem(folder, folders.digest(folder))
    (folder / "code.py").unlink()
    (tmp_path / "elsewhere").write_text("", encoding="utf-8")
    (folder / "extra").symlink_to(tmp_path / "elsewhere")
    assert "holds a link (extra)" in folders.own_model_problem(folder, folders.digest(folder))


def test_missing_or_changed_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    before = folders.digest(folder)
    (folder / "ner" / "moves").write_bytes(b"")
    assert "have changed" in folders.own_model_problem(folder, before)
    assert "is not there" in folders.own_model_problem(tmp_path / "none", before)
    assert folders.model_info(tmp_path / "none") == {}


def test_config_that_spacy_would_put_together_from_texts_is_refused(folder: Path) -> None:
    config = folder / "config.cfg"
    text = config.read_text(encoding="utf-8")
    text = text.replace("before_creation = null", 'before_creation = {"@callbacks":${hidden.name}}')
    hidden = '\n[hidden]\nname = "\\"theirs.v1\\""\n'
    config.write_text(text + hidden, encoding="utf-8")
    assert "asks for 'theirs.v1' (callbacks)" in folders.own_model_problem(folder, folders.digest(folder))


@pytest.mark.parametrize(
    "asked",
    [
        '{"@callbacks":"spacy.copy_from_base_model.v1","vocab":"elsewhere"}',
        '{"@architectures":"spacy.TorchBiLSTMEncoder.v1","width":8,"depth":1,"dropout":0.0}',
        '{"@layers":"PyTorchWrapper.v3","pytorch_model":1}',
    ],
)
def test_functions_that_load_what_may_run_code_are_refused(folder: Path, asked: str) -> None:
    config = folder / "config.cfg"
    text = config.read_text(encoding="utf-8").replace("before_creation = null", f"before_creation = {asked}")
    config.write_text(text, encoding="utf-8")
    assert "asks for " in folders.own_model_problem(folder, folders.digest(folder))


def test_config_that_cannot_be_put_together_is_one_line(folder: Path) -> None:
    config = folder / "config.cfg"
    text = config.read_text(encoding="utf-8").replace("before_creation = null", "before_creation = ${no.where}")
    config.write_text(text, encoding="utf-8")
    problem = folders.own_model_problem(folder, folders.digest(folder))
    assert "is broken" in problem
    assert "\n" not in problem


def test_base_that_is_kept_as_links_into_a_cache_is_shared_as_files(nlp: Any, folder: Path, tmp_path: Path) -> None:
    tokenizer = folder / "tokenizer"
    tokenizer.rename(tmp_path / "blob")
    tokenizer.symlink_to(tmp_path / "blob")
    folders.write_model(nlp, tmp_path / "0002", {}, base=folder)
    assert folders.own_model_problem(tmp_path / "0002", folders.digest(tmp_path / "0002")) == ""
