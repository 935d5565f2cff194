"""One setting changed in one transaction, whoever has the project open."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.errors import StoreError
from annotator.model.label_scheme import Label, LabelScheme
from annotator.project import Project
from annotator.store import database, settings

SCHEME = LabelScheme("s", (Label("PER", key="1"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "p.pressmark"
    Project.create(made, scheme=SCHEME, annotator="Ada").close()
    return made


def add(word: str) -> Callable[[str], str]:
    return lambda before: before + word


def test_setting_is_changed_by_what_it_was(path: Path) -> None:
    with Project.open(path) as project:
        project.change_setting("x", add("a"))
        project.change_setting("x", add("b"))
        assert project.setting("x") == "ab"


def test_setting_is_changed_beside_the_window_that_has_the_project(path: Path) -> None:
    with Project.open(path) as window, Project.open(path) as second:
        assert second.read_only
        second.change_setting("x", add("a"))
        window.change_setting("x", add("b"))
        second.change_setting("x", add("c"))
        assert window.setting("x") == second.setting("x") == "abc"
        # the window is still the one who may write
        with Project.open(path) as third:
            assert third.read_only


def test_setting_is_changed_once_the_window_is_gone(path: Path) -> None:
    with Project.open(path) as window, Project.open(path) as second:
        window.close()
        second.change_setting("x", add("a"))
        assert second.setting("x") == "a"
    with Project.open(path) as third:
        assert not third.read_only


def test_setting_stays_where_nothing_may_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.open(path, read_only=True) as project, pytest.raises(StoreError, match="it was asked for"):
        project.change_setting("x", add("a"))
    with Project.open(path) as window, Project.open(path) as second:
        window.set_setting("writer", json.dumps({"pid": 1, "host": "elsewhere"}))
        with pytest.raises(StoreError, match="read-only"):
            second.change_setting("x", add("a"))
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    with Project.open(path) as project, pytest.raises(StoreError, match="cannot be written"):
        project.change_setting("x", add("a"))
    assert "x" not in project_settings(path)


def test_setting_waits_for_a_long_transaction_no_longer_than_it_may(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "WAIT_SECONDS", 0)
    with Project.open(path) as window, Project.open(path) as second:
        with window._store.transaction(), pytest.raises(StoreError, match="another program is writing"):
            second.change_setting("x", add("a"))
        second.change_setting("x", add("a"))
        assert window.setting("x") == "a"


def project_settings(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [str(name) for name in project._store.column("SELECT name FROM settings")]
