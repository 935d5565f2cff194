"""Errors in the interface's language. The model, the project and the file raise plain English sentences, for the command line."""

import re
from functools import cache
from string import Formatter

from annotator.ui.error_table import ERROR_TEMPLATES
from annotator.ui.wording import translate

_NESTED = "reason"
"""The field whose value is itself one of the sentences."""
_COUNTED = "counted"
"""The field that is a number with its noun, which has a singular and a plural among the sentences."""


def shown_error(error: Exception | str) -> str:
    """What an error says, as the window shows it: translated where the table has its sentence, as it came otherwise."""
    text = str(error)
    shown = shown_reason(text)
    return shown[:1].upper() + shown[1:] if _begins_in_words(text) else shown


def shown_reason(text: str) -> str:
    """The same within another sentence."""
    found = _shown(text)
    return text if found is None else found


def _shown(text: str) -> str | None:
    """The sentence in the interface's language; None where the table has none like it."""
    for template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        values = match.groupdict()
        if _NESTED in values:
            nested = _shown(values[_NESTED])
            if nested is None and template.startswith(f"{{{_NESTED}}}"):
                continue
            values[_NESTED] = values[_NESTED] if nested is None else nested
        if _COUNTED in values:
            values[_COUNTED] = _shown(values[_COUNTED]) or values[_COUNTED]
        return translate("errors", template).format(**values)
    place, colon, rest = text.partition(": ")
    inner = _shown(rest) if colon else None
    return None if inner is None else translate("ErrorText", "{place}: {reason}").format(place=place, reason=inner)


def _begins_in_words(text: str) -> bool:
    """Whether the sentence begins with a word of its own, which may take a capital, not with a label or a file's name."""
    return any(pattern.fullmatch(text) and not template.startswith("{") for template, pattern in _patterns())


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each template with what it matches: first what is said after another sentence, then those with the most words."""
    ordered = sorted(ERROR_TEMPLATES, key=lambda text: (not text.startswith(f"{{{_NESTED}}}"), -_own_length(text)))
    return tuple((template, _pattern(template)) for template in ordered)


def _pattern(template: str) -> re.Pattern[str]:
    parts: list[str] = []
    for words, field, _, _ in Formatter().parse(template):
        parts.append(re.escape(words))
        if field is not None:
            # a label that begins a sentence is not to swallow the name of the place before it, “press.jsonl:3: ”
            parts.append(f"(?P<{field}>{'(?:(?!: ).)+?' if field == 'label' else '.+?'})")
    return re.compile("".join(parts), re.DOTALL)


def _own_length(template: str) -> int:
    return sum(len(words) for words, _, _, _ in Formatter().parse(template))
