"""What a pipeline's labels mean in a scheme: the same name, the same meaning, then the wider one."""

import pytest

from annotator.model.label_mapping import guess_label, guess_relation_label
from annotator.model.label_scheme import LabelScheme, RelationLabel

NEWS = ("PER", "ORG", "LOC", "DATE", "MONEY", "ROLE", "EVENT", "LAW", "MISC")


@pytest.mark.parametrize(
    ("raw", "names", "label"),
    [
        ("PER", NEWS, "PER"),
        ("per", NEWS, "PER"),
        ("PERSON", NEWS, "PER"),
        ("pers.ind", NEWS, "PER"),
        ("ORGANIZATION", NEWS, "ORG"),
        ("GPE", NEWS, "LOC"),
        ("FAC", NEWS, "LOC"),
        ("LOC", ("GPE", "PERSON"), "GPE"),
        ("GPE", ("GPE", "LOC"), "GPE"),
        ("TIME", NEWS, "DATE"),
        ("WORK_OF_ART", NEWS, "MISC"),
        ("WORK_OF_ART", ("PRODUCT",), "PRODUCT"),
        ("ÉVÉNEMENT", NEWS, "EVENT"),
        ("EVENT", ("MISC",), "MISC"),
        ("MISC", ("PER",), None),
        ("CARDINAL", NEWS, None),
        ("PER", (), None),
        ("per", ("per", "PER"), "per"),
        ("Per", ("PER", "per"), "PER"),
    ],
)
def test_label_is_guessed(raw: str, names: tuple[str, ...], label: str | None) -> None:
    assert guess_label(raw, names) == label


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("employed_by", "employed_by"),
        ("Employed-By", "employed_by"),
        ("employed by", "employed_by"),
        ("works_for", None),
    ],
)
def test_relation_label_is_guessed_by_its_spelling(raw: str, label: str | None) -> None:
    scheme = LabelScheme(relation_labels=(RelationLabel("employed_by"), RelationLabel("heads")))
    assert guess_relation_label(raw, scheme) == label
