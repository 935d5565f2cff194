"""Exports of a real project: what is written, what is refused, and what stays when something fails."""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from annotator import exporting, own_exports
from annotator.exporting import preview
from annotator.formats import jsonl
from annotator.model.errors import AnnotationError, ReplaceError, StoreError
from annotator.model.export_report import Counts, ExportProgress, ExportReport
from annotator.model.record import Record, RecordRelation, RecordSpan
from annotator.project import Project

SENTENCE = "Anne Roche dirige la mairie de Valbonne depuis mars"


def record(number: int, text: str = "", state: Any = "done", *, spans: bool = True) -> Record:
    text = text or f"{SENTENCE} {number}. " + " ".join(f"mot{number}x{at}" for at in range(30))
    found = (RecordSpan(0, 10, "PER"), RecordSpan(21, 39, "ORG"), RecordSpan(31, 39, "LOC")) if spans else ()
    related = (RecordRelation(0, 1, "heads"),) if spans else ()
    return Record(f"a-{number}", text, language="fr", spans=found, relations=related, state=state)


def fill(project: Project, records: list[Record]) -> None:
    report = project.import_records(records, kind="annotations")
    assert not report.refused


def export_project(*arguments: Any, **options: Any) -> ExportReport:
    """Without a process for spaCy, which takes seconds to load; the tests of the process ask for one."""
    return exporting.export_project(*arguments, **{"in_process": True, **options})


def docs(path: Path) -> list[Doc]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    vocab = spacy.blank("fr").vocab
    return [doc for file in files for doc in DocBin().from_disk(file).get_docs(vocab)]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def leftovers(folder: Path) -> list[str]:
    """Hidden files and folders that are not the open project's lock."""
    return [entry.name for entry in folder.iterdir() if entry.name.startswith(".") and "pressmark" not in entry.name]


def test_the_folder_holds_everything_and_the_report_says_so(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number) for number in range(20)])
    report = export_project(project, tmp_path / "out", in_process=False)
    assert report.went_in == report.came_out == Counts(20, 60, 20)
    assert {split: counts.documents for split, counts in report.splits.items()} == {"train": 16, "dev": 2, "test": 2}
    assert sorted(entry.name for entry in (tmp_path / "out").iterdir()) == [
        *("README.md", "config.cfg", "dev.spacy", "export.json", "labels", "relation_extractor.py"),
        *("test.spacy", "train.spacy"),
    ]
    found = [doc for split in ("train", "dev", "test") for doc in docs(tmp_path / "out" / f"{split}.spacy")]
    assert {doc.user_data["key"] for doc in found} == {f"a-{number}" for number in range(20)}
    assert all(len(doc.spans["sc"]) == 3 and len(doc.user_data["relations"]) == 1 for doc in found)
    assert report.entities == {"PER": 20, "ORG": 20}
    readme = (tmp_path / "out" / "README.md").read_text()
    assert "20 documents, 60 spans, 20 relations" in readme
    assert "$" not in readme
    assert report.problems == []
    manifest = json.loads((tmp_path / "out" / "export.json").read_text())
    assert manifest["annotator"] == "Ada"
    assert manifest["report"]["out"] == {"documents": 20, "spans": 60, "relations": 20}
    assert leftovers(tmp_path) == []


def test_splits_stay_from_one_export_to_the_next(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number) for number in range(12)])
    assert export_project(project, tmp_path / "out").new == 12
    before = project.splits()
    fill(project, [record(number) for number in range(12, 40)])
    report = export_project(project, tmp_path / "out", split=(0.5, 0.25, 0.25))
    assert report.new == 28
    assert {id: split for id, split in project.splits().items() if id in before} == before
    assert export_project(project, tmp_path / "out").new == 0


def test_near_copies_are_on_one_side(project: Project, tmp_path: Path) -> None:
    stories = [record(number) for number in range(30)]
    copies = [
        Record(f"copy-{item.key}", f"{item.text[:-60]} (agence)", spans=item.spans, state="done")
        for item in stories[:15]
    ]
    fill(project, stories + copies)
    report = export_project(project, tmp_path / "out", split=(0.5, 0.25, 0.25))
    sides = {
        doc.user_data["key"]: split for split in report.splits for doc in docs(tmp_path / "out" / f"{split}.spacy")
    }
    assert len(set(sides.values())) == 3
    assert all(sides[f"copy-{item.key}"] == sides[item.key] for item in stories[:15])


