"""What the project amounts to, as tables to read. A process of its own counts: a large corpus takes seconds."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from annotator.model.label_scheme import LabelScheme
from annotator.ui.command_process import CommandProcess
from annotator.ui.dialogs.frame import Dialog, card, present, scrolled, section
from annotator.ui.error_text import shown_error
from annotator.ui.model_words import source_name
from annotator.ui.wording import Counts, edit_title, shown_percent, translate

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

MOST_ROWS = 12
"""Lines of a table that may be long (outlets, languages); the rest are summed up."""
Table = tuple[str, list[tuple[str, ...]]]
"""A title and its rows: a name, then one or several figures."""


class Statistics(Dialog):
    """The tables, side by side."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=820, height=640, modal=False)
        self.setWindowTitle(self.tr("Statistics"))
        self.heading.setText(self.tr("Statistics"))
        self.lead.setText(project.title)
        self.lead.show()
        self._scheme = project.scheme
        self._language = window.language
        self.stats: Mapping[str, Any] | None = None
        """What was counted; None until then."""
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(5)
        self.body.addWidget(self.bar)
        self.content = QWidget()
        self._columns = QHBoxLayout(self.content)
        self._columns.setContentsMargins(0, 0, 12, 0)
        self._columns.setSpacing(14)
        self.body.addWidget(scrolled(self.content), 1)
        self.copy_button = self.add_button(self.tr("Copy as text"), self.copy, left=True)
        self.copy_button.setEnabled(False)
        self.add_button(self.tr("Ledger…"), lambda: window.commands.run("ledger"), left=True)
        self.add_primary(self.tr("Close"), self.close)
        self._tables: list[Table] = []
        self._process = CommandProcess(self)
        self._process.reported.connect(lambda report: self._on_counted(report["stats"]))
        self._process.failed.connect(self._on_failed)
        window.session.closed.connect(self.close)
        self._process.start(
            ["stats", "--annotator", project.annotator_name, "--progress-json", "--", str(project.path)]
        )

    def copy(self) -> None:
        """Put the tables on the clipboard, a line a row, figures after tabs."""
        lines: list[str] = []
        for title, rows in self._tables:
            lines += [title, *("\t".join(row) for row in rows), ""]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def done(self, result: int) -> None:
        self._process.stop()
        super().done(result)

    def _on_counted(self, stats: Mapping[str, Any]) -> None:
        self.stats = stats
        self.bar.hide()
        self.copy_button.setEnabled(True)
        self._tables = tables(stats, self._scheme, self._language)
        columns = [QVBoxLayout(), QVBoxLayout()]
        heights = [0, 0]
        for title, rows in self._tables:
            shorter = 0 if heights[0] <= heights[1] else 1
            columns[shorter].addWidget(_table(title, rows))
            heights[shorter] += len(rows) + 2
        for column in columns:
            column.setSpacing(14)
            column.addStretch()
            self._columns.addLayout(column, 1)

    def _on_failed(self, reason: str, cancelled: bool) -> None:
        self.bar.hide()
        self.say(shown_error(reason), error=True)


def tables(stats: Mapping[str, Any], scheme: LabelScheme, language: str) -> list[Table]:
    """The tables that have something to say, figures written as the language writes them."""
    documents = stats["documents"]
    total = documents["total"]
    made: list[Table] = [
        (
            translate("Statistics", "Articles"),
            [
                (translate("Statistics", "In the project"), _number(total), ""),
                *(
                    (title, _number(documents[name]), _share(documents[name], total))
                    for name, title in (
                        ("done", translate("Statistics", "Done")),
                        ("in_progress", translate("Statistics", "In progress")),
                        ("new", translate("Statistics", "New")),
                        ("skipped", translate("Statistics", "Skipped")),
                        ("flagged", translate("Statistics", "Flagged")),
                        ("copies", translate("Statistics", "Copies of another")),
                    )
                ),
            ],
        ),
        (
            translate("Statistics", "Work of {annotator}").format(annotator=stats["annotator"]),
            [
                (translate("Statistics", "Spans"), _number(sum(stats["spans"].values()))),
                (translate("Statistics", "Relations"), _number(sum(stats["relations"].values()))),
                (translate("Statistics", "Suggestions to review"), _number(stats["pending"])),
                (translate("Statistics", "Articles that wait for suggestions"), _number(stats["queued"])),
                (translate("Statistics", "Time at the articles"), _duration(stats["active_seconds"])),
                (translate("Statistics", "Characters in the corpus"), _number(stats["characters"])),
            ],
        ),
        (translate("Statistics", "Spans by label"), _counted(_titled(stats["spans"], scheme, language), share=True)),
        (
            translate("Statistics", "Relations by label"),
            _counted(_titled(stats["relations"], scheme, language), share=True),
        ),
        (translate("Statistics", "Suggestions decided"), _decisions(stats["decisions"], scheme, language)),
        (translate("Statistics", "Where spans come from"), _counted(_origins(stats["origins"]))),
        (translate("Statistics", "Suggestions by pipeline"), _counted(_sources(stats["pipelines"]))),
        (translate("Statistics", "Labels outside the scheme"), _counted(stats["outside_scheme"])),
        (
            translate("Statistics", "Outlets"),
            _counted({name or translate("Statistics", "none given"): n for name, n in stats["sources"].items()}),
        ),
        (
            translate("Statistics", "Languages"),
            _counted({_language(code): n for code, n in stats["languages"].items()}),
        ),
        (translate("Statistics", "Actions"), _counted({edit_title(name): n for name, n in stats["edits"].items()})),
    ]
    return [(title, rows) for title, rows in made if rows]


