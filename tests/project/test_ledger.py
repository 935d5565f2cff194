"""The ledger of a project: what became of its suggestions, and what the work cost."""

from typing import Any

import pytest

from annotator.model.article import CONFIRMED, PENDING
from annotator.model.record import Record
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from tests.project.conftest import Desk


def spans(desk: Desk) -> dict[str, dict[str, Any]]:
    return dict(desk.project.ledger()["ledger"]["spans"]["labels"])


def test_every_fate_of_a_span_has_its_column(desk: Desk) -> None:
    project, id = desk.project, desk.document
    project.accept(id, desk.at(0, 7))
    project.relabel(id, desk.at(20, 27), "PER")
    project.set_boundaries(id, desk.at(13, 18), 8, 18)
    project.reject(id, desk.at(38, 43))
    project.add_span(id, 29, 34, "ORG")
    found = spans(desk)
    assert found["ORG"] == {
        "shown": 1, "accepted": 0, "relabelled": 1, "boundary": 0, "rejected": 0, "left": 0, "pending": 0, "added": 1,
    }  # fmt: skip
    assert (found["PER"]["accepted"], found["PER"]["pending"]) == (1, 1)
    assert (found["LOC"]["boundary"], found["LOC"]["rejected"], found["LOC"]["pending"]) == (1, 1, 1)
    project.set_state(id, "done")
    found = spans(desk)
    assert (found["PER"]["left"], found["LOC"]["left"], found["LOC"]["pending"]) == (1, 1, 0)


def test_every_fate_of_a_relation_has_its_column(desk: Desk) -> None:
    project, id = desk.project, desk.document
    project.relabel(id, desk.at(20, 27), "PER")
    located = desk.state.relations(PENDING)[0].ref
    project.accept(id, located)
    meets = next(relation for relation in desk.state.relations(PENDING) if relation.label == "meets")
    project.reject(id, meets.ref)
    table = project.ledger()["ledger"]["relations"]
    assert table["labels"]["in"]["accepted"] == 1
    assert table["labels"]["meets"]["rejected"] == 1
    assert table["scores"][7]["accepted"] == 1
    joined = desk.state.relations(CONFIRMED)[0]
    project.delete(id, joined.ref)
    project.add_relation(id, desk.at(20, 27), desk.at(38, 43), "in")
    added = project.ledger()["ledger"]["relations"]["labels"]["in"]
    assert (added["accepted"], added["rejected"], added["added"]) == (1, 0, 0)  # taken back: it was right


def test_relation_with_another_label_is_relabelled_and_turned_round_is_boundary(desk: Desk) -> None:
    project = desk.project
    project.import_records([Record("b", "Ana Roy et Léo Roy.")])
    id = project.document_ids()[-1]
    project.store_suggestions(
        desk.run,
        id,
        [ProposedSpan(0, 7, "PER", 0.9), ProposedSpan(11, 18, "PER", 0.9)],
        [ProposedRelation((0, 7), (11, 18), "meets", 0.9)],
    )
    meets = project.article(id).relations(PENDING)[0].ref
    project.reverse_relation(id, meets)
    assert project.ledger()["ledger"]["relations"]["labels"]["meets"]["boundary"] == 1


def test_import_done_with_suggestions_beside_it_is_judged_by_what_is_confirmed(desk: Desk) -> None:
    project, id = desk.project, desk.document
    project.set_state(id, "done")
    project.add_span(id, 0, 7, "PER")
    late = project.start_run("late", "2", "feed")
    project.import_records([Record("b", "Ana Roy voit Nantes.")])
    second = project.document_ids()[-1]
    project.add_span(second, 0, 7, "PER")
    project.add_span(second, 13, 19, "LOC")
    first, other = (span.ref for span in project.article(second).spans())
    project.add_relation(second, first, other, "in")
    project.set_state(second, "done")
    project.store_suggestions(
        late,
        second,
        [ProposedSpan(0, 7, "PER", 0.9), ProposedSpan(8, 12, "ORG")],
        [ProposedRelation((0, 7), (13, 19), "in", 0.9)],
    )
    rows = {
        (row["pipeline"], row["kind"]): row
        for row in project.ledger()["ledger"]["sources"]
        if row["pipeline"] == "late"
    }
    assert (rows["late", "span"]["accepted"], rows["late", "span"]["left"]) == (1, 1)
    assert (rows["late", "span"]["precision"], rows["late", "span"]["recall"]) == (0.5, 1.0)
    assert rows["late", "relation"]["accepted"] == 1
    assert rows["late", "span"]["model"] is None


def test_progress_counts_keys_time_and_how_right_what_was_shown_was(desk: Desk) -> None:
    project, id = desk.project, desk.document
    assert project.ledger()["ledger"]["progress"] == []
    for start, end in ((0, 7), (13, 18), (52, 59), (62, 68)):
        project.accept(id, desk.at(start, end))
    project.reject(id, desk.at(20, 27))
    project.undo()
    project.relabel(id, desk.at(20, 27), "PER")
    project.reject(id, desk.at(38, 43))
    project.add_span(id, 29, 34, "ORG")
    project.add_active_seconds(id, 60)
    project.set_state(id, "done")
    (block,) = project.ledger()["ledger"]["progress"]
    assert block["actions"] == 4 + 2 + 1 + 1 + 2 + 1
    assert (block["documents"], block["seconds"]) == (1, 60.0)
    assert block["tokens"] == pytest.approx(18, abs=4)
    assert block["actions_per_1000"] == pytest.approx(11_000 / block["tokens"], rel=0.05)
    assert (block["precision"], block["recall"]) == (pytest.approx(4 / 6, abs=1e-4), pytest.approx(4 / 6, abs=1e-4))
    assert project.ledger()["learning"]["as_shown"] == [
        {"documents": 1, "f": pytest.approx(0.6667), "relation_f": block["relation_f"]}
    ]


def test_learning_curve_has_the_models(desk: Desk) -> None:
    learning = desk.project.ledger()["learning"]
    assert learning == {"held_back": [], "as_shown": []}


def test_calibration_is_reported_before_and_after(desk: Desk) -> None:
    project = desk.project
    assert project.ledger()["calibration"]["spans"] == {
        "decisions": 0, "error_before": None, "error_after": None, "brier_before": None, "brier_after": None,
        "before": [], "after": [],
    }  # fmt: skip
    project.reject(desk.document, desk.at(52, 59))
    report = project.ledger()["calibration"]["spans"]
    assert (report["decisions"], report["error_before"]) == (1, 0.95)
    assert report["before"] == [{"from": 0.9, "to": 1.0, "n": 1, "confidence": 0.95, "right": 0.0}]


def test_ledger_is_of_one_annotator(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project.use_annotator("Bea")
    assert spans(desk)["PER"]["accepted"] == 0
    assert desk.project.ledger(annotator="Ada")["ledger"]["spans"]["labels"]["PER"]["accepted"] == 1
