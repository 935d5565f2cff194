"""The table of formats. It imports none of them before it is asked to read or write one."""

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from annotator.model.errors import AnnotationError

if TYPE_CHECKING:
    from annotator.formats.columns import Columns
    from annotator.formats.head import Head
    from annotator.formats.sources import SourceFile
    from annotator.formats.written import Written
    from annotator.model.label_scheme import LabelScheme
    from annotator.model.record import Record, Refusal

Group = Literal["text", "annotations", "news"]
"""What a format is for: bare articles, other tools' annotations, news as agencies and databases give it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that comes in, goes out, or both. What does it is named, "module:function", and imported when it is needed."""

    name: str
    title: str
    endings: tuple[str, ...]
    """Lower case, with the dot; the first is the one to write. Each may be followed by .gz, or stand in a ZIP archive."""
    group: Group = "annotations"
    reader: str = ""
    """`(SourceFile, Columns) -> Iterator[Record | Refusal]`."""
    writer: str = ""
    """`(Iterable[Record], BinaryIO) -> Written`, or `(Iterable[Record], Path) -> Written` where it is a folder."""
    folder: bool = False
    """Whether it is written as a folder of files."""
    sniffer: str = ""
    """`(Head) -> bool`: whether a file is in this format. Without one, its endings are its own, or it is their `default`."""
    default: bool = False
    """Whether it takes the files of its endings that no other format knows."""
    aside: str = ""
    """`(SourceFile) -> bool`: whether a file goes with another one and is not to be read by itself."""
    losses_of: str = ""
    """`(Record) -> Counter[str]`: what of a record it can't hold, counted, in words."""
    namer: str = ""
    """`(str) -> str`: a label as the format can name it; "" where it can name all."""
    scheme_of: str = ""
    """`(SourceFile) -> LabelScheme | None`: the label scheme that comes with a file."""
    cannot_hold: tuple[str, ...] = ()
    """What it can't hold in any case, in words, for whoever chooses a format."""
    any_ending: bool = False
    """Whether files of other endings are looked at too, when they are named themselves."""

    @property
    def reads(self) -> bool:
        """Whether it comes in."""
        return bool(self.reader)

    @property
    def writes(self) -> bool:
        """Whether it goes out."""
        return bool(self.writer)

    def read(self, source: "SourceFile", columns: "Columns") -> "Iterator[Record | Refusal]":
        """The records of a file; `columns` are for tables."""
        found: Iterator[Record | Refusal] = _function(self.reader)(source, columns)
        return found

    def write(self, records: "Iterable[Record]", target: BinaryIO | Path) -> "Written":
        """Write the records to a stream of bytes, or into an empty folder."""
        written: Written = _function(self.writer)(records, target)
        return written

    def sniff(self, head: "Head") -> bool:
        """Whether a file that begins so is in this format."""
        return bool(self.sniffer) and bool(_function(self.sniffer)(head))

    def is_aside(self, source: "SourceFile") -> bool:
        """Whether the file goes with another one."""
        return bool(self.aside) and bool(_function(self.aside)(source))

    def losses(self, record: "Record") -> Counter[str]:
        """What of a record it can't hold, counted."""
        return _function(self.losses_of)(record) if self.losses_of else Counter()

    def label(self, name: str) -> str:
        """A label as the format names it."""
        return str(_function(self.namer)(name)) if self.namer else name

    def scheme(self, source: "SourceFile") -> "LabelScheme | None":
        """The label scheme that comes with a file; None where there is none."""
        found: LabelScheme | None = _function(self.scheme_of)(source) if self.scheme_of else None
        return found


