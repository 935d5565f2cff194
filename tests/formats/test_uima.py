"""UIMA CAS as XMI and JSON: read without a type system, checked against what dkpro-cassis and WebAnno TSV say."""

import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exporting_formats import export_records
from annotator.formats import layers, uima_cas, uima_json, uima_types, uima_xmi
from annotator.formats.catalogue import Format, named
from annotator.formats.reading import read
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from annotator.project import Project
from tests.formats.strategies import annotations_of, damaged, documents, long_document, read_bytes

XMI, JSON = named("uima_xmi"), named("uima_json")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
    'xmlns:cas="http:///uima/cas.ecore" xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" '
    'xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" '
    'xmlns:meta="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" '
    'xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore" '
    'xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">\n'
)
SOURCE = (
    HEAD
    + """  <cas:NULL xmi:id="0"/>
  <meta:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="30" language="fr" documentTitle="a.txt"/>
  <seg:Token xmi:id="3" sofa="1" begin="0" end="2"/>
  <pos:POS xmi:id="4" sofa="1" begin="0" end="2" PosValue="SYM"/>
  <ner:NamedEntity xmi:id="5" sofa="1" begin="3" end="7" value="PER" identifier="Q1"/>
  <ner:NamedEntity xmi:id="6" sofa="1" begin="15" end="22" value="ORG"/>
  <ner:NamedEntity xmi:id="7" sofa="1" begin="22" end="22" value="GAP"/>
  <custom:Rel xmi:id="8" sofa="1" begin="15" end="22" Governor="5" Dependent="6" kind="heads"/>
  <custom:Rel xmi:id="9" sofa="1" begin="15" end="22" Governor="3" Dependent="6" kind="of a token"/>
  <custom:Event xmi:id="10" sofa="1" begin="8" end="14" who="11 12" weight="3"/>
  <custom:Role xmi:id="11" role="agent" target="5"/>
  <custom:Role xmi:id="12" target="6"/>
  <custom:MentionChain xmi:id="13" first="14"/>
  <custom:MentionLink xmi:id="14" sofa="1" begin="3" end="7" next="15" referenceType="nam" referenceRelation="ana"/>
  <custom:MentionLink xmi:id="15" sofa="1" begin="24" end="28"/>
  <ner:NamedEntity xmi:id="17" sofa="16" begin="0" end="1" value="PER"/>
  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="😀 Anne dirige Valtrex,&#10;elle."/>
  <cas:Sofa xmi:id="16" sofaNum="2" sofaID="other" mimeType="text" sofaString="x"/>
  <cas:View sofa="1" members="2 3 4 5 6 7 8 9 10 13 14 15"/>
</xmi:XMI>
"""
)


def _strings(record: Record) -> list[tuple[str, str]]:
    return [(record.text[span.start : span.end], span.label) for span in record.spans]


def test_spans_relations_slots_and_chains(tmp_path: Path) -> None:
    (record,) = read_bytes(XMI, tmp_path, "a.xmi", SOURCE.encode())
    assert isinstance(record, Record)
    assert (record.text, record.language) == ("😀 Anne dirige Valtrex,\nelle.", "fr")
    assert _strings(record) == [
        ("Anne", "PER"),
        ("Valtrex", "ORG"),
        ("dirige", "Event"),
        ("Anne", "nam"),
        ("elle", "MentionLink"),
    ]
    assert record.relations == (
        RecordRelation(0, 1, "heads"),
        RecordRelation(2, 0, "agent"),
        RecordRelation(2, 1, "who"),
        RecordRelation(3, 4, "ana"),
    )
    assert record.aside == {
        layers.OTHER_LAYERS: 1,
        layers.EMPTY: 1,
        layers.OTHER_RELATIONS: 1,
        layers.FEATURES: 2,
        uima_cas.OTHER_VIEWS: 1,
    }


