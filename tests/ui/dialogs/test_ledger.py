"""What suggestions were worth, on one page."""

from typing import Any

from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.ui.dialogs.ledger import Ledger, show_ledger
from annotator.ui.dialogs.ledger_charts import headlines, learning_chart, source_rows
from annotator.ui.main_window import MainWindow
from annotator.ui.plots import ChartView
from annotator.ui.stacked_bars import StackedBars


def opened(window: MainWindow, qtbot: QtBot) -> Ledger:
    show_ledger(window)
    dialog = window.findChild(Ledger)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.stats is not None, timeout=30_000)
    return dialog


def test_ledger_of_work_has_charts_bars_and_sources(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    first = project.document_ids()[0]
    project.accept_all(first)
    project.set_state(first, "done")
    dialog = opened(window, qtbot)
    assert [view.accessibleName() for view in dialog.findChildren(ChartView)] == [
        "How right suggestions are (F)",
        "Can the confidence be trusted?",
        "Actions per 1,000 tokens",
        "Seconds per 1,000 tokens",
    ]
    bars = [bar.accessibleName() for bar in dialog.findChildren(StackedBars)]
    assert bars == ["What became of suggested entities", "What became of suggested relations"]
    dialog.close()


def test_ledger_of_nothing_says_what_it_waits_for(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    assert dialog.findChildren(ChartView) == []
    dialog.close()


def test_ledger_of_a_project_that_is_gone_says_why(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    project.path.rename(project.path.with_suffix(".moved"))
    show_ledger(window)
    dialog = window.findChild(Ledger)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.message.text() != "", timeout=30_000)
    dialog.close()


def test_model_in_use_comes_first_and_is_named_among_the_sources() -> None:
    stats = report()
    assert headlines(stats)[0] == ("84%", "F of the model in use, on 25 articles kept aside")
    assert [curve.name for curve in learning_chart(stats).curves] == [
        "models, on articles kept aside",
        "suggestions as shown",
    ]
    assert source_rows(stats)[1][0] == "Model 3"
    stats["ledger"]["sources"][0] |= {"pipeline": "own model", "version": "0007", "model": None}
    assert source_rows(stats)[1][0] == "Model 7"  # one that the project knows no more
    stats = report()
    assert source_rows(stats)[1][-2:] == ("75%", "–")


def test_a_figure_from_too_few_articles_is_no_headline() -> None:
    stats = report()
    stats["learning"]["held_back"][0]["held_back"] = 4
    assert headlines(stats)[0] == ("70%", "F of what was shown, lately")


def report() -> dict[str, Any]:
    model = {"model": 3, "kind": "round", "state": "in_use", "documents": 40, "held_back": 25, "precision": 0.85}
    model |= {"recall": 0.83, "f": 0.84, "relation_f": None, "created": ""}
    source = {
        "pipeline": "models/0003",
        "version": "",
        "digest": "d",
        "model": 3,
        "kind": "span",
        "shown": 8,
        "pending": 4,
    }
    source |= {
        "accepted": 3,
        "relabelled": 0,
        "boundary": 0,
        "rejected": 1,
        "left": 0,
        "precision": 0.75,
        "recall": None,
    }
    silent = {**source, "model": None, "shown": 4}
    block = {"documents": 10, "actions_per_1000": 92.0, "seconds_per_1000": 150.0, "seconds": 60.0, "f": 0.7}
    nothing = {"decisions": 0, "error_before": None, "error_after": None, "before": [], "after": []}
    return {
        "learning": {"held_back": [model], "as_shown": [{"documents": 10, "f": 0.7, "relation_f": None}]},
        "ledger": {"sources": [source, silent], "progress": [block]},
        "calibration": {"spans": nothing, "relations": nothing},
    }
