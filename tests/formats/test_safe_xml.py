"""XML from others: nothing is fetched, nothing grows, everything that can be read is."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import safe_xml
from annotator.formats.json_depth import DEEPEST, Shallow
from annotator.formats.json_values import values
from annotator.formats.limits import LIMITS, Limits
from annotator.formats.safe_xml import Pieces, parse
from annotator.model.errors import AnnotationError


def read(data: bytes) -> str:
    return "".join(parse(io.BytesIO(data)).itertext())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>', "declares the entity b"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "declares the entity b"),
        (b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.invalid/x">%b;]><a/>', "declares the entity b"),
        (b'<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="/etc/passwd"/></a>', "XInclude"),
        (b"<a>" * 201 + b"</a>" * 201, "more than 200 deep"),
        (b"<a><b></a>", "not well-formed XML: mismatched tag, line 1"),
        (b"<a>\n&nosuch;</a>", "the entity &nosuch; is not declared, line 2"),
        (b"", "not well-formed"),
        (b'<?xml version="1.0" encoding="utf-8"?><a>\xe9</a>', "says it is utf-8 but is damaged at 0xE9"),
        (b'<?xml version="1.0" encoding="klingon"?><a>\x81\x8d\x8f</a>', "encoding klingon is unknown"),
        (b'<?xml version="1.0" encoding="idna"?><a>' + b"\xc3\x28" * 9 + b"\x81</a>", "encoding idna is unknown"),
    ],
)
def test_what_is_made_to_harm_or_damaged_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(AnnotationError, match=reason) as caught:
        parse(io.BytesIO(data))
    assert "\n" not in str(caught.value)


def test_a_document_type_is_named_and_never_fetched() -> None:
    assert read(
        b'<!DOCTYPE a PUBLIC "-//X//EN" "http://example.invalid/a.dtd"><a>caf&eacute; &amp; th&eacute;</a>'
    ) == ("café & thé")


def test_names_of_characters_are_read_in_attributes_too() -> None:
    assert parse(io.BytesIO(b'<a b="caf&eacute;&nbsp;!"/>')).get("b") == "café\u00a0!"


def test_the_limit_of_depth_is_that_of_the_settings() -> None:
    token = LIMITS.set(Limits(xml_depth=3))
    try:
        assert read(b"<a><a><a>x</a></a></a>") == "x"
        with pytest.raises(AnnotationError, match="more than 3 deep"):
            read(b"<a><a><a><a/></a></a></a>")
    finally:
        LIMITS.reset(token)


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "_MOST_ELEMENTS", 10)
    with pytest.raises(AnnotationError, match="more than 10 elements"):
        read(b"<a>" + b"<b/>" * 10 + b"</a>")
    many = b"<a>" + b"<p><b/></p>" * 500_000 + b"</a>"
    with pytest.raises(AnnotationError, match="more than 10 elements"):
        list(Pieces(io.BytesIO(many), ("p",)))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<a>été</a>".encode("utf-16"), "été"),
        ("<a>été</a>".encode("utf-16-le"), "été"),
        ("<a>été</a>".encode("utf-32"), "été"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><a>l\x92\xe9t\xe9</a>', "l’été"),
        ('<?xml version="1.0" encoding="gb2312"?><a>年</a>'.encode("gb18030"), "年"),
        ('<?xml version="1.0" encoding="ibm037"?><a>Brest</a>'.encode("cp037"), "Brest"),
        ('<?xml version="1.0" encoding="utf-16"?><a>été</a>'.encode(), "été"),
        ("<a>l’été à la mer</a>".encode("cp1252"), "l’été à la mer"),
    ],
)
def test_encodings_are_found_by_mark_declaration_and_content(data: bytes, text: str) -> None:
    assert read(data) == text


def test_namespaces_are_resolved_and_an_undeclared_prefix_is_no_error() -> None:
    root = parse(io.BytesIO(b'<a xmlns="u:a" xmlns:b="u:b"><b:c b:d="1" xml:lang="fr" d="2"/><e:f/><g xmlns=""/></a>'))
    assert [element.tag for element in root.iter()] == ["{u:a}a", "{u:b}c", "e:f", "g"]
    assert root[0].attrib == {"{u:b}d": "1", safe_xml.LANG: "fr", "d": "2"}
    assert [safe_xml.local(element) for element in root] == ["c", "f", "g"]


def test_pieces_leave_the_tree_and_what_stands_before_them_stays() -> None:
    data = b"<rss><channel><title>T</title>" + b"<item><title>x</title><item/></item>" * 3 + b"</channel></rss>"
    pieces = Pieces(io.BytesIO(data), ("item",))
    found = list(pieces)
    assert [len(item) for item in found] == [2, 2, 2]
    assert pieces.root is not None
    assert [element.tag for element in pieces.root.iter()] == ["rss", "channel", "title"]


@given(
    st.recursive(
        st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
    st.randoms(),
)
def test_depth_of_json_is_counted_whatever_its_texts_hold(value: object, draw: random.Random) -> None:
    import json

    for ascii in (True, False):
        data = json.dumps(value, ensure_ascii=ascii).encode("utf-8", "replace")
        shallow = Shallow(io.BytesIO(data))
        while shallow.read(draw.randint(1, 7)):
            pass
        assert (shallow._depth, shallow._in_text) == (0, False)


@pytest.mark.parametrize("begin", [b"[", b'{"a":', b'[{"a\\"[":'])
def test_json_that_nests_without_end_is_refused(begin: bytes) -> None:
    with pytest.raises(AnnotationError, match=f"more than {DEEPEST} deep"):
        list(values(io.BytesIO(begin * 100_000)))
