"""Which keys the bottom line shows: those that mean something on what has the focus now."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation
from annotator.model.cursor import TokenRun
from annotator.ui.keys import joined
from annotator.ui.panels.focus_card import label_keys
from annotator.ui.panels.key_bar import KeyHint
from annotator.ui.panels.painting import KEY_SYMBOLS
from annotator.ui.wording import translate

if TYPE_CHECKING:
    from annotator.ui.actions import Actions
    from annotator.ui.gestures import Gestures


def key_hints(gestures: "Gestures", *, read_only: bool) -> tuple[KeyHint, ...]:
    """The hints for the session's focus, or for the relation mode while it lasts."""
    session, actions = gestures.session, gestures.actions
    if session.project is None:
        return ()
    if gestures.relating is not None:
        return _relating(gestures)
    if session.article is None and not read_only and not session.project.document_count():
        return _hints(
            actions, ("import", translate("KeyHints", "bring articles in")), ("keys", translate("KeyHints", "keys"))
        )
    if session.article is None:
        return _hints(
            actions,
            ("next_article", translate("KeyHints", "next article")),
            ("search_corpus", translate("KeyHints", "search")),
            ("keys", translate("KeyHints", "keys")),
        )
    if read_only:
        return _hints(
            actions,
            ("next_pending", translate("KeyHints", "next")),
            ("next_article", translate("KeyHints", "next article")),
            ("search_corpus", translate("KeyHints", "search")),
            ("keys", translate("KeyHints", "keys")),
        )
    labels = label_keys(session.project.scheme)
    focus = session.focus
    item = session.article.get(focus) if isinstance(focus, Ref) else None
    adjust = KeyHint("Shift+Left/Right", translate("KeyHints", "adjust"))
    undo_and_keys = _hints(actions, ("undo", translate("KeyHints", "undo")), ("keys", translate("KeyHints", "keys")))
    done = _hints(actions, ("done_and_next", translate("KeyHints", "done, next article")))
    following = _hints(actions, ("next_pending", translate("KeyHints", "next")))
    if not session.article.pending_count:
        # nothing is left to go to: what comes next is said first, where there is always room for it
        following, done = done, ()
    if item is None:
        move = (KeyHint("Left/Right", translate("KeyHints", "move")),) if isinstance(focus, TokenRun) else ()
        grow = _hints(actions, ("grow", translate("KeyHints", "grow"))) if move else ()
        label = (KeyHint(labels, translate("KeyHints", "label")),) if move and labels else ()
        return (
            *following,
            *_possible(gestures),
            *label,
            *grow,
            *((adjust,) if move else ()),
            *move,
            *done,
            *undo_and_keys,
        )
    relation = isinstance(item, ArticleRelation)
    related = bool(session.project.scheme.relation_labels)
    relate = _hints(actions, ("relate", translate("KeyHints", "relate"))) if related else ()
    relate = (*_possible(gestures), *(() if relation else (*relate, adjust)))
    label = (KeyHint("1–9" if relation else labels, translate("KeyHints", "label")),) if labels else ()
    if item.status == "suggested":
        decide = _hints(
            actions, ("accept", translate("KeyHints", "accept")), ("reject", translate("KeyHints", "reject"))
        )
        same = _hints(
            actions,
            ("accept_relations", translate("KeyHints", "all of this span"))
            if relation
            else ("apply_to_same", translate("KeyHints", "all the same")),
        )
        return (*following, *decide, *label, *relate, *undo_and_keys, *same, *done)
    if item.status == "rejected":
        return (*following, *_hints(actions, ("show_rejected", translate("KeyHints", "hide rejected"))), *undo_and_keys)
    return (
        *following,
        *_hints(actions, ("reject", translate("KeyHints", "delete"))),
        *label,
        *relate,
        *undo_and_keys,
        *done,
    )


def _possible(gestures: "Gestures") -> tuple[KeyHint, ...]:
    """The keys of what is also possible, where something is."""
    keys = joined(gestures.actions.keys("take_possible")[: len(gestures.possible.found)])
    return tuple(KeyHint(cap_text(caps), translate("KeyHints", "possible")) for caps in keys[:1])


def _relating(gestures: "Gestures") -> tuple[KeyHint, ...]:
    mode, actions = gestures.relating, gestures.actions
    leave = _hints(actions, ("leave", translate("KeyHints", "cancel")))
    turn = (KeyHint(translate("KeyHints", "Tab"), translate("KeyHints", "reverse")),)
    if mode is not None and mode.made is not None:
        # what it was taken for is drawn by now; the keys are those of the labels it may have instead
        made = gestures.session.article.relation(mode.made) if gestures.session.article is not None else None
        relate = actions.keys("relate")
        instead = tuple(
            KeyHint(
                str(place) if key.upper() in relate else key.upper(), label.title(_language(gestures)) or label.name
            )
            for place, (key, label) in enumerate(mode.choices, 1)
            if made is None or label.name != made.label
        )
        back = KeyHint("Backspace", translate("KeyHints", "take back"))
        return (*instead[:5], back, *_hints(actions, ("leave", translate("KeyHints", "keep"))))
    if mode is not None and mode.choices:
        picks = tuple(
            KeyHint(key.upper(), label.title(_language(gestures)) or label.name) for key, label in mode.choices[:6]
        )
        return (*picks, *turn, *leave)
    targets = (
        KeyHint("A–Z", translate("KeyHints", "choose the target")),
        KeyHint("Shift+A–Z", translate("KeyHints", "and go on to another")),
    )
    return (*targets, *turn, *leave)


def _language(gestures: "Gestures") -> str:
    return gestures.actions.language


def _hints(actions: "Actions", *wanted: tuple[str, str]) -> tuple[KeyHint, ...]:
    """The hints of actions that have a key, with it."""
    hints: list[KeyHint] = []
    for name, text in wanted:
        keys = actions.keys(name)
        if keys:
            hints.append(KeyHint(cap_text(keys[0]), text, name))
    return tuple(hints)


def cap_text(sequence: str) -> str:
    """What a key cap shows for a sequence in Qt's portable form; drawn keys keep their portable name."""
    parts = [sequence] if sequence.endswith("+") else sequence.split("+")
    shown = [
        part if part in KEY_SYMBOLS else QKeySequence(part).toString(QKeySequence.SequenceFormat.NativeText) or part
        for part in parts
    ]
    return "+".join(shown)
