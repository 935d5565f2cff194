"""What the window does for a project in its pauses."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui import upkeep
from annotator.ui.upkeep import Upkeep
from tests.ui.conftest import Desk


@pytest.fixture
def kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Upkeep:
    monkeypatch.setattr(upkeep, "IDLE_MS", 1)
    monkeypatch.setattr(upkeep, "STEP_MS", 1)
    return Upkeep(desk.session)


def test_confidence_is_fitted_in_a_pause_after_decisions(desk: Desk, kept: Upkeep, qtbot: QtBot) -> None:
    with qtbot.waitSignal(kept.calibrated):
        desk.press("Return")
    assert not desk.project.calibration_due()


def test_tallies_are_counted_anew_and_the_list_told(desk: Desk, kept: Upkeep, qtbot: QtBot) -> None:
    before = desk.project.progress().pending
    desk.project.set_thresholds({("span", label.name): 0.99 for label in desk.project.scheme.labels})
    with qtbot.waitSignals([kept.recounted, desk.session.documents_changed]):
        kept.wake()
    assert not desk.project.recounting()
    assert desk.project.progress().pending < before


def test_nothing_is_done_for_a_project_that_is_closed(desk: Desk, kept: Upkeep, qtbot: QtBot) -> None:
    kept.wake()
    desk.session.close()
    with qtbot.assertNotEmitted(kept.calibrated, wait=30):
        kept._on_idle()
        kept._on_step()
