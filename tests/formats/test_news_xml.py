"""NITF and both NewsML: texts with zones, marked names as suggestions, what is no article left out with its reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.formats.catalogue import named
from annotator.formats.columns import Columns
from annotator.formats.finding import format_of
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, Refusal
from tests.formats.strategies import read_bytes

File = Callable[[str, bytes], SourceFile]

NITF_BODY = """
  <body>
    <body.head>
      <hedline><hl1>Brest choisit   un maire</hl1><hl2>Deux tours serrés</hl2></hedline>
      <byline>Par <person>Léa Kerjean</person></byline>
      <dateline><location>Brest</location>, <story.date norm="20240312">12 mars</story.date></dateline>
      <abstract><p>La ville a tranché.</p></abstract>
    </body.head>
    <body.content>
      <p><person><name.given>Anna</name.given> <name.family>Morel</name.family></person> succède à
         <person>Paul Le Goff</person>, de l’<org>Union du Ponant</org>,\u00a0dimanche.</p>
      <hl2>Une soirée longue</hl2>
      <table><tr><td>Morel</td><td>52 %</td></tr></table>
      <media media-type="image"><media-reference source="x.jpg"/><media-caption>La mairie.</media-caption>
        <media-producer>J. Nedellec</media-producer></media>
    </body.content>
    <body.end><tagline>lk</tagline></body.end>
  </body>"""
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf baselang="fr-FR"><head><title>Autre titre</title><docdata><doc-id id-string="alp.1" regsrc="ALP"/>
  <date.issue norm="20240312T081500+0100"/><key-list><keyword key="élection"/></key-list></docdata></head>{NITF_BODY}</nitf>"""


def zones(record: Record) -> list[tuple[str, str]]:
    return [(zone.kind, record.text[zone.start : zone.end]) for zone in record.zones]


def suggested(record: Record) -> list[tuple[str, str]]:
    return [(record.text[span.start : span.end], span.label) for span in record.suggested]


def one(name: str, folder: Path, text: str) -> Record:
    (record,) = read_bytes(named(name), folder, f"a.{name}", text.encode())
    assert isinstance(record, Record), record
    return record


def test_nitf_has_zones_and_suggests_what_it_marks(tmp_path: Path) -> None:
    record = one("nitf", tmp_path, NITF)
    assert zones(record) == [
        ("headline", "Brest choisit un maire"),
        ("standfirst", "Deux tours serrés"),
        ("byline", "Par Léa Kerjean"),
        ("dateline", "Brest, 12 mars"),
        ("standfirst", "La ville a tranché."),
        (
            "body",
            "Anna Morel succède à Paul Le Goff, de l’Union du Ponant,\u00a0dimanche.\n\nUne soirée longue\n\nMorel\n\n52 %",
        ),
        ("caption", "La mairie."),
        ("credit", "J. Nedellec"),
        ("byline", "lk"),
    ]
    assert suggested(record) == [
        ("Léa Kerjean", "PER"),
        ("Brest", "LOC"),
        ("Anna Morel", "PER"),
        ("Paul Le Goff", "PER"),
        ("Union du Ponant", "ORG"),
    ]
    assert record.suggester == "nitf"
    assert (record.key, record.title, record.language) == ("alp.1", "Brest choisit un maire", "fr")
    assert (record.published, record.source) == ("2024-03-12T08:15:00+0100", "ALP")
    assert record.meta["keywords"] == ["élection"]


def test_a_cancelled_article_is_left_out(tmp_path: Path) -> None:
    text = NITF.replace("<docdata>", '<docdata management-status="canceled">')
    (refusal,) = read_bytes(named("nitf"), tmp_path, "a.nitf", text.encode())
    assert refusal == Refusal("a.nitf", "cancelled or withheld items", left_out=True)


def g2(item: str, attributes: str = 'guid="urn:x:1" xml:lang="fr"') -> str:
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" {attributes}>{item}</newsItem>'


def test_newsml_takes_its_headline_from_beside_the_text_once(tmp_path: Path) -> None:
    text = g2(
        """<itemMeta><provider qcode="nprov:ALP"/><versionCreated>2024-03-12T09:00:00Z</versionCreated></itemMeta>
        <contentMeta><language tag="fr"/><subject type="cpnat:person"><name>Anna Morel</name></subject>
          <subject type="cpnat:abstract"><name>maire</name></subject><headline>Brest choisit un maire</headline></contentMeta>
        <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
          <body><h1>Brest choisit un maire</h1><p>Anna Morel, maire.<br/>Anna Morels non.</p><script>x</script>
          <figure><figcaption>Anna Morel.</figcaption></figure></body></html></inlineXML></contentSet>"""
    )
    record = one("newsml", tmp_path, text)
    assert zones(record) == [
        ("headline", "Brest choisit un maire"),
        ("body", "Anna Morel, maire.\nAnna Morels non."),
        ("caption", "Anna Morel."),
    ]
    assert suggested(record) == [("Anna Morel", "PER")] * 2
    assert (record.key, record.source, record.published) == ("urn:x:1", "ALP", "2024-03-12T09:00:00Z")


