"""How a file begins: what its format is told by."""

from dataclasses import dataclass

from annotator.formats.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Head:
    """How a file begins: what its format is told by."""

    source: SourceFile
    data: bytes
    """The first 64 KB, unpacked."""
    text: str
    """The same as text; "" for what is no text."""

    @property
    def start(self) -> str:
        """The text from its first character that is not blank."""
        return self.text.lstrip("\ufeff \t\r\n")
