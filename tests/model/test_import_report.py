"""An import's counts, and its refusals, of which only the first are kept."""

from annotator.model.import_report import REFUSALS_KEPT, ImportReport
from annotator.model.record import Refusal


def test_every_record_is_counted_once() -> None:
    report = ImportReport(documents=3, updated=2, already_there=1, copies=1)
    report.refuse(Refusal("a.csv:4", "no text"))
    assert report.records == 7


def test_refusals_are_all_counted_and_the_first_kept() -> None:
    report = ImportReport()
    for number in range(REFUSALS_KEPT + 5):
        report.refuse(Refusal(f"a.csv:{number}", "no text"))
    assert report.refused == REFUSALS_KEPT + 5
    assert len(report.refusals) == REFUSALS_KEPT
    assert report.refusals[-1].origin == f"a.csv:{REFUSALS_KEPT - 1}"
