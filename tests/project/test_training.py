"""What an export gets, and what a check finds."""

import random
from collections import Counter, defaultdict

from annotator.model.query import Problem
from annotator.model.record import Record, RecordRelation, RecordSpan
from annotator.model.training import RejectedRelation, RejectedSpan
from annotator.project import Project
from tests.project.conftest import TEXT, Desk


def test_training_document_holds_every_kind_of_decision(desk: Desk) -> None:
    desk.project.add_relation(desk.document, desk.at(52, 59), desk.at(62, 68), "in")
    desk.project.reject(desk.document, desk.at(13, 18))
    meets = next(r for r in desk.state.relations() if r.label == "meets")
    desk.project.reject(desk.document, meets.ref)
    assert list(desk.project.training_documents()) == []
    (document,) = desk.project.training_documents(states=("done", "in_progress"))
    assert not document.done
    desk.project.set_state(desk.document, "done")
    (document,) = desk.project.training_documents()
    assert document.done
    assert [(s.start, s.end, s.label) for s in document.spans] == [(52, 59, "PER"), (62, 68, "LOC")]
    assert document.relations == ((0, 1, "in"),)
    assert document.rejected == (RejectedSpan(13, 18, "LOC"),)
    assert document.rejected_relations == (RejectedRelation((0, 7), (52, 59), "meets"),)
    assert (document.key, document.text, document.language, document.split) == ("a", TEXT, "fr", "")


def test_split_once_given_stays(desk: Desk) -> None:
    desk.project.assign_splits({desk.document: "dev"})
    desk.project.assign_splits({desk.document: "train"})
    assert desk.project.splits() == {desk.document: "dev"}
    desk.project.set_state(desk.document, "done")
    assert next(desk.project.training_documents()).split == "dev"


def test_sound_project_has_no_problems(desk: Desk) -> None:
    desk.project.accept_all(desk.document)
    assert desk.project.check() == []


def test_check_names_every_kind_of_problem(project: Project) -> None:
    names = [Record(f"{i}", "Ana dort.", spans=(RecordSpan(0, 3, "PER"),)) for i in range(12)]
    odd = Record(
        "odd",
        "Ana va à Paris.",
        spans=(
            RecordSpan(0, 3, "LOC"),
            RecordSpan(0, 4, "ORG"),
            RecordSpan(10, 14, "LOC"),
            RecordSpan(7, 8, "MISC"),
            RecordSpan(7, 8, "MISC"),
        ),
        relations=(RecordRelation(2, 3, "born_in"),),
    )
    project.import_records([*names, odd], kind="annotations")
    document = project.find_document("odd")
    project._store.execute("UPDATE spans SET \"end\" = 99 WHERE label = 'ORG'")
    project._store.execute("UPDATE documents SET text_sha256 = 'x' WHERE key = '0'")
    problems = project.check()
    assert {problem.kind for problem in problems} == {
        "text",
        "twice",
        "outside",
        "misaligned",
        "inconsistent",
        "illegal",
    }
    assert {problem.document for problem in problems if problem.kind != "text"} == {document}
    inconsistent = next(problem for problem in problems if problem.kind == "inconsistent")
    assert inconsistent.message == "“Ana” is LOC here, and PER in 12 of 13 places"
    assert inconsistent.extent == (0, 3)


def test_check_finds_in_a_damaged_project_what_a_query_for_every_span_finds(project: Project) -> None:
    dice = random.Random(7)
    words = ["Ana", "Léo", "Paris", "Lens", "l’Élysée", "😀", "Pays de la Loire"]
    records = []
    for number in range(60):
        said = [dice.choice(words) for _ in range(30)]
        starts = [sum(len(word) + 1 for word in said[:place]) for place in range(30)]
        spans = [
            RecordSpan(start, start + len(word), "LOC" if dice.random() < 0.04 else "PER")
            for start, word in zip(starts, said, strict=True)
        ]
        # nested ones that begin at the same place, in another order than their ends
        spans += [RecordSpan(starts[4], starts[4] + 1, "ORG"), RecordSpan(starts[4], starts[6], "MISC")]
        records.append(Record(f"{number}", " ".join(said), spans=tuple(spans)))
    project.import_records(records, kind="annotations")
    project._store.execute('UPDATE spans SET "end" = "end" + 400 WHERE id % 97 = 0')
    project._store.execute(
        'INSERT INTO spans (document, annotator, start, "end", label, origin) '
        'SELECT document, annotator, start, "end", label, origin FROM spans WHERE id % 89 = 0'
    )
    found = [problem for problem in project.check() if problem.kind == "inconsistent"]
    assert found == slips(project)
    assert len(found) > 20


