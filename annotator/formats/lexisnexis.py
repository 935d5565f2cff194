"""LexisNexis: Nexis Uni and Lexis Advance as DOCX and RTF, the Nexis before them as HTML and RTF.

All three are lines: a title, an outlet, a date; then fields that are named ("Byline: …"); the text; fields again. What ends an
article is a line in the newer ones ("End of Document"), what begins it is one in the older ("3 of 120 DOCUMENTS").
"""

from collections.abc import Iterable, Iterator

from annotator.formats import lexisnexis_article as article
from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import blocks_of
from annotator.formats.head import Head
from annotator.formats.html_text import HTML
from annotator.formats.office import Line, docx_lines, rtf_lines
from annotator.formats.press import holds, page_tree, whole
from annotator.formats.sources import SourceFile, opened
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "lexisnexis"
_NONE = "it holds no article of LexisNexis; import another document as .txt"
_UNENDED = "this article has no end; the file is cut off: export it anew"


def sniff(head: Head) -> bool:
    """Whether it is HTML or RTF that has LexisNexis' marks."""
    if head.data.startswith(b"{\\rtf"):
        return bool(article.RTF_SIGNS.search(head.data) or holds(head.source, article.RTF_SIGNS))
    return head.start.startswith("<") and bool(article.HTML_SIGNS.search(head.text))


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The articles of a file. Raises AnnotationError."""
    number = 0
    for number, found in enumerate(_cut(_lines(source)), 1):
        origin = f"{source.name}:{number}"
        try:
            if isinstance(found, str):
                yield Refusal(origin, found)
            else:
                yield article.record_of(found, f"{source.key}:{number}", origin, KEY) or Refusal(
                    origin, news.NO_TEXT, left_out=True
                )
        except AnnotationError as error:
            yield Refusal(origin, str(error))
    if not number:
        yield Refusal(source.name, _NONE)


def _lines(source: SourceFile) -> Iterator[Line]:
    with opened(source) as stream:
        magic = stream.read(4)
        if magic == b"PK\x03\x04":
            stream.seek(0)
            yield from docx_lines(stream)
            return
    if magic == b"{\\rtf"[:4]:
        yield from rtf_lines(whole(source))
        return
    tree = page_tree(source)
    if tree is not None:
        for block in blocks_of(tree, HTML):
            yield from (Line(text) for text in block.text.split("\n"))


def _cut(lines: Iterable[Line]) -> Iterator[list[Line] | str]:
    """The lines of each article, without those that are empty; a refusal's words where one is cut off."""
    found: list[Line] = []
    starts = False
    """Whether a line begins each article here, rather than one ending it."""
    for line in lines:
        text = line.text.strip(" \t\u00a0")
        if not text:
            continue
        if article.END.fullmatch(text):
            if found := article.without_cover(found):
                yield found
            found = []
        elif article.START.fullmatch(text):
            if starts and found:
                yield found
            found, starts = [], True
        else:
            found.append(Line(text, line.link))
    if starts and found:
        yield found
    elif article.is_article(found):
        yield _UNENDED
