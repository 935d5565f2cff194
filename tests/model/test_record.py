"""A record is taken only when everything in it points into its text."""

from dataclasses import replace
from typing import Any

import pytest

from annotator.model.document import Zone
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify

RECORD = Record(
    "a1",
    "Ada 😀 dirige Ponant",
    spans=(RecordSpan(0, 3, "PER"), RecordSpan(13, 19, "ORG")),
    relations=(RecordRelation(0, 1, "heads"),),
    zones=(Zone(0, 19, "body"), Zone(0, 0, "headline")),
)


def test_sound_record_passes_as_it_is() -> None:
    assert verify(RECORD) is RECORD


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"key": ""}, "the document has no id"),
        ({"spans": (RecordSpan(-1, 3, "PER"),)}, "the span -1–3 (PER) is outside the text of 19 characters, or empty"),
        ({"spans": (RecordSpan(13, 20, "ORG"),)}, "the span 13–20 (ORG) is outside"),
        ({"spans": (RecordSpan(3, 3, "PER"),)}, "the span 3–3 (PER) is outside the text of 19 characters, or empty"),
        ({"spans": (RecordSpan(0, 3, ""),)}, "the span 0–3 has no label"),
        ({"relations": (RecordRelation(0, 2, "heads"),)}, "the relation heads names a span that is not there (0 → 2)"),
        ({"relations": (RecordRelation(-1, 1, ""),)}, "the relation ? names a span that is not there (-1 → 1)"),
        ({"relations": (RecordRelation(0, 1, ""),)}, "the relation 0 → 1 has no label"),
        ({"spans": (RecordSpan(0, 3, "PER\nORG"),)}, "the span 0–3 has a label that is not one line"),
        ({"spans": (RecordSpan(0, 3, "PER", 1.5),)}, "the span 0–3 has the score 1.5; a score is from 0 to 1"),
        ({"spans": (RecordSpan(0, 3, "PER", float("nan")),)}, "the span 0–3 has the score nan"),
        ({"relations": (RecordRelation(0, 1, "a\nb"),)}, "the relation 0 → 1 has a label that is not one line"),
        ({"relations": (RecordRelation(0, 1, "heads", -0.1),)}, "the relation 0 → 1 has the score -0.1"),
        ({"suggested": (RecordSpan(0, 30, "PER"),)}, "the span 0–30 (PER) is outside"),
        ({"rejected": (RecordSpan(0, 30, "PER"),)}, "the span 0–30 (PER) is outside"),
        (
            {"suggested": (RecordSpan(0, 3, "PER"),), "suggested_relations": (RecordRelation(0, 1, "heads"),)},
            "the relation heads names a span that is not there (0 → 1)",
        ),
        ({"zones": (Zone(4, 20, "body"),)}, "the zone body (4–20) is outside the text of 19 characters"),
        ({"zones": (Zone(4, 3, "body"),)}, "the zone body (4–3) is outside"),
    ],
)
def test_unsound_record_is_refused_with_what_is_wrong(change: dict[str, Any], message: str) -> None:
    record = replace(RECORD, **{"relations": (), **change})
    with pytest.raises(AnnotationError) as caught:
        verify(replace(record, spans=RECORD.spans) if "relations" in change else record)
    assert str(caught.value).startswith(message)


def test_refusal_is_one_line_with_its_place() -> None:
    assert str(Refusal("corpus.jsonl:12", "the document has no id")) == "corpus.jsonl:12: the document has no id"
    assert str(Refusal("", "the document has no id")) == "the document has no id"
