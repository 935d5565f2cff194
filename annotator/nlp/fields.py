"""Reads the fields of a protocol message, each checked: a line of the wrong shape ends in one clear ProtocolError."""

import json
from collections.abc import Callable
from copy import copy
from typing import Any, TypeVar

from annotator.model.errors import AnnotationError


class ProtocolError(AnnotationError):
    """A line that is not a message; the text says what is wrong with it. `id` is the document it was about, if known."""

    def __init__(self, message: str, id: int | None = None) -> None:
        super().__init__(message)
        self.id = id


_T = TypeVar("_T")


class Row:
    """A decoded line, read field by field; each reader raises ProtocolError with the field's name."""

    def __init__(self, line: bytes) -> None:
        self.kind = "message"
        self.data: dict[str, Any] = {}
        self.id: int | None = None
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            shown = line[:60].decode("utf-8", "replace").strip()
            raise ProtocolError(f"not a line of JSON ({error}): {shown}") from error
        if not isinstance(data, dict):
            raise ProtocolError("a message is a JSON object on one line")
        self.data = data
        self.kind = str(data.get("type", "message"))
        self.id = data["id"] if is_integer(data.get("id")) else None

    def error(self, what: str) -> ProtocolError:
        """The error to raise, with the message's type before it and its id."""
        return ProtocolError(f"{self.kind}: {what}", self.id)

    def inside(self, data: dict[str, Any]) -> "Row":
        """An object inside this line, read field by field; its errors name the line's type and id."""
        inner = copy(self)
        inner.data = data
        return inner

    def string(self, name: str, default: str | None = None) -> str:
        """A text."""
        return self._get(name, default, lambda value: isinstance(value, str), "a text")

    def integer(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        return self._get(name, default, is_integer, "a whole number")

    def number(self, name: str, default: float) -> float:
        """A number."""
        return float(self._get(name, default, is_number, "a number"))

    def boolean(self, name: str, default: bool) -> bool:
        """True or false."""
        return self._get(name, default, lambda value: isinstance(value, bool), "true or false")

    def list(self, name: str) -> list[Any]:
        """A list; empty where the field is missing."""
        return self._get(name, [], lambda value: isinstance(value, list), "a list")

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self.list(name)
        if not all(isinstance(value, str) for value in values):
            raise self.error(f"`{name}` must be a list of texts")
        return tuple(values)

    def strings_by_name(self, name: str) -> dict[str, str]:
        """An object of texts."""
        value = self.data.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise self.error(f"`{name}` must be an object of texts")
        return value

    def _get(self, name: str, default: _T | None, fits: Callable[[object], bool], what: str) -> _T:
        if name not in self.data:
            if default is None:
                raise self.error(f"`{name}` is missing")
            return default
        value: _T = self.data[name]
        if not fits(value):
            raise self.error(f"`{name}` must be {what}")
        return value


def is_integer(value: object) -> bool:
    """Whether it is a whole number, and no truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    """Whether it is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_score(value: object) -> bool:
    """Whether it is a number from 0 to 1, or None."""
    return value is None or (is_number(value) and 0 <= value <= 1)  # type: ignore[operator]


def is_extent(value: object) -> bool:
    """Whether it is a list [start, end] that holds at least one code point."""
    return isinstance(value, list) and len(value) == 2 and all(map(is_integer, value)) and 0 <= value[0] < value[1]
