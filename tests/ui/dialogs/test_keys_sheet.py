"""The sheet of keys: complete, balanced, and gone with Esc or the key that brought it."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.model.label_scheme import LabelScheme
from annotator.ui.dialogs.key_caps import KeyCaps
from annotator.ui.dialogs.keys_sheet import KeysSheet, in_columns, key_groups, show_keys
from annotator.ui.main_window import MainWindow


def sheet(window: MainWindow) -> KeysSheet:
    found = [made for made in window.findChildren(KeysSheet) if made.isVisible()]
    assert len(found) == 1
    return found[0]


def test_every_action_with_a_key_and_every_label_is_there(window: MainWindow) -> None:
    assert window.session.project is not None
    scheme = window.session.project.scheme
    table = window.actions_table
    rows = [row for group in key_groups(table, scheme) for row in group.rows]
    wanted = [row.shown_title() for row in table.table() if table.keys(row.name) and table.action(row.name).isVisible()]
    titles = [row.title for row in rows]
    assert set(wanted) <= set(titles)
    assert {label.title("en") for label in (*scheme.labels, *scheme.relation_labels)} <= set(titles)
    person = next(row for row in rows if row.title == "Person")
    assert (person.keys, person.hue) == (("1",), scheme.labels[0].hue)


def test_without_a_project_there_are_no_labels(empty_window: MainWindow) -> None:
    groups = key_groups(empty_window.actions_table, LabelScheme())
    assert "Labels" not in [group.title for group in groups]
    assert "Relation labels" not in [group.title for group in groups]


def test_the_key_that_opens_it_closes_it_and_so_does_escape(window: MainWindow, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Question, Qt.Key.Key_Escape):
        show_keys(window)
        shown = sheet(window)
        qtbot.keyClick(shown, key)
        qtbot.waitUntil(lambda: window.findChild(KeysSheet) is None)


def test_a_rebound_key_is_shown_at_once(window: MainWindow) -> None:
    show_keys(window)
    window.actions_table.rebind("flag", ["Ctrl+J"])
    caps = [cap.accessibleName() for cap in sheet(window).columns.findChildren(KeyCaps)]
    assert "Ctrl+J" in caps
    sheet(window).close()


def test_it_has_fewer_columns_where_it_is_narrow(window: MainWindow) -> None:
    show_keys(window)
    shown = sheet(window)
    shown.resize(360, 500)
    assert shown.columns.layout().count() == 1
    assert any(label.text() == "Person" for label in shown.columns.findChildren(QLabel))
    shown.close()


@given(st.lists(st.integers(1, 30), max_size=12), st.integers(1, 4))
def test_columns_hold_everything_in_order_and_none_is_higher_than_needed(heights: list[int], count: int) -> None:
    columns = in_columns(heights, count)
    assert [index for column in columns for index in column] == list(range(len(heights)))
    assert len(columns) <= count
    if heights:
        highest = max(sum(heights[index] for index in column) for column in columns)
        assert highest <= sum(heights) / count + max(heights)