def test_a_copy_follows_a_document_that_is_done_no_longer(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number) for number in range(10)])
    export_project(project, tmp_path / "out")
    (held_back,) = [id for id, split in project.splits().items() if split == "test"]
    project.set_state(held_back, "in_progress")
    fill(project, [Record("copy", project.document(held_back).text + " Suite.", spans=record(1).spans, state="done")])
    export_project(project, tmp_path / "out")
    copy = project.find_document("copy")
    assert copy is not None
    assert project.splits()[copy] == "test"


def test_copies_that_had_two_sides_are_told(project: Project, tmp_path: Path) -> None:
    first = record(1)
    fill(project, [first, Record("copy", first.text + " Suite.", spans=first.spans, state="done"), record(2)])
    one, two = project.find_document("a-1"), project.find_document("copy")
    assert one is not None
    assert two is not None
    project.assign_splits({one: "train", two: "dev"})
    report = export_project(project, tmp_path / "out")
    assert [(problem.kind, problem.document) for problem in report.problems] == [("copies", one)]
    assert any("near-copies" in note for note in report.notes)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_few_documents_still_give_train_and_dev(project: Project, tmp_path: Path, count: int) -> None:
    fill(project, [record(number) for number in range(count)])
    report = export_project(project, tmp_path / "out")
    assert report.came_out.documents == count
    train, dev = docs(tmp_path / "out" / "train.spacy"), docs(tmp_path / "out" / "dev.spacy")
    assert train
    assert dev
    assert bool(report.notes) == (count < 4)
    if count < 4:
        assert "dev has no documents of its own and is a copy of train" in report.notes[0]
        assert "| dev | a copy of train |" in (tmp_path / "out" / "README.md").read_text()


def test_only_done_documents_go_out_unless_asked(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number, state="done" if number < 5 else "in_progress") for number in range(8)])
    assert export_project(project, tmp_path / "out").came_out.documents == 5
    report = export_project(project, tmp_path / "out", states=("done", "in_progress"))
    assert report.came_out.documents == 8
    assert any("Documents that are not done: 3." in note for note in report.notes)
    found = [doc for split in report.splits for doc in docs(tmp_path / "out" / f"{split}.spacy")]
    missing = {doc.user_data["key"] for doc in found if any(token.ent_iob == 0 for token in doc)}
    assert missing == {"a-5", "a-6", "a-7"}


def test_texts_come_out_verbatim(project: Project, tmp_path: Path) -> None:
    text = "\ufeff Anne\r\nRoche\u00a0: «\u202fOui\u202f» 👩‍👩‍👧 e\u0301tat שלום\t\r\n "
    start = text.index("👩")
    spans = (RecordSpan(2, 8, "PER"), RecordSpan(start, start + 5, "MISC"), RecordSpan(start, start + 1, "MISC"))
    fill(project, [Record("odd", text, spans=spans, state="done"), Record("blank", "\n ", state="done")])
    export_project(project, tmp_path / "out")
    found = {doc.user_data["key"]: doc for doc in docs(tmp_path / "out" / "train.spacy")}
    assert found["odd"].text == text
    assert [(s.start_char, s.end_char) for s in found["odd"].spans["sc"]] == [
        (2, 8),
        (start, start + 5),
        (start, start + 1),
    ]
    assert found["blank"].text == "\n "


