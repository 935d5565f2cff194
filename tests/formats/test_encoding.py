import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.encoding import FallbackDecoder, decode, family
from annotator.model.errors import AnnotationError

FRENCH = "L’œuvre a coûté 12 000 € à l’État : « Ça n’est pas fini », a déclaré Noël Lœuillet.\r\n  Son frère, déjà là, s’est tu…"
WITHOUT_EURO = "Le préfet de l'Hérault a été reçu à l'Élysée. Où ça ? Près du cœur de la capitale, côté cour."


@pytest.mark.parametrize(
    "text",
    [FRENCH, WITHOUT_EURO, "été", "Le Maire a rencontré le ministre.", "À l’aube", "naïve, Köln, Málaga, Gdańsk"[:21]],
)
def test_cp1252_is_found(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_latin_9_is_told_from_cp1252_by_its_ligature_and_its_euro() -> None:
    text = "Un chœur de 12 € à Nîmes, où l'œuvre a été jouée."
    assert decode(text.encode("iso8859_15")) == (text, "iso8859_15")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_old_western_encodings_are_found(encoding: str) -> None:
    assert decode(WITHOUT_EURO.replace("œ", "oe").encode(encoding)) == (WITHOUT_EURO.replace("œ", "oe"), encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Президент России встретился с министром обороны в Москве. Переговоры продолжались два часа."),
        ("koi8_r", "Президент России встретился с министром обороны в Москве. Переговоры продолжались два часа."),
        ("cp1253", "Ο πρωθυπουργός της Ελλάδας συναντήθηκε με τον υπουργό Εξωτερικών στην Αθήνα χθες."),
    ],
)
def test_other_alphabets_are_found(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf_8_comes_without_its_mark(mark: bytes) -> None:
    assert decode(mark + FRENCH.encode()) == (FRENCH, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(
    "text", [FRENCH, WITHOUT_EURO, "Moscou et Washington se parlent 🕊️ encore.", "Президент России прибыл\r\nв Москву."]
)
def test_utf_16_with_and_without_mark(encoding: str, marked: bool, text: str) -> None:
    mark = (codecs.BOM_UTF16_LE if encoding.endswith("le") else codecs.BOM_UTF16_BE) if marked else b""
    assert decode(mark + text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf_32_with_mark(encoding: str) -> None:
    mark = codecs.BOM_UTF32_LE if encoding.endswith("le") else codecs.BOM_UTF32_BE
    assert decode(mark + FRENCH.encode(encoding)) == (FRENCH, encoding)


@pytest.mark.parametrize(
    "text",
    ["a\r\nb\rc\n", "  début\u00a0: « x »\u2028fin\ufeff", "\n\nfin\t", "e\u0301te\u0301 👩\u200d🚀 \u202eעברית"],
)
def test_nothing_in_the_text_is_changed(text: str) -> None:
    assert decode(text.encode())[0] == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_every_utf_8_text_comes_back(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, "utf-8")


FRENCH_WORDS = "l’été à où ça déjà cœur élève Noël forêt âgé «\u00a0oui\u00a0» 12\u00a0€ Étienne À préfet naïve hôpital reçu le de".split(
    " "
)


@given(st.lists(st.sampled_from(FRENCH_WORDS), min_size=1).map(" ".join).filter(lambda text: not text.isascii()))
def test_french_in_cp1252_comes_back(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "not a text"),
        (b"abc\x00def", "NUL"),
        ("L’été à Orléans, où l’on s’est réjoui ".encode() + b"\xe9", "0xE9 at 50 is not UTF-8"),
        (codecs.BOM_UTF8 + b"\xe9", "0xE9 at 3 is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "damaged at byte 2"),
    ],
)
def test_damage_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(AnnotationError, match=reason):
        decode(data)


def test_bytes_in_no_known_encoding_are_refused() -> None:
    with pytest.raises(AnnotationError, match="save it again as UTF-8"):
        decode("国务院总理出席会议并发表讲话".encode("gb18030"))


def test_a_file_keeps_the_encoding_its_first_odd_record_had() -> None:
    decoder = FallbackDecoder()
    assert (
        decoder.decode("Москва и Санкт-Петербург, президент России".encode("cp1251"), whole_file=False)[1] == "cp1251"
    )
    assert decoder.decode("ещё".encode("cp1251"), whole_file=False) == ("ещё", "cp1251")
    assert decoder.decode("ещё".encode(), whole_file=False) == ("ещё", "utf-8")


def test_family_of_an_empty_file_is_utf_8() -> None:
    assert family(b"").is_bytewise
