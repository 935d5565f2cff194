"""The rows of the table whose keys belong to the article: deciding, moving, relating."""

from annotator.ui.action import Action, Need
from annotator.ui.wording import QT_TRANSLATE_NOOP


def _article(
    name: str, group: str, keys: tuple[str, ...], title: str, help: str = "", *, needs: Need = "decide"
) -> Action:
    return Action(name, group, keys, title, help, scope="article", needs=needs)


ARTICLE_ACTIONS: tuple[Action, ...] = (
    _article(
        "next_pending",
        "decide",
        ("Tab",),
        QT_TRANSLATE_NOOP("actions", "Next suggestion"),
        QT_TRANSLATE_NOOP("actions", "Go to the next suggestion that waits, spans and relations in reading order."),
        needs="article",
    ),
    _article(
        "previous_pending",
        "decide",
        ("Shift+Tab",),
        QT_TRANSLATE_NOOP("actions", "Previous suggestion"),
        QT_TRANSLATE_NOOP("actions", "Go to the suggestion before this one that still waits."),
        needs="article",
    ),
    _article(
        "next_item",
        "decide",
        ("Ctrl+Right",),
        QT_TRANSLATE_NOOP("actions", "Next span or relation"),
        QT_TRANSLATE_NOOP("actions", "Go to the next span or relation, decided or not, in reading order."),
        needs="article",
    ),
    _article(
        "previous_item",
        "decide",
        ("Ctrl+Left",),
        QT_TRANSLATE_NOOP("actions", "Previous span or relation"),
        QT_TRANSLATE_NOOP("actions", "Go to the span or relation before this one, decided or not."),
        needs="article",
    ),
    _article(
        "accept",
        "decide",
        ("Return",),
        QT_TRANSLATE_NOOP("actions", "Accept"),
        QT_TRANSLATE_NOOP(
            "actions", "Accept the suggestion and go to the next one; from words, take the span they lie in."
        ),
    ),
    _article(
        "reject",
        "decide",
        ("Backspace", "Del"),
        QT_TRANSLATE_NOOP("actions", "Reject or delete"),
        QT_TRANSLATE_NOOP(
            "actions", "Reject the suggestion and go to the next one; delete what is confirmed, with its relations."
        ),
    ),
    _article(
        "apply_to_same",
        "decide",
        ("E",),
        QT_TRANSLATE_NOOP("actions", "The same for every same string"),
        QT_TRANSLATE_NOOP("actions", "Make the same decision wherever the article has these words."),
    ),
    _article(
        "reject_same",
        "decide",
        ("Shift+E",),
        QT_TRANSLATE_NOOP("actions", "Reject every same string"),
        QT_TRANSLATE_NOOP("actions", "Reject or delete wherever the article has these words."),
    ),
    _article(
        "accept_all",
        "decide",
        ("Shift+Return",),
        QT_TRANSLATE_NOOP("actions", "Accept all that is pending here"),
        QT_TRANSLATE_NOOP("actions", "Accept everything that still waits in this article, in one step."),
    ),
    _article(
        "reject_all",
        "decide",
        ("Shift+Backspace",),
        QT_TRANSLATE_NOOP("actions", "Reject all that is pending here"),
        QT_TRANSLATE_NOOP("actions", "Reject everything that still waits in this article, in one step."),
    ),
    _article(
        "end_left",
        "span",
        ("Shift+Left",),
        QT_TRANSLATE_NOOP("actions", "End one token left"),
        QT_TRANSLATE_NOOP("actions", "Move the end of the span or the run one token to the left."),
    ),
    _article(
        "end_right",
        "span",
        ("Shift+Right",),
        QT_TRANSLATE_NOOP("actions", "End one token right"),
        QT_TRANSLATE_NOOP("actions", "Move the end of the span or the run one token to the right."),
    ),
    _article(
        "start_left",
        "span",
        ("Alt+Shift+Left",),
        QT_TRANSLATE_NOOP("actions", "Start one token left"),
        QT_TRANSLATE_NOOP("actions", "Move the start of the span or the run one token to the left."),
    ),
    _article(
        "start_right",
        "span",
        ("Alt+Shift+Right",),
        QT_TRANSLATE_NOOP("actions", "Start one token right"),
        QT_TRANSLATE_NOOP("actions", "Move the start of the span or the run one token to the right."),
    ),
    _article(
        "grow",
        "span",
        ("Space",),
        QT_TRANSLATE_NOOP("actions", "Grow"),
        QT_TRANSLATE_NOOP("actions", "Take the next larger unit: token, name, noun phrase, sentence."),
        needs="article",
    ),
    _article(
        "shrink",
        "span",
        ("Shift+Space",),
        QT_TRANSLATE_NOOP("actions", "Shrink again"),
        QT_TRANSLATE_NOOP("actions", "Go back to the unit before the last growth."),
        needs="article",
    ),
    _article(
        "left",
        "span",
        ("Left",),
        QT_TRANSLATE_NOOP("actions", "Token before"),
        QT_TRANSLATE_NOOP("actions", "Leave the span to its text, or move one token back."),
        needs="article",
    ),
    _article(
        "right",
        "span",
        ("Right",),
        QT_TRANSLATE_NOOP("actions", "Token after"),
        QT_TRANSLATE_NOOP("actions", "Leave the span to its text, or move one token on."),
        needs="article",
    ),
    _article(
        "up",
        "span",
        ("Up",),
        QT_TRANSLATE_NOOP("actions", "Line above"),
        QT_TRANSLATE_NOOP("actions", "Move one line up."),
        needs="article",
    ),
    _article(
        "down",
        "span",
        ("Down",),
        QT_TRANSLATE_NOOP("actions", "Line below"),
        QT_TRANSLATE_NOOP("actions", "Move one line down."),
        needs="article",
    ),
    _article(
        "first_token", "span", ("Ctrl+Home",), QT_TRANSLATE_NOOP("actions", "Start of the article"), needs="article"
    ),
    _article("last_token", "span", ("Ctrl+End",), QT_TRANSLATE_NOOP("actions", "End of the article"), needs="article"),
    _article(
        "relate",
        "relation",
        ("R",),
        QT_TRANSLATE_NOOP("actions", "Relate"),
        QT_TRANSLATE_NOOP(
            "actions", "Letters appear on the spans this one may be related to; Tab reverses, Esc leaves."
        ),
    ),
    _article(
        "accept_relations",
        "relation",
        ("Ctrl+R",),
        QT_TRANSLATE_NOOP("actions", "Accept this span's relations"),
        QT_TRANSLATE_NOOP("actions", "Accept every suggested relation of the span, or of the relation's head."),
    ),
    _article(
        "reject_relations",
        "relation",
        ("Ctrl+Shift+R",),
        QT_TRANSLATE_NOOP("actions", "Reject this span's relations"),
        QT_TRANSLATE_NOOP("actions", "Reject every suggested relation of the span, or of the relation's head."),
    ),
    _article(
        "take_possible",
        "relation",
        tuple(f"Alt+{digit}" for digit in range(1, 10)),
        QT_TRANSLATE_NOOP("actions", "Take what is also possible"),
        QT_TRANSLATE_NOOP(
            "actions",
            "Take the other reading, or the relation, that has this number in the list at the right; while Alt is held, unlikely readings are listed too.",
        ),
    ),
    _article(
        "leave",
        "relation",
        ("Esc",),
        QT_TRANSLATE_NOOP("actions", "Leave"),
        QT_TRANSLATE_NOOP("actions", "Leave the relation mode, or the span for its text."),
        needs="article",
    ),
)
"""In the order of the `?` sheet."""
