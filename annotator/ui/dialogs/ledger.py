"""What suggestions were worth: the learning curve, what work costs, whether confidences hold, what became of suggestions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QWidget

from annotator.ui.command_process import CommandProcess
from annotator.ui.dialogs.frame import Dialog, card, muted, present, scrolled
from annotator.ui.dialogs.ledger_charts import (
    cost_charts,
    fate_rows,
    fate_titles,
    headlines,
    learning_chart,
    reliability_chart,
    source_rows,
)
from annotator.ui.error_text import shown_error
from annotator.ui.stacked_bars import StackedBars

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow


class Ledger(Dialog):
    """Counted in a process of its own, then drawn."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=1080, height=820, modal=False)
        self.setWindowTitle(self.tr("Ledger"))
        self.heading.setText(self.tr("Ledger"))
        self.lead.setText(
            self.tr(
                "What suggestions were worth to {name}. F is two shares in one figure: how much of what is there was "
                "suggested, and how much of what was suggested is right."
            ).format(name=project.annotator_name)
        )
        self.lead.show()
        self._main = window
        self._project = project
        self.stats: Mapping[str, Any] | None = None
        """What was counted; None until then."""
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(5)
        self.body.addWidget(self.bar)
        self.content = QWidget()
        self._grid = QGridLayout(self.content)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setSpacing(14)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(scrolled(self.content), 1)
        self.add_button(self.tr("Statistics…"), lambda: window.commands.run("statistics"), left=True)
        self.add_button(self.tr("Suggest above…"), lambda: window.commands.run("thresholds"), left=True)
        self.add_primary(self.tr("Close"), self.close)
        self._process = CommandProcess(self)
        self._process.reported.connect(lambda report: self._on_counted(report["stats"]))
        self._process.failed.connect(self._on_failed)
        window.session.closed.connect(self.close)
        self._process.start(
            ["stats", "--annotator", project.annotator_name, "--progress-json", "--", str(project.path)]
        )

    def done(self, result: int) -> None:
        self._process.stop()
        super().done(result)

    def _on_counted(self, stats: Mapping[str, Any]) -> None:
        from annotator.ui.plots import ChartView  # pyqtgraph and NumPy: a third of a second, once

        self.stats = stats
        self.bar.hide()
        theme, language, scheme = self.theme, self._main.language, self._project.scheme
        actions, seconds = cost_charts(stats)
        charts = (learning_chart(stats), reliability_chart(stats), actions, seconds)
        row = 0
        found = headlines(stats)
        if found:
            self._grid.addWidget(_headlines(found), row, 0, 1, 2)
            row += 1
        if all(chart.empty for chart in charts):
            self._grid.addWidget(
                muted(
                    self.tr(
                        "There is nothing to tell yet. Decide on some suggestions and mark articles as done: "
                        "after 10 done articles the first figures stand here."
                    )
                ),
                row,
                0,
                1,
                2,
            )
            self._grid.setRowStretch(row + 1, 1)
            return
        for number, chart in enumerate(charts):
            self._grid.addWidget(ChartView(theme, chart), row + number // 2, number % 2)
        row += 2
        titles = {
            "spans": self.tr("What became of suggested entities"),
            "relations": self.tr("What became of suggested relations"),
        }
        for kind, title in titles.items():
            rows = fate_rows(stats, kind, scheme, language)
            if rows:
                self._grid.addWidget(StackedBars(theme, title, fate_titles(), rows), row, 0, 1, 2)
                row += 1
        sources = source_rows(stats)
        if sources:
            self._grid.addWidget(
                _table(self.tr("Models and other sources, by what was decided"), sources), row, 0, 1, 2
            )
        self._grid.setRowStretch(row + 1, 1)

    def _on_failed(self, reason: str, cancelled: bool) -> None:
        self.bar.hide()
        self.say(shown_error(reason), error=True)


def _headlines(found: Sequence[tuple[str, str]]) -> QWidget:
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    for figure, meaning in found:
        frame, inside = card(spacing=2)
        large = QLabel(figure)
        large.setProperty("role", "title")
        inside.addWidget(large)
        inside.addWidget(muted(meaning))
        inside.addStretch()
        frame.setAccessibleName(f"{figure} {meaning}")
        row.addWidget(frame, 1)
    return strip


def _table(title: str, rows: Sequence[tuple[str, ...]]) -> QFrame:
    frame, layout = card()
    name = QLabel(title)
    name.setProperty("role", "heading")
    layout.addWidget(name)
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            label = QLabel(text)
            if column > 1:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setProperty("role", "muted" if not number or column == 1 else "")
            grid.addWidget(label, number, column)
    layout.addLayout(grid)
    frame.setAccessibleName(title)
    frame.setAccessibleDescription("; ".join(" ".join(part for part in row if part) for row in rows))
    return frame


def show_ledger(window: "MainWindow") -> None:
    """Show what suggestions were worth."""
    project = window.session.project
    if project is not None:
        present(window, "ledger", lambda: Ledger(window, project))
