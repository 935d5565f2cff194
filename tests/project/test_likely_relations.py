from pathlib import Path

from annotator.model.document import DocumentId
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.likely_relations import Joining
from annotator.model.record import Record, RecordRelation, RecordSpan
from annotator.project import Project

SCHEME = LabelScheme(
    labels=(Label("PER"), Label("ORG")),
    relation_labels=tuple(RelationLabel(name, legal=(("PER", "ORG"),)) for name in ("heads", "employed_by")),
)
TEXT = "Anna dirige Valtrex."
OPTIONS = [Joining("PER", "ORG", "employed_by"), Joining("PER", "ORG", "heads")]


def _record(key: str, label: str) -> Record:
    spans = (RecordSpan(0, 4, "PER"), RecordSpan(12, 19, "ORG"))
    return Record(key, TEXT, "fr", spans=spans, relations=(RecordRelation(0, 1, label),))


def _project(folder: Path, labels: list[str], annotator: str = "anne") -> Project:
    project = Project.create(folder / "p.pressmark", scheme=SCHEME, language="fr", annotator="anne")
    records = [_record(f"{annotator}-{number}", label) for number, label in enumerate(labels)]
    project.import_records(records, kind="annotations", annotator=annotator)
    return project


def test_what_such_spans_were_joined_by_is_likely(tmp_path: Path) -> None:
    with _project(tmp_path, ["heads", "heads", "employed_by"]) as project:
        assert project.likely_relation(OPTIONS) == OPTIONS[1]


def test_the_next_relation_counts_at_once(tmp_path: Path) -> None:
    with _project(tmp_path, ["heads", "heads"]) as project:
        assert project.likely_relation(OPTIONS) == OPTIONS[1]
        document = DocumentId(1)
        relation = project.article(document).relations()[0]
        project.delete(document, relation.ref)
        assert project.likely_relation(OPTIONS) is None
        project.undo()
        assert project.likely_relation(OPTIONS) == OPTIONS[1]


def test_what_others_have_joined_says_nothing(tmp_path: Path) -> None:
    with _project(tmp_path, ["heads"] * 4, annotator="bob") as project:
        assert project.likely_relation(OPTIONS) is None
