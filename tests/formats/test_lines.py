import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import lines
from annotator.formats.lines import family_of, split
from annotator.model.errors import AnnotationError


def cut(data: bytes, longest: int = 1000) -> list[bytes | str | None]:
    stream = io.BytesIO(data)
    return list(split(stream, family_of(stream), longest=longest))


def test_only_line_feeds_end_lines() -> None:
    assert cut("a\r\nb\rc\u2028d\n\ne".encode()) == [b"a\r\n", "b\rc\u2028d\n".encode(), b"\n", b"e"]


def test_long_line_is_skipped_and_counted() -> None:
    assert cut(b"a\n" + b"x" * 25 + b"\nb\n", longest=10) == [b"a\n", None, b"b\n"]
    assert cut(b"x" * 25, longest=10) == [None]
    assert cut(b"\xff\xfe" + ("a\n" + "x" * 25 + "\nb").encode("utf-16-le"), longest=10) == ["a\n", None, "b"]
    assert cut(b"\xff\xfe" + ("x" * 25).encode("utf-16-le"), longest=10) == [None]


def test_long_line_across_chunks_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_CHUNK", 16)
    text = "x" * 50 + "\n" + "y" * 5 + "\n" + "z" * 70
    assert cut(b"\xff\xfe" + text.encode("utf-16-le"), longest=20) == [None, "y" * 5 + "\n", None]
    assert cut(text.encode(), longest=20) == [None, b"y" * 5 + b"\n", None]


def test_damaged_utf_16_is_an_error_after_the_good_lines() -> None:
    data = b"\xff\xfe" + "a\nb\n".encode("utf-16-le") + b"\x00\xd8\x41\x00"
    stream = io.BytesIO(data)
    with pytest.raises(AnnotationError, match="damaged"):
        list(split(stream, family_of(stream), longest=100))


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\0")),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_lines_together_are_the_text(text: str, encoding: str) -> None:
    found = [line.decode() if isinstance(line, bytes) else line for line in cut(text.encode(encoding), longest=10_000)]
    assert None not in found
    assert "".join(line or "" for line in found) == text
    assert len(found) == text.count("\n") + 1 - (text.endswith("\n") or not text)
