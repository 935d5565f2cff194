"""TEI, ALTO, PAGE and Reuters-21578: texts as they are read, zones, what the OCR says of itself."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.reading import read
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, Refusal
from tests.formats.strategies import damaged, read_bytes

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>
<TEI xml:id="fig-1" xml:lang="fr"><teiHeader><fileDesc><titleStmt><title>Le port</title></titleStmt>
<publicationStmt><publisher>Le Courrier</publisher><date when="1888-03-12">12 mars</date></publicationStmt></fileDesc></teiHeader>
<text><body><head>Le port
   de Brest</head><p><persName>Anne <lb/>Roche</persName>, <roleName>maire</roleName> de <name type="place">Brest</name>.</p>
<note>hors texte</note><p>Elle a parlé au <orgName>Conseil</orgName>.</p></body></text></TEI>
<TEI><teiHeader/><text><body><p>Autre.</p></body></text></TEI>
</teiCorpus>"""

ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><sourceImageInformation><fileName>p1.jpg</fileName></sourceImageInformation></Description>
<Tags><LayoutTag ID="T1" LABEL="Headline"/></Tags>
<Layout><Page><PrintSpace><TextBlock TAGREFS="T1"><TextLine><String CONTENT="LE" WC="0.9"/><SP/><String CONTENT="PORT" WC="0.3"/></TextLine></TextBlock>
<TextBlock><TextLine><String CONTENT="Anne"/><SP/><String CONTENT="Ro"/><HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="che"/><SP/><String CONTENT="parle."/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>"""

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="p2.jpg">
<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder>
<TextRegion id="r1" type="paragraph"><TextLine id="l1"><TextEquiv conf="0.8"><Unicode>Anne Roche</Unicode></TextEquiv></TextLine>
<TextLine id="l2"><Word id="w"><TextEquiv conf="0.4"><Unicode>parle.</Unicode></TextEquiv></Word></TextLine></TextRegion>
<TextRegion id="r2" type="heading"><TextLine id="l3"><TextEquiv index="1"><Unicode>no</Unicode></TextEquiv><TextEquiv index="0"><Unicode>LE PORT</Unicode></TextEquiv></TextLine></TextRegion>
</Page></PcGts>"""

REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TEST" NEWID="21"><DATE> 9-OCT-1987 15:35:53.55</DATE><TOPICS><D>ship</D></TOPICS><PLACES></PLACES>
<UNKNOWN>&#5;&#5;F</UNKNOWN><TEXT>&#2;
<TITLE>PORTS &lt;PRT> REOPEN</TITLE><AUTHOR>  By Ann Roach</AUTHOR><DATELINE>  BREST, Oct 9 - </DATELINE><BODY>The ports
reopened.
    Ships left.
 REUTER
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="22"><DATE>1987</DATE><TEXT TYPE="BRIEF">&#2;
<TITLE>BRIEF NEWS</TITLE>Blah.
</TEXT></REUTERS>"""

FILES = {"tei": ("a.xml", TEI), "alto": ("a.xml", ALTO), "page": ("a.xml", PAGE), "reuters": ("a.sgm", REUTERS)}


def records_of(format: str, folder: Path) -> list[Record]:
    name, text = FILES[format]
    found = read_bytes(named(format), folder, name, text.encode())
    assert all(isinstance(item, Record) for item in found), found
    return [item for item in found if isinstance(item, Record)]


def test_tei_texts_zones_and_names(tmp_path: Path) -> None:
    first, second = records_of("tei", tmp_path)
    assert first.text == "Le port de Brest\n\nAnne\nRoche, maire de Brest.\n\nElle a parlé au Conseil."
    assert (first.key, first.title, first.language, first.published, first.source) == (
        "fig-1",
        "Le port",
        "fr",
        "1888-03-12",
        "Le Courrier",
    )
    assert [(first.text[span.start : span.end], span.label) for span in first.suggested] == [
        ("Anne\nRoche", "PER"),
        ("maire", "ROLE"),
        ("Brest", "LOC"),
        ("Conseil", "ORG"),
    ]
    assert (first.suggester, first.zones[0].kind, second.text) == ("tei", "headline", "Autre.")


def test_alto_lines_and_confidence(tmp_path: Path) -> None:
    (record,) = records_of("alto", tmp_path)
    assert record.text == "LE PORT\n\nAnne Ro-\nche parle."
    assert [zone.kind for zone in record.zones] == ["headline", "body"]
    assert record.meta == {"ocr": {"confidence": 0.6, "words": 2, "unsure": 1}, "image": "p1.jpg"}


def test_page_reading_order_and_confidence(tmp_path: Path) -> None:
    (record,) = records_of("page", tmp_path)
    assert record.text == "LE PORT\n\nAnne Roche\nparle."
    assert record.meta["ocr"] == {"confidence": 0.6, "words": 2, "unsure": 1}


def test_reuters_articles(tmp_path: Path) -> None:
    first, second = records_of("reuters", tmp_path)
    assert first.text == "PORTS <PRT> REOPEN\n\nBy Ann Roach\n\nBREST, Oct 9 -\n\nThe ports\nreopened. Ships left."
    assert (first.key, first.published, first.source, first.language) == ("21", "1987-10-09", "Reuters", "en")
    assert [zone.kind for zone in first.zones] == ["headline", "byline", "dateline", "body"]
    assert first.meta == {"topics": ["ship"]}
    assert second.text == "BRIEF NEWS\n\nBlah."


@pytest.mark.parametrize("format", FILES)
def test_each_is_told_by_its_root(file: Callable[[str, bytes], SourceFile], format: str) -> None:
    name, text = FILES[format]
    assert format_of(file(name, text.encode())).name == format
    assert format_of(file("unknown.data", text.encode())).name == format


@pytest.mark.parametrize("format", FILES)
@given(data=st.data())
def test_damage_is_refused_cleanly(format: str, data: st.DataObject) -> None:
    name, text = FILES[format]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data.draw(damaged(text.encode())))
        assert all(isinstance(item, Record | Refusal) for item in read([path], format=format, language="fr"))


def test_the_collections_own_file_comes_in_whole(shared_data: Callable[..., Path]) -> None:
    found = list(read([shared_data("raw", "reuters-21578", "sample-original", "reut2-021.sgm")], language="en"))
    records = [record for record in found if isinstance(record, Record)]
    assert (len(found), len(records)) == (578, 578)
    assert all("&#" not in record.text for record in records)