def test_the_earlier_export_is_replaced_and_a_trained_model_in_it_stays(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(project, [record(number) for number in range(12)])
    export_project(project, out)
    (out / "model").mkdir()
    (out / "model" / "meta.json").write_text("{}")
    for id in project.document_ids()[:11]:
        project.set_state(id, "skipped")
    report = export_project(project, out)
    assert report.came_out.documents == 1
    assert (out / "model" / "meta.json").read_text() == "{}"
    assert not (out / "test.spacy").exists()
    assert leftovers(tmp_path) == []


def test_what_cannot_move_along_is_kept_and_told(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(project, [record(number) for number in range(5)])
    export_project(project, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    monkeypatch.setattr("annotator.replacing._moved", lambda *_: False)
    report = export_project(project, tmp_path / "out")
    assert any("notes.txt could not be moved" in note for note in report.notes)
    (kept,) = leftovers(tmp_path)
    assert (tmp_path / kept / "out" / "notes.txt").read_text() == "mine"
    assert not (tmp_path / kept / "out" / "train.spacy").exists()


@pytest.mark.parametrize("kind", ["file", "folder", "manifest of another"])
def test_what_is_no_earlier_export_is_not_replaced(project: Project, tmp_path: Path, kind: str) -> None:
    fill(project, [record(1)])
    out = tmp_path / "thesis"
    if kind == "file":
        out.write_text("mine")
    else:
        out.mkdir()
        (out / "chapter.txt").write_text("mine")
        if kind != "folder":
            (out / "export.json").write_text('{"program": "another", "files": ["chapter.txt"]}')
    with pytest.raises(AnnotationError, match=r"is a file|is no earlier export"):
        export_project(project, out)
    assert (out if kind == "file" else out / "chapter.txt").read_text() == "mine"
    assert project.splits() == {}


def test_an_empty_folder_and_missing_parents_are_fine(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number) for number in range(5)])
    (tmp_path / "empty").mkdir()
    export_project(project, tmp_path / "empty")
    export_project(project, tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "config.cfg").is_file()


def test_nothing_done_says_what_to_do(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1, state="new")])
    with pytest.raises(AnnotationError, match="no document is done: mark those that are done"):
        export_project(project, tmp_path / "out")
    with pytest.raises(AnnotationError, match="no document is skipped"):
        export_project(project, tmp_path / "out", states=("skipped",))
    fill(project, [record(2, spans=False)])
    with pytest.raises(AnnotationError, match="no span in the documents"):
        export_project(project, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_text_that_changed_stops_the_export(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number) for number in range(5)])
    export_project(project, tmp_path / "out")
    before = snapshot(tmp_path / "out")
    project._store.execute("UPDATE documents SET text_sha256 = 'x' WHERE key = 'a-3'")
    with pytest.raises(AnnotationError, match="a-3: the text is not the one that was imported"):
        export_project(project, tmp_path / "out")
    assert snapshot(tmp_path / "out") == before
    assert preview(project).fatal_problems == 1


def test_stopping_replaces_nothing(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number) for number in range(60)])
    steps: list[ExportProgress] = []

    def stop(phase: str) -> Callable[[ExportProgress], bool]:
        return lambda step: steps.append(step) or step.phase != phase  # type: ignore[func-returns-value]

    for phase in ("reading", "writing"):
        with pytest.raises(AnnotationError, match="was stopped; nothing was replaced"):
            export_project(project, tmp_path / "out", in_process=False, progress=stop(phase))
        assert not (tmp_path / "out").exists()
        assert leftovers(tmp_path) == []
    assert project.splits() == {}
    export_project(project, tmp_path / "out", in_process=False, progress=stop("never"))
    assert steps[-1].total == 60


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow past 8 kB, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("small_files")
def test_a_full_disk_leaves_the_earlier_export(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number) for number in range(100)])
    project.close()
    read_only = Project.open(project.path, read_only=True)
    export_project(read_only, tmp_path / "out", in_process=False, split=(0.8, 0.1, 0.1))
    before = snapshot(tmp_path / "out")
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    with pytest.raises(StoreError, match="nothing was replaced"):
        export_project(read_only, tmp_path / "out", in_process=False)
    with pytest.raises(StoreError, match="nothing was replaced"):
        export_project(read_only, tmp_path / "out.jsonl", format="jsonl")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    assert snapshot(tmp_path / "out") == before
    assert leftovers(tmp_path) == []
    read_only.close()


def test_a_project_that_is_read_only_exports_and_says_that_splits_are_not_kept(
    project: Project, tmp_path: Path
) -> None:
    fill(project, [record(number) for number in range(12)])
    project.close()
    with Project.open(project.path, read_only=True) as read_only:
        first = export_project(read_only, tmp_path / "one")
        second = export_project(read_only, tmp_path / "two")
    assert any("reading only" in note for note in first.notes)
    assert (tmp_path / "one" / "dev.spacy").read_bytes() == (tmp_path / "two" / "dev.spacy").read_bytes()
    assert first.splits == second.splits


