"""Relations beside any pipeline: loading, what is legal, and what stands of two that speak."""

import json
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from annotator.model.label_scheme import RelationLabel
from annotator.model.suggestion import ProposedRelation
from annotator.nlp.dependencies import Mention
from annotator.nlp.loading import LoadedPipeline, LoadError, load_pipeline
from annotator.nlp.messages import DEFAULT, ConfirmedSpan, Load
from annotator.nlp.pipeline import Piece, Suggester
from annotator.nlp.relation_model import RelationModel, best_of_pairs, combined, relation_model
from annotator.paths import resource
from annotator.schemes import find_scheme

HEADS = RelationLabel("heads", legal=(("PER", "ORG"), ("PER", "LOC")))
SCHEME = find_scheme("news-relations").relation_labels
SHIPPED = resource("models", "fr_relations")


def marked(text: str, *strings: tuple[str, str]) -> list[Mention]:
    return [Mention(text.index(string), text.index(string) + len(string), label) for string, label in strings]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learned one thing: "PER, maire de LOC" is heads."""
    nlp = spacy.blank("fr")
    component = nlp.add_pipe(
        "relation_extractor",
        config={
            "model": {
                "@architectures": "pressmark.RelationPairs.v1",
                "tok2vec": {
                    "@architectures": "spacy.HashEmbedCNN.v2",
                    "pretrained_vectors": None,
                    "width": 16,
                    "depth": 1,
                    "embed_size": 200,
                    "window_size": 1,
                    "maxout_pieces": 2,
                    "subword_features": False,
                },
                "hidden_width": 16,
                "piece_width": 16,
                "rows": 200,
            },
            "threshold": 0.5,
        },
    )

    def example(words: list[str], related: bool) -> Example:
        doc = Doc(nlp.vocab, words=words)
        child = len(words) - 2
        doc.spans["sc"] = [doc.char_span(0, 3, label="PER"), doc[child : child + 1]]
        doc.spans["sc"][1].label_ = "LOC"
        head, tail = doc.spans["sc"]
        doc.user_data["relations"] = [
            {"head": [head.start_char, head.end_char], "child": [tail.start_char, tail.end_char], "label": "heads"}
        ] * related
        return Example(Doc(nlp.vocab, words=words), doc)

    examples = [
        example(["PER", ",", "maire", "de", "LOC", "."], True),
        example(["PER", "a", "quitté", "LOC", "."], False),
        example(["PER", "est", "arrivé", "à", "LOC", "."], False),
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        component.update(examples, sgd=optimizer)
    nlp.meta["pressmark"] = {"masked": True}
    path = tmp_path_factory.mktemp("model") / "tiny"
    nlp.to_disk(path)
    return path


def test_relates_mentions_at_their_own_offsets(folder: Path) -> None:
    text = "Lundi.\nAnne  Roux, maire de Lens. Paul Le Goff a quitté Arras."
    mentions = marked(text, ("Anne  Roux", "PER"), ("Lens", "LOC"), ("Paul Le Goff", "PER"), ("Arras", "LOC"))
    (found,) = RelationModel(folder, "tiny", [HEADS]).find(text, mentions)
    assert text[slice(*found.head)] == "Anne  Roux"
    assert text[slice(*found.child)] == "Lens"
    assert found.label == "heads"
    assert found.score is not None
    assert 0.5 <= found.score <= 1.0


def test_says_what_it_is_and_loads_late(folder: Path) -> None:
    model = relation_model(str(folder), "fr", [HEADS])
    assert model is not None
    assert (model.language, model.labels, len(model.digest)) == ("fr", ("heads",), 64)
    assert model.find("", []) == []
    assert model.find("Anne Roux dort.", [Mention(0, 9, "PER")]) == []
    assert model._loaded is None


def test_only_what_the_scheme_allows_is_proposed(folder: Path) -> None:
    text = "Anne Roux, maire de Lens."
    mentions = marked(text, ("Anne Roux", "PER"), ("Lens", "LOC"))
    narrow = RelationLabel("heads", legal=(("PER", "ORG"),))
    assert RelationModel(folder, "tiny", [HEADS]).find(text, mentions)
    assert RelationModel(folder, "tiny", [narrow]).find(text, mentions) == []


def test_a_scheme_without_its_labels_or_no_choice_means_no_model(folder: Path) -> None:
    assert relation_model(str(folder), "fr", [RelationLabel("knows")]) is None
    assert relation_model(str(folder), "fr", []) is None
    assert relation_model("", "fr", SCHEME) is None


@pytest.mark.parametrize("language", ["en", "de", "", "../fr"])
def test_a_language_without_a_shipped_model_has_none(language: str) -> None:
    assert relation_model(DEFAULT, language, SCHEME) is None


def test_a_folder_that_holds_no_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"no relation model"):
        relation_model(str(tmp_path / "none"), "fr", SCHEME)
    (tmp_path / "meta.json").write_text("[]", encoding="utf-8")
    with pytest.raises(LoadError, match=r"holds no object"):
        relation_model(str(tmp_path), "fr", SCHEME)
    (tmp_path / "meta.json").write_text('{"pipeline": ["ner"]}', encoding="utf-8")
    with pytest.raises(LoadError, match=r"has no relation_extractor"):
        relation_model(str(tmp_path), "fr", SCHEME)


def test_a_broken_folder_fails_at_the_first_document(tmp_path: Path) -> None:
    meta = {"pipeline": ["relation_extractor"], "labels": {"relation_extractor": ["heads"]}}
    (tmp_path / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    model = RelationModel(tmp_path, "broken", [HEADS])
    with pytest.raises(LoadError, match=r"does not load"):
        model.find("Anne Roux, maire de Lens.", [Mention(0, 9, "PER"), Mention(20, 24, "LOC")])


MAYOR = "Anne Roux, maire de Lens."


def with_names(nlp: Language) -> Language:
    """The pipeline with a rule that finds the two names of `MAYOR`."""
    ruler = nlp.add_pipe("entity_ruler", first=True)
    ruler.add_patterns([{"label": "PER", "pattern": "Anne Roux"}, {"label": "LOC", "pattern": "Lens"}])
    return nlp


def loaded(nlp: Language, path: Path) -> LoadedPipeline:
    nlp.to_disk(path)
    return load_pipeline(str(path), relations=True, consent=True)


def suggester(model: str, *pipelines: LoadedPipeline, language: str = "fr") -> Suggester:
    load = Load(language="fr", labels=("PER", "LOC"), relation_labels=(HEADS,), relation_model=model)
    return Suggester(load, language, [(pipeline, None) for pipeline in pipelines])


def test_confirmed_and_suggested_spans_are_related_in_a_part_of_their_own(folder: Path, tmp_path: Path) -> None:
    sources = suggester(str(folder), loaded(with_names(spacy.blank("fr")), tmp_path))
    assert sources.relation_labels == ("heads",)
    for piece in (Piece(MAYOR), Piece(MAYOR, (ConfirmedSpan(0, 9, "PER"),))):
        (proposal,) = sources.suggest([piece])
        part = proposal.parts[-1]
        assert (part.kind, part.pipeline, len(part.digest)) == ("relation_model", str(folder), 64)
        assert [(one.head, one.label, one.child) for one in part.relations] == [((0, 9), "heads", (20, 24))]


def test_the_model_speaks_without_any_pipeline(folder: Path) -> None:
    spans = (ConfirmedSpan(0, 9, "PER"), ConfirmedSpan(20, 24, "LOC"))
    (proposal,) = suggester(str(folder)).suggest([Piece(MAYOR, spans)])
    assert [relation.label for relation in proposal.relations] == ["heads"]


def test_no_mentions_no_relations(folder: Path) -> None:
    (proposal,) = suggester(str(folder)).suggest([Piece("Il pleut.")])
    assert proposal.relations == []
    assert proposal.warnings == ()


def test_a_model_of_another_language_is_silent(folder: Path) -> None:
    assert suggester(str(folder), language="de").relation_labels == ()


def test_a_model_that_is_missing_is_a_warning(tmp_path: Path) -> None:
    sources = suggester(str(tmp_path / "none"))
    assert sources.relation_labels == ()
    assert "no relation model" in sources.warnings[0]


def test_a_model_that_breaks_leaves_the_rest_standing(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    meta = {"pipeline": ["relation_extractor"], "labels": {"relation_extractor": ["heads"]}, "lang": "fr"}
    (broken / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    sources = suggester(str(broken), loaded(with_names(spacy.blank("fr")), tmp_path / "names"))
    (proposal,) = sources.suggest([Piece(MAYOR)])
    assert len(proposal.spans) == 2
    assert not proposal.failed
    assert "does not load" in proposal.warnings[0]


def test_a_pipeline_with_a_component_of_its_own_relates_confirmed_spans_too(folder: Path, tmp_path: Path) -> None:
    nlp = spacy.load(folder)
    nlp.get_pipe("relation_extractor").cfg["threshold"] = 0.0
    pipeline = loaded(with_names(nlp), tmp_path)
    text = "Anne Roux, maire de Arras."
    (proposal,) = suggester("", pipeline).suggest([Piece(text, (ConfirmedSpan(20, 25, "LOC"),))])
    assert [(one.head, one.child) for one in proposal.parts[0].relations] == [((0, 9), (20, 25))]


def test_a_component_of_the_pipelines_own_goes_before_the_model(folder: Path, tmp_path: Path) -> None:
    nlp = spacy.load(folder)
    nlp.get_pipe("relation_extractor").cfg["threshold"] = 0.0
    (proposal,) = suggester(str(folder), loaded(with_names(nlp), tmp_path)).suggest([Piece(MAYOR)])
    assert [(part.kind, len(part.relations)) for part in proposal.parts] == [("pipeline", 1)]


A, B, C = (0, 3), (5, 8), (10, 13)


def test_where_both_agree_the_pattern_stands_with_a_higher_score() -> None:
    standing, rest = combined([ProposedRelation(A, B, "heads", 0.9)], [ProposedRelation(A, B, "heads", 0.6)], SCHEME)
    assert standing == [ProposedRelation(A, B, "heads", 0.96)]
    assert rest == []


def test_a_pattern_wins_over_another_label_or_direction() -> None:
    patterns = [ProposedRelation(A, B, "heads", 0.8)]
    model = [ProposedRelation(A, B, "employed_by", 0.99), ProposedRelation(A, C, "heads", 0.7)]
    assert combined(patterns, model, SCHEME) == (patterns, [ProposedRelation(A, C, "heads", 0.7)])
    part = [ProposedRelation(A, B, "part_of", 0.8)]
    assert combined(part, [ProposedRelation(B, A, "part_of", 0.9)], SCHEME) == (part, [])


def test_a_symmetric_relation_agrees_either_way() -> None:
    standing, rest = combined(
        [ProposedRelation(A, B, "relative_of", 0.9)], [ProposedRelation(B, A, "relative_of", 0.5)], SCHEME
    )
    assert standing == [ProposedRelation(A, B, "relative_of", 0.95)]
    assert rest == []


def test_a_score_that_is_missing_does_not_count() -> None:
    none, half = ProposedRelation(A, B, "heads"), ProposedRelation(A, B, "heads", 0.5)
    assert combined([none], [half], SCHEME)[0] == [half]
    assert combined([half], [none], SCHEME)[0] == [half]


def test_two_mentions_have_one_relation_at_most() -> None:
    rows = [
        ProposedRelation(A, B, "heads", 0.6),
        ProposedRelation(B, A, "employed_by", 0.7),
        ProposedRelation(A, C, "heads"),
    ]
    assert best_of_pairs(rows) == rows[1:]


def test_the_shipped_model_is_small_and_described() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) <= 8_000_000
    assert "MIT" in (SHIPPED / "README.md").read_text(encoding="utf-8")


def test_the_shipped_model_reads_french_news() -> None:
    text = "Solène Guiraud, la directrice de l’Institut Kermarrec, est née à Vannes, dans le Morbihan."
    mentions = marked(
        text, ("Solène Guiraud", "PER"), ("Institut Kermarrec", "ORG"), ("Vannes", "LOC"), ("Morbihan", "LOC")
    )
    model = relation_model(DEFAULT, "fr", SCHEME)
    assert model is not None
    found = {(text[slice(*r.head)], r.label, text[slice(*r.child)]) for r in model.find(text, mentions)}
    assert ("Solène Guiraud", "heads", "Institut Kermarrec") in found
    assert ("Vannes", "located_in", "Morbihan") in found


def test_a_folder_that_may_run_code_is_not_loaded(folder: Path, tmp_path: Path) -> None:
    strange = tmp_path / "strange"
    shutil.copytree(folder, strange)
    config = strange / "config.cfg"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("before_creation = null", 'before_creation = {"@callbacks":"theirs.v1"}'), encoding="utf-8"
    )
    model = RelationModel(strange, "strange", [HEADS])
    with pytest.raises(LoadError, match=r"does not load: .*theirs\.v1"):
        model.find("Anne Roux, maire de Lens.", [Mention(0, 9, "PER"), Mention(20, 24, "LOC")])
