"""What an XML file is told by: its root, in the first 64 KB."""

import re

from annotator.formats.head import Head
from annotator.formats.safe_xml import name_of
from annotator.formats.xml_encoding import UNKNOWN, declared

_BEFORE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^\[>]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<([^\s/>!?&\"'=]+)([^>]*)")


def root_tag(head: Head) -> tuple[str, str]:
    """The root's name as it is written, and its attributes as they stand; ("", "") where there is none, or it is no XML."""
    found = declared(head.data[:400])
    text = head.text
    if found.encoding != UNKNOWN:
        text = head.data[found.mark :].decode(found.encoding, "replace")
    place = 1 if text.startswith("\ufeff") else 0
    while match := _BEFORE.match(text, place):
        place = match.end()
    tag = _TAG.match(text, place)
    return (tag[1], tag[2]) if tag else ("", "")


def root_name(head: Head) -> str:
    """The root's local name, "" where there is none, or it is no XML."""
    return name_of(root_tag(head)[0])