def test_what_is_not_touched_goes_out_as_it_came_with_its_types(tmp_path: Path) -> None:
    types = uima_types.text_of(
        {
            "webanno.custom.Event": (
                "webanno.custom.Base",
                (("who", "uima.cas.FSArray", "webanno.custom.Role", True),),
            ),
            "webanno.custom.Base": (uima_cas.ANNOTATION, ()),
            "webanno.custom.Role": ("uima.cas.TOP", (("role", uima_cas.STRING, "", False),)),
            "webanno.custom.Unused": (uima_cas.ANNOTATION, ()),
        }
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "TypeSystem.xml").write_text(types)
    (tmp_path / "in" / "a.xmi").write_bytes(SOURCE.encode())
    (record,) = read([tmp_path / "in"], language="fr")
    assert isinstance(record, Record)
    (refusal,) = read([tmp_path / "in" / "TypeSystem.xml"], language="fr")
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.left_out) == (uima_xmi.TYPE_SYSTEMS, True)
    out = tmp_path / "out"
    out.mkdir()
    written = XMI.write([record], out)
    assert not written.lost
    assert (out / "a.xmi").read_bytes() == SOURCE.encode()
    declared = uima_types.parse((out / "TypeSystem.xml").read_bytes())
    assert set(declared) == {
        "webanno.custom.Event",
        "webanno.custom.Base",
        "webanno.custom.Role",
        layers.SPAN_LAYER,
        layers.RELATION_LAYER,
    }
    assert declared["webanno.custom.Event"][1] == (("who", "uima.cas.FSArray", "webanno.custom.Role", True),)


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
def test_what_changed_is_written_anew_and_the_rest_counted(tmp_path: Path, format: Format) -> None:
    (record,) = read_bytes(XMI, tmp_path, "a.xmi", SOURCE.encode())
    assert isinstance(record, Record)
    changed = replace(record, spans=(*record.spans, RecordSpan(23, 27, "PRO")))
    out = tmp_path / "out"
    out.mkdir()
    written = format.write([changed], out)
    assert written.lost == (record.aside if format is XMI else {})
    (back,) = read([out], language="fr")
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(changed)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            'begin="15" end="22" value',
            'begin="15" end="99" value',
            "the NamedEntity 6 (15–99) is outside the text of 28",
        ),
        ('begin="15" end="22" value', 'begin="1" end="22" value', "the NamedEntity 6 (1–22) is outside the text"),
        ('xmi:id="6"', 'xmi:id="5"', "two of its feature structures have the id 5"),
        ('begin="3"', 'begin="x"', "“x” is no offset and no id"),
        ("sofaString", "sofaURI", "it holds no text"),
        ("</xmi:XMI>", "", "this is not well-formed XML"),
        ("<xmi:XMI", '<!DOCTYPE x [<!ENTITY a "b">]><xmi:XMI', "it declares the entity a"),
    ],
)
def test_what_does_not_hold_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    (tmp_path / "a.xmi").write_bytes(SOURCE.replace(old, new).encode())
    (refusal,) = read([tmp_path / "a.xmi"], language="fr")
    assert reason in str(refusal)


def test_what_xml_can_not_hold_is_counted(tmp_path: Path) -> None:
    records = [Record("a", "un\x01deux", spans=(RecordSpan(0, 2, "X"),)), Record("b", "trois")]
    assert XMI.losses(records[0]) == {uima_xmi.UNWRITABLE: 1}
    written = XMI.write(records, tmp_path)
    assert (written.documents, written.spans, written.lost) == (1, 0, {uima_xmi.UNWRITABLE: 1})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["TypeSystem.xml", "b.xmi"]


