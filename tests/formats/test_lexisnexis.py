"""LexisNexis: Nexis Uni's DOCX as another library writes it, the same lines as RTF, the older HTML; invented texts."""

import io
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.reading import read
from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal
from tests.formats.strategies import damaged, read_bytes

URN = "65XX-H1Y1-JBH6-C1P5-00000-00"
COVER = """Date and Time: Monday, March 14, 2022 9:12:00 AM CET
Job Number: 166000001
Documents (2)
1. Port reopens after two years
Client/Matter: -None-
Search Terms: port
Search Type: Terms and Connectors
Narrowed by:
2. La mairie change de mains
Client/Matter: -None-
Search Terms: port""".splitlines()
ENGLISH = """Port reopens after two years
The Beacon (Westport)
March 12, 2022 Saturday
National Edition
Copyright 2022 Beacon Media Ltd All Rights Reserved
Section: NEWS; Pg. 4
Length: 1,230 words
Byline: Jo Reed
Highlight: Ferries sail again
Body
The port of Westport reopened 😀 on Saturday.
Language: that was the word of the day, the mayor said, and everybody on the pier agreed with her.
Note: the next ferry sails on Monday.
"Copyright is a nice thing," she added.
Graphic
The first ferry, seen from the pier
Classification
Language: ENGLISH
Publication-Type: Newspaper
Subject: PORTS (90%); FERRIES (78%)
Load-Date: March 12, 2022
End of Document""".splitlines()
FRENCH = """La mairie change de mains
Le Phare
samedi 12 mars 2022
Copyright 2022 Le Phare Tous droits réservés
Rubrique: POLITIQUE; Pg. 2
Longueur: 430 mots
Auteur: Léa Kerjean
Corps
Anna Morel a été élue «\u00a0dimanche\u00a0».
Classification
Langue: FRENCH; FRANÇAIS
Date de chargement: 12 mars 2022
Fin du document""".splitlines()
OLD = """<HTML><BODY><!-- Hide XML section from browser <DOC NUMBER=1><DOCFULL> --><A NAME="DOC_ID_0_0"></A>
<P>1 of 2 DOCUMENTS</P><P>The Beacon</P><P>March 12, 2012 Monday</P><P>Late Edition</P><P>Ferry sold</P>
<P>BYLINE: Jo Reed</P><P>SECTION: NEWS; Pg. 7</P><P>LENGTH: 99 words</P><P>The ferry was sold <B>again</B>.</P><P>Nobody came.</P>
<P>LOAD-DATE: March 13, 2012</P><P>LANGUAGE: ENGLISH</P><P>PUBLICATION-TYPE: Newspaper</P><P>Copyright 2012 Beacon</P>
<P>2 of 2 DOCUMENTS</P><P>Le Phare</P><P>12 mars 2012 lundi</P><P>Le bac est vendu</P><P>LONGUEUR: 12 mots</P>
<P>Le bac a été vendu.</P><P>LANGUE: FRENCH</P></BODY></HTML>"""


