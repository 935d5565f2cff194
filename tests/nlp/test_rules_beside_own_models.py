"""A model trained here has every label of the scheme long before it finds what the rules find."""

from pathlib import Path
from typing import Any

import pytest
import spacy

from annotator.nlp.loading import load_pipeline
from annotator.nlp.pipeline import Suggester
from annotator.nlp.protocol import Load, PipelineChoice


@pytest.mark.parametrize(("digest", "expected"), [("d", {"MONEY", "ROLE"}), ("", set())])
def test_sums_and_roles_are_the_rules_beside_an_own_model(tmp_path: Path, digest: str, expected: set[str]) -> None:
    nlp = spacy.blank("fr")
    ruler: Any = nlp.add_pipe("entity_ruler")
    labels = ("PER", "MONEY", "ROLE")
    ruler.add_patterns([{"label": label, "pattern": f"{label} trouvé"} for label in labels])
    nlp.to_disk(tmp_path / "model")
    name = str(tmp_path / "model")
    load = Load(pipelines=(PipelineChoice(name, digest=digest),), language="fr", labels=labels)
    suggester = Suggester(load, "fr", [(load_pipeline(name, relations=False, consent=True), None)])
    assert suggester.rules is not None
    assert set(suggester.rules.labels) == expected
