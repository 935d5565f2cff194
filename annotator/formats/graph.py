"""The relations as a graph, in GraphML: entities by their string and label, and an edge for every place that says so.

Gephi, Cytoscape, yEd and networkx read it. Out only. Format: graphml.graphdrawing.org.
"""

from collections.abc import Iterable
from typing import Any, BinaryIO

from annotator.formats.span_table import context_of, relation_losses
from annotator.formats.written import Written
from annotator.model.record import Record
from annotator.model.wrapping import as_read

_CONTROLS = {code: " " for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF) if code not in (0x9, 0xA, 0xD)}
"""What XML has no place for."""


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write one directed graph. Edges have the article, its date, the offsets of both ends (code points) and the text between."""
    import networkx

    graph = networkx.MultiDiGraph()
    written = Written()
    for record in records:
        written.documents += 1
        written.relations += len(record.relations)
        written.spans += len({end for relation in record.relations for end in (relation.head, relation.child)})
        written.lost.update(relation_losses(record))
        for relation in record.relations:
            head, child = (_node(graph, record, end) for end in (relation.head, relation.child))
            graph.add_edge(head, child, **_evidence(record, relation.head, relation.child, relation.label))
    networkx.write_graphml_xml(graph, stream, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return written


def _node(graph: Any, record: Record, place: int) -> str:
    span = record.spans[place]
    string = _text(as_read(record.text[span.start : span.end]))
    node = f"{_text(span.label)}:{string}"
    if node in graph:
        graph.nodes[node]["mentions"] += 1
    else:
        graph.add_node(node, name=string, label=_text(span.label), mentions=1)
    return node


def _evidence(record: Record, head: int, child: int, label: str) -> dict[str, str | int]:
    first, second = record.spans[head], record.spans[child]
    start, end = min(first.start, second.start), max(first.end, second.end)
    return {
        "relation": _text(label),
        "document": _text(record.key),
        "title": _text(record.title),
        "published": _text(record.published),
        "source": _text(record.source),
        "head_start": first.start,
        "head_end": first.end,
        "child_start": second.start,
        "child_end": second.end,
        "context": _text(context_of(record.text, start, end)),
    }


def _text(value: str) -> str:
    return value.translate(_CONTROLS)
