"""Small rules of the store that no action of a window reaches."""

from annotator.model.annotation import Ref
from annotator.model.edit import Change
from annotator.model.record import Record
from annotator.project import Project
from annotator.store import annotations, changes, checks


def test_mark_of_a_fresh_annotator_is_counted_for_nobody(project: Project) -> None:
    assert annotations.article_state(project._store, 99, project.annotator, lambda *_: True) is None  # type: ignore[arg-type]


def test_row_changed_twice_is_one_change() -> None:
    first = Change("spans", None, {"id": 1, "label": "A"})
    second = Change("spans", {"id": 1, "label": "A"}, {"id": 1, "label": "B"})
    gone = Change("spans", {"id": 1, "label": "B"}, None)
    assert changes.folded([first, second]) == (Change("spans", None, {"id": 1, "label": "B"}),)
    assert changes.folded([second, gone]) == (second, gone)


def test_what_an_edit_left_to_look_at() -> None:
    span = Change("spans", None, {"id": 4})
    relation = Change("relations", None, {"id": 5})
    decision = Change("decisions", {"suggestion": 6}, None)
    assert changes.focus_of([span, relation, decision]) == Ref("relation", 5)
    assert changes.focus_of([span, decision]) == Ref("span", 4)
    assert changes.focus_of([decision]) == Ref("suggestion", 6)
    assert changes.focus_of([Change("reviews", None, {})]) is None


def test_damaged_pages_are_the_only_problem_told(project: Project) -> None:
    project.import_records([Record("a", "Ana", source="X", language="fr")])
    root = project._store.value("SELECT rootpage FROM sqlite_schema WHERE name = 'documents_source'")
    other = project._store.value("SELECT rootpage FROM sqlite_schema WHERE name = 'documents_language'")
    project._store.execute("PRAGMA writable_schema = ON")
    project._store.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = 'documents_source'", [other])
    project._store.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = 'documents_language'", [root])
    path = project.path
    project.close()
    with Project.open(path) as damaged:
        problems = checks.check(damaged._store, damaged.annotator, lambda *_: True)
        assert {problem.kind for problem in problems} == {"damage"}
