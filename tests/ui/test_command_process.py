"""A command of the program as the window runs it: its report or its failure, once, and nothing after it is stopped."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.command_process import CommandProcess, column_options, export_arguments, import_arguments

BRIEF = 20_000


def test_a_report_comes_once(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "à.txt").write_text("Il pleut à Brest.", encoding="utf-8")
    process = CommandProcess()
    with qtbot.waitSignal(process.reported, timeout=BRIEF) as caught:
        process.start(["survey", str(tmp_path / "à.txt")])
        assert process.running
    assert caught.args is not None
    assert caught.args[0]["documents"][0]["text"] == "Il pleut à Brest."
    assert not process.running


def test_a_failure_is_one_line(qtbot: QtBot, tmp_path: Path) -> None:
    process = CommandProcess()
    with qtbot.waitSignal(process.failed, timeout=BRIEF) as caught:
        process.start(["export-preview", str(tmp_path / "none.pressmark")])
    assert caught.args is not None
    assert "there is no project" in caught.args[0]
    assert caught.args[1] is False


def test_a_command_that_cannot_be_understood_fails_with_its_last_line(qtbot: QtBot) -> None:
    process = CommandProcess()
    with qtbot.waitSignal(process.failed, timeout=BRIEF) as caught:
        process.start(["survey"])
    assert caught.args is not None
    assert "Missing argument" in caught.args[0]


def test_a_program_that_is_not_there_fails(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    process = CommandProcess()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with qtbot.waitSignal(process.failed, timeout=BRIEF) as caught:
        process.start(["survey", "x"])
    assert caught.args is not None
    assert "/nowhere/python" in caught.args[0]
    assert not process.running


def test_what_is_stopped_says_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.", encoding="utf-8")
    process = CommandProcess()
    with qtbot.assertNotEmitted(process.reported), qtbot.assertNotEmitted(process.failed):
        process.start(["survey", str(tmp_path / "a.txt")])
        process.stop()
    with qtbot.waitSignal(process.reported, timeout=BRIEF):
        process.start(["survey", str(tmp_path / "a.txt")])
        process.start(["survey", str(tmp_path / "a.txt")])


def test_arguments_keep_a_source_that_looks_like_an_option() -> None:
    arguments = import_arguments(
        "p", ["--as"], window=7, kind="annotations", annotator="Ada", update=True, columns={"text": "t", "id": ""}
    )
    assert arguments[-3:] == ["--", "p", "--as"]
    assert arguments[1:3] == ["--as", "annotations"]
    assert column_options({"text": "t", "id": ""}) == ["--text-column", "t"]
    assert {"--annotator", "--update"} <= set(arguments)
    assert export_arguments("p", "o", window=7)[-3:] == ["--", "p", "o"]
