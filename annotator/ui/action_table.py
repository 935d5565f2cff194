"""The one table of everything a key, a menu or the palette can do."""

from annotator.model.label_scheme import LabelScheme
from annotator.ui.action import GROUPS, Action, Need
from annotator.ui.article_actions import ARTICLE_ACTIONS
from annotator.ui.wording import QT_TRANSLATE_NOOP

__all__ = ["ACTIONS", "GROUPS", "REPEATING", "Action", "Need", "label_actions"]

ACTIONS: tuple[Action, ...] = (
    *ARTICLE_ACTIONS,
    Action(
        "accept_sure",
        "decide",
        ("Alt+Return",),
        QT_TRANSLATE_NOOP("actions", "Accept what is sure here"),
        QT_TRANSLATE_NOOP(
            "actions", "Accept, in one step, what is as sure as “Accept what is sure in the corpus” says."
        ),
        needs="decide",
    ),
    Action(
        "done_and_next",
        "article",
        ("Ctrl+Return",),
        QT_TRANSLATE_NOOP("actions", "Done, next article"),
        QT_TRANSLATE_NOOP("actions", "Mark the article as done and open the next one that is not."),
        needs="decide",
    ),
    Action("next_article", "article", ("J",), QT_TRANSLATE_NOOP("actions", "Next article"), needs="project"),
    Action("previous_article", "article", ("K",), QT_TRANSLATE_NOOP("actions", "Previous article"), needs="project"),
    Action(
        "skip_article",
        "article",
        ("Ctrl+Shift+Return",),
        QT_TRANSLATE_NOOP("actions", "Skip, next article"),
        QT_TRANSLATE_NOOP("actions", "Set the article aside and open the next one that waits."),
        needs="decide",
    ),
    Action(
        "same_in_corpus",
        "article",
        ("Ctrl+E",),
        QT_TRANSLATE_NOOP("actions", "The same in the whole corpus…"),
        QT_TRANSLATE_NOOP("actions", "Every occurrence of these words, with one decision for those you tick."),
    ),
    Action("reopen_article", "article", (), QT_TRANSLATE_NOOP("actions", "Mark as not done"), needs="decide"),
    Action(
        "flag",
        "article",
        ("F",),
        QT_TRANSLATE_NOOP("actions", "Flag"),
        QT_TRANSLATE_NOOP("actions", "Flag the article, or take the flag away."),
        needs="decide",
    ),
    Action(
        "comment",
        "article",
        ("C",),
        QT_TRANSLATE_NOOP("actions", "Comment"),
        QT_TRANSLATE_NOOP("actions", "Write a comment on the article."),
        needs="decide",
    ),
    Action(
        "set_zone",
        "article",
        ("Alt+Z",),
        QT_TRANSLATE_NOOP("actions", "Zone…"),
        QT_TRANSLATE_NOOP(
            "actions", "Say which part of the article the paragraph is, or the words selected: headline, credit …"
        ),
        needs="decide",
    ),
    Action(
        "zones",
        "article",
        (),
        QT_TRANSLATE_NOOP("actions", "Zones…"),
        QT_TRANSLATE_NOOP("actions", "Whether to suggest in headlines, datelines, credits …, and to train on them."),
        needs="writable",
    ),
    Action(
        "undo",
        "edit",
        ("Ctrl+Z",),
        QT_TRANSLATE_NOOP("actions", "Undo"),
        QT_TRANSLATE_NOOP("actions", "Across articles, and also what was done before the program was last closed."),
        needs="undo",
    ),
    Action("redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), QT_TRANSLATE_NOOP("actions", "Redo"), needs="redo"),
    Action("find", "edit", ("Ctrl+F",), QT_TRANSLATE_NOOP("actions", "Find in the article"), needs="article"),
    Action("find_next", "edit", ("F3",), QT_TRANSLATE_NOOP("actions", "Next match"), needs="article"),
    Action("find_previous", "edit", ("Shift+F3",), QT_TRANSLATE_NOOP("actions", "Previous match"), needs="article"),
    Action("search_corpus", "edit", ("/",), QT_TRANSLATE_NOOP("actions", "Search the corpus"), needs="project"),
    Action(
        "copy_text",
        "edit",
        ("Ctrl+C",),
        QT_TRANSLATE_NOOP("actions", "Copy the text"),
        QT_TRANSLATE_NOOP("actions", "Copy the text of what has the focus."),
        scope="article",
        needs="article",
    ),
    Action(
        "show_rejected",
        "view",
        ("X",),
        QT_TRANSLATE_NOOP("actions", "Show rejected"),
        QT_TRANSLATE_NOOP("actions", "Show or hide rejected suggestions."),
        needs="project",
        checkable=True,
    ),
    Action(
        "arcs_of_focus_only",
        "view",
        ("Alt+R",),
        QT_TRANSLATE_NOOP("actions", "Relations of the focus only"),
        needs="project",
        checkable=True,
    ),
    Action("larger_text", "view", ("Ctrl++", "Ctrl+="), QT_TRANSLATE_NOOP("actions", "Larger text"), needs="nothing"),
    Action("smaller_text", "view", ("Ctrl+-",), QT_TRANSLATE_NOOP("actions", "Smaller text"), needs="nothing"),
    Action("reset_text", "view", ("Ctrl+0",), QT_TRANSLATE_NOOP("actions", "Normal text size"), needs="nothing"),
    Action(
        "toggle_list",
        "view",
        ("F9",),
        QT_TRANSLATE_NOOP("actions", "List of articles"),
        needs="nothing",
        checkable=True,
    ),
    Action(
        "toggle_inspector",
        "view",
        ("F10",),
        QT_TRANSLATE_NOOP("actions", "Labels and suggestion"),
        needs="nothing",
        checkable=True,
    ),
    Action("toggle_theme", "view", ("Ctrl+Shift+T",), QT_TRANSLATE_NOOP("actions", "Light or dark"), needs="nothing"),
    Action(
        "full_screen", "view", ("F11",), QT_TRANSLATE_NOOP("actions", "Full screen"), needs="nothing", checkable=True
    ),
    Action(
        "focus_article",
        "view",
        ("F6",),
        QT_TRANSLATE_NOOP("actions", "Next part of the window"),
        QT_TRANSLATE_NOOP(
            "actions", "Give the keyboard to the article, from there to the list, the suggestion, the labels, and back."
        ),
        needs="article",
    ),
    Action("new_project", "file", ("Ctrl+N",), QT_TRANSLATE_NOOP("actions", "New project…"), needs="nothing"),
    Action("open_project", "file", ("Ctrl+O",), QT_TRANSLATE_NOOP("actions", "Open a project…"), needs="nothing"),
    Action(
        "say_saved",
        "file",
        ("Ctrl+S",),
        QT_TRANSLATE_NOOP("actions", "Is everything saved?"),
        QT_TRANSLATE_NOOP("actions", "Say whether what was done is on the disk; there is nothing to save by hand."),
        needs="project",
    ),
    Action("close_project", "file", ("Ctrl+W",), QT_TRANSLATE_NOOP("actions", "Close the project"), needs="project"),
    Action("import", "file", ("Ctrl+I",), QT_TRANSLATE_NOOP("actions", "Import…"), needs="writable"),
    Action("export", "file", ("Ctrl+Shift+S",), QT_TRANSLATE_NOOP("actions", "Export…"), needs="project"),
    Action("label_scheme", "file", ("Ctrl+L",), QT_TRANSLATE_NOOP("actions", "Label scheme…"), needs="project"),
    Action("statistics", "file", (), QT_TRANSLATE_NOOP("actions", "Statistics…"), needs="project"),
    Action(
        "ledger",
        "file",
        ("Ctrl+Shift+L",),
        QT_TRANSLATE_NOOP("actions", "Ledger…"),
        QT_TRANSLATE_NOOP("actions", "What suggestions were worth: learning curve, actions, time, confidence, models."),
        needs="project",
    ),
    Action("check", "file", (), QT_TRANSLATE_NOOP("actions", "Check the project…"), needs="project"),
    Action("preferences", "file", ("Ctrl+,",), QT_TRANSLATE_NOOP("actions", "Preferences…"), needs="nothing"),
    Action("quit", "file", ("Ctrl+Q",), QT_TRANSLATE_NOOP("actions", "Quit"), needs="nothing"),
    Action(
        "suggest_article",
        "model",
        ("Ctrl+G",),
        QT_TRANSLATE_NOOP("actions", "Suggest in this article again"),
        needs="decide",
    ),
    Action(
        "suggest_all",
        "model",
        ("Ctrl+Shift+G",),
        QT_TRANSLATE_NOOP("actions", "Suggest in the whole corpus"),
        needs="writable",
    ),
    Action("stop_suggesting", "model", (), QT_TRANSLATE_NOOP("actions", "Stop suggesting"), needs="writable"),
    Action(
        "accept_sure_everywhere",
        "model",
        ("Ctrl+Alt+Return",),
        QT_TRANSLATE_NOOP("actions", "Accept what is sure in the corpus…"),
        QT_TRANSLATE_NOOP(
            "actions", "Accept every suggestion above a confidence in all articles that wait, in one step."
        ),
        needs="writable",
    ),
    Action(
        "thresholds",
        "model",
        ("Ctrl+T",),
        QT_TRANSLATE_NOOP("actions", "Suggest above…"),
        QT_TRANSLATE_NOOP("actions", "From which confidence on suggestions are shown, by label."),
        needs="writable",
    ),
    Action(
        "memory",
        "model",
        (),
        QT_TRANSLATE_NOOP("actions", "String memory…"),
        QT_TRANSLATE_NOOP(
            "actions", "What is suggested because you decided it elsewhere, and a switch for each string."
        ),
        needs="project",
    ),
    Action("pipeline", "model", (), QT_TRANSLATE_NOOP("actions", "Pipeline…"), needs="project"),
    Action(
        "train",
        "model",
        ("Ctrl+Shift+M",),
        QT_TRANSLATE_NOOP("actions", "Learn from the articles that are done"),
        QT_TRANSLATE_NOOP("actions", "Train the suggestions further on what you have decided; work goes on meanwhile."),
        needs="writable",
    ),
    Action("stop_training", "model", (), QT_TRANSLATE_NOOP("actions", "Stop learning"), needs="writable"),
    Action(
        "models",
        "model",
        ("Ctrl+M",),
        QT_TRANSLATE_NOOP("actions", "Models…"),
        QT_TRANSLATE_NOOP("actions", "What was learned, how good it is, and the way back to an earlier model."),
        needs="project",
    ),
    Action(
        "keys",
        "help",
        ("?", "F1"),
        QT_TRANSLATE_NOOP("actions", "Keys"),
        QT_TRANSLATE_NOOP("actions", "Every key, by what it does."),
        needs="nothing",
    ),
    Action("palette", "help", ("Ctrl+K",), QT_TRANSLATE_NOOP("actions", "Every action by name"), needs="nothing"),
    Action("about", "help", (), QT_TRANSLATE_NOOP("actions", "About Pressmark"), needs="nothing"),
)
"""Everything but the labels, which come from the project's scheme."""


REPEATING = frozenset(
    {
        "next_pending",
        "previous_pending",
        "next_item",
        "previous_item",
        "left",
        "right",
        "up",
        "down",
        "end_left",
        "end_right",
        "start_left",
        "start_right",
        "next_article",
        "previous_article",
        "find_next",
        "find_previous",
        "undo",
        "redo",
        "larger_text",
        "smaller_text",
    }
)
"""What goes on while its key is held down; a decision takes a press each."""


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