def test_a_process_that_dies_is_told(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(project, [record(number) for number in range(5)])
    monkeypatch.setattr("annotator.nlp.export_client.MODULE", "annotator.nlp.nowhere")
    with pytest.raises(StoreError, match=r"the export process ended with code 1: .*No module named"):
        export_project(project, tmp_path / "out", in_process=False)
    assert leftovers(tmp_path) == []
    monkeypatch.setattr("annotator.nlp.export_client.sys.executable", str(tmp_path / "nowhere"))
    with pytest.raises(StoreError, match="could not start"):
        export_project(project, tmp_path / "out", in_process=False)


def test_what_a_library_prints_is_no_answer() -> None:
    from annotator.nlp.export_client import _Answers

    said = io.StringIO('loading …\n12\n{"done": 3}\n{"written": {"rejected": 1}}\n')
    answers = _Answers(cast("Any", SimpleNamespace(stdout=said)))
    answers.thread.join()
    assert (answers.done, answers.written, answers.error) == (3, {"rejected": 1}, None)
    assert answers.over.is_set()


def test_the_writer_throws_away_what_it_wrote_when_its_sender_is_gone(tmp_path: Path) -> None:
    from annotator.model.document import DocumentId
    from annotator.model.training import TrainingDocument
    from annotator.nlp.export import ExportJob
    from annotator.nlp.export_protocol import document_line, job_line
    from annotator.paths import resource as resource_path

    folder = tmp_path / "half"
    folder.mkdir()
    sent = job_line(ExportJob(folder, resource_path("spacy"), "fr"))
    sent += document_line(TrainingDocument(DocumentId(1), "k", "Un texte.", ""), "train")
    done = subprocess.run(
        [sys.executable, "-m", "annotator.nlp.export_worker"],
        input=sent,
        text=True,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert not folder.exists()


def test_neither_the_project_nor_the_export_loads_spacy_here() -> None:
    code = "import sys, annotator.exporting, annotator.exporting_formats; print('spacy' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_preview_counts_what_the_export_writes(project: Project, tmp_path: Path) -> None:
    fill(project, [record(number, state="done" if number < 25 else "in_progress") for number in range(30)])
    states: Any = ("done", "in_progress")
    found = preview(project, states=states)
    report = export_project(project, tmp_path / "out", states=states)
    assert found.total == report.came_out
    assert found.splits == report.splits
    assert (found.spans, found.relations) == (report.spans, report.relations)
    assert (found.new, found.missing) == (30, 5)
    assert found.outside_entities == 30
    assert preview(project).new == 0
    with pytest.raises(AnnotationError, match="stopped"):
        preview(project, progress=lambda step: step.done < 3)


def test_problems_are_listed_with_their_places(project: Project, tmp_path: Path) -> None:
    odd = Record("odd", "Anne Roche, Anne", spans=(RecordSpan(0, 11, "PER"), RecordSpan(11, 16, "PER")), state="done")
    fill(project, [odd, record(1)])
    report = export_project(project, tmp_path / "out")
    assert [(problem.kind, problem.key, problem.extent) for problem in report.problems] == [
        ("misaligned", "odd", (11, 16))
    ]
    assert preview(project).problem_count == 1
    assert report.to_dict()["problems"][0]["extent"] == [11, 16]


def test_jsonl_comes_out_as_it_came_in(project: Project, tmp_path: Path) -> None:
    records = [record(number, state="done" if number else "in_progress") for number in range(6)]
    fill(project, records)
    out = tmp_path / "corpus.jsonl"
    report = export_project(project, out, format="jsonl", states=())
    assert report.went_in == report.came_out == Counts(6, 18, 6)
    with out.open("rb") as stream:
        again = [item for item in jsonl.read_stream(stream, name="x", key="x") if isinstance(item, Record)]
    assert [(item.key, item.text, item.spans, item.relations, item.state) for item in again] == [
        (item.key, item.text, item.spans, item.relations, item.state) for item in records
    ]
    assert export_project(project, out, format="jsonl").came_out.documents == 5
    assert leftovers(tmp_path) == []


def test_jsonl_replaces_no_other_file_and_no_folder(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1)])
    (tmp_path / "notes.txt").write_text("mine\n")
    with pytest.raises(AnnotationError, match="is no earlier export"):
        export_project(project, tmp_path / "notes.txt", format="jsonl")
    with pytest.raises(AnnotationError, match="is a folder"):
        export_project(project, tmp_path, format="jsonl")
    with pytest.raises(AnnotationError, match="stopped"):
        export_project(project, tmp_path / "x.jsonl", format="jsonl", progress=lambda _: False)
    with pytest.raises(AnnotationError, match="nothing to export"):
        export_project(project, tmp_path / "x.jsonl", format="jsonl", states=("skipped",))
    assert leftovers(tmp_path) == []
    assert not (tmp_path / "x.jsonl").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine\n"


