"""The interface's words for actions of the history, and for what a decision is announced as."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for the catalogue `context`; as Qt's own, but typed."""
    return text


translate = QCoreApplication.translate
"""Qt's own, under the name that lupdate looks for: translate("Gestures", "…")."""

_EDITS: dict[str, str] = {
    "accept": QT_TRANSLATE_NOOP("edits", "accepted"),
    "reject": QT_TRANSLATE_NOOP("edits", "rejected"),
    "delete": QT_TRANSLATE_NOOP("edits", "deleted"),
    "relabel": QT_TRANSLATE_NOOP("edits", "relabelled"),
    "set_boundaries": QT_TRANSLATE_NOOP("edits", "boundaries moved"),
    "add_span": QT_TRANSLATE_NOOP("edits", "span added"),
    "add_relation": QT_TRANSLATE_NOOP("edits", "relation added"),
    "reverse_relation": QT_TRANSLATE_NOOP("edits", "relation reversed"),
    "accept_all": QT_TRANSLATE_NOOP("edits", "all the rest accepted"),
    "reject_all": QT_TRANSLATE_NOOP("edits", "all the rest rejected"),
    "apply_to_same": QT_TRANSLATE_NOOP("edits", "same strings decided"),
    "set_state": QT_TRANSLATE_NOOP("edits", "article's state"),
    "set_flag": QT_TRANSLATE_NOOP("edits", "flag"),
    "set_comment": QT_TRANSLATE_NOOP("edits", "comment"),
    "set_scheme": QT_TRANSLATE_NOOP("edits", "label scheme changed"),
    "rename_label": QT_TRANSLATE_NOOP("edits", "label renamed"),
    "import": QT_TRANSLATE_NOOP("edits", "import"),
}


def edit_title(action: str) -> str:
    """What an action of the history is called in the interface's language; its own name where there is none."""
    return QCoreApplication.translate("edits", _EDITS.get(action, action))


def announcement(action: str, words: str, label: str) -> str:
    """What assistive technology says of a decision: “accepted: Yann Le Goff, Person”."""
    return QCoreApplication.translate("edits", "{action}: {words}, {label}").format(
        action=edit_title(action), words=words, label=label
    )


def shown_number(value: int) -> str:
    """A whole number as the interface's language writes it: 12 345, 12,345."""
    return QLocale().toString(value)


class Counts(QObject):
    """Counts in words, outside of widgets. A QObject, for lupdate (6.11) finds plurals in `tr` and not in `translate`."""

    def words(self, count: int) -> str:
        """How long an article is."""
        return self.tr("%Ln words", "", count)

    def minutes_to_read(self, count: int) -> str:
        """How long an article takes."""
        return self.tr("%Ln min read", "", count)

    def suggestions_decided(self, count: int) -> str:
        """What a decision on all that waits is announced as."""
        return self.tr("%n suggestions decided", "", count)

    def left_undecided(self, count: int) -> str:
        """What an article marked as done with suggestions that wait is told as; training takes their words for nothing."""
        return self.tr("Done with %n suggestions undecided: they count as no entity", "", count)

    def calibrated_on(self, count: int) -> str:
        """What a confidence rests on."""
        return self.tr("calibrated on %Ln decisions", "", count)
