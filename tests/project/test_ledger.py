"""The ledger of a project: what became of its suggestions, and what the work cost."""

import contextlib
import itertools
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annotator.model.article import CONFIRMED, PENDING
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.ledger import FATES, KEYS, rates, rounded
from annotator.model.record import Record
from annotator.model.scores import Score, Scores
from annotator.model.suggestion import ProposedRelation, ProposedSpan, RunId
from annotator.project import Project
from tests.project.conftest import SCHEME, Desk


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


def test_of_a_model_measured_on_nothing_no_figure_is_known(desk: Desk) -> None:
    project = desk.project
    for scores in (Scores(), Scores(6, {"PER": Score(3, 1, 0)})):
        folder = project.new_model_folder()
        folder.mkdir()
        project.add_model(
            folder, kind="round", base="b", digest=str(scores.documents), documents=[desk.document], held_back=[], scores=scores, previous=Scores()
        )  # fmt: skip
    rows = project.ledger()["learning"]["held_back"]
    assert sorted((str(row["f"]), str(row["precision"])) for row in rows) == [("0.8571", "0.75"), ("None", "None")]


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


def test_ledger_of_a_project_without_suggestions_has_what_was_added(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.pressmark", scheme=SCHEME, annotator="Ada") as project:
        project.import_records([Record("a", "Ana Roy voit Paris.")])
        project.add_span(project.document_ids()[0], 0, 7, "PER")
        table = project.ledger()["ledger"]
    assert (table["spans"]["labels"]["PER"]["added"], table["sources"]) == (1, [])


@pytest.mark.parametrize("seed", range(4))
def test_ledger_is_what_a_plain_count_of_the_rows_gives(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    work_at_random(desk, chance)
    for annotator in ("Ada", "Bea"):
        table = desk.project.ledger(annotator=annotator)["ledger"]
        plain = counted_plainly(desk.project, desk.project.annotator_of(annotator))
        assert {kind: table[kind]["labels"] for kind in ("spans", "relations")} == plain["labels"]
        assert {
            (kind, number, fate): row[fate]
            for kind in ("spans", "relations")
            for number, row in enumerate(table[kind]["scores"])
            for fate in FATES
            if row[fate]
        } == plain["scores"]
        assert {
            (row["pipeline"], row["kind"]): (row["shown"], row["precision"], row["recall"]) for row in table["sources"]
        } == plain["sources"]
        assert [
            (block["documents"], block["actions"], block["precision"], block["recall"], block["f"], block["relation_f"])
            for block in table["progress"]
        ] == plain["progress"]


def work_at_random(desk: Desk, chance: random.Random) -> None:
    """Thirty articles, three sources, two annotators: whatever can be done to what is suggested."""
    project = desk.project
    words = "Ana Roy voit Paris et Nantes avec Léo Roy".split()
    project.import_records([Record(f"r{n}", " ".join(chance.choices(words, k=12))) for n in range(30)])
    documents = project.document_ids()
    runs = [desk.run, project.start_run("rules", "1"), project.start_run("own", "2", "feed")]
    for document in documents:
        for run in chance.sample(runs, chance.randint(1, 3)):
            suggest_at_random(project, document, run, chance)
    for annotator in ("Ada", "Bea", "Ada"):
        project.use_annotator(annotator)
        for document in chance.sample(documents, 24):
            for _ in range(chance.randint(0, 8)):
                with contextlib.suppress(AnnotationError):  # what is not possible there
                    act_at_random(project, document, chance)
            if chance.random() < 0.7:
                project.set_state(document, "done")
            if chance.random() < 0.2:
                suggest_at_random(project, document, runs[2], chance)
        with contextlib.suppress(AnnotationError):
            project.apply_to_corpus([(chance.choice(documents), 4, 7)], "label", "ORG")


def suggest_at_random(project: Project, document: DocumentId, run: RunId, chance: random.Random) -> None:
    """Spans over whole words, some of them twice, some without a score; relations between two of them."""
    ends = [at for at, character in enumerate(project.document(document).text) if character == " "]
    starts = chance.sample(range(len(ends) - 2), 5)
    places = [(ends[at] + 1, ends[at + chance.randint(1, 2)]) for at in starts]
    spans = [
        ProposedSpan(*place, chance.choice(("PER", "LOC")), chance.choice((0.0, 0.31, 0.95, 1.0, None)))
        for place in places
    ]
    relations = [
        ProposedRelation(one, other, chance.choice(("in", "meets")), chance.choice((0.2, 0.8)))
        for one, other in itertools.pairwise(places[:4])
    ]
    project.store_suggestions(run, document, spans, relations)


def act_at_random(project: Project, document: DocumentId, chance: random.Random) -> None:
    """One action of an annotator."""
    state = project.article(document)
    if not (refs := [*state.pending(), *(span.ref for span in state.spans())]):
        return
    ref = chance.choice(refs)
    match chance.randrange(9):
        case 0 | 1 | 2:
            project.accept(document, ref)
        case 3:
            project.reject(document, ref)
        case 4:
            project.relabel(document, ref, chance.choice(("PER", "LOC", "in", "meets")))
        case 5:
            at = 4 * chance.randrange(6)
            project.set_boundaries(document, ref, at, at + chance.randint(2, 6))
        case 6:
            at = 4 * chance.randrange(6)
            project.add_span(document, at, at + 3, "ORG")
        case 7:
            project.add_relation(document, ref, chance.choice(refs), chance.choice(("in", "meets")))
        case _:
            project.undo()


def counted_plainly(project: Project, owner: int) -> dict[str, Any]:
    """The same figures, one row at a time, as docs/ledger.md says them."""
    rows = {
        table: project._store.rows(f"SELECT * FROM {table}")
        for table in ("suggestions", "decisions", "spans", "relations", "reviews", "edits", "runs")
    }
    by_id = {table: {row["id"]: row for row in rows[table]} for table in ("suggestions", "spans", "relations", "runs")}
    decisions = {row["suggestion"]: row for row in rows["decisions"] if row["annotator"] == owner}
    own = {
        table: [row for row in rows[table] if row["annotator"] == owner] for table in ("spans", "relations", "edits")
    }
    finished = {row["document"] for row in rows["reviews"] if row["annotator"] == owner and row["state"] == "done"}
    extent = {row["id"]: (row["start"], row["end"]) for row in rows["spans"]}

    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        """Where a suggestion, a span or a relation lies, and what it is said to be."""
        if "head" in row:
            return row["document"], *extent[row["head"]], *extent[row["child"]], row["label"]
        child = (row["child_start"], row["child_end"]) if row.get("child_start") is not None else ()
        return row["document"], row["start"], row["end"], *child, row["label"]

    standing = {place(row) for row in [*own["spans"], *own["relations"]]}

    def fate(row: dict[str, Any]) -> str:
        decision = decisions.get(row["id"])
        if decision is None:
            if row["document"] not in finished:
                return "pending"
            return "accepted" if place(row) in standing else "left"
        if decision["outcome"] != "corrected":
            return str(decision["outcome"])
        if row["child_start"] is None:
            span = by_id["spans"].get(decision["span"])
            alike = span is not None and (span["start"], span["end"]) == (row["start"], row["end"])
        else:
            relation = by_id["relations"].get(decision["relation"])
            alike = relation is not None and relation["label"] != row["label"]
        return "relabelled" if alike else "boundary"

    labels: dict[str, dict[str, Counter[str]]] = {"spans": {}, "relations": {}}
    scores: Counter[tuple[str, int, str]] = Counter()
    fates: dict[tuple[str, str], Counter[str]] = {}
    given: dict[tuple[str, str], set[str]] = {}
    read: dict[tuple[str, str], set[int]] = {}
    right: Counter[tuple[str, str]] = Counter()
    shown = [row for row in rows["suggestions"] if row["label"] and (row["active"] == 1 or row["id"] in decisions)]
    for row in shown:
        kind = "spans" if row["child_start"] is None else "relations"
        became = fate(row)
        labels[kind].setdefault(row["label"], Counter())[became] += 1
        if row["score"] is not None:
            scores[kind, min(int(row["score"] * 10), 9), became] += 1
        key = by_id["runs"][row["run"]]["pipeline"], kind.removesuffix("s")
        fates.setdefault(key, Counter())[became] += 1
        given.setdefault(key, set()).add(row["label"])
        if row["document"] in finished:
            read.setdefault(key, set()).add(row["document"])
            right[key] += became == "accepted"
    for kind in ("spans", "relations"):
        for row in own[kind]:
            if row["suggestion"] is None and row["origin"] in ("manual", "propagation"):
                labels[kind].setdefault(row["label"], Counter())["added"] += 1

    def recall(key: tuple[str, str]) -> float | None:
        there = [
            row for row in own[key[1] + "s"] if row["document"] in read.get(key, ()) and row["label"] in given[key]
        ]
        return round(right[key] / len(there), 4) if there else None

    def precision(counts: Counter[str]) -> float | None:
        decided = counts.total() - counts["pending"]
        return round(counts["accepted"] / decided, 4) if decided else None

    ends: dict[int, int] = {}
    for row in own["edits"]:
        if row["action"] == "set_state" and row["state"] == "done":
            ends[row["document"]] = row["id"]
    order = sorted((id for id in ends if id in finished), key=lambda id: ends[id])
    progress = []
    before = 0
    for at in range(0, len(order), 10):
        block = set(order[at : at + 10])
        last = max(ends[id] for id in block)
        actions = sum(
            KEYS[row["action"]] + (row["state"] != "done")
            for row in own["edits"]
            if row["action"] in KEYS
            and row["state"] != "recorded"
            and (row["document"] in block if row["document"] is not None else before < row["id"] <= last)
        )
        before = last
        figures = {}
        for kind in ("spans", "relations"):
            here = [
                row for row in shown if row["document"] in block and (row["child_start"] is None) == (kind == "spans")
            ]
            there = [row for row in own[kind] if row["document"] in block]
            if kind == "spans":
                good = sum(
                    row["suggestion"] is not None and place(by_id["suggestions"][row["suggestion"]]) == place(row)
                    for row in there
                )
            else:
                good = sum(decisions.get(row["suggestion"], {}).get("outcome") == "accepted" for row in there)
            twice = max(0, sum(fate(row) == "accepted" for row in here) - good)
            figures[kind] = [rounded(rate) for rate in rates(good, len(here) - twice, len(there))]
        progress.append((min(at + 10, len(order)), actions, *figures["spans"], figures["relations"][2]))
    return {
        "labels": {
            kind: {
                label: {
                    "shown": sum(counts[fate] for fate in FATES),
                    **{fate: counts[fate] for fate in FATES},
                    "added": counts["added"],
                }
                for label, counts in found.items()
            }
            for kind, found in labels.items()
        },
        "scores": dict(scores),
        "sources": {key: (counts.total(), precision(counts), recall(key)) for key, counts in fates.items()},
        "progress": progress,
    }