@pytest.mark.parametrize("value", ["[]", "{}", '{"%FEATURE_STRUCTURES": [{"%ID": 1}]}', '{"%TYPES": {}}', "{"])
def test_other_json_is_refused(value: str) -> None:
    with pytest.raises(AnnotationError):
        uima_json.parse(value)


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
@given(records=st.lists(documents(), max_size=3, unique_by=lambda record: record.key))
def test_what_is_written_is_read_back(format: Format, records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = format.write(records, Path(folder))
        back = [found for found in read([Path(folder)], language="fr") if isinstance(found, Record)]
    kept = [record for record in records if not format.losses(record)]
    assert (written.documents, written.spans) == (len(kept), sum(len(record.spans) for record in kept))
    assert sorted(map(annotations_of, back)) == sorted(map(annotations_of, kept))


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
def test_a_long_document_goes_round(tmp_path: Path, format: Format) -> None:
    record = long_document()
    format.write([record], tmp_path)
    (back,) = read([tmp_path], language="fr")
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(record)


@pytest.mark.parametrize("format", [XMI, JSON], ids=lambda format: format.name)
@given(data=st.data())
def test_damage_is_refused_cleanly(format: Format, data: st.DataObject) -> None:
    source = SOURCE if format is XMI else uima_json.text_of(uima_xmi.parse(SOURCE).record("a", "", {}))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a{format.endings[0]}").write_bytes(data.draw(damaged(source.encode())))
        for record in read([Path(folder)], format=format.name, language="fr"):
            assert isinstance(record, Record | Refusal)


def test_an_export_of_inception_is_read_in_its_archive(tmp_path: Path) -> None:
    types = uima_types.text_of({"webanno.custom.Event": (uima_cas.ANNOTATION, ())})
    with zipfile.ZipFile(tmp_path / "anna.zip", "w") as archive:
        archive.writestr("anna.xmi", SOURCE)
        archive.writestr("TypeSystem.xml", types)
    (record,) = read([tmp_path / "anna.zip"], language="fr")
    assert isinstance(record, Record)
    assert (record.key, len(record.spans)) == ("anna", 5)
    assert record.meta[uima_xmi.KEY]["types"] == {"webanno.custom.Event": [uima_cas.ANNOTATION, []]}


@pytest.mark.parametrize("name", ["uima_xmi", "uima_json", "webanno_tsv"])
def test_an_export_is_read_back_and_takes_its_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.xmi").write_bytes(SOURCE.encode())
    with Project.create(tmp_path / "a.pressmark", scheme=LabelScheme(), annotator="Ada") as project:
        project.import_records(read([tmp_path / "a.xmi"], language="fr"), kind="annotations")
        report = export_records(project, tmp_path / "out", name)
    assert (report.came_out.spans, report.came_out.relations) == (5, 4)


def test_cassis_reads_what_is_written(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    record = Record(
        "a",
        "😀 Anne & “Bob” <b>\r\n\t𝔸 fin",
        spans=(RecordSpan(2, 6, 'P"E<R'), RecordSpan(0, 15, "X"), RecordSpan(21, 22, "A")),
        relations=(RecordRelation(0, 2, "x"), RecordRelation(1, 1, "y")),
    )
    XMI.write([record], tmp_path)
    JSON.write([record], tmp_path)
    with (tmp_path / uima_types.FILE_NAME).open("rb") as stream:
        types = cassis.load_typesystem(stream)
    with (tmp_path / "a.xmi").open("rb") as stream:
        xmi = cassis.load_cas_from_xmi(stream, typesystem=types)
    with (tmp_path / "a.json").open("rb") as stream:
        from_json = cassis.load_cas_from_json(stream)
    for cas in (xmi, from_json):
        assert cas.sofa_string == record.text
        assert _cassis_spans(cas, layers.SPAN_LAYER, "label") == Counter(
            (span.start, span.end, span.label) for span in record.spans
        )
        joined = {(each.Governor.begin, each.Dependent.begin, each.label) for each in cas.select(layers.RELATION_LAYER)}
        assert joined == {(2, 21, "x"), (0, 0, "y")}


def _cassis_spans(cas: Any, type: str, feature: str) -> Counter[tuple[int, int, str]]:
    return Counter((each.begin, each.end, each[feature]) for each in cas.select(type))


def test_cassis_and_we_agree_on_real_files(shared_data: Callable[[str], Path]) -> None:
    cassis = pytest.importorskip("cassis")
    ner = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    folder = shared_data("formats/uima-cas-json")
    counts = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            cas = cassis.load_cas_from_json(stream)
        (record,) = read([path], language="en")
        assert isinstance(record, Record)
        assert record.text == cas.sofa_string
        assert _cassis_spans(cas, ner, "value") == Counter((span.start, span.end, span.label) for span in record.spans)
        counts.append(len(record.spans))
    assert counts == [17, 34]
    folder = shared_data("formats/uima-cas-xmi/dkpro-cassis")
    with (folder / "typesystems" / "inception_typesystem.xml").open("rb") as stream:
        types = cassis.load_typesystem(stream)
    path = folder / "xmi" / "cas_with_smileys.xmi"
    with path.open("rb") as stream:
        cas = cassis.load_cas_from_xmi(stream, typesystem=types)
    (record,) = read([path], language="en")
    assert isinstance(record, Record)
    assert (record.text, len(record.spans)) == (cas.sofa_string, 5)
    assert Counter((span.start, span.end) for span in record.spans) == Counter(
        (each.begin, each.end) for each in cas.select(ner)
    )


MOVED = {
    "testAnnotationWithLeadingWhitespaceAtStart",
    "testAnnotationWithTrailingWhitespaceAtEnd",
    "testZeroWidthAnnotationBeyondLastTokenIsMovedToEndOfLastToken",
}
"""Cases where INCEpTION's own TSV leaves blanks at the edges away."""


def test_inception_says_the_same_in_xmi_and_tsv(shared_data: Callable[[str], Path]) -> None:
    compared = 0
    for path in sorted(shared_data("formats/uima-cas-xmi/inception-tsv3-suite").glob("*/reference.xmi")):
        twin = shared_data("formats/webanno-tsv") / path.relative_to(path.parents[2]).with_suffix(".tsv")
        if not twin.exists() or path.parent.name in MOVED:
            continue
        (xmi,), (tsv,) = read([path], language="en"), read([twin], language="en")
        assert isinstance(xmi, Record)
        assert isinstance(tsv, Record)
        assert _renamed(xmi) == _renamed(tsv), path.parent.name
        compared += 1
    assert compared == 49


def _renamed(record: Record) -> object:
    """What both must say; the XMI have a later test's named entities where the TSV have spans without a name."""
    names = {"NamedEntity": "Span"}
    spans = tuple(replace(span, label=names.get(span.label, span.label)) for span in record.spans)
    return annotations_of(replace(record, spans=spans))


def test_every_real_file_comes_in_or_says_why(shared_data: Callable[[str], Path]) -> None:
    paths = sorted(shared_data("formats/uima-cas-xmi").rglob("*.xmi"))
    found = list(read(paths, language="en"))
    assert [refusal.reason for refusal in found if isinstance(refusal, Refusal)] == [
        "it holds no text: its sofa has no sofaString"
    ] * 2
    records = [record for record in found if isinstance(record, Record)]
    assert len(records) == len(paths) - 2 == 66
    for record in records:
        assert uima_xmi.parse(uima_xmi.text_of(record)).says(record)
