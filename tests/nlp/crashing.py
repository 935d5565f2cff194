"""A tiny pipeline that ends its process, fails, prints or relates, by the words of the text: the tests' bad company."""

from pathlib import Path

import pytest
import spacy

_MODULE = """
import os
import signal
import sys

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup


@Language.factory("pressmark_bad_company")
def make(nlp, name):
    return bad_company


def bad_company(doc):
    print("a stray line on standard output")
    if not Doc.has_extension("rel"):
        Doc.set_extension("rel", default={})
    for token in doc:
        if token.text == "KABOUM":
            os.kill(os.getpid(), signal.SIGKILL)
        if token.text == "PANNE":
            raise ValueError("PANNE is too much for me\\nand a second line")
    names = [token.i for token in doc if token.text in ("Zoé", "Paris")]
    doc.ents = [Span(doc, i, i + 1, label="PER" if doc[i].text == "Zoé" else "LOC") for i in names]
    group = SpanGroup(doc, name="sc", spans=[Span(doc, i, min(i + 2, len(doc)), label="NESTED") for i in names])
    group.attrs["scores"] = [0.75] * len(names)
    doc.spans["sc"] = group
    if len(names) == 2:
        doc._.rel = {(names[0], names[1]): {"lives_in": 0.9, "born_in": 0.1}}
    return doc
"""


def crashing_pipeline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the pipeline and let the processes started from now on find its component; the pipeline's folder."""
    code = folder / "code"
    info = code / "pressmark_bad_company-1.0.dist-info"
    info.mkdir(parents=True)
    (code / "pressmark_bad_company.py").write_text(_MODULE, encoding="utf-8")
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: pressmark-bad-company\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[spacy_factories]\npressmark_bad_company = pressmark_bad_company:make\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(code))
    pipeline = folder / "bad_company"
    spacy.blank("fr").to_disk(pipeline)
    config = (pipeline / "config.cfg").read_text(encoding="utf-8")
    config = config.replace("pipeline = []", 'pipeline = ["bad"]')
    config = config.replace("[components]", '[components]\n\n[components.bad]\nfactory = "pressmark_bad_company"')
    (pipeline / "config.cfg").write_text(config, encoding="utf-8")
    return pipeline
