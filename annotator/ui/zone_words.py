"""What kinds of zones and the rules for them are called in the interface's language."""

from typing import TYPE_CHECKING

from annotator.model.document import Zone
from annotator.model.zones import Rule, rule_of
from annotator.ui.wording import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from annotator.project import Project

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


def zone_tip(project: "Project | None", zone: Zone) -> str:
    """A zone's tool tip: what it is, and what is done in it by the project's rules."""
    said = {
        "suggest": translate("Zones", "{zone}: suggestions are shown"),
        "mute": translate("Zones", "{zone}: nothing is suggested here"),
        "leave_out": translate("Zones", "{zone}: nothing is suggested here, and nothing is learned from it"),
    }
    rules = {} if project is None else project.zone_rules()
    return said[rule_of(rules, zone.kind)].format(zone=zone_title(zone.kind))
