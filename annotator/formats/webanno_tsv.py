"""WebAnno TSV: versions 1, 2 and 3 in, 3.3 out, one file a document.

The source is kept with the document. One whose annotations nobody has changed goes out as it came in; of a changed one
the spans and relations are written anew, and what else its source had is counted as lost.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.formats import layers, webanno_tsv2, webanno_tsv3
from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8, decode
from annotator.formats.head import Head
from annotator.formats.layers import Found
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.formats.webanno_tsv_out import text_of
from annotator.formats.written import Written
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "webanno_tsv"
"""Under it `Record.meta` keeps the source."""

_TSV1 = re.compile(r"#id=\d+\r?\n#text=.*\r?\n1\t\S+(?:\t\S*){6,}", re.MULTILINE)
_TSV2 = re.compile(r" # [\w.]+(?: \| [\w.=]+)+")


def sniff(head: Head) -> bool:
    """Whether a file is WebAnno's."""
    return (
        head.start.startswith("#FORMAT=WebAnno TSV ")
        or _TSV1.match(head.start) is not None
        or _TSV2.match(head.text) is not None
    )


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The document of a file."""
    if layers.is_initial(source):
        yield Refusal(source.name, layers.INITIAL_STATES, left_out=True)
        return
    with opened(source) as stream:
        data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        raise AnnotationError(f"the file is longer than {MAX_RECORD_BYTES >> 20} MB; cut it into articles")
    text, encoding = decode(data)
    key, annotator = layers.place_of(source)
    record = parse(text).record(key, source.name, {KEY: {"source": text}}, annotator=annotator)
    yield record if encoding == UTF_8 else replace(record, meta={**record.meta, "encoding": encoding})


def parse(source: str) -> Found:
    """What the text of a file says. Raises AnnotationError, naming the line, where it does not hold together."""
    if source.startswith("#FORMAT="):
        return webanno_tsv3.parse(source)
    if not _TSV1.match(source) and not _TSV2.match(source):
        raise AnnotationError("this is no file of WebAnno TSV: it has no #FORMAT= and no layers in its first line")
    return webanno_tsv2.parse(source)


def write(records: Iterable[Record], folder: Path) -> Written:
    """Write a file of TSV 3.3 a document."""
    return layers.write_documents(records, folder, ending=".tsv", key=KEY, parse=parse, text_of=text_of)


def losses(record: Record) -> Counter[str]:
    """What the source of a changed document had beside its spans and relations."""
    return layers.unchanged(record, KEY, parse)[1]
