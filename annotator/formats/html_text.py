"""The paragraphs of a piece of HTML that is all article: a feed's entry, the body of a ninjs or NewsML item."""

import re

from annotator.formats.flow import BODY, Block, Markup, Node, blocks_of, one_line, plain_blocks

HTML = Markup(
    blocks=frozenset(
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption footer h1 h2 h3 h4 h5 "
        "h6 header hgroup hr html li main ol p pre section summary table tbody tfoot thead tr ul td th".split()
    ),
    zones={"figure": "caption"},
    skipped=frozenset(
        "script style head template noscript svg math iframe object embed audio video canvas nav form button select textarea "
        "input map".split()
    ),
)
_MARKS = ("<", "&")
_HTML = re.compile(
    r"</?(?:a|abbr|article|aside|b|blockquote|br|cite|div|em|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|q|script|section|small|span|"
    r"strong|sub|sup|table|td|tr|u|ul|video)\b[^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,}\d*);",
    re.IGNORECASE,
)


def html_blocks(text: str) -> list[Block]:
    """The paragraphs of HTML. Nothing is fetched."""
    if not any(mark in text for mark in _MARKS):
        return [Block(BODY, one_line(text))] if one_line(text) else []
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root: Node | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but blanks and comments
        return []
    if root is None:
        return []
    return blocks_of(root, HTML)


def is_html(text: str) -> bool:
    """Whether a text that may be either has tags that news has, or names of characters: "the <blink> tag" is none."""
    return _HTML.search(text) is not None


def text_blocks(text: str, *, html: bool, kind: str = BODY) -> list[Block]:
    """The paragraphs of a text that is HTML or is not; those of the body are of that zone."""
    blocks = html_blocks(text) if html else plain_blocks(text)
    return [Block(kind, block.text, block.marks) if block.kind == BODY else block for block in blocks]
