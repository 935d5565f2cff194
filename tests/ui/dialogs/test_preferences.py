"""Preferences hold at once, and only what differs from the default is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.app import Program, make_application
from annotator.ui.dialogs.key_editor import sequence_of
from annotator.ui.dialogs.preferences import Preferences, show_preferences
from annotator.ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(window: MainWindow) -> Preferences:
    show_preferences(window)
    found = [made for made in window.findChildren(Preferences) if made.isVisible()]
    assert len(found) == 1
    return found[0]


def choose(box: QComboBox, data: object) -> None:
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    locale = QLocale()
    settings = Settings(tmp_path / "own.toml")
    settings.set("language", "en")
    settings.set("theme", "light")
    made = Program(make_application(), settings)
    made.show()
    yield made
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    QLocale.setDefault(locale)


def test_theme_changes_at_once(program: Program) -> None:
    dialog = opened(program.window)
    choose(dialog.theme_choice, "dark")
    assert program.theme.dark
    assert dialog.theme.dark
    assert program.settings.text("theme") == "dark"
    dialog.close()


def test_language_makes_the_window_anew_with_the_preferences_open(program: Program) -> None:
    old = program.window
    dialog = opened(old)
    choose(dialog.language, "fr")
    assert program.window is not old
    assert program.language == "fr"
    again = opened(program.window)
    assert again is not dialog
    assert again.language.currentData() == "fr"
    again.close()


def test_only_what_differs_is_written(window: MainWindow, settings: Settings) -> None:
    dialog = opened(window)
    before = settings.path.read_text() if settings.path.exists() else ""
    dialog.advance.setChecked(False)
    assert window.session.advance_after_accept is False
    assert "advance_after_accept = false" in settings.path.read_text()
    dialog.advance.setChecked(True)
    assert settings.path.read_text() == before
    assert window.session.advance_after_accept is True
    dialog.close()


def test_text_size_follows_the_slider(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    dialog = opened(window)
    dialog.text_size.setValue(24)
    qtbot.waitUntil(lambda: settings.number("text_size") == 24)
    dialog.close()


def test_workers_are_kept(window: MainWindow, settings: Settings) -> None:
    dialog = opened(window)
    dialog.workers.setCurrentIndex(1)
    dialog.workers.activated.emit(1)
    assert settings.number("workers") == 2
    dialog.close()


def test_another_annotator_takes_over_the_open_project(program: Program, project: Project) -> None:
    path = project.path
    project.close()
    assert program.open(path)
    dialog = opened(program.window)
    dialog.annotator.setText(" Grace  Hopper ")
    dialog.annotator.editingFinished.emit()
    assert program.settings.text("annotator") == "Grace Hopper"
    assert program.session.project is not None
    assert program.session.project.annotator_name == "Grace Hopper"
    assert not program.session.project.read_only
    dialog.close()


def test_settings_that_cannot_be_written_are_said_and_hold(
    window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    dialog = opened(window)
    settings.path = tmp_path / "settings.toml" / "below" / "a-file.toml"
    (tmp_path / "settings.toml").unlink(missing_ok=True)
    (tmp_path / "settings.toml").write_text("")
    dialog.advance.setChecked(False)
    assert "can't be saved" in dialog.message.text()
    assert window.session.advance_after_accept is False
    settings.path = tmp_path / "other.toml"
    dialog.close()


def test_a_view_option_outlives_another_preference(window: MainWindow, settings: Settings) -> None:
    window.session.set_option("show_rejected", True)
    assert settings.switch("show_rejected")
    window.apply_settings()
    assert window.session.show_rejected


# Keys


def test_a_press_becomes_the_key(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    dialog = opened(window)
    dialog.tabs.setCurrentWidget(dialog.keys)
    dialog.keys.choose("flag")
    qtbot.mouseClick(dialog.keys.set_button, Qt.MouseButton.LeftButton)
    assert dialog.keys.set_button.text() == "Press a key…"
    qtbot.keyClick(dialog.keys.set_button, Qt.Key.Key_B, CONTROL)
    assert window.actions_table.keys("flag") == ("Ctrl+B",)
    assert settings.table("keys") == {"flag": "Ctrl+B"}
    dialog.keys.add_button.setChecked(True)
    qtbot.keyClick(dialog.keys.add_button, Qt.Key.Key_F8)
    assert window.actions_table.keys("flag") == ("Ctrl+B", "F8")
    dialog.keys.reset_button.click()
    assert window.actions_table.keys("flag") == ("F",)
    assert settings.is_default("keys")
    dialog.close()


def test_a_key_that_is_taken_is_warned_of_and_can_be_taken_over(
    window: MainWindow, settings: Settings, qtbot: QtBot
) -> None:
    dialog = opened(window)
    dialog.tabs.setCurrentWidget(dialog.keys)
    dialog.keys.choose("flag")
    dialog.keys.set_button.setChecked(True)
    qtbot.keyClick(dialog.keys.set_button, Qt.Key.Key_J)
    assert dialog.keys.warning.text() == "J is the key of “Next article”."
    assert window.actions_table.keys("flag") == ("F",)
    dialog.keys.take_button.click()
    assert window.actions_table.keys("flag") == ("J",)
    assert window.actions_table.keys("next_article") == ()
    assert settings.table("keys") == {"flag": "J", "next_article": ""}
    dialog.keys.all_button.click()
    assert window.actions_table.keys("flag") == ("F",)
    assert window.actions_table.keys("next_article") == ("J",)
    assert settings.is_default("keys")
    dialog.close()


def test_keys_of_labels_are_not_to_be_taken(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window)
    dialog.tabs.setCurrentWidget(dialog.keys)
    dialog.keys.choose("flag")
    dialog.keys.set_button.setChecked(True)
    qtbot.keyClick(dialog.keys.set_button, Qt.Key.Key_1)
    assert "Person" in dialog.keys.warning.text()
    assert not dialog.keys.take_button.isVisible()
    dialog.close()


def test_escape_while_a_key_is_awaited_takes_none_and_leaves_the_dialog_open(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window)
    dialog.tabs.setCurrentWidget(dialog.keys)
    dialog.keys.choose("flag")
    dialog.keys.set_button.setChecked(True)
    qtbot.keyClick(dialog.keys.set_button, Qt.Key.Key_Escape)
    assert not dialog.keys.set_button.isChecked()
    assert dialog.isVisible()
    assert window.actions_table.keys("flag") == ("F",)
    dialog.close()


def test_no_key_and_filter(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.keys.choose("flag")
    dialog.keys.none_button.click()
    assert window.actions_table.keys("flag") == ()
    dialog.keys.filter.setText("undo")
    names = [item.text(0) for item in dialog.keys._items()]
    assert names[0] == "Undo"
    assert "Flag" not in names
    dialog.close()


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "sequence"),
    [
        (Qt.Key.Key_Question, SHIFT, "?", "?"),
        (Qt.Key.Key_A, SHIFT, "A", "Shift+A"),
        (Qt.Key.Key_Backtab, SHIFT, "", "Shift+Tab"),
        (Qt.Key.Key_Enter, CONTROL, "", "Ctrl+Return"),
        (Qt.Key.Key_Shift, SHIFT, "", ""),
        (Qt.Key.Key_Left, SHIFT, "", "Shift+Left"),
    ],
)
def test_presses_as_sequences(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, sequence: str) -> None:
    assert sequence_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == sequence