def line_of(project: Project, out: Path) -> None:
    export_project(project, out, format="jsonl", states=())


def test_a_file_that_this_project_did_not_write_so_is_not_replaced(project: Project, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(jsonl.line_of(record(1)) + "\n", encoding="utf-8")
    fill(project, [record(1), record(2)])
    with pytest.raises(AnnotationError, match="was not written by this project"):
        line_of(project, gold)
    assert gold.read_text(encoding="utf-8") == jsonl.line_of(record(1)) + "\n"
    # an export is known again wherever it lies, and is nobody's but its own
    line_of(project, tmp_path / "a.jsonl")
    (tmp_path / "a.jsonl").rename(tmp_path / "b.jsonl")
    fill(project, [record(3)])
    line_of(project, tmp_path / "b.jsonl")
    line_of(project, tmp_path / "b.jsonl")
    assert (tmp_path / "b.jsonl").read_bytes().count(b"\n") == 3
    changed = (tmp_path / "b.jsonl").read_text(encoding="utf-8").replace('"PER"', '"ORG"')
    (tmp_path / "b.jsonl").write_text(changed, encoding="utf-8")
    with pytest.raises(AnnotationError, match="or was changed since"):
        line_of(project, tmp_path / "b.jsonl")
    assert (tmp_path / "b.jsonl").read_text(encoding="utf-8") == changed
    for path in (gold, tmp_path / "b.jsonl"):
        assert export_project(project, path, format="jsonl", states=(), replace=True).came_out.documents == 3
    # one format's export gives way to another's
    export_project(project, gold, format="doccano", states=())
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("name", ["spans_csv", "relations_csv", "graphml"])
def test_a_table_that_cannot_be_read_back_is_known_again(project: Project, tmp_path: Path, name: str) -> None:
    fill(project, [record(1)])
    out = tmp_path / "table"
    export_project(project, out, format=name, states=())
    export_project(project, out, format=name, states=())
    out.write_bytes(out.read_bytes() + b"\n")
    with pytest.raises(AnnotationError, match="or was changed since"):
        export_project(project, out, format=name, states=())
    export_project(project, out, format=name, states=(), replace=True)
    out.write_text("mine\n")
    with pytest.raises(AnnotationError, match="is no earlier export"):
        export_project(project, out, format=name, states=(), replace=True)
    assert out.read_text() == "mine\n"


def test_a_folder_that_somebody_went_on_annotating_is_not_replaced(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1)])
    out = tmp_path / "collection"
    export_project(project, out, format="brat", states=())
    (out / "notes.txt").write_text("mine")
    export_project(project, out, format="brat", states=())
    assert (out / "notes.txt").read_text() == "mine"
    with (out / "a-1.ann").open("a", encoding="utf-8") as stream:
        stream.write("T9\tPER 0 4\tAnne\n")
    with pytest.raises(AnnotationError, match="or was changed since"):
        export_project(project, out, format="brat", states=())
    assert "T9" in (out / "a-1.ann").read_text(encoding="utf-8")
    export_project(project, out, format="brat", states=(), replace=True)
    assert "T9" not in (out / "a-1.ann").read_text(encoding="utf-8")
    (out / "a-1.ann").unlink()
    with pytest.raises(AnnotationError, match="or was changed since"):
        export_project(project, out, format="brat", states=())


