import sqlite3

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.annotation import Ref
from annotator.model.cursor import TokenRun
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.record import Record
from annotator.project import Project
from annotator.ui.active_time import IDLE_SECONDS
from annotator.ui.session import Session
from tests.ui.conftest import Desk, suggest


def test_an_action_is_followed_by_its_edit_its_focus_and_saved_in_that_order(desk: Desk) -> None:
    seen: list[str] = []
    desk.session.edited.connect(lambda edit, extents: seen.append(f"edited {edit.action} {extents}"))
    desk.session.announced.connect(lambda text: seen.append("announced"))
    desk.session.focus_changed.connect(lambda focus: seen.append("focus"))
    desk.session.message.connect(lambda text, kind: seen.append(kind))
    desk.press("Return")
    extent = desk.at("Élodie Marchand")
    assert seen[0].startswith(f"edited accept [({extent[0]}, ")
    assert seen[1:] == ["announced", "focus", "saved"]


def test_what_an_edit_removed_is_no_longer_in_focus_when_it_is_told(desk: Desk) -> None:
    seen: list[object] = []
    desk.session.edited.connect(lambda edit, extents: seen.append(desk.session.focus))
    desk.press("Backspace")
    assert seen == [desk.span("Armor Marine").ref]


def test_a_refusal_is_a_message_and_writes_nothing(desk: Desk) -> None:
    edits: list[object] = []
    desk.session.edited.connect(lambda edit, extents: edits.append(edit))
    document = desk.documents[0]
    result = desk.session.run(lambda project: project.add_span(document, 0, 5, "NOPE"))
    assert result is None
    assert edits == []
    assert desk.messages[-1][1] == "refused"
    assert "NOPE" in desk.messages[-1][0]


def test_after_a_refusal_the_next_action_is_seen(desk: Desk) -> None:
    document = desk.documents[0]
    desk.session.run(lambda project: project.add_span(document, 0, 5, "NOPE"))
    desk.press("Return")
    assert desk.confirmed() == [("Élodie Marchand", "PER")]
    assert desk.session.article is desk.project.article(document)


def test_a_store_error_goes_to_the_dialog(desk: Desk) -> None:
    failures: list[object] = []
    desk.session.failed.connect(failures.append)

    def full(project: Project) -> Edit:
        raise StoreError("the disk is full")

    assert desk.session.run(full) is None
    assert [str(failure) for failure in failures] == ["the disk is full"]


def test_a_bug_goes_on_to_the_excepthook(desk: Desk) -> None:
    def broken(project: Project) -> Edit:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.session.run(broken)


def test_an_action_that_changes_nothing_is_not_called_saved(desk: Desk) -> None:
    desk.press("Return")
    desk.messages.clear()
    ref = desk.span("Élodie Marchand").ref
    assert desk.session.run(lambda project: project.relabel(desk.documents[0], ref, "PER")) is None
    assert desk.messages == []


def test_nothing_runs_without_a_project(qapp: QApplication) -> None:
    session = Session()
    assert session.run(lambda project: project.undo()) is None
    assert session.undo() is None
    assert not session.next_article()
    assert not session.open_article(1)  # type: ignore[arg-type]
    assert session.done_and_next() is None
    assert session.toggle_flag() is None
    session.close()


def test_undo_goes_back_to_the_article_and_the_thing(desk: Desk) -> None:
    desk.press("Tab", "Return", "J")
    assert desk.article.document.id == desk.documents[1]
    desk.press("Ctrl+Z")
    assert desk.article.document.id == desk.documents[0]
    assert desk.focused() == "Armor Marine"
    assert desk.messages[-1] == ("Undone: accepted", "info")
    desk.press("J", "Ctrl+Shift+Z")
    assert desk.article.document.id == desk.documents[0]
    assert desk.confirmed() == [("Armor Marine", "ORG")]
    assert desk.focused() == "Armor Marine"


def test_undo_of_an_added_span_looks_at_its_words(desk: Desk) -> None:
    desk.select("Paris")
    desk.press("3", "Tab", "Ctrl+Z")
    assert desk.session.focus == TokenRun(*desk.at("Paris"))


def test_undo_survives_a_restart(desk: Desk) -> None:
    desk.press("Return", "J")
    path, documents = desk.project.path, desk.documents
    desk.session.close()
    session = desk.session
    session.open_project(Project.open(path))
    session.open_article(documents[1])
    session.undo()
    assert session.article is not None
    assert session.article.document.id == documents[0]
    assert session.article.spans(("confirmed",)) == []
    assert session.focus == session.article.next_pending(None)


