"""Confidence fitted to what was decided here, and thresholds that hide and bring back."""

from pathlib import Path

import pytest

from annotator.model.annotation import Ref
from annotator.model.article import PENDING
from annotator.model.calibration import REFIT_EVERY
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.query import DocumentQuery
from annotator.model.record import Record
from annotator.model.scores import Scores
from annotator.model.suggestion import Proposed, ProposedRelation, ProposedSpan
from annotator.project import Project
from tests.project.conftest import SCHEME, Desk


def words(article: int) -> str:
    """Twenty-five words of six letters that no other article has."""
    return " ".join(f"N{article:03}{chr(97 + number)}m" for number in range(25))


def read(project: Project, documents: int, *, wrong: int = 2) -> list[DocumentId]:
    """Articles of 20 suggestions each with the score 0.9, of which one in `wrong` is rejected; all done."""
    start = project.document_count()
    project.import_records([Record(f"k{number}", words(number)) for number in range(start, start + documents)])
    ids = project.document_ids()[start:]
    run = project.start_run("pipeline", "1")
    rules = project.start_run("rules")
    for id in ids:
        spans = [ProposedSpan(7 * number, 7 * number + 6, "PER", 0.9) for number in range(20)]
        dates = [ProposedSpan(7 * number, 7 * number + 6, "LOC", 0.9) for number in range(20, 25)]
        project.store_proposals([(id, [Proposed(run, spans), Proposed(rules, dates)])])
        for number, ref in enumerate(project.article(id).pending()):
            (project.reject if number < 20 and number % wrong == 0 else project.accept)(id, ref)
        project.set_state(id, "done")
    return ids


def test_confidence_is_the_score_until_enough_is_decided(desk: Desk) -> None:
    assert desk.project.confidence("span", "PER", 0.9, run=desk.run) == 0.9
    assert desk.project.calibrated_on("span") == 0


def test_fit_takes_what_was_decided_source_by_source(project: Project) -> None:
    read(project, 6)
    assert project.fit_calibration()
    rules = project.start_run("rules")
    assert project.confidence("span", "PER", 0.9) == pytest.approx(0.5, abs=0.05)
    assert project.confidence("span", "LOC", 0.9, run=rules) > 0.85
    assert project.calibrated_on("span") == 120
    assert project.calibrated_on("span", run=rules) == 30
    row = project._store.rows("SELECT * FROM calibrations WHERE family = 'pipeline' AND label = ''")[0]
    assert row["error_before"] == pytest.approx(0.4)
    assert row["error_after"] < 0.1
    assert not project.fit_calibration()


