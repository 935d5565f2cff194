"""How much a file may ask for: what is read comes from others, and some of it is made to fill memory or disk."""

from contextvars import ContextVar
from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that hold for one reading."""

    archive_bytes: int = 1024 * MEGABYTE
    """What all files of one archive may take unpacked, together."""
    archive_members: int = 100_000
    """How many files an archive may hold."""
    archive_ratio: int = 200
    """How many times its packed size a file of an archive may take; asked of files of more than a megabyte."""
    xml_depth: int = 200
    """How deep elements may stand in each other."""


DEFAULT = Limits()
LIMITS: ContextVar[Limits] = ContextVar("LIMITS", default=DEFAULT)
"""Those in force; whoever starts a reading sets them from the settings."""
