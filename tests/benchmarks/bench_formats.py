"""Reading other formats: megabytes a second, and memory where a file is read piece by piece.

A format joins by a row of `MAKERS`: its name, the file's name, and a function that makes a file of about a megabyte for
every unit it is asked for.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from annotator.formats import uima_json as uima_json_format
from annotator.formats import uima_xmi as uima_xmi_format
from annotator.formats import webanno_tsv_out
from annotator.formats.catalogue import named
from annotator.formats.columns import Columns
from annotator.formats.sources import SourceFile
from annotator.model.record import Record
from tests.benchmarks.rows import Row, print_rows
from tests.formats.strategies import long_document

XML_BAR, JSON_BAR = 1.0, 2.0
"""Megabytes of file a second, at least."""
GROWTH_BAR = 30.0
"""Megabytes that eight times the file may take more, where a format is read piece by piece."""
UNITS, MORE_UNITS = 2, 16

_PARAGRAPH = (
    "Anna Morel, maire de Brest, a annoncé lundi que l’usine de Valtrex rouvrirait à l’automne après deux ans d’arrêt ; "
    "le groupe, qui emploie 340 personnes dans le département, confirme la reprise et promet quarante embauches."
)
_PARAGRAPHS = 12
_ARTICLE_BYTES = len(_PARAGRAPH.encode()) * _PARAGRAPHS


def _bodies(units: int, open: str = "<p>", close: str = "</p>") -> list[str]:
    """The texts of so many megabytes of articles, all different."""
    articles = max(1, units * 1_000_000 // _ARTICLE_BYTES)
    return [
        "".join(f"{open}{number}.{place} {_PARAGRAPH}{close}" for place in range(_PARAGRAPHS))
        for number in range(articles)
    ]


def nitf(units: int) -> str:
    """One long article with marked names."""
    text = (
        "".join(_bodies(units))
        .replace("Anna Morel", "<person>Anna Morel</person>")
        .replace("Brest", "<location>Brest</location>")
    )
    return f"<nitf><body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content>{text}</body.content></body></nitf>"


def newsml(units: int) -> str:
    """A message of items with XHTML inside."""
    items = "".join(
        f'<newsItem guid="urn:{number}"><contentMeta><subject type="cpnat:person"><name>Anna Morel</name></subject>'
        f"<headline>T</headline></contentMeta><contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>"
        for number, body in enumerate(_bodies(units))
    )
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'


def newsml1(units: int) -> str:
    """Items of components with XHTML inside."""
    items = "".join(
        f"<NewsItem><NewsComponent><NewsLines><HeadLine>{number}</HeadLine></NewsLines><ContentItem><DataContent><html><body>"
        f"{body}</body></html></DataContent></ContentItem></NewsComponent></NewsItem>"
        for number, body in enumerate(_bodies(units))
    )
    return f'<NewsML Version="1.2">{items}</NewsML>'


def rss(units: int) -> str:
    """Items with escaped HTML."""
    items = "".join(
        f"<item><title>T</title><encoded>{body}</encoded></item>" for body in _bodies(units, "&lt;p&gt;", "&lt;/p&gt;")
    )
    return f"<rss><channel><title>C</title>{items}</channel></rss>"


def json_feed(units: int) -> str:
    """A JSON Feed with HTML."""
    items = [{"id": number, "content_html": body} for number, body in enumerate(_bodies(units))]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}, ensure_ascii=False)


def ninjs(units: int) -> str:
    """A list of items with HTML and named persons."""
    items = [
        {
            "uri": f"urn:{number}",
            "type": "text",
            "body_xhtml": body,
            "person": [{"name": "Anna Morel"}],
            "place": [{"name": "Brest"}],
        }
        for number, body in enumerate(_bodies(units))
    ]
    return json.dumps(items, ensure_ascii=False)


def html(units: int) -> str:
    """One page with a long article, in what stands around it."""
    around = "<ul>" + "<li><a href='/x'>Autre article</a></li>" * 40 + "</ul>"
    return f"<html><head><title>T</title></head><body><nav>{around}</nav><article>{''.join(_bodies(units))}</article>{around}</body></html>"


def europresse(units: int) -> str:
    """A selection of articles."""
    return "".join(
        f'<article><span class="DocPublicationName">Le Phare</span><span class="DocHeader">mardi 12 mars 2024 340 mots, p. 4</span>'
        f'<div class="titreArticle">T</div><div class="docOcurrContainer">{body}</div><div class="publiC-lblNodoc">news·20240312·PHA·{number}</div></article>'
        for number, body in enumerate(_bodies(units))
    )


def factiva(units: int) -> str:
    """A selection of articles as tables."""
    return "".join(
        f'<div class="article frArticle"><table><tr><td><b>HD</b></td><td>T</td></tr><tr><td><b>TD</b></td><td>{body}</td></tr>'
        f"<tr><td><b>AN</b></td><td>Document PHARE00020240312ek3c{number:05}</td></tr></table></div>"
        for number, body in enumerate(_bodies(units))
    )


def lexisnexis_rtf(units: int) -> str:
    """A selection of articles."""
    escaped = ["".join(c if c.isascii() else f"\\u{ord(c)}?" for c in body) for body in _bodies(units, close="\\par ")]
    head = "T\\par Le Phare\\par 12 mars 2024\\par Length: 340 words\\par Body\\par "
    return "{\\rtf1 " + "".join(f"{head}{body.replace('<p>', '')}End of Document\\par " for body in escaped) + "}"


class Maker(NamedTuple):
    """A format to measure."""

    format: str
    file: str
    make: Callable[[int], str | bytes]
    bar: float
    streams: bool = False
    units: int = UNITS


def webanno_tsv(units: int) -> str:
    """One long document with a span every thousand characters, a token a line."""
    return webanno_tsv_out.text_of(long_document(units * 110_000))


def uima_xmi(units: int) -> str:
    """The same as feature structures."""
    return uima_xmi_format.text_of(long_document(units * 750_000))


def uima_json(units: int) -> str:
    """The same as JSON."""
    return uima_json_format.text_of(long_document(units * 800_000))


MAKERS = (
    Maker("webanno_tsv", "a.tsv", webanno_tsv, XML_BAR, units=1),
    Maker("uima_xmi", "a.xmi", uima_xmi, XML_BAR, units=1),
    Maker("uima_json", "a.json", uima_json, JSON_BAR, units=1),
    Maker("nitf", "a.nitf", nitf, XML_BAR, units=1),
    Maker("newsml", "a.xml", newsml, XML_BAR, streams=True),
    Maker("newsml1", "a.xml", newsml1, XML_BAR, streams=True),
    Maker("feed", "a.rss", rss, XML_BAR, streams=True),
    Maker("feed", "a.json", json_feed, JSON_BAR),
    Maker("ninjs", "a.ninjs", ninjs, JSON_BAR, streams=True),
    Maker("html", "a.html", html, XML_BAR, units=1),
    Maker("europresse", "a.html", europresse, XML_BAR),
    Maker("factiva", "a.html", factiva, XML_BAR),
    Maker("lexisnexis", "a.rtf", lexisnexis_rtf, XML_BAR, units=1),
)


def read(format: str, path: Path) -> int:
    """How many records a file gives; they are thrown away."""
    source = SourceFile(path, path.name, path.stem)
    return sum(isinstance(record, Record) for record in named(format).read(source, Columns()))


def in_process(format: str, path: Path) -> tuple[float, float]:
    """Read a file in a process of its own, twice: CPU seconds of the second time, and peak memory in megabytes."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_formats", format, str(path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found["seconds"], found["peak"]


def main() -> list[Row]:
    """Measure, print and return the rows."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for maker in MAKERS:
            path = Path(folder, maker.file)
            size = _make(maker, path, maker.units)
            seconds, peak = in_process(maker.format, path)
            speed = size / 1e6 / seconds
            rows.append(
                Row(f"{maker.format}, {maker.file}: seconds a MB ({speed:.1f} MB/s)", 1 / speed, 1 / maker.bar, "s")
            )
            if maker.streams:
                _make(maker, path, MORE_UNITS)
                _, more = in_process(maker.format, path)
                rows.append(Row(f"{maker.format}, {maker.file}: 8 × as much takes more", more - peak, GROWTH_BAR, "MB"))
    print_rows("Other formats in (CPU time)", rows)
    return rows


def _make(maker: Maker, path: Path, units: int) -> int:
    made = maker.make(units)
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    return path.stat().st_size


def _child(format: str, path: Path) -> None:
    read(format, path)  # what is imported and compiled once
    started = time.process_time()
    count = read(format, path)
    seconds = time.process_time() - started
    # not ru_maxrss, which a new process has from the one that started it
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    peak = int(status["VmHWM"].split()[0]) / 1024
    print(json.dumps({"documents": count, "seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _child(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