def _sources(counts: Mapping[str, int]) -> dict[str, int]:
    return {source_name(name): count for name, count in counts.items()}


def _origins(origins: Mapping[str, int]) -> dict[str, int]:
    titles = {
        "manual": translate("Statistics", "by hand"),
        "suggestion": translate("Statistics", "a suggestion"),
        "propagation": translate("Statistics", "the same string elsewhere"),
        "import": translate("Statistics", "an import"),
        "adjudication": translate("Statistics", "adjudication"),
    }
    return {titles.get(name, name): count for name, count in origins.items()}


def _titled(counts: Mapping[str, int], scheme: LabelScheme, language: str) -> dict[str, int]:
    return {_title(name, scheme, language): count for name, count in counts.items()}


def _title(name: str, scheme: LabelScheme, language: str) -> str:
    label = scheme.label(name) or scheme.relation_label(name)
    title = name if label is None else label.title(language)
    return title if title == name else f"{title} ({name})"


def _decisions(decisions: Mapping[str, Mapping[str, int]], scheme: LabelScheme, language: str) -> list[tuple[str, ...]]:
    """How many of each label's suggestions were accepted, corrected and rejected, and the share that was right."""
    rows: list[tuple[str, ...]] = []
    for label, outcomes in sorted(decisions.items(), key=lambda pair: -sum(pair[1].values())):
        counts = [outcomes.get(name, 0) for name in ("accepted", "corrected", "rejected")]
        rows.append((_title(label, scheme, language), *map(_number, counts), _share(counts[0], sum(counts))))
    if rows:
        rows.insert(
            0,
            (
                "",
                translate("Statistics", "accepted"),
                translate("Statistics", "corrected"),
                translate("Statistics", "rejected"),
                translate("Statistics", "right"),
            ),
        )
    return rows


def _counted(counts: Mapping[str, int], *, share: bool = False) -> list[tuple[str, ...]]:
    total = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    rows = [(name, _number(count), _share(count, total) if share else "") for name, count in ordered[:MOST_ROWS]]
    if len(ordered) > MOST_ROWS:
        rest = sum(count for _, count in ordered[MOST_ROWS:])
        rows.append((Counts().others(len(ordered) - MOST_ROWS), _number(rest), ""))
    return list(rows)


def _table(title: str, rows: Sequence[tuple[str, ...]]) -> QFrame:
    frame, layout = card()
    layout.addWidget(section(title))
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    for number, row in enumerate(rows):
        head = not row[0]
        for column, text in enumerate(row):
            label = QLabel(text)
            if column:
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setProperty("role", "muted" if head or column > 1 else "")
            label.setWordWrap(column == 0)
            grid.addWidget(label, number, column)
    layout.addLayout(grid)
    frame.setAccessibleName(title)
    return frame


def _number(value: int) -> str:
    return QLocale().toString(value)


def _share(part: int, whole: int) -> str:
    return shown_percent(part / whole) if whole else ""


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    hours, minutes = divmod(minutes, 60)
    return (
        translate("Statistics", "{hours} h {minutes:02} min").format(hours=hours, minutes=minutes)
        if hours
        else translate("Statistics", "{} min").format(minutes)
    )


def _language(code: str) -> str:
    name = QLocale(code).nativeLanguageName() if code else ""
    return f"{name} ({code})" if name else code or translate("Statistics", "not known")


def show_statistics(window: "MainWindow") -> None:
    """Show the open project's figures."""
    project = window.session.project
    if project is not None:
        present(window, "statistics", lambda: Statistics(window, project))
