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
    "take_reading": QT_TRANSLATE_NOOP("edits", "other reading taken"),
    "take_relation": QT_TRANSLATE_NOOP("edits", "possible relation taken"),
    "reverse_relation": QT_TRANSLATE_NOOP("edits", "relation reversed"),
    "accept_relations": QT_TRANSLATE_NOOP("edits", "a span's relations accepted"),
    "reject_relations": QT_TRANSLATE_NOOP("edits", "a span's relations rejected"),
    "accept_all": QT_TRANSLATE_NOOP("edits", "all the rest accepted"),
    "accept_above": QT_TRANSLATE_NOOP("edits", "what is sure accepted"),
    "reject_all": QT_TRANSLATE_NOOP("edits", "all the rest rejected"),
    "apply_to_same": QT_TRANSLATE_NOOP("edits", "same strings decided"),
    "apply_to_corpus": QT_TRANSLATE_NOOP("edits", "same strings decided in the corpus"),
    "set_state": QT_TRANSLATE_NOOP("edits", "article's state"),
    "set_flag": QT_TRANSLATE_NOOP("edits", "flag"),
    "set_comment": QT_TRANSLATE_NOOP("edits", "comment"),
    "set_zone": QT_TRANSLATE_NOOP("edits", "zone"),
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


def shown_percent(share: float) -> str:
    """A share from 0 to 1 as the interface's language writes it: 96 %, 96%."""
    return translate("FocusCard", "{number}%").format(number=QLocale().toString(round(100 * share)))


def percent_sign() -> str:
    """What stands behind a number of per cent, with its blank where the interface's language has one."""
    return translate("FocusCard", "{number}%").format(number="")


class Revising(QObject):
    """Undo and redo in words; `which` is "undo" or "redo"."""

    def done(self, which: str, action: str) -> str:
        """What has been undone, or done again."""
        text = self.tr("Undone: {}") if which == "undo" else self.tr("Done again: {}")
        return text.format(edit_title(action))

    def going_on(self, which: str, action: str) -> str:
        """What is being undone, or done again."""
        text = self.tr("Undoing: {}") if which == "undo" else self.tr("Doing again: {}")
        return text.format(edit_title(action))

    def nothing(self, which: str) -> str:
        """That there is nothing of the kind."""
        return self.tr("Nothing to undo") if which == "undo" else self.tr("Nothing to redo")


class Counts(QObject):
    """Counts in words, outside of widgets. A QObject, for lupdate (6.11) finds plurals in `tr` and not in `translate`."""

    def words(self, count: int) -> str:
        """How long an article is."""
        return self.tr("%Ln words", "", count)

    def time_to_read(self, minutes: int) -> str:
        """How long an article takes: in hours where it is a book."""
        if minutes >= 120:
            return self.tr("%Ln h read", "", round(minutes / 60))
        return self.tr("%Ln min read", "", minutes)

    def also_possible(self, count: int) -> str:
        """How many lines the list of what is possible at the focus has."""
        return self.tr("%Ln also possible", "", count)

    def suggestions_decided(self, count: int) -> str:
        """What a decision on all that waits is announced as."""
        return self.tr("%Ln suggestions decided", "", count)

    def left_undecided(self, count: int) -> str:
        """What an article marked as done with suggestions that wait is told as; training takes their words for nothing."""
        return self.tr("Done with %Ln suggestions undecided: they count as no entity", "", count)

    def other_zones(self, count: int) -> str:
        """What looking for zones again came to."""
        return self.tr("%Ln articles have other zones now", "", count)

    def kept(self, right: str, share: str) -> str:
        """What a threshold keeps, and how much of it was right."""
        return self.tr("{right} right, keeps {share}").format(right=right, share=share)

    def were_right(self, right: str, count: int) -> str:
        """How much of what is so sure was right."""
        return self.tr("So far {right} of such suggestions were right, by %Ln decisions", "", count).format(right=right)

    def f_in_use(self, held_back: int) -> str:
        """What the first of the ledger's figures is, once a model is in use."""
        return self.tr("F of the model in use, on %Ln articles kept aside", "", held_back)

    def others(self, count: int) -> str:
        """The rest of a table, in one row."""
        return self.tr("%Ln others", "", count)

    def nothing_decided(self) -> str:
        """Where there is nothing to take an expectation from."""
        return self.tr("nothing decided yet")

    def none_so_sure(self) -> str:
        """Where no decided suggestion had such a confidence."""
        return self.tr("none so sure so far")

    def suggestions(self, count: int) -> str:
        """So many suggestions."""
        return self.tr("%Ln suggestions", "", count)

    def suggestions_in(self, suggestions: str, articles: int) -> str:
        """So many suggestions in so many articles."""
        return self.tr("{suggestions} in %Ln articles", "", articles).format(suggestions=suggestions)

    def accepted_above(self, count: int, least: str) -> str:
        """What was done in one article."""
        return self.tr("%Ln suggestions of at least {least} accepted", "", count).format(least=least)

    def remembered(self, count: int, label: str) -> str:
        """Why the string memory suggests something."""
        return self.tr("from memory: seen %Ln time(s) as {label}", "", count).format(label=label)

    def calibrated_on(self, count: int) -> str:
        """What a confidence rests on."""
        return self.tr("calibrated on %Ln decisions", "", count)
