"""Spans and relations for spreadsheets, and relations as a graph: read with the tools that people open them in."""

import csv
import io
from pathlib import Path

import networkx
from hypothesis import given
from hypothesis import strategies as st

from annotator.exporting import export_project
from annotator.formats import span_table
from annotator.formats.catalogue import named
from annotator.model.label_scheme import LabelScheme
from annotator.model.record import Record, RecordRelation, RecordSpan
from annotator.project import Project
from tests.formats.strategies import documents, long_document, written_bytes

RECORD = Record(
    "alp-1",
    "Anne\u00a0Roche 😀 dirige\r\n=Valtrex depuis Brest.",
    title="Valtrex",
    published="2026-01-02",
    source="ALP",
    spans=(RecordSpan(0, 10, "PER"), RecordSpan(21, 29, "ORG"), RecordSpan(37, 42, "LOC")),
    relations=(RecordRelation(0, 1, "heads"),),
)


def rows_of(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_row_a_span() -> None:
    data, written = written_bytes(named("spans_csv"), [RECORD])
    assert (written.spans, written.lost) == (3, {span_table.RELATIONS: 1})
    rows = rows_of(data)
    assert [(row["start"], row["end"], row["label"], row["text"]) for row in rows] == [
        ("0", "10", "PER", "Anne\u00a0Roche"),
        ("21", "29", "ORG", "'=Valtrex"),
        ("37", "42", "LOC", "Brest"),
    ]
    assert (rows[2]["before"], rows[2]["after"], rows[2]["document"]) == (
        "Anne Roche 😀 dirige =Valtrex depuis",
        ".",
        "alp-1",
    )


def test_a_row_a_relation() -> None:
    data, written = written_bytes(named("relations_csv"), [RECORD])
    assert (written.spans, written.relations, written.lost) == (2, 1, {span_table.ALONE: 1})
    (row,) = rows_of(data)
    assert (row["head"], row["relation"], row["child"], row["child_label"]) == (
        "Anne\u00a0Roche",
        "heads",
        "'=Valtrex",
        "ORG",
    )
    assert row["context"] == "Anne Roche 😀 dirige =Valtrex depuis Brest."


def test_the_same_entity_is_one_node_with_its_evidence() -> None:
    other = Record(
        "alp-2",
        "Anne  Roche et Luc",
        spans=(RecordSpan(0, 11, "PER"), RecordSpan(15, 18, "PER")),
        relations=(RecordRelation(0, 1, "meets"),),
    )
    data, written = written_bytes(named("graphml"), [RECORD, other])
    graph = networkx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert (written.relations, graph.number_of_nodes(), graph.number_of_edges()) == (2, 3, 2)
    assert graph.nodes["PER:Anne Roche"] == {"name": "Anne Roche", "label": "PER", "mentions": 2}
    (edge,) = graph.get_edge_data("PER:Anne Roche", "ORG:=Valtrex").values()
    assert (edge["relation"], edge["document"], edge["head_start"], edge["child_end"]) == ("heads", "alp-1", 0, 29)


def test_a_name_cut_at_a_line_s_end_is_the_same_name() -> None:
    scanned = Record(
        "matin-1",
        "M. Poin¬\ncaré reçoit M. Albert\nThomas ; M. Poincaré l'écoute.",
        spans=(RecordSpan(3, 13, "PER"), RecordSpan(24, 37, "PER"), RecordSpan(43, 51, "PER")),
        relations=(RecordRelation(0, 1, "meets"), RecordRelation(2, 1, "meets")),
    )
    rows = rows_of(written_bytes(named("spans_csv"), [scanned])[0])
    assert [row["text"] for row in rows] == ["Poincaré", "Albert Thomas", "Poincaré"]
    rows = rows_of(written_bytes(named("relations_csv"), [scanned])[0])
    assert [(row["head"], row["child"]) for row in rows] == [("Poincaré", "Albert Thomas")] * 2
    graph = networkx.read_graphml(io.BytesIO(written_bytes(named("graphml"), [scanned])[0]), force_multigraph=True)
    assert set(graph.nodes) == {"PER:Poincaré", "PER:Albert Thomas"}


@given(st.lists(documents(), max_size=3, unique_by=lambda record: record.key))
def test_whatever_the_texts_all_rows_and_edges_are_there(records: list[Record]) -> None:
    spans, _ = written_bytes(named("spans_csv"), records)
    assert len(rows_of(spans)) == sum(len(record.spans) for record in records)
    relations, _ = written_bytes(named("relations_csv"), records)
    graph, _ = written_bytes(named("graphml"), records)
    expected = sum(len(record.relations) for record in records)
    assert len(rows_of(relations)) == expected
    assert networkx.read_graphml(io.BytesIO(graph), force_multigraph=True).number_of_edges() == expected


def test_a_long_document_is_written_whole() -> None:
    record = long_document()
    for name in ("spans_csv", "relations_csv", "graphml"):
        _, written = written_bytes(named(name), [record])
        assert written.relations == (0 if name == "spans_csv" else len(record.relations))


def test_a_project_goes_out_as_a_graph_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.pressmark", scheme=LabelScheme(), annotator="Ada") as project:
        project.import_records([RECORD], kind="annotations")
        report = export_project(project, tmp_path / "p.graphml", format="graphml")
        assert (report.came_out.relations, report.lost) == (1, {span_table.ALONE: 1})
        report = export_project(project, tmp_path / "p.csv", format="spans_csv")
        assert (report.came_out.spans, report.lost) == (3, {span_table.RELATIONS: 1})
