"""What kinds of zones and the rules for them are called in the interface's language."""

from annotator.model.zones import Rule
from annotator.ui.wording import QT_TRANSLATE_NOOP, translate

_KINDS: dict[str, str] = {
    "headline": QT_TRANSLATE_NOOP("Zones", "Headline"),
    "title": QT_TRANSLATE_NOOP("Zones", "Headline"),
    "standfirst": QT_TRANSLATE_NOOP("Zones", "Standfirst"),
    "dateline": QT_TRANSLATE_NOOP("Zones", "Dateline"),
    "byline": QT_TRANSLATE_NOOP("Zones", "Byline"),
    "caption": QT_TRANSLATE_NOOP("Zones", "Caption"),
    "credit": QT_TRANSLATE_NOOP("Zones", "Credit"),
    "quote": QT_TRANSLATE_NOOP("Zones", "Quote"),
    "teaser": QT_TRANSLATE_NOOP("Zones", "Teaser"),
}
_RULES: dict[Rule, str] = {
    "suggest": QT_TRANSLATE_NOOP("Zones", "Suggest"),
    "mute": QT_TRANSLATE_NOOP("Zones", "Mute"),
    "leave_out": QT_TRANSLATE_NOOP("Zones", "Leave out of training"),
}


def zone_title(kind: str) -> str:
    """A kind of zone; one that only its source knows by its own name."""
    return translate("Zones", _KINDS[kind]) if kind in _KINDS else kind.capitalize()


def rule_title(rule: Rule) -> str:
    """A rule, as it is chosen."""
    return translate("Zones", _RULES[rule])
