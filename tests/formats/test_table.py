import codecs
import gzip
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import table
from annotator.formats.columns import Columns, distinct, resolve, simplified
from annotator.formats.dates import iso_date
from annotator.formats.dialect import Dialect, sniff
from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

File = Callable[[str, bytes], SourceFile]


def read(file: File, content: str | bytes, name: str = "a.csv", /, **columns: str) -> list[Record | Refusal]:
    data = content.encode() if isinstance(content, str) else content
    return list(table.read(file(name, data), columns=Columns(**columns)))


def records(found: list[Record | Refusal]) -> list[Record]:
    assert [str(record) for record in found if isinstance(record, Refusal)] == []
    return [record for record in found if isinstance(record, Record)]


def test_french_table_is_read_by_its_header(file: File) -> None:
    text = 'Identifiant;Titre;Texte;Média;Date de publication;URL;Langue;Rubrique\r\n42;Un titre;"L’été ; « chaud »\r\nà Nîmes";ALP;03/04/2024;https://x.test;fr-FR;Monde\r\n'
    (record,) = records(read(file, text))
    assert record == Record(
        key="42",
        text="L’été ; « chaud »\r\nà Nîmes",
        title="Un titre",
        language="fr",
        published="2024-04-03",
        source="ALP",
        url="https://x.test",
        meta={"Rubrique": "Monde", "Date de publication": "03/04/2024"},
        origin="a.csv:2",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(file: File, delimiter: str) -> None:
    rows = [["id", "text"], ["1", '"Un, deux; trois | quatre"'], ["2", '"Cinq, six"']]
    found = records(read(file, "\n".join(delimiter.join(row) for row in rows)))
    assert [(record.key, record.text) for record in found] == [("1", "Un, deux; trois | quatre"), ("2", "Cinq, six")]


def test_one_column_needs_no_delimiter(file: File) -> None:
    found = records(read(file, 'Article\nUn, deux; trois.\n"Quatre\ncinq"\n'))
    assert [(record.key, record.text, record.origin) for record in found] == [
        ("a:1", "Un, deux; trois.", "a.csv:2"),
        ("a:2", "Quatre\ncinq", "a.csv:3"),
    ]


def test_tsv_with_quotation_marks_that_quote_nothing(file: File) -> None:
    text = 'id\ttext\n1\t"Non", a dit le ministre.\n2\tIl a dit "oui"\n3\t"Jamais" dit-il\n'
    found = records(read(file, text, "a.tsv"))
    assert [record.text for record in found] == ['"Non", a dit le ministre.', 'Il a dit "oui"', '"Jamais" dit-il']


def test_tsv_with_quoted_cells(file: File) -> None:
    found = records(read(file, 'id\ttext\n1\t"Un\n""deux""\ttrois"\n2\tquatre\n', "a.tsv"))
    assert [record.text for record in found] == ['Un\n"deux"\ttrois', "quatre"]


def test_line_numbers_hold_with_quoted_line_ends(file: File) -> None:
    text = 'id,text\n1,"a\nb\nc"\n\n2\n3,"d\r\ne"\n4,x,y\n5,\n6,f\n'
    found = read(file, text)
    assert [(type(record).__name__, record.origin) for record in found] == [
        ("Record", "a.csv:2"),
        ("Refusal", "a.csv:6"),
        ("Record", "a.csv:7"),
        ("Refusal", "a.csv:9"),
        ("Refusal", "a.csv:10"),
        ("Record", "a.csv:11"),
    ]
    assert [refusal.reason for refusal in found if isinstance(refusal, Refusal)] == [
        "the row has 1 cell and the header 2; quote cells that hold a comma",
        "the row has 3 cells and the header 2; quote cells that hold a comma",
        "the column text is empty in this row",
    ]


def test_open_quote_costs_its_own_row_only(file: File) -> None:
    text = 'id,text\n1,a\n2,"ouvert\n3,"c, c"\n4,d\n5,"e"x\n6,f\n7,"fin'
    found = read(file, text)
    assert [record.text for record in found if isinstance(record, Record)] == ["a", "c, c", "d", "f"]
    assert [str(refusal).split(";")[0] for refusal in found if isinstance(refusal, Refusal)] == [
        "a.csv:3: a quotation mark that opens a cell here is never closed",
        "a.csv:6: a quotation mark stands inside a quoted cell",
        "a.csv:8: a quotation mark that opens a cell here is never closed",
    ]


def test_many_open_quotes_end_the_reading(file: File) -> None:
    # Three columns, so that a mark never closes where the next row's opens.
    text = "id,text,n\n1,bon,1\n" + '2,"ouvert,x\n' * 60
    found = read(file, text)
    assert "too many quotation marks" in str(found[-1])
    assert len([record for record in found if isinstance(record, Record)]) == 1


def test_delimiter_at_the_end_of_each_row_is_no_cell(file: File) -> None:
    assert [record.text for record in records(read(file, "id;text\n1;a;\n2;b;\n"))] == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings(file: File, encoding: str) -> None:
    text = "id;texte;média\r\n1;L’œuvre coûte 12 €;Écho\r\n2;ascii;x\r\n"
    first, second = records(read(file, text.encode(encoding)))
    assert (first.text, first.source, second.text) == ("L’œuvre coûte 12 €", "Écho", "ascii")
    if encoding == "cp1252":
        assert first.meta == {"encoding": "cp1252"}
    elif encoding != "utf-8-sig":
        assert first.meta == second.meta == {"encoding": "utf-16-be" if encoding.endswith("be") else "utf-16-le"}
    else:
        assert first.meta == {}


def test_damaged_row_is_refused_and_the_others_come_in(file: File) -> None:
    data = "id,text\n1,L’été\n".encode() + "2,L’été à Nîmes".encode() + b"\xe9\n" + "3,à\n4,a\0b\n5,é\n".encode()
    found = read(file, data)
    assert [record.key for record in found if isinstance(record, Record)] == ["1", "3", "5"]
    assert [refusal.origin for refusal in found if isinstance(refusal, Refusal)] == ["a.csv:3", "a.csv:5"]


def test_huge_cell_is_read(file: File) -> None:
    text = "mot " * 300_000
    (record,) = records(read(file, f'id,text\n1,"{text}"\n'))
    assert record.text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the table is empty"),
        (b"\n\n", "the table is empty"),
        (codecs.BOM_UTF16_LE + b"a", "damaged"),
        (b'"id,text\n', "header"),
    ],
)
def test_table_without_rows_is_refused(file: File, data: bytes, reason: str) -> None:
    (refusal,) = read(file, data)
    assert reason in str(refusal)