def test_the_end_of_the_history_is_said(desk: Desk) -> None:
    desk.session.undo()
    assert desk.messages[-1] == ("Nothing to undo", "info")
    desk.session.redo()
    assert desk.messages[-1] == ("Nothing to redo", "info")


def test_j_and_k_walk_the_list_and_stop_at_its_ends(desk: Desk) -> None:
    desk.press("K")
    assert desk.messages[-1][1] == "info"
    desk.press("J", "J")
    assert desk.article.document.id == desk.documents[2]
    assert desk.focused() == "Rien"
    desk.press("J")
    assert desk.article.document.id == desk.documents[2]
    desk.press("K")
    assert desk.article.document.id == desk.documents[1]


def test_the_list_is_walked_in_its_own_order(desk: Desk) -> None:
    desk.session.set_queue([desk.documents[2], desk.documents[0]])
    desk.press("K")
    assert desk.article.document.id == desk.documents[2]


def test_from_outside_the_list_j_goes_to_its_start(desk: Desk) -> None:
    desk.session.set_queue([desk.documents[2], desk.documents[1]])
    desk.press("J")
    assert desk.article.document.id == desk.documents[2]


def test_done_goes_to_the_next_that_waits_and_round_the_end(desk: Desk) -> None:
    desk.project.set_state(desk.documents[1], "skipped")
    desk.press("Ctrl+Return")
    assert desk.article.document.id == desk.documents[2]
    desk.project.set_state(desk.documents[0], "in_progress")
    desk.press("Ctrl+Return")
    assert desk.article.document.id == desk.documents[0]


def test_done_with_suggestions_undecided_is_said(desk: Desk) -> None:
    count = desk.article.pending_count
    assert count > 1
    desk.press("Ctrl+Return")
    assert desk.messages[-1] == (f"Done with {count} suggestions undecided: they count as no entity", "info")
    desk.press("Shift+Return", "Ctrl+Return")
    assert "undecided" not in desk.messages[-1][0]


def test_when_all_is_done_it_is_said(desk: Desk) -> None:
    for document in desk.documents:
        desk.project.accept_all(document)
    desk.press("Ctrl+Return", "Ctrl+Return", "Ctrl+Return")
    assert desk.messages[-1] == ("Every article of the list is done", "info")
    assert desk.article.document.id == desk.documents[2]
    assert desk.project.progress().done == 3


def test_done_on_a_done_article_still_goes_on(desk: Desk) -> None:
    desk.project.set_state(desk.documents[0], "done")
    desk.press("Ctrl+Return")
    assert desk.article.document.id == desk.documents[1]


def test_skip_sets_aside_and_reopen_takes_it_back(desk: Desk) -> None:
    desk.press("Ctrl+Shift+Return")
    assert desk.project.article(desk.documents[0]).review.state == "skipped"
    desk.press("K")
    desk.gestures.perform("reopen_article")
    assert desk.article.review.state == "in_progress"


def test_f_flags_and_a_comment_is_kept(desk: Desk) -> None:
    desk.press("F")
    assert desk.article.review.flag
    desk.press("F")
    assert not desk.article.review.flag
    desk.session.set_comment("à revoir")
    assert desk.article.review.comment == "à revoir"


def test_a_review_tells_the_list(desk: Desk) -> None:
    told: list[bool] = []
    desk.session.documents_changed.connect(lambda: told.append(True))
    desk.press("Return")
    assert told  # the article is in progress now
    told.clear()
    desk.press("F")
    assert told


def test_suggestions_that_come_in_are_shown_and_leave_the_focus(desk: Desk) -> None:
    seen: list[tuple[object, list[tuple[int, int]]]] = []
    desk.press("J", "J")
    desk.session.edited.connect(lambda edit, extents: seen.append((edit, extents)))
    desk.project.store_suggestions(desk.project.start_run("other"), desk.documents[2], [], [])
    desk.session.suggestions_stored(desk.documents[2])
    assert seen == [(None, [])]
    seen.clear()
    desk.press("K")
    desk.look_at("Armor Marine")
    focus = desk.focused()
    suggest(desk.project, desk.documents[1])
    desk.session.suggestions_stored(desk.documents[1])
    assert seen[0][0] is None
    assert seen[0][1]
    assert desk.focused() in (focus, "Armor")


