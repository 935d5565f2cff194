"""Several sources for one document: what is taken from each, configs, code, failures."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import spacy
from spacy.language import Language

from annotator.model.label_scheme import RelationLabel
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.loading import LoadedPipeline, LoadError, load_pipeline
from annotator.nlp.pipeline import Labelled, Piece, Suggester, _possible
from annotator.nlp.protocol import Failure, Load, PipelineChoice, Ready, Suggest, Suggestions
from annotator.nlp.reading import Reading, read, time_limit
from annotator.nlp.training.folders import write_model
from tests.nlp.foreign import code_file, config_file
from tests.nlp.test_worker import answers

TEXT = "Zoé est à Brest le 3 mai 2016."


def ruler(name: str, patterns: dict[str, str], language: str = "fr") -> LoadedPipeline:
    """A pipeline that finds those strings."""
    nlp = spacy.blank(language)
    component: Any = nlp.add_pipe("entity_ruler")
    component.add_patterns([{"label": label, "pattern": text} for text, label in patterns.items()])
    return LoadedPipeline(name, "1", f"digest of {name}", language, nlp, ("entity_ruler",))


def parts(suggester: Suggester, text: str = TEXT) -> dict[str, list[tuple[str, str]]]:
    [proposal] = suggester.suggest([Piece(text)])
    return {part.pipeline: [(text[s.start : s.end], s.label) for s in part.spans] for part in proposal.parts}


def suggester(*sources: tuple[LoadedPipeline, Sequence[str] | None], **mappings: dict[str, str]) -> Suggester:
    return Suggester(Load((), "fr", mappings, ("PER", "LOC", "DATE"), relations=False), "fr", sources)


def test_second_source_brings_what_the_first_does_not() -> None:
    first = ruler("first", {"Zoé": "PER"})
    second = ruler("second", {"Zoé": "PER", "Brest": "LOC"})
    assert parts(suggester((first, None), (second, None))) == {
        "first": [("Zoé", "PER")],
        "second": [("Brest", "LOC")],
        "rules": [("3 mai 2016", "DATE")],
    }
    assert parts(suggester((first, None), (second, None)), "Zoé") == {"first": [("Zoé", "PER")], "second": []}


def test_labels_are_taken_from_whom_they_are_asked_of_by_the_schemes_names() -> None:
    first = ruler("first", {"Zoé": "PER", "Brest": "LOC"})
    second = ruler("second", {"Zoé est": "personne", "Brest le": "ville", "Brest": "ville"})
    both = suggester((first, ("PER",)), (second, ("LOC",)), second={"ville": "LOC"})
    assert parts(both) == {
        "first": [("Zoé", "PER")],
        "second": [("Brest le", "ville")],
        "rules": [("3 mai 2016", "DATE")],
    }


def test_rules_give_way_to_a_label_that_a_source_is_asked_for() -> None:
    dates = ruler("dates", {"mai 2016": "DATE"})
    assert parts(suggester((dates, None))) == {"dates": [("mai 2016", "DATE")]}
    assert parts(suggester((dates, ("PER",)))) == {"dates": [], "rules": [("3 mai 2016", "DATE")]}


def test_rules_find_dates_inside_what_a_source_found_though_it_knows_dates() -> None:
    text = "Les Jeux olympiques de 2016, en 2017, et le congrès du 3 mai 2015."
    own = ruler("own", {"Jeux olympiques de 2016": "PER", "congrès du 3": "PER", "1998": "DATE"})
    # what the source misses is added too, save where it found something else
    assert parts(suggester((own, None)), text) == {
        "own": [("Jeux olympiques de 2016", "PER"), ("congrès du 3", "PER")],
        "rules": [("2016", "DATE"), ("2017", "DATE")],
    }
    assert "rules" not in parts(suggester((own, ("PER", "DATE"))), text)


@pytest.mark.parametrize(("score", "kept"), [(0.95, "mai 2016"), (0.6, "3 mai 2016"), (None, "mai 2016")])
def test_date_that_a_source_is_not_sure_of_gives_way_to_the_rules(
    score: float | None, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = TEXT.index("mai 2016")
    found = Reading(
        spacy.blank("fr")(TEXT), (ProposedSpan(start, start + 8, "DATE", score), ProposedSpan(0, 3, "PER", 0.5))
    )
    monkeypatch.setattr("annotator.nlp.pipeline.read", lambda *_, **__: [found])
    dates = parts(suggester((ruler("own", {"Zoé": "PER", "mai 2016": "DATE"}), None)))
    assert [span for spans in dates.values() for span in spans] == [
        *([("mai 2016", "DATE")] if kept == "mai 2016" else []),
        ("Zoé", "PER"),
        *([("3 mai 2016", "DATE")] if kept == "3 mai 2016" else []),
    ]


def test_what_a_source_passed_over_stands_only_where_nobody_says_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    date = TEXT.index("3 mai 2016")
    brest = TEXT.index("Brest")
    doc = spacy.blank("fr")(TEXT)
    found = Reading(
        doc,
        (ProposedSpan(0, 3, "PER", 0.5),),
        (
            ProposedSpan(brest, brest + 5, "PER", 0.3),
            ProposedSpan(date, date + 5, "PER", 0.3),
            ProposedSpan(4, 7, "FOOD", 0.3),
        ),
    )
    monkeypatch.setattr("annotator.nlp.pipeline.read", lambda *_, **__: [found])
    own = ruler("own", {"Zoé": "PER", "3 mai 2016": "FOOD"})
    # of a model trained in the project alone
    assert parts(suggester((own, None)))["own"] == [("Zoé", "PER")]

    def trained_here(*sources: tuple[LoadedPipeline, Sequence[str] | None]) -> Suggester:
        choices = (PipelineChoice("own", digest="digest of own"),)
        return Suggester(Load(choices, "fr", {}, ("PER", "LOC", "DATE"), relations=False), "fr", sources)

    # the rules have the date, and the scheme has no such label
    assert parts(trained_here((own, None))) == {
        "own": [("Zoé", "PER"), ("Brest", "PER")],
        "rules": [("3 mai 2016", "DATE")],
    }
    # another source found it, or somebody has confirmed what it touches
    other = ruler("other", {"à Brest": "LOC"})
    monkeypatch.setattr(
        "annotator.nlp.pipeline.read",
        lambda pipeline, *_, **__: [
            found if pipeline.name == "own" else Reading(doc, (ProposedSpan(brest - 2, brest + 5, "LOC", 0.9),))
        ],
    )
    assert parts(trained_here((own, ("PER",)), (other, ("LOC",))))["own"] == [("Zoé", "PER")]


def test_what_a_source_sees_within_a_span_is_suggested_where_the_project_nests_such_labels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "La Mairie de Brest, le 3 mai 2016."
    town, brest, date = (0, 18), (13, 18), (23, 33)
    outer = ProposedSpan(*town, "ORG", 0.9)
    found = Reading(
        spacy.blank("fr")(text),
        (outer, ProposedSpan(*date, "LOC", 0.9)),
        nested=((outer, ProposedSpan(*brest, "LOC", 0.8)), (ProposedSpan(*date, "ORG", 0.9), outer)),
    )
    monkeypatch.setattr("annotator.nlp.pipeline.read", lambda *_, **__: [found])
    own = ruler("own", {"x": "ORG", "y": "LOC"})

    def suggested(*nested: tuple[str, str]) -> list[tuple[str, str]]:
        load = Load((), "fr", {}, ("ORG", "LOC"), relations=False)
        [proposal] = Suggester(load, "fr", [(own, None)]).suggest([Piece(text, nested=nested)])
        return [(text[span.start : span.end], span.label) for span in proposal.spans]

    plain = [("La Mairie de Brest", "ORG"), ("3 mai 2016", "LOC")]
    assert suggested() == plain
    assert suggested(("LOC", "ORG")) == plain
    assert suggested(("ORG", "LOC")) == [plain[0], ("Brest", "LOC"), plain[1]]


class Relating:
    """A component with a threshold for each label, as `relation_extractor` is one."""

    thresholds = {"in": 0.5, "near": 0.05}  # noqa: RUF012

    def __call__(self, doc: Any) -> Any:
        return doc

    def relations_of(self, *_: object, **__: object) -> list[Any]:
        raise AssertionError

    def relations(self, doc: Any, mentions: Sequence[tuple[int, int, str]], *, least: float) -> list[ProposedRelation]:
        ends = [(start, end) for start, end, _ in mentions]
        scores = [
            ("in", ends[0], ends[1], 0.6),
            ("in", ends[1], ends[0], 0.4),
            ("near", ends[0], ends[1], 0.25),
            ("near", ends[1], ends[2], 0.15),
        ]
        scores += [("in", ends[0], ends[2], 0.3), ("in", ends[0], ends[2], 0.015)]
        return [ProposedRelation(head, child, label, score) for label, head, child, score in scores if score >= least]


def test_what_is_below_its_label_s_threshold_is_possible_where_the_scheme_allows_it() -> None:
    source = ruler("own", {"Zoé": "PER", "Brest": "LOC"})
    Language.component("relating", func=Relating())
    source.nlp.add_pipe("relating")
    source = replace(source, components=("entity_ruler", "relating"))
    load = Load((), "fr", {}, ("PER", "LOC", "DATE"), (RelationLabel("in", legal=(("PER", "LOC"),)),))
    both = Suggester(load, "fr", [(source, None)])
    [proposal] = both.suggest([Piece(TEXT)])
    [part] = [part for part in proposal.parts if part.pipeline == "own"]
    zoe, brest, day = (0, 3), (10, 15), (19, 29)
    assert part.relations == (ProposedRelation(zoe, brest, "in", 0.6), ProposedRelation(zoe, brest, "near", 0.25))
    # not the other way round, not to a date, and nothing below 0.02; what a low threshold would let in by the dozen is possible
    assert [(one.label, one.score) for one in part.possible_relations] == [("near", 0.15)]
    free = Suggester(Load((), "fr", {}, ("PER", "LOC", "DATE"), (RelationLabel("in"),)), "fr", [(source, None)])
    [proposal] = free.suggest([Piece(TEXT)])
    [part] = [part for part in proposal.parts if part.pipeline == "own"]
    assert [(one.head, one.child, one.score) for one in part.possible_relations] == [
        (brest, zoe, 0.4),
        (zoe, day, 0.3),
        (brest, day, 0.15),
    ]


def test_of_what_is_possible_the_likeliest_of_each_end_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.nlp.source.KEPT", 1)

    class Many(Relating):
        def relations(self, doc: Any, mentions: Sequence[tuple[int, int, str]], *, least: float) -> list[Any]:
            one, other, third = [(start, end) for start, end, _ in mentions]
            scores = [(one, other, 0.1), (one, third, 0.3), (third, other, 0.2), (third, one, 0.05)]
            return [ProposedRelation(head, child, "in", score) for head, child, score in scores]

    Language.component("many", func=Many())
    source = ruler("own", {"Zoé": "PER", "Brest": "LOC"})
    source.nlp.add_pipe("many")
    source = replace(source, components=("entity_ruler", "many"))
    both = Suggester(Load((), "fr", {}, ("PER", "LOC", "DATE"), (RelationLabel("in"),)), "fr", [(source, None)])
    [proposal] = both.suggest([Piece(TEXT)])
    [part] = [part for part in proposal.parts if part.pipeline == "own"]
    assert [one.score for one in part.possible_relations] == [0.3, 0.2]


def test_order_of_the_sources_decides_and_nothing_else() -> None:
    one, other = ruler("one", {"Zoé est": "PER"}), ruler("other", {"est à Brest": "LOC"})
    assert parts(suggester((one, ("PER",)), (other, ("LOC",)))) | {"rules": []} == {
        "one": [("Zoé est", "PER")],
        "other": [],
        "rules": [],
    }
    assert parts(suggester((other, ("LOC",)), (one, ("PER",))))["one"] == []


def test_source_that_fails_leaves_the_others_suggestions(tmp_path: Path) -> None:
    code = str(code_file(tmp_path, "failing_"))
    config = str(config_file(tmp_path, "failing_llm_shape"))
    load = Load(
        (PipelineChoice("fr_core_news_sm"), PipelineChoice(config, ("PER",), consent=True, code=code)),
        "fr",
        relations=False,
        labels=("PER", "LOC"),
    )
    _, good, bad = answers([load, Suggest(1, TEXT), Suggest(2, "Une PANNE à Brest.")], count=3)
    assert isinstance(good, Suggestions)
    assert isinstance(bad, Suggestions)
    assert good.warnings == ()
    assert good.readers == ["fr_core_news_sm", config]
    assert bad.readers == ["fr_core_news_sm"]
    assert bad.warnings == (f"{config} failed on this document: ValueError: the model did not answer: PANNE",)
    alone = Load((PipelineChoice(config, consent=True, code=code),), "fr", relations=False)
    _, failure, after = answers([alone, Suggest(1, "PANNE"), Suggest(2, TEXT)], count=3)
    assert isinstance(failure, Failure)
    assert (failure.id, failure.kind) == (1, "document")
    assert isinstance(after, Suggestions)


def test_source_that_does_not_load_is_left_out_with_one_line(tmp_path: Path) -> None:
    missing = PipelineChoice("fr_core_news_lg")
    [ready] = answers([Load((missing, PipelineChoice("fr_core_news_sm")), "fr", relations=False)], count=1)
    assert isinstance(ready, Ready)
    assert ready.pipelines == ["fr_core_news_sm"]
    assert ready.warnings == (
        "Left out: The pipeline fr_core_news_lg is not installed. Install it with: python -m spacy download fr_core_news_lg",
    )
    [failure] = answers([Load((missing, missing), "fr", relations=False)], count=1)
    assert isinstance(failure, Failure)
    assert failure.kind == "not_installed"


def test_source_reads_documents_of_its_language_alone(tmp_path: Path) -> None:
    code = str(code_file(tmp_path, "english_"))
    english = config_file(tmp_path, "english_gliner_shape")
    english.write_text(english.read_text(encoding="utf-8").replace('"fr"', '"en"'), encoding="utf-8")
    choices = (PipelineChoice("fr_core_news_sm"), PipelineChoice(str(english), consent=True, code=code))
    load = Load(choices, "fr", relations=False)
    ready, french, both = answers([load, Suggest(1, TEXT, "fr"), Suggest(2, TEXT, "en-GB")], count=3)
    assert isinstance(ready, Ready)
    assert ready.pipelines == ["fr_core_news_sm", str(english)]
    assert isinstance(french, Suggestions)
    assert isinstance(both, Suggestions)
    assert (french.readers, both.readers) == (["fr_core_news_sm"], [str(english)])
    everywhere = Load(choices, "fr", relations=False, any_language=True)
    _, reply = answers([everywhere, Suggest(1, TEXT, "en")], count=2)
    assert isinstance(reply, Suggestions)
    assert reply.readers == ["fr_core_news_sm", str(english)]


@pytest.mark.parametrize("style", ["ent", "span"])
def test_config_of_the_shape_of_gliners_has_scores_and_says_its_labels(tmp_path: Path, style: str) -> None:
    code = str(code_file(tmp_path, f"{style}_"))
    settings = f'labels = ["person", "place"]\nstyle = "{style}"'
    config = str(config_file(tmp_path, f"{style}_gliner_shape", settings))
    load = Load((PipelineChoice(config, consent=True, code=code),), "fr", labels=("PER", "LOC"), relations=False)
    ready, reply = answers([load, Suggest(1, TEXT)], count=2)
    assert isinstance(ready, Ready)
    assert ready.labels == ("person", "place")
    assert len(ready.sources[0].digest) == 64
    assert isinstance(reply, Suggestions)
    assert reply.spans == (ProposedSpan(0, 3, "person", 0.75), ProposedSpan(10, 15, "place", 0.75))


def test_slow_component_is_stopped_at_its_document_and_the_next_is_read(tmp_path: Path) -> None:
    code = str(code_file(tmp_path, "slow_"))
    config = str(config_file(tmp_path, "slow_llm_shape", "seconds = 30.0"))
    pipeline = load_pipeline(config, relations=False, consent=True, code=code)
    slow, quick = read(pipeline, ["Un texte lent.", "Zoé"], seconds=0.2)
    assert isinstance(slow, TimeoutError)
    assert "longer than 0.2 seconds" in str(slow)
    assert isinstance(quick, Reading)
    assert [span.label for span in quick.spans] == ["person"]


def test_no_limit_where_none_is_asked_for() -> None:
    with time_limit(0):
        pass


def refusal(name: str, **options: Any) -> LoadError:
    with pytest.raises(LoadError) as caught:
        load_pipeline(name, relations=False, **options)
    assert "\n" not in str(caught.value)
    return caught.value


def test_component_that_is_not_there_is_named_with_the_remedy(tmp_path: Path) -> None:
    error = refusal(str(config_file(tmp_path, "nowhere_to_be_found")), consent=True)
    assert error.kind == "not_installed"
    assert "needs 'nowhere_to_be_found' for its component extra" in str(error)
    assert "--code" in str(error)
    assert str(refusal(str(config_file(tmp_path, "gliner_spacy")), consent=True)).endswith("pip install gliner-spacy")
    assert str(refusal(str(config_file(tmp_path, "llm_ner")), consent=True)).endswith("pip install spacy-llm")


def test_neither_config_nor_code_runs_without_consent(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()", encoding="utf-8")
    config = str(config_file(tmp_path, "sentencizer"))
    assert refusal(config, code=str(code)).kind == "consent"
    assert refusal("fr_core_news_sm", code=str(code)).kind == "consent"
    assert not (tmp_path / "ran").exists()
    load_pipeline(config, relations=False, consent=True, code=str(code))
    assert (tmp_path / "ran").exists()


def test_files_that_are_no_config_and_code_that_does_not_run_end_in_one_line(tmp_path: Path) -> None:
    config = config_file(tmp_path, "sentencizer")
    assert refusal(str(tmp_path / "none.cfg"), consent=True).kind == "not_installed"
    assert refusal(str(config), consent=True, code=str(tmp_path / "none.py")).kind == "not_installed"
    broken = tmp_path / "broken.py"
    broken.write_text("1 / 0", encoding="utf-8")
    assert "ZeroDivisionError" in str(refusal(str(config), consent=True, code=str(broken)))
    config.write_text("[paths]\ntrain = null\n", encoding="utf-8")
    assert "no section [nlp]" in str(refusal(str(config), consent=True))
    config.write_text('[nlp]\nlang = "qqq"\npipeline = []\n', encoding="utf-8")
    assert "which spaCy does not know" in str(refusal(str(config), consent=True))
    config.write_text("nonsense", encoding="utf-8")
    assert refusal(str(config), consent=True).kind == "broken"


def test_code_beside_an_own_model_is_not_run(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("ner").add_label("PER")
    nlp.initialize()
    digest = write_model(nlp, tmp_path / "0001", {}, base=None)
    code = tmp_path / "code.py"
    code.write_text("raise AssertionError('it runs')\n", encoding="utf-8")
    choice = PipelineChoice(str(tmp_path / "0001"), code=str(code), digest=digest)
    (ready,) = answers([Load((choice,), "fr", labels=("PER",), relations=False)], count=1)
    assert isinstance(ready, Ready)
    assert [source.digest for source in ready.sources[:1]] == [digest]


@pytest.mark.parametrize("relating", [False, True])
def test_no_lack_of_relations_is_told_where_a_pipeline_brings_them(tmp_path: Path, relating: bool) -> None:
    nlp = spacy.blank("ru")
    nlp.add_pipe("ner").add_label("PER")
    if relating:
        component: Any = nlp.add_pipe("relation_extractor")
        component.add_label("heads")
    nlp.initialize()
    digest = write_model(nlp, tmp_path / "0001", {}, base=None)
    load = Load((PipelineChoice(str(tmp_path / "0001"), digest=digest),), "ru", {}, ("PER",), (RelationLabel("heads"),))
    (ready,) = answers([load], count=1)
    assert isinstance(ready, Ready)
    assert ready.sources[0].relation_labels == (("heads",) if relating else ())
    assert any(line.startswith("No relations will be suggested") for line in ready.warnings) is not relating


def test_the_unlikely_is_held_for_possible_where_it_can_be_listed() -> None:
    def labelled(start: int, end: int, label: str, score: float) -> Labelled:
        return Labelled(ProposedSpan(start, end, label, score), label)

    suggested = [labelled(0, 10, "PER", 0.9), labelled(30, 40, "ORG", 0.9)]
    held = [
        labelled(0, 10, "PER", 0.9),  # is suggested
        labelled(0, 10, "ORG", 0.02),
        labelled(0, 10, "DATE", 0.001),
        labelled(0, 12, "ORG", 0.0009),  # touches a suggestion, and is less likely than what is listed at one
        labelled(5, 15, "LOC", 0.019),  # crosses a suggestion
        labelled(5, 15, "ORG", 0.02),  # so does this, but it may stand once that is rejected
        labelled(2, 4, "LOC", 0.5),  # within a person's name
        labelled(12, 20, "LOC", 0.0001),
        labelled(12, 20, "ORG", 0.00009),
        labelled(10, 30, "", 0.5),  # the scheme has no such label
    ]
    source = SimpleNamespace(take=lambda possible: possible)
    found = _possible(source, SimpleNamespace(possible=held), suggested)  # type: ignore[arg-type]
    assert found == tuple(held[number].span for number in (1, 2, 5, 7))


def test_of_the_unlikely_no_more_are_held_at_a_place_than_are_looked_at() -> None:
    suggested = [Labelled(ProposedSpan(0, 10, "PER", 0.9), "PER")]
    at_span = [Labelled(ProposedSpan(0, 10 + n, "PER", 0.019 - n / 1000), "PER") for n in range(1, 9)]
    at_words = [Labelled(ProposedSpan(20, 30 + n, "PER", 0.019 - n / 1000), "PER") for n in range(8)]
    likely = [Labelled(ProposedSpan(0, 30 + n, "PER", 0.1), "PER") for n in range(2)]
    source = SimpleNamespace(take=lambda possible: possible)
    found = _possible(source, SimpleNamespace(possible=[*at_span, *at_words, *likely]), suggested)  # type: ignore[arg-type]
    assert [span.end for span in found] == [11, 12, 13, 14, 30, 31, 32, 33, 34, 35, 30, 31]
