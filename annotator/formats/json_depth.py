"""How deep a JSON file nests, watched while it is read: a parser that keeps the path to each value would fill memory with it."""

from itertools import accumulate
from typing import BinaryIO

from annotator.model.errors import AnnotationError

DEEPEST = 1000
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_TELLING = b'[]{}"'
_REST = bytes(set(range(256)) - set(_TELLING))


class Shallow:
    """A stream of JSON that is read no further than where its values stand too deep in each other."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._depth = 0
        self._in_text = False
        self._escape = b""
        """A backslash that the next bytes belong to."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises AnnotationError where they nest deeper than `DEEPEST`."""
        data = self._stream.read(size)
        self._watch(data)
        return data

    def _watch(self, data: bytes) -> None:
        bare = (self._escape + data).replace(b"\\\\", b"")
        self._escape = b"\\" if bare.endswith(b"\\") else b""
        parts = bare.replace(b'\\"', b"").translate(None, _REST).split(b'"')
        outside = b"".join(parts[self._in_text :: 2])
        self._in_text ^= len(parts) % 2 == 0
        depths = list(accumulate(map(_STEP.__getitem__, outside), initial=self._depth))
        self._depth = depths[-1]
        if max(depths) > DEEPEST:
            raise AnnotationError(f"its values stand more than {DEEPEST} deep in each other; it was made to harm")