def document(lines: Sequence[str], links: dict[str, str] | None = None) -> bytes:
    """A DOCX of these paragraphs, as python-docx makes it."""
    made = docx.Document()
    for line in lines:
        paragraph = made.add_paragraph()
        middle = len(line) // 2
        paragraph.add_run(line[:middle])
        paragraph.add_run(line[middle:]).bold = True
        if links and line in links:
            target = made.part.relate_to(links[line], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), target)
            for run in list(paragraph._p.r_lst):
                link.append(run)
            paragraph._p.append(link)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def rtf(lines: Sequence[str], links: dict[str, str] | None = None) -> bytes:
    """An RTF of these paragraphs: characters as their UTF-16 units, links as fields."""
    parts = []
    for line in lines:
        units = line.encode("utf-16-le")
        text = "".join(
            chr(unit)
            if 32 <= unit < 127 and chr(unit) not in "{}\\"
            else f"\\u{unit - 65536 if unit > 32767 else unit}?"
            for unit in (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))
        )
        if links and line in links:
            text = f'{{\\field{{\\*\\fldinst{{HYPERLINK "{links[line]}"}}}}{{\\fldrslt{{\\ul {text}}}}}}}'
        parts.append(text + "\\par\n")
    head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}}{\\info{\\title LexisNexis}}{\\pict\\pngblip "
    return (head + "0f" * 2000 + "}\\f0 " + "".join(parts) + "}").encode("ascii")


LINKS = {ENGLISH[0]: f"https://advance.lexis.com/api/document?collection=news&id=urn:contentItem:{URN}&context=1"}
NEWER = {
    "a.docx": document(COVER + ENGLISH + FRENCH, LINKS),
    "a.rtf": rtf(COVER + ENGLISH + FRENCH, LINKS),
}


@pytest.mark.parametrize("name", NEWER)
def test_nexis_uni_gives_the_articles_without_what_stands_around_them(tmp_path: Path, name: str) -> None:
    english, french = read_bytes(named("lexisnexis"), tmp_path, name, NEWER[name])
    assert isinstance(english, Record)
    assert english.text.split("\n\n") == [
        "Port reopens after two years",
        "Ferries sail again",
        "Jo Reed",
        "The port of Westport reopened 😀 on Saturday.",
        "Language: that was the word of the day, the mayor said, and everybody on the pier agreed with her.",
        "Note: the next ferry sails on Monday.",
        '"Copyright is a nice thing," she added.',
        "The first ferry, seen from the pier",
    ]
    assert [zone.kind for zone in english.zones] == ["headline", "standfirst", "byline", "body", "caption"]
    assert (english.key, english.published, english.source, english.language) == (
        URN,
        "2022-03-12",
        "The Beacon (Westport)",
        "en",
    )
    assert english.title == "Port reopens after two years"
    assert english.meta == {
        "author": "Jo Reed",
        "section": "NEWS",
        "page": "4",
        "words": 1230,
        "edition": "National Edition",
        "type": "Newspaper",
        "subjects": ["PORTS", "FERRIES"],
    }
    assert isinstance(french, Record)
    assert french.text == "La mairie change de mains\n\nLéa Kerjean\n\nAnna Morel a été élue «\u00a0dimanche\u00a0»."
    assert (french.key, french.published, french.source, french.language) == ("a:2", "2022-03-12", "Le Phare", "fr")
    assert french.meta == {"author": "Léa Kerjean", "section": "POLITIQUE", "page": "2", "words": 430}


def test_the_older_nexis_gives_its_articles(tmp_path: Path) -> None:
    first, second = read_bytes(named("lexisnexis"), tmp_path, "a.html", OLD.encode())
    assert isinstance(first, Record)
    assert first.text == "Ferry sold\n\nJo Reed\n\nThe ferry was sold again.\n\nNobody came."
    assert (first.source, first.published, first.language) == ("The Beacon", "2012-03-12", "en")
    assert (first.meta["words"], first.meta["page"], first.meta["edition"]) == (99, "7", "Late Edition")
    assert isinstance(second, Record)
    assert (second.title, second.text) == ("Le bac est vendu", "Le bac est vendu\n\nLe bac a été vendu.")
    assert (second.source, second.published, second.language) == ("Le Phare", "2012-03-12", "fr")


def test_documents_in_an_archive_are_read(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(packed(NEWER["a.docx"], "nexis/a.docx"))
    assert [type(each) for each in read([tmp_path / "all.zip"])] == [Record, Record]


def test_one_article_without_cover_is_read(tmp_path: Path) -> None:
    (record,) = read_bytes(named("lexisnexis"), tmp_path, "a.docx", document(FRENCH))
    assert isinstance(record, Record)
    assert record.title == "La mairie change de mains"


def test_a_paragraph_that_is_called_as_the_heading_loses_nothing(tmp_path: Path) -> None:
    lines = [*FRENCH[:3], "Longueur: 9 mots", "Un premier point.", "Texte", "Un second point.", *FRENCH[-4:]]
    (record,) = read_bytes(named("lexisnexis"), tmp_path, "a.docx", document(lines))
    assert isinstance(record, Record)
    assert record.text.split("\n\n")[1:] == ["Un premier point.", "Texte", "Un second point."]


def test_a_file_that_is_cut_off_says_so(tmp_path: Path) -> None:
    first, second = read_bytes(named("lexisnexis"), tmp_path, "a.docx", document(ENGLISH + FRENCH[:-3]))
    assert isinstance(first, Record)
    assert isinstance(second, Refusal)
    assert "has no end" in second.reason


def test_it_is_told_from_other_documents(tmp_path: Path, file: Callable[[str, bytes], SourceFile]) -> None:
    for name, data in NEWER.items():
        assert format_of(file(name, data)).name == "lexisnexis"
    assert format_of(file("b.html", OLD.encode())).name == "lexisnexis"
    with pytest.raises(AnnotationError, match=r"none of the formats of \.rtf"):
        format_of(file("c.rtf", rtf(["A letter"]).replace(b"LexisNexis", b"x")))
    (refusal,) = read_bytes(named("lexisnexis"), tmp_path, "d.docx", document(["A letter"]))
    assert isinstance(refusal, Refusal)
    assert "no article of LexisNexis" in refusal.reason


def packed(xml: bytes, name: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed(b"<p>" + b" " * (8 << 20) + b"</p>"), "packed more than 200 times"),
        (packed(b"<!DOCTYPE p [<!ENTITY a 'b'>]><p>&a;</p>"), "declares the entity"),
        (packed(b"<p>" * 300 + b"</p>" * 300), "deep"),
        (packed(b"x", "other.xml"), "no text part"),
        (packed(b"<p><t>"), "well-formed"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_documents_made_to_harm_are_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(AnnotationError, match=reason):
        read_bytes(named("lexisnexis"), tmp_path, "a.docx", data)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    found=st.one_of(
        damaged(NEWER["a.docx"]).map(lambda data: ("a.docx", data)),
        damaged(NEWER["a.rtf"]).map(lambda data: ("a.rtf", data)),
        damaged(OLD.encode()).map(lambda data: ("a.html", data)),
    )
)
def test_damaged_files_give_articles_or_one_line(tmp_path: Path, found: tuple[str, bytes]) -> None:
    with suppress(AnnotationError):  # the whole file is told in one line
        for each in read_bytes(named("lexisnexis"), tmp_path, *found):
            assert isinstance(each, Record) or "\n" not in each.reason
