"""`spacy debug data`, `train` and `evaluate` on an export, with Pressmark installed and, by `--code`, without it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from annotator.model.document import DocumentId, text_digest
from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.training import SPLITS, TrainingDocument, TrainingRelation, TrainingSpan
from annotator.nlp.export import ExportJob, FolderWriter
from annotator.nlp.relations.bundle import MODULES, code_file
from annotator.paths import resource

CHECKOUT = Path(__file__).resolve().parents[3]
WITHOUT_PRESSMARK = """
import sys
sys.path.append(sys.argv.pop(1))
try:
    import annotator
except ImportError:
    from spacy.cli import setup_cli
    sys.argv[0] = "spacy"
    setup_cli()
else:
    sys.exit("annotator is on the path")
"""
STEPS = ("--training.max_steps=12", "--training.eval_frequency=6")


def documents() -> list[TrainingDocument]:
    people, places = ("Lena Roth", "Paul Grand", "Ines Alba", "Omar Diallo"), ("Valbonne", "Rennes", "Aubagne")
    found = []
    for number in range(160):
        person, place = people[number % 4], places[number % 3]
        text = f"{person}, mayor of {place}, met {people[(number + 1) % 4]} on Monday."
        spans = []
        for word, label in ((person, "PER"), (place, "LOC"), (people[(number + 1) % 4], "PER")):
            start = text.index(word)
            spans.append(TrainingSpan(number, start, start + len(word), label))
        found.append(
            TrainingDocument(
                DocumentId(number),
                f"d{number}",
                text,
                text_digest(text),
                "en",
                spans=tuple(spans),
                relations=(TrainingRelation(0, 1, "org:heads"), TrainingRelation(2, 0, "met with")),
            )
        )
    return found


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of 160 documents; its relation labels hold what a config could not have as a key."""
    folder = tmp_path_factory.mktemp("relations") / "out"
    folder.mkdir()
    scheme = LabelScheme(
        relation_labels=(
            RelationLabel("org:heads", legal=(("PER", "LOC"),)),
            RelationLabel("met with", legal=(("PER", "PER"),), symmetric=True),
        )
    )
    writer = FolderWriter(ExportJob(folder, resource("spacy"), "en", scheme=scheme, relations=True))
    for number, document in enumerate(documents()):
        writer.add(document, SPLITS[max(number % 8 - 5, 0)])
    assert writer.finish().pipeline == ["tok2vec", "ner", "relation_extractor"]
    return folder


def run(command: list[str], cwd: Path) -> str:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


@pytest.mark.slow
def test_spacy_trains_everything_in_one_go(export: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "spacy"]
    assert "relation_extractor" in run([*command, "debug", "data", "config.cfg", "--ignore-warnings"], export)
    told = run([*command, "train", "config.cfg", "--output", str(tmp_path / "model"), *STEPS], export)
    assert "REL_GOLD_F" in told
    nlp = spacy.load(tmp_path / "model" / "model-last")
    pipe = nlp.get_pipe("relation_extractor")
    assert pipe.labels == ("met with", "org:heads")
    assert pipe.cfg["legal"] == [["org:heads", "PER", "LOC"], ["met with", "PER", "PER"]]
    assert pipe.cfg["symmetric"] == ["met with"]
    report = tmp_path / "scores.json"
    last = str(tmp_path / "model" / "model-last")
    run([*command, "evaluate", last, "test.spacy", "--gold-preproc", "--output", str(report)], export)
    assert {"rel_f", "rel_gold_f", "rel_gold_per_type"} <= json.loads(report.read_text()).keys()


@pytest.mark.slow
def test_the_code_file_trains_where_pressmark_is_not_installed(export: Path, tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    for entry in Path(spacy.__file__).parent.parent.iterdir():
        if entry.suffix != ".pth" and not entry.name.startswith(("pressmark", "_pressmark", "annotator")):
            (packages / entry.name).symlink_to(entry)
    python = [sys.executable, "-I", "-S", "-c", WITHOUT_PRESSMARK, str(packages)]
    code = ["--code", "relation_extractor.py"]
    run([*python, "debug", "data", "config.cfg", *code, "--ignore-warnings"], export)
    run([*python, "train", "config.cfg", "--output", str(tmp_path / "model"), *code, *STEPS], export)
    last = tmp_path / "model" / "model-last"
    run([*python, "evaluate", str(last), "test.spacy", "--gold-preproc", *code], export)
    nlp = spacy.load(last)  # what the file trained, Pressmark loads
    assert nlp.get_pipe("relation_extractor").labels == ("met with", "org:heads")


@pytest.mark.slow
def test_the_code_file_does_no_harm_where_pressmark_is_installed(export: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "spacy", "train", "config.cfg", "--output", str(tmp_path), *STEPS]
    run([*command, "--code", "relation_extractor.py"], export)


def test_the_code_file_names_nothing_of_ours_but_in_relations() -> None:
    source = code_file("relation_extractor.py", "1.2.3")
    lines = [line.strip() for line in source.splitlines() if "annotator." in line]
    assert set(lines) == {"from annotator.model.suggestion import ProposedRelation"}
    assert "Pressmark 1.2.3" in source
    compile(source, "relation_extractor.py", "exec")


def test_no_two_modules_of_the_code_file_share_a_name() -> None:
    import ast

    seen: dict[str, str] = {}
    for module in MODULES:
        path = CHECKOUT / "annotator" / "nlp" / "relations" / f"{module}.py"
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
            if isinstance(node, ast.Assign):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            for name in names:
                assert seen.setdefault(name, module) == module or name == "Array", f"{name}: {seen[name]} and {module}"
