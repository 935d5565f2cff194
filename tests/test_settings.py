"""Settings keep only what differs, lose nothing they don't understand, and say what they ignore."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import paths
from annotator import settings as module
from annotator.model.errors import AnnotationError, StoreError
from annotator.settings import RECENT_PROJECTS, SETTINGS, Settings, Value, load_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(file: Path) -> dict[str, object]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_every_default_is_a_value_its_own_row_accepts() -> None:
    assert {row.name: row.problem(row.default) for row in SETTINGS} == {row.name: "" for row in SETTINGS}


def test_names_are_unique_and_described() -> None:
    assert len({row.name for row in SETTINGS}) == len(SETTINGS)
    assert all(row.description.endswith(".") for row in SETTINGS)
    assert all(bool(row.choices) == (row.kind == "choice") for row in SETTINGS)


def test_without_a_file_defaults_hold_and_nothing_is_written(file: Path) -> None:
    settings = Settings(file)
    assert settings.number("text_size") == 18
    assert settings.text("theme") == "system"
    assert settings.switch("advance_after_accept") is True
    assert settings.items("recent_projects") == []
    assert settings.table("keys") == {}
    assert settings.problems == []
    assert not file.parent.exists()


def test_only_overrides_are_written(file: Path) -> None:
    Settings(file).set("theme", "dark")
    assert written(file) == {"theme": "dark"}


def test_default_value_removes_the_override(file: Path) -> None:
    settings = Settings(file)
    settings.set("workers", 4)
    assert not settings.is_default("workers")
    settings.reset("workers")
    assert settings.is_default("workers")
    assert written(file) == {}


def test_values_come_back_in_the_next_session(file: Path) -> None:
    settings = Settings(file)
    settings.set("keys", {"accept": "Ctrl+Y", "néant": "⌫"})
    settings.set("text_size", 24)
    settings.set("show_rejected", True)
    again = Settings(file)
    assert again.table("keys") == {"accept": "Ctrl+Y", "néant": "⌫"}
    assert again.number("text_size") == 24
    assert again.switch("show_rejected") is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("theme", ""),
        ("text_size", 13),
        ("text_size", 33),
        ("text_size", True),
        ("workers", 0),
        ("workers", 9),
        ("show_rejected", 1),
        ("annotator", 7),
        ("recent_projects", "one"),
        ("recent_projects", [1]),
        ("keys", {"accept": 1}),
        ("keys", []),
    ],
)
def test_bad_value_is_refused_and_changes_nothing(file: Path, name: str, value: Value) -> None:
    settings = Settings(file)
    with pytest.raises(AnnotationError, match=f"^{name} must be "):
        settings.set(name, value)
    assert settings.is_default(name)
    assert not file.exists()


def test_unknown_names_and_bad_values_are_reported_once_each_and_survive_a_write(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('colour = "blue"\ntext_size = 99\ntheme = "dark"\n[future]\nx = 1\n', encoding="utf-8")
    lines: list[str] = []
    settings = Settings(file, report=lines.append)
    assert lines == settings.problems
    assert [line.split(": ", 1)[1] for line in lines] == [
        "there is no setting 'colour'; ignored",
        "text_size must be a whole number from 14 to 32; the default is used",
        "there is no setting 'future'; ignored",
    ]
    assert settings.number("text_size") == 18
    assert settings.text("theme") == "dark"
    settings.set("workers", 2)
    assert written(file) == {"colour": "blue", "text_size": 99, "theme": "dark", "workers": 2, "future": {"x": 1}}


def test_two_windows_do_not_undo_each_other(file: Path) -> None:
    first, second = Settings(file), Settings(file)
    first.set("theme", "dark")
    second.set("text_size", 20)
    assert written(file) == {"theme": "dark", "text_size": 20}


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00"])
def test_file_that_is_not_toml_is_reported_and_set_aside_at_the_next_write(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    settings = Settings(file)
    assert len(settings.problems) == 1
    assert "not readable as TOML" in settings.problems[0]
    assert "\n" not in settings.problems[0]
    settings.set("theme", "light")
    assert written(file) == {"theme": "light"}
    assert file.with_suffix(".damaged.toml").read_bytes() == content


def test_unreadable_file_is_reported_and_not_written_over(file: Path) -> None:
    file.mkdir(parents=True)
    settings = Settings(file)
    assert len(settings.problems) == 1
    with pytest.raises(StoreError, match="can't be saved"):
        settings.set("theme", "dark")
    assert file.is_dir()


def test_failed_write_leaves_the_file_and_no_litter(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(file)
    settings.set("theme", "dark")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        settings.set("theme", "light")
    assert written(file) == {"theme": "dark"}
    assert list(file.parent.iterdir()) == [file]


def test_text_without_a_utf8_form_is_refused_in_one_line(file: Path) -> None:
    with pytest.raises(StoreError, match="recent_projects"):
        Settings(file).remember_project(Path("caf\udce9.pressmark"))


def test_recent_projects_are_unique_and_few(file: Path, tmp_path: Path) -> None:
    settings = Settings(file)
    for number in range(RECENT_PROJECTS + 3):
        settings.remember_project(tmp_path / f"{number}.pressmark")
    settings.remember_project(tmp_path / "8.pressmark")
    recent = settings.items("recent_projects")
    assert len(recent) == len(set(recent)) == RECENT_PROJECTS
    assert recent[0] == str(tmp_path / "8.pressmark")
    settings.forget_project(tmp_path / "8.pressmark")
    assert recent[1:] == settings.items("recent_projects")


def test_changing_a_copy_changes_no_setting(file: Path) -> None:
    settings = Settings(file)
    settings.items("recent_projects").append("x")
    settings.table("keys")["x"] = "y"
    mine = ["one"]
    settings.set("recent_projects", mine)
    mine.append("two")
    assert settings.items("recent_projects") == ["one"]
    assert settings.table("keys") == {}


def test_asking_for_the_wrong_kind_is_a_bug(file: Path) -> None:
    settings = Settings(file)
    with pytest.raises(TypeError, match="workers"):
        settings.text("workers")
    with pytest.raises(KeyError):
        settings.text("no such setting")


def test_settings_of_the_user_live_in_the_config_folder() -> None:
    assert load_settings().path == paths.user_config_dir() / "settings.toml"


@given(st.dictionaries(st.text(), st.text()), st.lists(st.text()), st.text())
def test_any_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, keys: dict[str, str], recent: list[str], annotator: str
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings = Settings(file)
    settings.set("keys", keys)
    settings.set("recent_projects", recent)
    settings.set("annotator", annotator)
    again = Settings(file)
    assert (again.table("keys"), again.items("recent_projects"), again.text("annotator")) == (keys, recent, annotator)


def test_null_device_keeps_nothing_and_stays_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[Path] = []
    monkeypatch.setattr(module, "_replace", lambda path, content: replaced.append(path))
    settings = Settings(Path(os.devnull))
    settings.set("theme", "dark")
    settings.remember_project(Path("a.pressmark"))
    assert settings.text("theme") == "dark"
    assert replaced == []
