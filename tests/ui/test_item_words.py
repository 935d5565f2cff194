"""What is left to review of an article, and that nothing is said to be left where nothing has read it."""

import pytest

from annotator.model.errors import StoreError
from annotator.ui.item_words import left_of
from tests.ui.conftest import Desk


def test_nothing_is_left_only_where_something_has_read_the_article(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read, _, quiet = desk.documents
    project = desk.project
    pending = project.article(read).pending_count
    assert left_of(project, project.article(read)) == (pending, 0)
    desk.press("Return")
    left, decided = left_of(project, desk.article)
    assert (left, decided) == (desk.article.pending_count, pytest.approx(1 / (1 + desk.article.pending_count)))
    project.accept_all(read)
    assert left_of(project, desk.article) == (0, 1)
    assert left_of(project, project.article(quiet)) == (None, 0)
    project.store_suggestions(project.start_run("x"), quiet, [])
    assert left_of(project, project.article(quiet)) == (0, 1)

    def broken(*_: object) -> bool:
        raise StoreError("disk I/O error")

    monkeypatch.setattr(type(project), "has_suggestions", broken)
    assert left_of(project, project.article(quiet)) == (0, 1)


def test_what_was_added_by_hand_is_decided(desk: Desk) -> None:
    quiet = desk.documents[2]
    desk.project.add_span(quiet, 0, 4, "PER")
    assert left_of(desk.project, desk.project.article(quiet)) == (0, 1)
