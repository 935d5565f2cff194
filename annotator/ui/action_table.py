"""The one table of everything a key, a menu or the palette can do."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from annotator.model.label_scheme import LabelScheme

Scope = Literal["article", "window"]
"""Where its keys work: while the article has the keyboard, or in the whole window outside of text fields."""
Need = Literal["nothing", "project", "writable", "article", "decide", "undo", "redo"]
"""When it makes sense: always; with a project; with one that can be written; with an article; with an article that can be
decided on; with something to undo or redo."""

GROUPS: dict[str, str] = {
    "decide": QT_TRANSLATE_NOOP("actions", "Decide"),
    "label": QT_TRANSLATE_NOOP("actions", "Labels"),
    "span": QT_TRANSLATE_NOOP("actions", "Boundaries and text"),
    "relation": QT_TRANSLATE_NOOP("actions", "Relations"),
    "article": QT_TRANSLATE_NOOP("actions", "Articles"),
    "edit": QT_TRANSLATE_NOOP("actions", "Edit"),
    "view": QT_TRANSLATE_NOOP("actions", "View"),
    "file": QT_TRANSLATE_NOOP("actions", "Project"),
    "model": QT_TRANSLATE_NOOP("actions", "Suggestions"),
    "help": QT_TRANSLATE_NOOP("actions", "Help"),
}
"""The groups of the `?` sheet and of the menus, in order, with their English titles."""


@dataclass(frozen=True, slots=True)
class Action:
    """One row: what it is called, its default keys, and when it makes sense."""

    name: str
    """What handlers connect to, and what settings.keys rebinds."""
    group: str
    keys: tuple[str, ...]
    """Key sequences in Qt's portable form."""
    title: str
    """English; shown through the catalogue `actions`."""
    help: str = ""
    """One English sentence, for the `?` sheet and tooltips."""
    scope: Scope = "window"
    needs: Need = "article"
    checkable: bool = False
    translated: bool = True
    """Whether `title` is to be looked up; a label's title comes from the scheme in the right language already."""

    def shown_title(self) -> str:
        """The title in the interface's language."""
        return QCoreApplication.translate("actions", self.title) if self.translated else self.title

    def shown_help(self) -> str:
        """The help in the interface's language."""
        return QCoreApplication.translate("actions", self.help) if self.help else ""


def _article(
    name: str, group: str, keys: tuple[str, ...], title: str, help: str = "", *, needs: Need = "decide"
) -> Action:
    return Action(name, group, keys, title, help, scope="article", needs=needs)


_ = QT_TRANSLATE_NOOP

