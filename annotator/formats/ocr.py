"""Pages as OCR gives them: ALTO (2 to 4) and PAGE XML. Lines stay lines, and words cut at a line's end stay cut.

How sure the OCR was is in `meta["ocr"]`: the mean of its words' confidences, and how many words it is under a half sure of.
Formats: Library of Congress, ALTO 4.4; PRImA, PAGE 2019-07-15.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import BODY, Block
from annotator.formats.head import Head
from annotator.formats.safe_xml import child, children, descendants, local, parse, text_of
from annotator.formats.sources import SourceFile, opened
from annotator.formats.xml_head import root_name
from annotator.model.record import Record, Refusal

UNSURE = 0.5
_KINDS = {
    "heading": "headline",
    "header": "headline",
    "headline": "headline",
    "title": "headline",
    "caption": "caption",
    "credit": "credit",
    "byline": "byline",
    "author": "byline",
}
"""Region types that are zones of an article."""


@dataclass(slots=True)
class _Sureness:
    """The words' confidences so far."""

    values: list[float] = field(default_factory=list)

    def add(self, value: str | None) -> None:
        try:
            found = float(value or "")
        except ValueError:
            return
        if 0 <= found <= 1:
            self.values.append(found)

    def meta(self) -> dict[str, Any]:
        if not self.values:
            return {}
        return {
            "confidence": round(sum(self.values) / len(self.values), 4),
            "words": len(self.values),
            "unsure": sum(value < UNSURE for value in self.values),
        }


def sniff_alto(head: Head) -> bool:
    """Whether the root is `alto`."""
    return root_name(head) == "alto"


def sniff_page(head: Head) -> bool:
    """Whether the root is `PcGts`."""
    return root_name(head) == "PcGts"


def read_alto(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The pages of an ALTO file as one document. Raises AnnotationError."""
    with opened(source) as stream:
        root = parse(stream)
    sure = _Sureness()
    kinds = {
        tag.get("ID") or "": _KINDS.get((tag.get("LABEL") or "").lower(), BODY)
        for tag in descendants(root, "LayoutTag", "StructureTag")
    }
    found: list[Block] = []
    for block in descendants(root, "TextBlock"):
        lines = [_alto_line(line, sure) for line in children(block, "TextLine")]
        kind = next((kinds[tag] for tag in (block.get("TAGREFS") or "").split() if tag in kinds), BODY)
        found.append(Block(kind, "\n".join(line for line in lines if line)))
    image = text_of(child(root, "Description", "sourceImageInformation", "fileName"))
    yield _record(found, source, "alto", image, sure)


def read_page(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The page of a PAGE file, in its reading order. Raises AnnotationError."""
    with opened(source) as stream:
        root = parse(stream)
    sure = _Sureness()
    page = child(root, "Page")
    regions = {region.get("id") or str(at): region for at, region in enumerate(descendants(root, "TextRegion"))}
    order = [reference.get("regionRef") or "" for reference in descendants(root, "RegionRefIndexed", "RegionRef")]
    names = [name for name in dict.fromkeys(order) if name in regions]
    names += [name for name in regions if name not in names]
    found = [
        Block(_KINDS.get((regions[name].get("type") or "").lower(), BODY), _page_region(regions[name], sure))
        for name in names
    ]
    image = "" if page is None else page.get("imageFilename") or ""
    yield _record(found, source, "page", image, sure)


def _record(blocks: list[Block], source: SourceFile, suggester: str, image: str, sure: _Sureness) -> Record | Refusal:
    record = news.news_record(
        [block for block in blocks if block.text.strip()],
        key=source.key,
        origin=source.name,
        suggester=suggester,
        meta={"ocr": sure.meta(), "image": image},
    )
    return record or Refusal(source.name, news.NO_TEXT, left_out=True)


def _alto_line(line: Element, sure: _Sureness) -> str:
    parts: list[str] = []
    gap = False
    for item in line:
        name = local(item)
        if name == "String":
            if gap:
                parts.append(" ")
            parts.append(item.get("CONTENT") or "")
            sure.add(item.get("WC"))
            gap = True
        elif name == "HYP":
            parts.append(item.get("CONTENT") or "-")
    return "".join(parts).strip()


def _page_region(region: Element, sure: _Sureness) -> str:
    lines = []
    for line in children(region, "TextLine"):
        words = list(children(line, "Word"))
        for element in words or [line]:
            equivalent = child(element, "TextEquiv")
            if equivalent is not None:
                sure.add(equivalent.get("conf"))
        text = _equivalent(line) or " ".join(filter(None, map(_equivalent, words)))
        if text:
            lines.append(text)
    return "\n".join(lines) or _equivalent(region)


def _equivalent(element: Element) -> str:
    """The text that is said to stand for an element, the first of several."""
    found = sorted(
        children(element, "TextEquiv"),
        key=lambda one: int(one.get("index") or 0) if (one.get("index") or "0").isdecimal() else 0,
    )
    for equivalent in found:
        unicode = child(equivalent, "Unicode")
        text = "" if unicode is None else "".join(unicode.itertext())
        if text.strip():
            return text.strip()
    return ""
