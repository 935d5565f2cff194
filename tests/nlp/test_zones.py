"""What is left out of training in a zone: tokens missing, not O, and nothing of it scored."""

import json
from dataclasses import replace

import pytest

from annotator.model.document import DocumentId
from annotator.model.training import TrainingDocument, TrainingSpan
from annotator.nlp.config import blank_pipeline
from annotator.nlp.docbin import training_doc
from annotator.nlp.export_protocol import document_from, document_line
from annotator.nlp.fields import Row
from annotator.nlp.protocol import ProtocolError
from annotator.nlp.training.examples import parts
from annotator.nlp.training.wire import document, document_row

TEXT = "Léo Sand a parlé. (Photo by LEO SAND / AFP) Ana Roy aussi."
DOCUMENT = TrainingDocument(
    DocumentId(1),
    "a",
    TEXT,
    "",
    language="fr",
    spans=(TrainingSpan(1, 0, 8, "PER"), TrainingSpan(2, 40, 51, "PER")),
    left_out=((18, 43),),
)


def iobs(of: TrainingDocument) -> dict[str, str]:
    """The tag of each token: "" is missing."""
    doc = training_doc(of, blank_pipeline("fr").tokenizer)
    return {f"{token.text}@{token.idx}": token.ent_iob_ for token in doc}


def test_tokens_that_are_left_out_are_missing_and_an_entity_that_reaches_in_stays() -> None:
    tags = iobs(DOCUMENT)
    assert (tags["Léo@0"], tags["parlé@11"], tags["aussi@52"]) == ("B", "O", "O")
    assert {tags[name] for name in ("(@18", "Photo@19", "LEO@28", "/@37")} == {""}
    assert (tags["AFP@39"] if "AFP@39" in tags else tags["FP@40"]) != "O"
    assert "O" not in {tag for name, tag in tags.items() if 18 <= int(name.split("@")[1]) < 40}
    assert iobs(replace(DOCUMENT, left_out=()))["Photo@19"] == "O"


def test_extents_are_in_the_file() -> None:
    doc = training_doc(DOCUMENT, blank_pipeline("fr").tokenizer)
    assert doc.user_data["left_out"] == [[18, 43]]


def test_extents_go_to_the_processes() -> None:
    row = json.loads(json.dumps(document_row(DOCUMENT)))
    assert document(row, Row("{}")).left_out == DOCUMENT.left_out
    with pytest.raises(ProtocolError, match=r"`left_out` must hold \[start, end\]"):
        document(row | {"left_out": [[5]]}, Row("{}"))
    sent = document_from(document_line(DOCUMENT, "train"))
    assert sent is not None
    assert sent[0].left_out == DOCUMENT.left_out


def test_extents_go_with_the_parts_of_a_long_document() -> None:
    long = replace(DOCUMENT, text=(TEXT + "\n") * 40, spans=(), left_out=((18, 43), (200, 900)))
    found = parts(long, limit=300)
    assert len(found) > 2
    offset, total = 0, 0
    for part in found:
        assert all(0 <= start < end <= len(part.text) for start, end in part.left_out)
        total += sum(end - start for start, end in part.left_out)
        offset += len(part.text)
    assert (offset, total) == (len(long.text), 25 + 700)