def test_newsml_reads_nitf_and_plain_text_inside(tmp_path: Path) -> None:
    nitf = g2(
        f'<contentSet><inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">{NITF_BODY}</nitf></inlineXML></contentSet>'
    )
    assert one("newsml", tmp_path, nitf).text == one("nitf", tmp_path, NITF).text
    plain = g2('<contentSet><inlineData contenttype="text/plain">Un.\n\nDeux &amp; trois.</inlineData></contentSet>')
    assert one("newsml", tmp_path, plain).text == "Un.\n\nDeux & trois."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<packageItem/>", "packages, which refer to other items"),
        ("<planningItem/>", "concepts, events, plans and catalogues"),
        (
            '<newsItem><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>',
            "pictures, sound, video and graphics",
        ),
        (
            "<newsItem><contentSet><inlineXML><sports-content/></inlineXML></contentSet></newsItem>",
            "items of data, such as results",
        ),
        ("<newsItem/>", "items without text"),
        ('<newsItem><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>', "cancelled or withheld items"),
    ],
)
def test_what_is_no_article_is_left_out_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    (refusal,) = read_bytes(named("newsml"), tmp_path, "a.xml", text.encode())
    assert refusal == Refusal("a.xml:1", reason, left_out=True)


def test_a_message_gives_each_of_its_items(tmp_path: Path) -> None:
    item = '<newsItem guid="{0}"><contentSet><inlineXML><p>Article {0}</p></inlineXML></contentSet></newsItem>'
    text = f"<newsMessage><itemSet><packageItem/>{item.format('a')}{item.format('b')}</itemSet></newsMessage>"
    found = read_bytes(named("newsml"), tmp_path, "a.xml", text.encode())
    assert [item.text if isinstance(item, Record) else item.left_out for item in found] == [
        True,
        "Article a",
        "Article b",
    ]


def component(lines: str, inner: str) -> str:
    return f"<NewsComponent><NewsLines>{lines}</NewsLines>{inner}</NewsComponent>"


def content(text: str, **kind: str) -> str:
    said = "".join(f'<{name} FormalName="{value}"/>' for name, value in kind.items())
    return f"<ContentItem>{said}<DataContent>{text}</DataContent></ContentItem>"


def newsml1(inner: str) -> str:
    return f"""<NewsML Version="1.2"><NewsEnvelope><SentFrom><Party FormalName="ALP"/></SentFrom></NewsEnvelope>
      <NewsItem xml:lang="fr"><Identification><NewsIdentifier><PublicIdentifier>urn:1</PublicIdentifier></NewsIdentifier>
      </Identification><NewsManagement><FirstCreated>20240312T081500+0100</FirstCreated></NewsManagement>{inner}</NewsItem></NewsML>"""


def test_newsml_1_puts_headline_and_dateline_before_the_text(tmp_path: Path) -> None:
    lines = "<HeadLine>Brest choisit</HeadLine><DateLine>BREST, 12 mars (ALP) –</DateLine><ByLine>Léa Kerjean</ByLine>"
    style = f'<NewsComponent><Role FormalName="StyleSheet"/>{content("p {}", MimeType="text/css")}</NewsComponent>'
    under = f'<NewsComponent><Role FormalName="SubHeadLine"/>{content("<html><body><p>Serré.</p></body></html>")}</NewsComponent>'
    text = newsml1(
        component(lines, style + under + content("<nitf><body><body.content><p>Un.</p></body.content></body></nitf>"))
    )
    record = one("newsml1", tmp_path, text)
    assert zones(record) == [
        ("headline", "Brest choisit"),
        ("standfirst", "Serré."),
        ("byline", "Léa Kerjean"),
        ("dateline", "BREST, 12 mars (ALP) –"),
        ("body", "Un."),
    ]
    assert (record.key, record.source, record.language) == ("urn:1", "ALP", "fr")
    assert record.published == "2024-03-12T08:15:00+0100"


def test_newsml_1_gives_each_version_of_an_article(tmp_path: Path) -> None:
    parts = "".join(
        component(f"<HeadLine>{title}</HeadLine>", content(f"Texte {title}", MediaType="Text", MimeType="text/plain"))
        for title in ("un", "deux")
    )
    found = read_bytes(named("newsml1"), tmp_path, "a.xml", newsml1(f"<NewsComponent>{parts}</NewsComponent>").encode())
    assert [(item.key, item.title) for item in found if isinstance(item, Record)] == [
        ("urn:1", "un"),
        ("urn:1#2", "deux"),
    ]


def test_newsml_1_leaves_pictures_out(tmp_path: Path) -> None:
    inner = component("<HeadLine>x</HeadLine>", content("AAAA", MediaType="Photo", MimeType="image/jpeg"))
    (refusal,) = read_bytes(named("newsml1"), tmp_path, "a.xml", newsml1(inner).encode())
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.left_out) == ("pictures, sound, video and graphics", True)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (NITF.encode(), "nitf"),
        (NITF.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"), "nitf"),
        (b"<!-- <rss> --><?x y?>\n<n:nitf xmlns:n='u'/>", "nitf"),
        (b"<newsMessage/>", "newsml"),
        (b"<NewsML/>", "newsml1"),
        (b"<!DOCTYPE rss [<!-- <a> -->]><rss/>", "feed"),
        (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/"/>', "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "feed"),
    ],
)
def test_formats_of_one_ending_are_told_by_their_root(file: File, data: bytes, name: str) -> None:
    assert format_of(file("a.xml", data)).name == name


def test_other_xml_is_none_of_them(file: File) -> None:
    for known in ("nitf", "newsml", "newsml1", "feed"):
        from annotator.formats.finding import _head

        assert not named(known).sniff(_head(file("a.xml", b"<svg/>")))
    assert [str(item) for item in named("newsml").read(file("a.xml", b"<svg/>"), Columns())] == [
        "a.xml: there is no NewsML-G2 item in it"
    ]
