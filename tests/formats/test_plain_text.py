import gzip
from collections.abc import Callable

import pytest

from annotator.formats import plain_text
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, Refusal

File = Callable[[str, bytes], SourceFile]

ARTICLE = "\r\n  Le préfet quitte Nîmes\u00a0: « à regret »\r\n\r\nNÎMES (ALP) — Il l’a dit…\r\n"


def test_text_is_kept_verbatim_and_titled_by_its_first_line(file: File) -> None:
    (record,) = plain_text.read(file("2024/préfet.txt", ARTICLE.encode()))
    assert record == Record(
        key="2024/préfet", text=ARTICLE, title="Le préfet quitte Nîmes : « à regret »", origin="2024/préfet.txt"
    )


def test_another_encoding_is_recorded(file: File) -> None:
    (record,) = plain_text.read(file("a.txt", ARTICLE.encode("cp1252")))
    assert isinstance(record, Record)
    assert record.text == ARTICLE
    assert record.meta == {"encoding": "cp1252"}


def test_byte_order_mark_is_no_text(file: File) -> None:
    (record,) = plain_text.read(file("a.txt", b"\xef\xbb\xbfUn"))
    assert isinstance(record, Record)
    assert record.text == "Un"
    assert record.meta == {}


def test_packed_file_is_unpacked(file: File) -> None:
    (record,) = plain_text.read(file("a.txt.gz", gzip.compress(ARTICLE.encode())))
    assert isinstance(record, Record)
    assert (record.key, record.text) == ("a", ARTICLE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b" \r\n\t", "no text"),
        (b"a\0b", "NUL"),
        (gzip.compress(b"abc" * 50, mtime=0)[:-9], "gzip file is damaged"),
    ],
)
def test_what_is_no_article_is_refused_in_a_line(file: File, data: bytes, reason: str) -> None:
    (refusal,) = plain_text.read(file("a.txt", data))
    assert isinstance(refusal, Refusal)
    assert str(refusal).startswith("a.txt: ")
    assert reason in refusal.reason


def test_text_too_long_is_refused(file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "MAX_RECORD_BYTES", 1024)
    (refusal,) = plain_text.read(file("a.txt", b"a" * 1025))
    assert "longer than" in str(refusal)


def test_file_that_vanished_is_refused(file: File) -> None:
    source = file("a.txt", b"a")
    source.path.unlink()
    (refusal,) = plain_text.read(source)
    assert str(refusal) == "a.txt: there is no such file"