def test_packed_table(file: File) -> None:
    assert [r.text for r in records(list(table.read(file("a.csv.gz", gzip.compress(b"id,text\n1,a\n")))))] == ["a"]
    (refusal,) = table.read(file("b.csv.gz", gzip.compress(b"id,text\n1,a\n")[:-9]))
    assert "gzip" in str(refusal)


def test_columns_that_are_not_clear_are_asked_for(file: File) -> None:
    with pytest.raises(AnnotationError) as caught:
        read(file, "id,texte,contenu\n1,a,b\n")
    assert (
        str(caught.value)
        == "a.csv: the columns texte and contenu could each be the text; say which with --text-column (the columns are: id, texte, contenu)"
    )
    with pytest.raises(
        AnnotationError,
        match=r"no column is clearly the article's text; say which with --text-column \(the columns are: a, b\)",
    ):
        read(file, "a,b\n1,2\n")
    assert records(read(file, "id,texte,contenu\n1,a,b\n", text="contenu"))[0].text == "b"
    assert records(read(file, "a,b\n1,2\n", text="2", id="A"))[0] == Record(
        key="1", text="2", title="2", origin="a.csv:2"
    )
    with pytest.raises(AnnotationError, match="there is no column résumé for --text-column"):
        read(file, "id,texte\n1,a\n", text="résumé")


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (["id", "text"], {"id": 0, "text": 1}),
        (["Date", "Titre", "Contenu", "Journal"], {"text": 2, "title": 1, "date": 0, "source": 3}),
        (
            ["ID_Article", "Texte de l'article", "Titre de l’article", "Publié le"],
            {"id": 0, "text": 1, "title": 2, "date": 3},
        ),
        (
            ["doc_id", "headline", "Full text", "Published_At", "outlet", "lang", "link"],
            {"id": 0, "title": 1, "text": 2, "date": 3, "source": 4, "language": 5, "url": 6},
        ),
    ],
)
def test_headers_of_newsrooms(header: list[str], roles: dict[str, int]) -> None:
    assert resolve(header, Columns()) == roles


def test_header_names_are_made_distinct() -> None:
    assert distinct(["a", "", "a", " b ", "a (2)"]) == ["a", "column 2", "a (2)", "b", "a (2) (2)"]
    assert simplified("Média n° 1") == "median1"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-12-01", "2024-12-01"),
        ("2024-12", "2024-12"),
        ("2024", "2024"),
        ("2024-12-01 08:30:00", "2024-12-01T08:30:00"),
        ("2024-12-01T08:30:00Z", "2024-12-01T08:30:00Z"),
        ("2024/2/1", "2024-02-01"),
        ("20240201", "2024-02-01"),
        ("03/04/2024", "2024-04-03"),
        ("3.4.2024 18:05", "2024-04-03T18:05"),
        ("03/25/2024", "2024-03-25"),
        ("Mon, 20 Nov 1995 19:12:08 -0500", "1995-11-20T19:12:08-05:00"),
        ("2024-13-01", ""),
        ("31/02/2024", ""),
        ("hier", ""),
        ("", ""),
        ("1/1/2024 25:00", ""),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert iso_date(written) == iso


def test_sniffing_prefers_rows_as_long_as_the_header() -> None:
    assert sniff(["a;b,c\n", "1;2,3\n", "4;5\n"]) == Dialect(";")
    assert sniff(["a\tb\n", '"x\ty\n'], prefer="\t") == Dialect("\t", quoting=False)
    assert sniff([]) == Dialect("\x1f")


CELLS = st.text(st.sampled_from("aé’«»\u00a0👩,;|\t\"'\r\n x"), min_size=1, max_size=12).filter(
    lambda cell: bool(cell.strip())
)


@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), delimiter=st.sampled_from(",;\t|"))
def test_what_a_csv_writer_wrote_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str
) -> None:
    import csv

    path = tmp_path_factory.mktemp("table") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("text", "note"), *rows])
    found: list[Any] = list(table.read(SourceFile(path, "a.csv", "a")))
    assert [(record.text, record.meta["note"]) for record in found] == rows
