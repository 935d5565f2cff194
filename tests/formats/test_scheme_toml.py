from pathlib import Path

import pytest

from annotator.formats import scheme_toml
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel, scheme_from_toml, with_keys
from annotator.paths import resource


@pytest.mark.parametrize("name", ["french-news", "hipe", "news-relations", "ontonotes", "quaero"])
def test_bundled_schemes_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    scheme = scheme_toml.read(resource("schemes", f"{name}.toml"))
    scheme_toml.write(scheme, tmp_path / "copy.toml")
    assert scheme_toml.read(tmp_path / "copy.toml") == scheme
    assert [file.name for file in tmp_path.iterdir()] == ["copy.toml"]


def test_odd_names_and_texts_come_back() -> None:
    scheme = with_keys(
        LabelScheme(
            "à moi",
            (
                Label("Œuvre d’art", {"fr": 'l"œuvre"\n\\'}, key="1", hue=3, tag="Œ", description="«\u00a0…\u00a0»"),
                Label("B"),
            ),
            (RelationLabel("liée à", {"en": "tied"}, legal=(("B", "B"), ("B", "Œuvre d’art")), symmetric=True),),
            {"fr": "À moi"},
            {"en": "# mine"},
        )
    )
    assert scheme_from_toml(scheme_toml.text_of(scheme)) == scheme


def test_scheme_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('name = "été"\n[[labels]]\nname = "Événement"\n'.encode("cp1252"))
    assert scheme_toml.read(path).labels[0].name == "Événement"


def test_what_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"none\.toml: the label scheme could not be read"):
        scheme_toml.read(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\x00\x01")
    with pytest.raises(AnnotationError, match=r"binary\.toml: "):
        scheme_toml.read(tmp_path / "binary.toml")
    with pytest.raises(AnnotationError, match="could not be written"):
        scheme_toml.write(LabelScheme("x"), tmp_path / "missing" / "a.toml")