def test_fit_is_due_after_so_many_decisions_and_survives_a_restart(project: Project) -> None:
    assert project.calibration_due()
    project.fit_calibration()
    assert not project.calibration_due()
    read(project, -(-REFIT_EVERY // 25))
    assert project.calibration_due()
    project.fit_calibration()
    confidence = project.confidence("span", "PER", 0.9)
    path = project.path
    project.close()
    with Project.open(path, annotator="Ada") as again:
        assert again.confidence("span", "PER", 0.9) == confidence != 0.9
    with Project.open(path, annotator="Ada", read_only=True) as reader:
        assert not reader.calibration_due()
        assert not reader.recounting()


def test_held_back_confidences_count_until_the_next_models(project: Project) -> None:
    project.fit_calibration([("span", "PER", 0.9, number % 4 > 0) for number in range(200)])
    assert project.confidence("span", "PER", 0.9) == pytest.approx(0.75, abs=0.03)
    project.fit_calibration()
    assert project.confidence("span", "PER", 0.9) == pytest.approx(0.75, abs=0.03)
    project.fit_calibration([("span", "PER", 0.9, False) for _ in range(200)])
    assert project.confidence("span", "PER", 0.9) < 0.1


def test_what_is_left_undecided_in_a_done_article_counts_by_what_is_confirmed_there(desk: Desk) -> None:
    project = desk.project
    project.import_records([Record("gold", "Ana Roy voit Paris. Et Nantes.")])
    gold = project.document_ids()[-1]
    project.add_span(gold, 0, 7, "PER")
    person = project.article(gold).spans()[0].ref
    project.add_span(gold, 13, 18, "LOC")
    place = project.article(gold).spans()[1].ref
    project.add_relation(gold, person, place, "in")
    project.set_state(gold, "done")
    run = project.start_run("late")
    project.store_suggestions(
        run,
        gold,
        [ProposedSpan(0, 7, "PER", 0.9), ProposedSpan(23, 29, "LOC", 0.8)],
        [ProposedRelation((0, 7), (13, 18), "in", 0.7), ProposedRelation((0, 7), (23, 29), "in", 0.6)],
    )
    found = {(one.kind, one.score): one.right for one in project.judged()}
    assert found == {("span", 0.9): True, ("span", 0.8): False, ("relation", 0.7): True, ("relation", 0.6): False}


def test_pending_suggestions_tell_nothing(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(13, 18))
    assert [(one.label, one.score, one.right) for one in desk.project.judged()] == [("LOC", 0.8, True)]
    assert desk.project.judged_by_label() == {("span", "LOC"): [(0.8, True)]}


def test_newest_decisions_come_first_and_only_so_many(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read(project, 3)
    last = project.document_ids()[-1]
    monkeypatch.setattr("annotator.project.confidence.NEWEST", 25)
    assert {one.document for one in project.judged()} == {last}


def test_threshold_hides_and_a_lower_one_brings_back(desk: Desk) -> None:
    project = desk.project
    assert desk.pending() == ["Ana Roy", "Paris", "Léo Roy", "Paris", "in", "Ana Roy", "meets", "Nantes"]
    changed = project.set_thresholds({("span", "LOC"): 0.75, ("relation", "meets"): 0.5})
    assert changed[desk.document]
    assert desk.pending() == ["Ana Roy", "Paris", "Léo Roy", "Ana Roy"]
    assert project.thresholds() == {("span", "LOC"): 0.75, ("relation", "meets"): 0.5}
    assert project._store.value("SELECT count(*) FROM suggestions WHERE active = 1") == 8
    assert project.set_thresholds({("span", "LOC"): 0.75, ("relation", "meets"): 0.5}) == {}
    project.set_thresholds({("span", "LOC"): 0.0})
    assert len(desk.pending()) == 8


def test_threshold_holds_after_a_restart_and_for_new_suggestions(desk: Desk) -> None:
    desk.project.set_thresholds({("span", "LOC"): 0.75})
    desk.project.import_records([Record("b", "Paris et Nantes.")])
    new = desk.project.document_ids()[-1]
    desk.project.store_suggestions(desk.run, new, [ProposedSpan(0, 5, "LOC", 0.7), ProposedSpan(9, 15, "LOC", 0.9)])
    assert [row.pending for row in desk.project.document_rows([new])] == [1]
    desk.project.close()
    with Project.open(desk.path, annotator="Ada") as again:
        assert again.article(desk.document).pending_count == 5
        assert again.article(new).pending_count == 1


def test_tallies_follow_a_few_documents_at_a_time(desk: Desk) -> None:
    project = desk.project
    project.accept(desk.document, desk.at(0, 7))
    project.import_records([Record("b", "Paris et Nantes."), Record("c", "Rien.")])
    second = project.document_ids()[1]
    project.store_suggestions(desk.run, second, [ProposedSpan(0, 5, "LOC", 0.7)])
    total = project.progress().pending
    assert not project.recounting()
    project.set_thresholds({("span", "LOC"): 0.75})
    assert project.recounting()
    assert project.recount(1) == [desk.document]
    assert project.document_rows([second])[0].pending == 1
    assert project.recount(1) == [second]
    assert project.recount(1) == []
    assert not project.recounting()
    assert project.recount(1) == []
    assert project.document_rows([second])[0].pending == 0
    assert project.progress().pending == total - 4
    assert project.document_ids(DocumentQuery(pending=True)) == [desk.document]
    project.set_thresholds({})
    while project.recount():
        pass
    assert project.progress().pending == total


@pytest.mark.parametrize("least", [-0.1, 1.0])
def test_threshold_out_of_bounds_is_refused(desk: Desk, least: float) -> None:
    with pytest.raises(AnnotationError, match="between 0 and 99%"):
        desk.project.set_thresholds({("span", "LOC"): least})
    assert desk.project.thresholds() == {}


def test_article_looked_at_last_keeps_its_order_when_the_curve_moves(project: Project) -> None:
    project.set_thresholds({("span", "PER"): 0.8})
    first, last = read(project, 6)[-2:]
    project.set_state(last, "in_progress")
    later = project.start_run("pipeline", "2")
    for id in (first, last):
        project.store_suggestions(later, id, [ProposedSpan(0, 1, "PER", 0.9)])
        assert project.article(id).pending_count >= 1
    assert project.fit_calibration()
    shown = Ref("suggestion", project._store.value("SELECT max(id) FROM suggestions WHERE document = ?", [last]))
    assert project.article(last).get(shown) is not None
    assert all(span.label != "PER" for span in project.article(first).spans(PENDING))


def test_small_scheme_has_a_file_of_its_own(tmp_path: Path) -> None:
    with Project.create(tmp_path / "n.pressmark", scheme=SCHEME, annotator="Ada") as project:
        assert not project.fit_calibration()
        assert project._store.value("SELECT count(*) FROM calibrations") == 0


def test_confidences_of_a_new_model_make_a_fit_due(project: Project) -> None:
    project.fit_calibration()
    project.keep_confidences([("span", "PER", 0.9, number % 4 > 0) for number in range(200)])
    assert project.calibration_due()
    project.fit_calibration()
    assert project.confidence("span", "PER", 0.9) == pytest.approx(0.75, abs=0.03)


def test_what_a_model_says_of_articles_it_has_learned_from_tells_nothing(desk: Desk) -> None:
    project = desk.project
    project.import_records([Record(key, "Ana Roy voit Paris.") for key in ("learned", "new")])
    learned, new = project.document_ids()[-2:]
    for document in (learned, new):
        project.add_span(document, 0, 7, "PER")
        project.set_state(document, "done")
    folder = project.new_model_folder()
    folder.mkdir()
    project.add_model(
        folder, kind="full", base="", digest="d", documents=[learned], held_back=[], scores=Scores(), previous=Scores()
    )
    run = project.start_run(str(folder), digest="d")
    for document in (learned, new):
        project.store_suggestions(run, document, [ProposedSpan(0, 7, "PER", 0.9), ProposedSpan(13, 18, "LOC", 0.8)])
    assert {one.document for one in project.judged()} == {new}
    [row] = [row for row in project.ledger()["ledger"]["sources"] if row["model"] is not None]
    assert (row["accepted"], row["left"], row["precision"]) == (1, 1, 0.5)
    project.set_state(learned, "in_progress")
    [row] = [row for row in project.ledger()["ledger"]["sources"] if row["model"] is not None]
    assert row["pending"] == 2