def slips(project: Project) -> list[Problem]:
    """What `inconsistent` is to find, cut from the texts by SQL, span by span."""
    rows = project._store.rows(
        'SELECT s.document, d.key, s.start, s."end", s.label, substr(d.text, s.start + 1, s."end" - s.start) AS string '
        "FROM spans s JOIN documents d ON d.id = s.document ORDER BY s.document, s.start, s.id"
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row["string"]][row["label"]] += 1
    found = []
    for row in rows:
        labels = counts[row["string"]]
        (most, count), total = labels.most_common(1)[0], labels.total()
        if total >= 10 and count >= 0.8 * total and labels[row["label"]] <= 0.1 * total:
            said = f"“{row['string']}” is {row['label']} here, and {most} in {count} of {total} places"
            found.append(Problem("inconsistent", said, row["document"], row["key"], (row["start"], row["end"])))
    return found


def test_check_reads_no_text_anew_for_each_span(project: Project) -> None:
    spans = tuple(RecordSpan(4 * place, 4 * place + 3, "PER") for place in range(50))
    project.import_records([Record("a", "Ana " * 50, spans=spans)], kind="annotations")
    asked: list[str] = []
    project._store.connection.set_trace_callback(asked.append)
    assert project.check() == []
    project._store.connection.set_trace_callback(None)
    assert asked
    assert not [statement for statement in asked if "substr" in statement]


def test_check_lists_the_relations_that_an_export_tells_of(project: Project) -> None:
    spans = (RecordSpan(0, 3, "PER"), RecordSpan(4, 7, "PER"))
    relations = (RecordRelation(0, 0, "met_with"), RecordRelation(0, 1, "met_with"))
    project.import_records([Record("a", "Ana Léo", spans=spans, relations=relations)], kind="annotations")
    project._store.execute(
        "INSERT INTO relations (document, annotator, head, child, label, origin) "
        "SELECT document, annotator, head, child, label, origin FROM relations WHERE head <> child"
    )
    assert [(problem.kind, problem.message) for problem in project.check()] == [
        ("illegal", "met_with joins a span to itself"),
        ("twice", "met_with from PER to PER is there twice"),
    ]


def test_span_that_ends_with_a_blank_is_misaligned(project: Project) -> None:
    project.import_records([Record("a", "Ana dort.", spans=(RecordSpan(0, 4, "PER"),))], kind="annotations")
    assert [problem.message for problem in project.check()] == ["“Ana ” (PER) begins or ends with a blank"]


def test_damage_comes_first(project: Project) -> None:
    project._store.execute("PRAGMA foreign_keys = OFF")
    project._store.execute("INSERT INTO reviews VALUES (99, 1, 'done', 0, '', 0)")
    (problem,) = project.check()
    assert (problem.kind, problem.message) == ("damage", "a row of reviews names a row of documents that is not there")


def test_stats_add_up(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project.relabel(desk.document, desk.at(20, 27), "PER")
    desk.project.reject(desk.document, desk.at(13, 18))
    stats = desk.project.stats()
    assert stats["spans"] == {"PER": 2}
    assert stats["decisions"] == {"LOC": {"rejected": 1}, "ORG": {"corrected": 1}, "PER": {"accepted": 1}}
    assert stats["pending"] == desk.state.pending_count
    assert stats["documents"]["in_progress"] == 1
    assert stats["edits"] == {"accept": 1, "reject": 1, "relabel": 1}
    assert stats["annotator"] == "Ada"


def test_string_that_is_ambiguous_by_nature_is_no_slip(project: Project) -> None:
    labels = ["LOC"] * 6 + ["ORG"] * 5 + ["PER"]
    project.import_records(
        [Record(f"{i}", "Lens joue.", spans=(RecordSpan(0, 4, label),)) for i, label in enumerate(labels)],
        kind="annotations",
    )
    assert project.check() == []
