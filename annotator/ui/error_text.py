"""Errors in the interface's language. The model, the project and the file raise plain English sentences, for the command line."""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from annotator.model.label_scheme import LabelScheme
from annotator.ui.error_table import ERROR_TEMPLATES
from annotator.ui.wording import translate

_NESTED = "reason"
"""The field whose value is itself one of the sentences."""
_COUNTED = "counted"
"""The field that is a number with its noun, which has a singular and a plural among the sentences."""


_LABEL_FIELDS = ("label", "head", "child", "usual", "pairs", "relation")
"""The fields that name a label of the scheme, or several."""
_BETWEEN_LABELS = re.compile("(, | → )")


def label_titles(scheme: LabelScheme, language: str) -> dict[str, str]:
    """What each label of a scheme is called in the window, by its name."""
    relations = {label.name: label.title(language) for label in scheme.relation_labels}
    return relations | {label.name: label.title(language) for label in scheme.labels}


def shown_error(error: Exception | str, titles: Mapping[str, str] | None = None) -> str:
    """What an error says, as the window shows it: translated where the table has its sentence, as it came otherwise.

    `titles` has what the labels that it names are called; one that is not in there keeps its name.
    """
    text = str(error)
    shown = shown_reason(text, titles)
    return shown[:1].upper() + shown[1:] if _begins_in_words(text) else shown


def shown_reason(text: str, titles: Mapping[str, str] | None = None) -> str:
    """The same within another sentence."""
    found = _shown(text, titles or {})
    return text if found is None else found


def _shown(text: str, titles: Mapping[str, str]) -> str | None:
    """The sentence in the interface's language; None where the table has none like it."""
    for template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        values = match.groupdict()
        if _NESTED in values:
            nested = _shown(values[_NESTED], titles)
            if nested is None and template.startswith(f"{{{_NESTED}}}"):
                continue
            values[_NESTED] = _titled(values[_NESTED], titles) if nested is None else nested
        if _COUNTED in values:
            values[_COUNTED] = _shown(values[_COUNTED], titles) or values[_COUNTED]
        for field in values.keys() & _LABEL_FIELDS:
            values[field] = _titled(values[field], titles)
        return translate("errors", template).format(**values)
    place, colon, rest = text.partition(": ")
    inner = _shown(rest, titles) if colon else None
    return None if inner is None else translate("ErrorText", "{place}: {reason}").format(place=place, reason=inner)


def _titled(names: str, titles: Mapping[str, str]) -> str:
    """A label, or several between commas and arrows, by their titles."""
    return "".join(_quoted(titles[name]) if name in titles else name for name in _BETWEEN_LABELS.split(names))


def _quoted(title: str) -> str:
    """A title of several words in quotation marks, or the sentence would not read."""
    return translate("ErrorText", "“{title}”").format(title=title) if " " in title else title


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