ACTIONS: tuple[Action, ...] = (
    _article(
        "next_pending",
        "decide",
        ("Tab",),
        _("actions", "Next suggestion"),
        _("actions", "Go to the next suggestion that waits, spans and relations in reading order."),
        needs="article",
    ),
    _article(
        "previous_pending",
        "decide",
        ("Shift+Tab",),
        _("actions", "Previous suggestion"),
        _("actions", "Go to the suggestion before this one that still waits."),
        needs="article",
    ),
    _article(
        "accept",
        "decide",
        ("Return",),
        _("actions", "Accept"),
        _("actions", "Accept the suggestion and go to the next one."),
    ),
    _article(
        "reject",
        "decide",
        ("Backspace", "Del"),
        _("actions", "Reject or delete"),
        _("actions", "Reject the suggestion and go to the next one; delete what is confirmed, with its relations."),
    ),
    _article(
        "apply_to_same",
        "decide",
        ("E",),
        _("actions", "The same for every same string"),
        _("actions", "Make the same decision wherever the article has these words."),
    ),
    _article(
        "reject_same",
        "decide",
        ("Shift+E",),
        _("actions", "Reject every same string"),
        _("actions", "Reject or delete wherever the article has these words."),
    ),
    _article(
        "accept_all",
        "decide",
        ("Shift+Return",),
        _("actions", "Accept all that is pending here"),
        _("actions", "Accept everything that still waits in this article, in one step."),
    ),
    _article(
        "reject_all",
        "decide",
        ("Shift+Backspace",),
        _("actions", "Reject all that is pending here"),
        _("actions", "Reject everything that still waits in this article, in one step."),
    ),
    _article(
        "end_left",
        "span",
        ("Shift+Left",),
        _("actions", "End one token left"),
        _("actions", "Move the end of the span or the run one token to the left."),
    ),
    _article(
        "end_right",
        "span",
        ("Shift+Right",),
        _("actions", "End one token right"),
        _("actions", "Move the end of the span or the run one token to the right."),
    ),
    _article(
        "start_left",
        "span",
        ("Alt+Shift+Left",),
        _("actions", "Start one token left"),
        _("actions", "Move the start of the span or the run one token to the left."),
    ),
    _article(
        "start_right",
        "span",
        ("Alt+Shift+Right",),
        _("actions", "Start one token right"),
        _("actions", "Move the start of the span or the run one token to the right."),
    ),
    _article(
        "grow",
        "span",
        ("Space",),
        _("actions", "Grow"),
        _("actions", "Take the next larger unit: token, name, noun phrase, sentence."),
        needs="article",
    ),
    _article(
        "shrink",
        "span",
        ("Shift+Space",),
        _("actions", "Shrink again"),
        _("actions", "Go back to the unit before the last growth."),
        needs="article",
    ),
    _article(
        "left",
        "span",
        ("Left",),
        _("actions", "Token before"),
        _("actions", "Leave the span to its text, or move one token back."),
        needs="article",
    ),
    _article(
        "right",
        "span",
        ("Right",),
        _("actions", "Token after"),
        _("actions", "Leave the span to its text, or move one token on."),
        needs="article",
    ),
    _article("up", "span", ("Up",), _("actions", "Line above"), _("actions", "Move one line up."), needs="article"),
    _article(
        "down", "span", ("Down",), _("actions", "Line below"), _("actions", "Move one line down."), needs="article"
    ),
    _article("first_token", "span", ("Ctrl+Home",), _("actions", "Start of the article"), needs="article"),
    _article("last_token", "span", ("Ctrl+End",), _("actions", "End of the article"), needs="article"),
    _article(
        "relate",
        "relation",
        ("R",),
        _("actions", "Relate"),
        _("actions", "Letters appear on the spans this one may be related to; Tab reverses, Esc leaves."),
    ),
    _article(
        "leave",
        "relation",
        ("Esc",),
        _("actions", "Leave"),
        _("actions", "Leave the relation mode, or the span for its text."),
        needs="article",
    ),
    Action(
        "done_and_next",
        "article",
        ("Ctrl+Return",),
        _("actions", "Done, next article"),
        _("actions", "Mark the article as done and open the next one that is not."),
        needs="decide",
    ),
    Action("next_article", "article", ("J",), _("actions", "Next article"), needs="project"),
    Action("previous_article", "article", ("K",), _("actions", "Previous article"), needs="project"),
    Action(
        "skip_article",
        "article",
        ("Ctrl+Shift+Return",),
        _("actions", "Skip, next article"),
        _("actions", "Set the article aside and open the next one that waits."),
        needs="decide",
    ),
    Action("reopen_article", "article", (), _("actions", "Mark as not done"), needs="decide"),
    Action(
        "flag",
        "article",
        ("F",),
        _("actions", "Flag"),
        _("actions", "Flag the article, or take the flag away."),
        needs="decide",
    ),
    Action(
        "comment",
        "article",
        ("C",),
        _("actions", "Comment"),
        _("actions", "Write a comment on the article."),
        needs="decide",
    ),
    Action(
        "undo",
        "edit",
        ("Ctrl+Z",),
        _("actions", "Undo"),
        _("actions", "Across articles, and also what was done before the program was last closed."),
        needs="undo",
    ),
    Action("redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), _("actions", "Redo"), needs="redo"),
    Action("find", "edit", ("Ctrl+F",), _("actions", "Find in the article"), needs="article"),
    Action("search_corpus", "edit", ("/",), _("actions", "Search the corpus"), needs="project"),
    Action(
        "concordance",
        "edit",
        ("Ctrl+E",),
        _("actions", "The same across the corpus"),
        _("actions", "Every occurrence of these words in the corpus, to decide on together."),
        needs="article",
    ),
    Action(
        "copy_text",
        "edit",
        ("Ctrl+C",),
        _("actions", "Copy the text"),
        _("actions", "Copy the text of what has the focus."),
        scope="article",
        needs="article",
    ),
    Action(
        "show_rejected",
        "view",
        ("X",),
        _("actions", "Show rejected"),
        _("actions", "Show or hide rejected suggestions."),
        needs="project",
        checkable=True,
    ),
    Action(
        "arcs_of_focus_only",
        "view",
        ("Alt+R",),
        _("actions", "Relations of the focus only"),
        needs="project",
        checkable=True,
    ),
    Action("larger_text", "view", ("Ctrl++", "Ctrl+="), _("actions", "Larger text"), needs="nothing"),
    Action("smaller_text", "view", ("Ctrl+-",), _("actions", "Smaller text"), needs="nothing"),
    Action("reset_text", "view", ("Ctrl+0",), _("actions", "Normal text size"), needs="nothing"),
    Action("toggle_list", "view", ("F9",), _("actions", "List of articles"), needs="nothing", checkable=True),
    Action(
        "toggle_inspector", "view", ("F10",), _("actions", "Labels and suggestion"), needs="nothing", checkable=True
    ),
    Action("toggle_theme", "view", ("Ctrl+Shift+T",), _("actions", "Light or dark"), needs="nothing"),
    Action("full_screen", "view", ("F11",), _("actions", "Full screen"), needs="nothing", checkable=True),
    Action(
        "focus_article",
        "view",
        ("F6",),
        _("actions", "Go to the article"),
        _("actions", "Give the keyboard to the article."),
        needs="article",
    ),
    Action("new_project", "file", ("Ctrl+N",), _("actions", "New project…"), needs="nothing"),
    Action("open_project", "file", ("Ctrl+O",), _("actions", "Open a project…"), needs="nothing"),
    Action("close_project", "file", ("Ctrl+W",), _("actions", "Close the project"), needs="project"),
    Action("import", "file", ("Ctrl+I",), _("actions", "Import…"), needs="writable"),
    Action("export", "file", ("Ctrl+Shift+S",), _("actions", "Export…"), needs="project"),
    Action("label_scheme", "file", ("Ctrl+L",), _("actions", "Label scheme…"), needs="project"),
    Action("statistics", "file", (), _("actions", "Statistics…"), needs="project"),
    Action("agreement", "file", (), _("actions", "Agreement between annotators…"), needs="project"),
    Action("check", "file", (), _("actions", "Check the project…"), needs="project"),
    Action("preferences", "file", ("Ctrl+,",), _("actions", "Preferences…"), needs="nothing"),
    Action("quit", "file", ("Ctrl+Q",), _("actions", "Quit"), needs="nothing"),
    Action("suggest_article", "model", ("Ctrl+G",), _("actions", "Suggest in this article again"), needs="decide"),
    Action("suggest_all", "model", ("Ctrl+Shift+G",), _("actions", "Suggest in the whole corpus"), needs="writable"),
    Action("stop_suggesting", "model", (), _("actions", "Stop suggesting"), needs="writable"),
    Action("train", "model", (), _("actions", "Train on what is confirmed…"), needs="project"),
    Action("pipeline", "model", (), _("actions", "Pipeline…"), needs="project"),
    Action(
        "keys", "help", ("?", "F1"), _("actions", "Keys"), _("actions", "Every key, by what it does."), needs="nothing"
    ),
    Action("palette", "help", ("Ctrl+K",), _("actions", "Every action by name"), needs="nothing"),
    Action("about", "help", (), _("actions", "About Pressmark"), needs="nothing"),
)
"""Everything but the labels, which come from the project's scheme."""


def label_actions(scheme: LabelScheme, language: str) -> tuple[Action, ...]:
    """`label_1`, `label_2` …, one a span label in the scheme's order, titled in that language."""
    return tuple(
        Action(
            f"label_{number}",
            "label",
            (label.key.upper(),) if label.key else (),
            label.title(language),
            QT_TRANSLATE_NOOP("actions", "Correct the label and accept, relabel, or add a span."),
            scope="article",
            needs="decide",
            translated=False,
        )
        for number, label in enumerate(scheme.labels, 1)
    )
