"""What a key press stands for, on whatever keyboard it was made."""

import sys
from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.ui.wording import QT_TRANSLATE_NOOP

Chord = int
"""A key with its modifiers, combined as Qt does."""

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_ALT = Qt.KeyboardModifier.AltModifier
_GROUP = Qt.KeyboardModifier.GroupSwitchModifier
_SAME_KEY = {Qt.Key.Key_Enter: Qt.Key.Key_Return, Qt.Key.Key_Backtab: Qt.Key.Key_Tab}
OWN_KEY_NAMES = (QT_TRANSLATE_NOOP("QShortcut", "Return"), QT_TRANSLATE_NOOP("QShortcut", "Backspace"))
"""Keys that the catalogues name as keyboards do; Qt's own French has Retour for Enter and Effacement for Backspace."""
_DIGITS = "1234567890"
_AZERTY_DIGITS = dict(zip("&é\"'(-è_çà", _DIGITS, strict=True)) | {"§": "6", "!": "8"}
"""What the digit row gives without Shift in France, and in Belgium for 6 and 8."""
if sys.platform == "win32":
    _FIRST_SCAN_CODES = dict(zip(range(2, 12), _DIGITS, strict=True))
elif sys.platform == "darwin":
    _FIRST_SCAN_CODES = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), _DIGITS, strict=True))
else:  # X11 and Wayland: evdev's codes and 8
    _FIRST_SCAN_CODES = dict(zip(range(10, 20), _DIGITS, strict=True))


def chord(key: int, modifiers: Qt.KeyboardModifier) -> Chord:
    """A key with its modifiers as one number; Enter counts as Return, Backtab as Tab, the keypad as the rest."""
    same = _SAME_KEY.get(Qt.Key(key), key)
    return QKeyCombination(modifiers & ~_KEYPAD & ~_GROUP, Qt.Key(same)).toCombined()


def chord_of(sequence: str) -> Chord | None:
    """The chord of a key sequence in portable form; None where it is not exactly one that Qt knows."""
    parsed = QKeySequence.fromString(sequence, QKeySequence.SequenceFormat.PortableText)
    # the stubs do not know that a sequence is one (PySide6 6.8 to 6.11)
    combinations = cast(Sequence[QKeyCombination], parsed)
    if parsed.count() != 1 or combinations[0].key() in (Qt.Key.Key_unknown, 0):
        return None
    return chord(combinations[0].key(), combinations[0].keyboardModifiers())


def chords_of(event: QKeyEvent) -> Iterator[Chord]:
    """What a press may stand for, the likeliest first.

    A sign that takes Shift on one keyboard and none on another (`?`, `/`, the digits of AZERTY) also counts without it, and
    a key of the digit row counts as its digit where the keyboard gives `&é"'(` there.
    """
    modifiers = event.modifiers() & ~_KEYPAD & ~_GROUP
    yield chord(event.key(), modifiers)
    text = event.text()
    if modifiers & _SHIFT and text.strip() and text.isprintable() and not text.isalpha():
        yield chord(event.key(), modifiers & ~_SHIFT)
    if modifiers in (_NONE, _ALT) and (digit := digit_of(event)):
        yield chord(ord(digit), modifiers)


def digit_of(event: QKeyEvent) -> str:
    """The digit a press stands for by its place on the keyboard, or "": a digit of its own, else AZERTY's sign on its key."""
    text = event.text()
    if len(text) == 1 and text in _DIGITS:
        return text
    by_sign = _AZERTY_DIGITS.get(text.lower(), "")
    code = event.nativeScanCode()
    if not code:
        return by_sign
    by_place = _FIRST_SCAN_CODES.get(code, "")
    if event.modifiers() & _ALT:  # gives signs of its own on a Mac, and none elsewhere
        return by_place
    return by_place if by_sign or (text and not text.isascii()) else ""


def letter_of(event: QKeyEvent) -> str:
    """The letter a press gives, in lower case, whatever Shift and Caps Lock do; "" for another key or with Ctrl or Alt."""
    if event.modifiers() & ~(_KEYPAD | _GROUP | _SHIFT):
        return ""
    text = event.text().lower()
    if len(text) == 1 and "a" <= text <= "z":
        return text
    key = event.key()
    return chr(key).lower() if Qt.Key.Key_A <= key <= Qt.Key.Key_Z and not text.strip() else ""


def joined(sequences: Sequence[str]) -> tuple[str, ...]:
    """Key sequences to be shown beside each other; Alt+1, Alt+2 … as one: Alt+1–2."""
    first = sequences[0] if sequences else ""
    count = next((n for n, keys in enumerate(sequences) if keys != f"{first[:-1]}{n + 1}"), len(sequences))
    if count < 2:
        return tuple(sequences)
    return f"{first}–{count}", *sequences[count:]


def shown_keys(sequence: str) -> str:
    """A key sequence as the system writes it: ⌘Z on a Mac, Ctrl+Z elsewhere, in the interface's language.

    What `joined` made one of several keeps its last digit.
    """
    first, dash, last = sequence.partition("–")
    if dash and first:
        return f"{shown_keys(first)}–{last}"
    # what Qt calls Return has Enter on it
    enter = sequence if sys.platform == "darwin" else sequence.replace("Return", "Enter")
    return QKeySequence.fromString(enter, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.NativeText
    )
