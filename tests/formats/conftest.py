"""What the tests of formats share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.formats.sources import SourceFile, key_of


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], SourceFile]:
    """Makes a file of these bytes and gives it as a source; messages name it by its name alone."""

    def made(name: str, data: bytes) -> SourceFile:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return SourceFile(path, name, key_of(name))

    return made