def test_files_added_below_a_folder_of_an_export_are_not_lost(project: Project, tmp_path: Path) -> None:
    fill(project, [replace(record(1), key="press/a")])
    out = tmp_path / "collection"
    export_project(project, out, format="brat", states=())
    export_project(project, out, format="brat", states=())
    (out / "press" / "mine.ann").write_text("T1\tPER 0 4\tAnna\n")
    with pytest.raises(AnnotationError, match="or was changed since"):
        export_project(project, out, format="brat", states=())
    (out / "press" / "mine.ann").rename(out / "mine.ann")
    (out / "press" / "more").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(AnnotationError, match="or was changed since"):
        export_project(project, out, format="brat", states=())
    (out / "press" / "more").unlink()
    export_project(project, out, format="brat", states=())
    assert (out / "mine.ann").exists()


def test_a_new_name_of_an_export_does_not_take_the_place_of_a_file_beside_it(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1)])
    out = tmp_path / "collection"
    export_project(project, out, format="brat", states=())
    (out / "press").mkdir()
    (out / "press" / "mine.txt").write_text("mine")
    fill(project, [replace(record(2), key="press/b")])
    with pytest.raises(AnnotationError, match="press is not of the earlier export"):
        export_project(project, out, format="brat", states=())
    assert (out / "press" / "mine.txt").read_text() == "mine"
    assert leftovers(tmp_path) == []
    export_project(project, out, format="brat", states=(), replace=True)
    assert not (out / "press" / "mine.txt").exists()


def test_another_projects_export_is_not_replaced(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1)])
    with Project.create(tmp_path / "other.pressmark", scheme=project.scheme, annotator="Bob") as other:
        fill(other, [record(2)])
        line_of(other, tmp_path / "other.jsonl")
        export_project(other, tmp_path / "other", format="brat", states=())
    with pytest.raises(AnnotationError, match="was not written by this project"):
        line_of(project, tmp_path / "other.jsonl")
    with pytest.raises(AnnotationError, match="was not written by this project"):
        export_project(project, tmp_path / "other", format="brat", states=())


def test_an_export_of_a_project_that_is_read_only_says_that_it_is_not_remembered(
    project: Project, tmp_path: Path
) -> None:
    fill(project, [record(1)])
    line_of(project, tmp_path / "known.jsonl")
    fill(project, [record(2)])
    with Project.open(project.path, read_only=True) as reading:
        report = export_project(reading, tmp_path / "a.jsonl", format="jsonl", states=())
        assert report.notes == [own_exports.NOT_REMEMBERED]
        with pytest.raises(AnnotationError, match="was not written by this project"):
            line_of(reading, tmp_path / "a.jsonl")
        # what the project knows is not exchanged for what it would not know
        before = (tmp_path / "known.jsonl").read_bytes()
        with pytest.raises(ReplaceError, match="can't note this export"):
            line_of(reading, tmp_path / "known.jsonl")
        assert (tmp_path / "known.jsonl").read_bytes() == before
        line_of(project, tmp_path / "known.jsonl")
        # the same again is known already
        assert export_project(reading, tmp_path / "known.jsonl", format="jsonl", states=()).notes == []
        fill(project, [record(3)])
        report = export_project(reading, tmp_path / "known.jsonl", format="jsonl", states=(), replace=True)
        assert report.notes == [own_exports.NOT_REMEMBERED]
    assert leftovers(tmp_path) == []


def test_an_export_while_a_window_has_the_project_is_remembered(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1)])
    outs = (("jsonl", tmp_path / "a.jsonl"), ("brat", tmp_path / "a"))
    for format, out in outs:
        export_project(project, out, format=format, states=())
    fill(project, [record(2)])
    with Project.open(project.path) as second, Project.open(project.path) as third:
        assert second.read_only
        for reading in (second, third):
            for format, out in outs:
                assert export_project(reading, out, format=format, states=()).notes == []
    fill(project, [record(3)])
    for format, out in outs:
        assert export_project(project, out, format=format, states=()).came_out.documents == 3


def is_own(project: Project, path: Path) -> bool:
    found = own_exports.look(project, path)
    return found is not None and found.own


def test_only_the_last_exports_are_remembered(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_exports, "KEPT", 2)
    for number in range(1, 4):
        fill(project, [record(number)])
        line_of(project, tmp_path / f"{number}.jsonl")
    assert [is_own(project, tmp_path / f"{number}.jsonl") for number in (1, 2, 3)] == [False, True, True]
    # anything else in the setting is no digest
    project.set_setting(own_exports.SETTING, '["a"]')
    assert not is_own(project, tmp_path / "3.jsonl")
    project.set_setting(own_exports.SETTING, '{"written": 3}')
    assert not is_own(project, tmp_path / "3.jsonl")