FORMATS: tuple[Format, ...] = (
    Format(
        "brat",
        "brat",
        (".ann",),
        reader="brat:read",
        writer="brat:write",
        folder=True,
        sniffer="brat:sniff",
        aside="brat:aside",
        namer="brat:label_of",
        scheme_of="brat:scheme_beside",
        cannot_hold=("titles, dates and outlets", "states, flags and comments"),
    ),
    Format(
        "webanno_tsv",
        "WebAnno TSV",
        (".tsv", ".conll"),
        reader="webanno_tsv:read",
        writer="webanno_tsv:write",
        folder=True,
        sniffer="webanno_tsv:sniff",
        losses_of="webanno_tsv:losses",
        any_ending=True,
        cannot_hold=("titles, dates and outlets", "states, flags and comments"),
    ),
    Format(
        "uima_xmi",
        "UIMA CAS XMI",
        (".xmi", ".xml"),
        reader="uima_xmi:read",
        writer="uima_xmi:write",
        folder=True,
        sniffer="uima_xmi:sniff",
        aside="uima_xmi:aside",
        losses_of="uima_xmi:losses",
        any_ending=True,
        cannot_hold=("titles, dates and outlets", "states, flags and comments"),
    ),
    Format(
        "uima_json",
        "UIMA CAS JSON",
        (".json",),
        reader="uima_json:read",
        writer="uima_json:write",
        folder=True,
        sniffer="uima_json:sniff",
        losses_of="uima_json:losses",
        any_ending=True,
        cannot_hold=("titles, dates and outlets", "states, flags and comments"),
    ),
    Format(
        "web_annotation",
        "Web Annotation (JSON-LD)",
        (".jsonld", ".json"),
        reader="web_annotation:read",
        writer="web_annotation:write",
        sniffer="web_annotation:sniff",
        any_ending=True,
        cannot_hold=("states, flags and comments",),
    ),
    Format(
        "docbin",
        "spaCy DocBin",
        (".spacy",),
        reader="docbin:read",
        writer="docbin:write",
        sniffer="docbin:sniff",
        any_ending=True,
        cannot_hold=("flags and comments",),
    ),
    Format(
        "spacy_json",
        "spaCy 2 JSON",
        (".json", ".jsonl"),
        reader="spacy_json:read",
        writer="spacy_json:write",
        sniffer="spacy_json:sniff",
        losses_of="spacy_json:losses",
        any_ending=True,
        cannot_hold=("relations", "titles, dates and outlets", "states, flags and comments"),
    ),
    Format(
        "label_studio",
        "Label Studio",
        (".json", ".csv", ".tsv", ".jsonl"),
        reader="label_studio:read",
        writer="label_studio:write",
        sniffer="label_studio:sniff",
        any_ending=True,
        cannot_hold=("states, flags and comments",),
    ),
    Format(
        "prodigy",
        "Prodigy",
        (".jsonl", ".json"),
        reader="prodigy:read",
        writer="prodigy:write",
        sniffer="prodigy:sniff",
        any_ending=True,
        cannot_hold=("titles, dates and outlets", "states, flags and comments"),
    ),
    Format(
        "doccano",
        "doccano",
        (".jsonl", ".json"),
        reader="doccano:read",
        writer="doccano:write",
        sniffer="doccano:sniff",
        any_ending=True,
        cannot_hold=("titles, dates and outlets", "states, flags and comments"),
    ),
    Format(
        "conllu",
        "CoNLL-U",
        (".conllu",),
        reader="conll:read",
        writer="conll:write_conllu",
        namer="conll:label_of",
        losses_of="conll:losses",
        cannot_hold=("spans that overlap a longer one", "relations", "titles, dates and outlets"),
    ),
    Format(
        "conll",
        "CoNLL-2003",
        (".conll", ".iob", ".iob2", ".bio", ".conll03", ".conll2003", ".hipe", ".txt", ".tsv"),
        reader="conll:read",
        writer="conll:write",
        sniffer="conll:sniff",
        namer="conll:label_of",
        losses_of="conll:losses",
        any_ending=True,
        cannot_hold=(
            "spans that overlap a longer one",
            "relations",
            "what stands between words",
            "titles, dates and outlets",
        ),
    ),
    Format(
        "parquet",
        "Parquet, Arrow",
        (".parquet", ".arrow", ".feather"),
        "text",
        reader="parquet:read",
        sniffer="parquet:sniff",
    ),
    Format("tei", "TEI", (".xml", ".tei"), "news", reader="tei:read", sniffer="tei:sniff", any_ending=True),
    Format(
        "alto", "ALTO", (".xml", ".alto"), "news", reader="ocr:read_alto", sniffer="ocr:sniff_alto", any_ending=True
    ),
    Format("page", "PAGE XML", (".xml",), "news", reader="ocr:read_page", sniffer="ocr:sniff_page", any_ending=True),
    Format(
        "reuters",
        "Reuters-21578",
        (".sgm", ".sgml"),
        "news",
        reader="reuters:read",
        sniffer="reuters:sniff",
        any_ending=True,
    ),
    Format("nitf", "NITF", (".nitf", ".xml"), "news", reader="nitf:read", sniffer="nitf:sniff", any_ending=True),
    Format("newsml", "NewsML-G2", (".xml",), "news", reader="newsml:read", sniffer="newsml:sniff", any_ending=True),
    Format("newsml1", "NewsML 1", (".xml",), "news", reader="newsml1:read", sniffer="newsml1:sniff", any_ending=True),
    Format(
        "feed",
        "RSS, Atom, JSON Feed",
        (".rss", ".atom", ".rdf", ".cdf", ".xml", ".json"),
        "news",
        reader="feeds:read",
        sniffer="feeds:sniff",
        any_ending=True,
    ),
    Format("ninjs", "ninjs", (".ninjs", ".json"), "news", reader="ninjs:read", sniffer="ninjs:sniff", any_ending=True),
    Format(
        "europresse",
        "Europresse",
        (".html", ".htm"),
        "news",
        reader="europresse:read",
        sniffer="europresse:sniff",
        any_ending=True,
    ),
    Format(
        "factiva",
        "Factiva",
        (".html", ".htm", ".rtf"),
        "news",
        reader="factiva:read",
        sniffer="factiva:sniff",
        any_ending=True,
    ),
    Format(
        "lexisnexis",
        "LexisNexis, Nexis Uni",
        (".docx", ".rtf", ".html", ".htm"),
        "news",
        reader="lexisnexis:read",
        sniffer="lexisnexis:sniff",
        any_ending=True,
    ),
    Format(
        "html",
        "HTML",
        (".html", ".htm", ".xhtml"),
        "news",
        reader="html_page:read",
        sniffer="html_page:sniff",
        default=True,
        any_ending=True,
    ),
    Format(
        "spans_csv",
        "Table of spans",
        (".csv",),
        writer="span_table:write_spans",
        losses_of="span_table:span_losses",
        cannot_hold=("whole texts", "relations", "states, flags and comments"),
    ),
    Format(
        "relations_csv",
        "Table of relations",
        (".csv",),
        writer="span_table:write_relations",
        losses_of="span_table:relation_losses",
        cannot_hold=("whole texts", "spans that no relation joins", "states, flags and comments"),
    ),
    Format(
        "graphml",
        "Graph of relations (GraphML)",
        (".graphml",),
        writer="graph:write",
        losses_of="span_table:relation_losses",
        cannot_hold=("whole texts", "spans that no relation joins", "states, flags and comments"),
    ),
    Format(
        "jsonl",
        "JSON lines",
        (".jsonl", ".ndjson", ".jsonlines"),
        reader="jsonl:read_source",
        writer="jsonl:write",
        sniffer="jsonl:sniff",
        default=True,
        any_ending=True,
    ),
    Format("csv", "CSV", (".csv",), "text", reader="table:read_source", default=True),
    Format("tsv", "TSV", (".tsv", ".tab"), "text", reader="table:read_source", default=True),
    Format(
        "text",
        "Plain text",
        (".txt", ".text"),
        "text",
        reader="plain_text:read_source",
        sniffer="plain_text:sniff",
        default=True,
        any_ending=True,
    ),
)
"""Looked through in this order: what is told by more than its ending comes before what takes all of an ending."""

READABLE = tuple(known.name for known in FORMATS if known.reads)
WRITABLE = tuple(known.name for known in FORMATS if known.writes)


def named(name: str) -> Format:
    """The format of that name. Raises AnnotationError, listing those there are."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise AnnotationError(f"there is no format {name}; there are {', '.join(known.name for known in FORMATS)}")


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(f"annotator.formats.{module}"), function)  # type: ignore[no-any-return]
