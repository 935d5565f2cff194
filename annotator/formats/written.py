"""What a writer says of its work."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Written:
    """What came out, counted by the writer, and what had no place in the format."""

    documents: int = 0
    spans: int = 0
    relations: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    """By what it is, in words a person understands: "relations across sentences"."""