def test_the_same_export_every_night_leaves_the_others_known(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_exports, "KEPT", 3)
    fill(project, [record(1)])
    line_of(project, tmp_path / "kept.jsonl")
    fill(project, [record(2)])
    for _ in range(4):
        line_of(project, tmp_path / "nightly.jsonl")
        export_project(project, tmp_path / "nightly", format="brat", states=())
    for number in range(3, 7):
        fill(project, [record(number)])
        line_of(project, tmp_path / "nightly.jsonl")
        export_project(project, tmp_path / "nightly", format="brat", states=())
    assert all(is_own(project, tmp_path / name) for name in ("kept.jsonl", "nightly.jsonl", "nightly"))


def test_an_export_to_two_places_is_known_at_both(project: Project, tmp_path: Path) -> None:
    for number in range(1, 4):
        fill(project, [record(number)])
        for name in ("a", "b"):
            line_of(project, tmp_path / f"{name}.jsonl")
            export_project(project, tmp_path / name, format="brat", states=())


def test_what_is_there_and_empty_is_written_over(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1)])
    (tmp_path / "a.jsonl").touch()
    (tmp_path / "a").mkdir()
    line_of(project, tmp_path / "a.jsonl")
    export_project(project, tmp_path / "a", format="brat", states=())


def test_a_manifest_leads_nowhere_else(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1)])
    (tmp_path / "out").mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a").write_text("mine")
    manifest = {"program": "pressmark", "files": ["export.json", "../mine", str(tmp_path / "mine")], "sha256": {}}
    (tmp_path / "out" / "export.json").write_text(json.dumps(manifest))
    found = own_exports.look(project, tmp_path / "out")
    assert found is not None
    assert [name for name, *_ in found.state] == ["export.json"]


def test_a_folder_whose_manifest_is_none_is_not_our_own(project: Project, tmp_path: Path) -> None:
    fill(project, [record(1)])
    out = tmp_path / "out"
    export_project(project, out, format="brat", states=())
    for data in ("[]", "{", '{"program": "pressmark"}'):
        (out / "export.json").write_text(data)
        with pytest.raises(AnnotationError, match="is no earlier export"):
            export_project(project, out, format="brat", states=(), replace=True)


@pytest.mark.parametrize("agreed", [False, True])
@pytest.mark.parametrize(("format", "name"), [("jsonl", "a.jsonl"), ("brat", "a/a-1.ann")])
def test_what_is_changed_while_an_export_is_written_is_not_replaced(
    project: Project, tmp_path: Path, format: str, name: str, agreed: bool
) -> None:
    fill(project, [record(1)])
    out = tmp_path / Path(name).parts[0]

    def saved(_at: ExportProgress) -> bool:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")
        return True

    refusal = "was changed while" if format == "jsonl" else "(?s)is not of the earlier export|was changed while"
    if format == "jsonl" or not agreed:  # nothing was there
        with pytest.raises(AnnotationError, match=refusal):
            export_project(project, out, format=format, states=(), progress=saved, replace=agreed)
    assert not (tmp_path / name).exists() or (tmp_path / name).read_text() == "mine"
    shutil.rmtree(out) if out.is_dir() else out.unlink(missing_ok=True)
    export_project(project, out, format=format, states=())
    with pytest.raises(AnnotationError, match="was changed while"):
        export_project(project, out, format=format, states=(), progress=saved, replace=agreed)
    assert (tmp_path / name).read_text() == "mine"
    assert leftovers(tmp_path) == []


def test_spans_in_zones_left_out_of_training_are_counted(project: Project, tmp_path: Path) -> None:
    text = "Ana Roy a parlé. (Photo by LEO SAND / AFP)"
    spans = (RecordSpan(0, 7, "PER"), RecordSpan(27, 35, "PER"))
    project.import_records([Record("a", text, language="fr", spans=spans)], kind="annotations")
    project.set_zone_rules({"credit": "leave_out"})
    report = export_project(project, tmp_path / "out", in_process=False)
    assert report.went_in == report.came_out == Counts(1, 1, 0)
    assert "Spans in zones that are left out of training, and so not written: 1." in report.notes
