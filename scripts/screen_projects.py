"""The projects that the pictures of `screens.py` show: the sample's articles, suggested for, decided about, learned from."""

import subprocess
import sys
from pathlib import Path

from annotator.formats import jsonl
from annotator.model.article import CONFIRMED, ArticleRelation, ArticleSpan
from annotator.model.label_scheme import LabelScheme, scheme_from_toml
from annotator.model.record import Record
from annotator.paths import resource
from annotator.project import Project
from annotator.project.corpus import ImportKind

CHECKOUT = Path(__file__).resolve().parent.parent
WORKED = "fr-press-033"
"""The open article of the project that was worked in from the first suggestion on."""
ROUND = 14
"""Done articles after which that project was trained."""
DONE = (
    *(f"fr-press-{number:03}" for number in (2, 3, 5, 9, *range(17, 33))),
    *(f"en-press-{number:03}" for number in (2, 4, 9, 10, 11)),
)


def make_project(path: Path, language: str) -> Path:
    """The sample articles of a language with suggestions; the first article half done, some others done."""
    path.parent.mkdir(exist_ok=True)
    scheme, gold = news_relations(), gold_of(language)
    # there may be no pipeline for English: its gold stands in for one, as `import --as suggestions` has it
    kind: ImportKind = "documents" if language == "fr" else "suggestions"
    with Project.create(path, scheme=scheme, language=language, title="Littoral", annotator="Claire") as project:
        for record in gold:
            project.import_records(
                [record], kind="annotations" if record.key in DONE else kind, name="press.jsonl", annotator="Claire"
            )
    if language == "fr":
        run("suggest", path)
    with Project.open(path) as project:
        review(project, gold[0], share=0.45)
        project.set_setting("suggesting", "off")
    return path


def make_worked_project(path: Path) -> Path:
    """The French sample articles, reviewed one after the other with a training now and then, up to the one that is open."""
    path.parent.mkdir(exist_ok=True)
    scheme, gold = news_relations(), gold_of("fr")
    with Project.create(path, scheme=scheme, language="fr", title="Littoral", annotator="Claire") as project:
        project.import_records(gold, name="press.jsonl")
        project.set_setting("hold_back", "25")
    run("suggest", path)
    done = [record for record in gold if record.key != WORKED]
    for first in range(0, len(done) - 4, ROUND):
        with Project.open(path) as project:
            for record in done[first : min(first + ROUND, len(done) - 4)]:
                document = project.find_document(record.key)
                assert document is not None
                before = project.stats()["edits"]
                review(project, record, share=1.01, leave=0)
                actions = sum(project.stats()["edits"].values()) - sum(before.values())
                project.add_active_seconds(document, 14 + 2.1 * actions)
                project.set_state(document, "done")
        run("train", path)
        with Project.open(path) as project:
            rest = [project.find_document(record.key) for record in (*done[first + ROUND :], gold[-1])]
            project.queue_documents([document for document in rest if document is not None], again=True)
        run("suggest", path)
    with Project.open(path) as project:
        project.fit_calibration()
        while project.recount():
            pass
        project.set_setting("suggesting", "off")
    return path


def news_relations() -> LabelScheme:
    """The label scheme of all of them."""
    return scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))


def gold_of(language: str) -> list[Record]:
    """The sample articles of a language as their authors annotated them."""
    lines = (CHECKOUT / "datasets" / language / "press.jsonl").read_text(encoding="utf-8").split("\n")
    return [jsonl.parse(line) for line in lines if line]


def run(command: str, path: Path) -> None:
    """Run a command of the program on a project."""
    subprocess.run([sys.executable, "-m", "annotator", command, str(path)], cwd=CHECKOUT, check=True)


def review(project: Project, gold: Record, *, share: float, leave: int = 3) -> None:
    """Decide on the first part of an article as its gold says, but leave every `leave`th span that is right for later."""
    document = project.find_document(gold.key)
    assert document is not None
    article = project.article(document)
    until = len(gold.text) * share
    labels = {(span.start, span.end): span.label for span in gold.spans}
    right = [ref for ref in article.pending() if is_right(article.get(ref), labels)]
    left = set(right[leave - 1 :: leave]) if leave else set()
    for ref in article.pending():
        span = article.get(ref)
        if isinstance(span, ArticleSpan) and span.status == "suggested" and span.end < until and ref not in left:
            label = labels.get((span.start, span.end))
            if label is None:
                project.reject(document, ref)
            elif label != span.label:
                project.relabel(document, ref, label)
            else:
                project.accept(document, ref)
    ends = [(span.start, span.end) for span in gold.spans]
    stated = {(ends[relation.head], ends[relation.child], relation.label) for relation in gold.relations}
    for ref in article.pending():
        relation = article.get(ref)
        if isinstance(relation, ArticleRelation) and relation.status == "suggested":
            head, child = article.extent(relation.head), article.extent(relation.child)
            if max(head[1], child[1]) < until:
                decide = project.accept if (head, child, relation.label) in stated else project.reject
                decide(document, ref)
    for start, end in ends:
        shown = {(span.start, span.end) for span in article.spans()}
        if end < until and (start, end) not in shown:
            project.add_span(document, start, end, labels[start, end])
    for head, child, label in sorted(stated):
        refs = {(span.start, span.end): span.ref for span in article.spans(CONFIRMED)}
        pairs = {
            (article.extent(relation.head), article.extent(relation.child), relation.label)
            for relation in article.relations(CONFIRMED)
        }
        if head in refs and child in refs and (head, child, label) not in pairs:
            project.add_relation(document, refs[head], refs[child], label)


def is_right(item: object, labels: dict[tuple[int, int], str]) -> bool:
    """Whether a suggested span is in the gold as it is."""
    return isinstance(item, ArticleSpan) and labels.get((item.start, item.end)) == item.label