def test_what_another_process_writes_is_read_again(desk: Desk) -> None:
    refreshed: list[object] = []
    desk.session.article_refreshed.connect(refreshed.append)
    desk.session.reload()
    assert refreshed == []
    other = sqlite3.connect(desk.project.path)
    with other:
        other.execute("UPDATE reviews SET flag = 1")
        other.execute("INSERT INTO settings (name, value) VALUES ('probe', '1')")
    other.close()
    desk.session.reload()
    assert refreshed == [desk.session.article]
    assert desk.session.article is desk.project.article(desk.documents[0])
    desk.press("Return")
    assert desk.confirmed() == [("Élodie Marchand", "PER")]


def test_an_article_stays_open_whatever_else_is_looked_at(desk: Desk) -> None:
    desk.project.import_records(iter(Record(key=f"more-{number}", text="Un mot.") for number in range(20)))
    for document in desk.project.document_ids()[1:]:
        desk.project.article(document)
    desk.press("Return")
    assert desk.confirmed() == [("Élodie Marchand", "PER")]
    assert desk.session.article is desk.project.article(desk.documents[0])


def test_another_scheme_has_the_article_drawn_again(desk: Desk) -> None:
    refreshed: list[object] = []
    desk.session.article_refreshed.connect(refreshed.append)
    desk.press("Return")
    assert refreshed == []
    desk.session.run(lambda project: project.rename_label("PER", "HUMAN"))
    assert refreshed == [desk.article]
    assert desk.confirmed() == [("Élodie Marchand", "HUMAN")]


def test_an_article_that_is_not_there_is_refused(desk: Desk) -> None:
    assert not desk.session.open_article(99)  # type: ignore[arg-type]
    assert desk.messages[-1][1] == "refused"
    assert desk.article.document.id == desk.documents[0]


def test_pauses_longer_than_a_minute_are_not_work(desk: Desk) -> None:
    now = [100.0]
    session = Session(clock=lambda: now[0])
    path, documents = desk.project.path, desk.documents
    desk.session.close()
    session.open_project(Project.open(path))
    session.open_article(documents[0])
    for pause in (10.0, 20.0, IDLE_SECONDS + 1, 5.0):
        now[0] += pause
        session.note_activity()
    session.open_article(documents[1])
    now[0] += 30
    session.note_activity()
    session.close()
    with Project.open(path) as project:
        assert project.article(documents[0]).review.active_seconds == pytest.approx(35.0)
        assert project.article(documents[1]).review.active_seconds == pytest.approx(30.0)


def test_closing_lets_go_of_everything(desk: Desk) -> None:
    closed: list[bool] = []
    desk.session.closed.connect(lambda: closed.append(True))
    desk.session.close()
    desk.session.close()
    assert closed == [True]
    assert (desk.session.project, desk.session.article, desk.session.focus, desk.session.queue) == (
        None,
        None,
        None,
        [],
    )


def test_time_that_cannot_be_kept_is_said_but_not_when_closing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    failed: list[object] = []
    desk.session.failed.connect(failed.append)
    monkeypatch.setattr(desk.session._time._time, "take", lambda: 12.0)
    desk.project.path.unlink()
    desk.session._time.flush()
    assert len(failed) == 1
    desk.session.close()
    assert len(failed) == 1


def test_an_empty_article_has_no_focus(desk: Desk) -> None:
    desk.project.import_records(iter([Record(key="blank", text=" \n ")]))
    document = desk.project.find_document("blank")
    assert document is not None
    desk.session.open_article(document)
    assert desk.session.focus is None
    for key in ("Tab", "Return", "Backspace", "1", "Left", "Down", "Space", "Shift+Right", "R", "E", "Esc", "Ctrl+End"):
        desk.press(key)
    assert desk.project.undo_action() == ""


def test_a_focus_that_an_edit_elsewhere_removed_goes_to_its_words(desk: Desk) -> None:
    span = desk.look_at("Armor Marine")
    desk.session.run(lambda project: project.reject(desk.documents[0], span.ref))
    assert desk.session.focus == TokenRun(*desk.at("Armor"))


def test_a_ref_of_another_kind_is_refused_as_an_annotation_error(desk: Desk) -> None:
    with pytest.raises(AnnotationError):
        desk.project.accept(desk.documents[0], Ref("suggestion", 999))
