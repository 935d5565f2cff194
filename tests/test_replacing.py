"""One folder put in the place of another."""

import ctypes
import errno
from pathlib import Path
from typing import Any

import pytest

from annotator import replacing
from annotator.model.errors import StoreError
from annotator.replacing import replace_folder


def folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text)
    return path


def contents(path: Path) -> dict[str, str]:
    return {entry.name: entry.read_text() for entry in path.iterdir() if entry.is_file()}


@pytest.fixture(params=["in one step", "by way of a third name"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param != "in one step":
        monkeypatch.setattr(replacing.ctypes, "CDLL", lambda *_args, **_more: object())


@pytest.mark.usefixtures("_way")
def test_the_new_folder_takes_the_place_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    target = folder(tmp_path / "out", data="old", gone="old", notes="mine")
    (target / "model").mkdir()
    new = folder(tmp_path / ".new", data="new", more="new")
    assert replace_folder(new, target, ours=["data", "gone", "more"]) == []
    assert contents(target) == {"data": "new", "more": "new", "notes": "mine"}
    assert (target / "model").is_dir()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out"]


def test_where_nothing_is_the_folder_is_renamed(tmp_path: Path) -> None:
    replace_folder(folder(tmp_path / "new", data="1"), tmp_path / "out", ours=())
    assert contents(tmp_path / "out") == {"data": "1"}


def test_what_cannot_move_along_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, new = folder(tmp_path / "out", data="old", notes="mine"), folder(tmp_path / "new", data="new")
    rename = Path.rename

    def failing(self: Path, other: Path) -> Path:
        if self.name == "notes":
            raise OSError(errno.EACCES, "Permission denied")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", failing)
    assert replace_folder(new, target, ours=["data"]) == ["notes"]
    assert contents(target) == {"data": "new"}
    assert contents(new)["notes"] == "mine"


def test_a_refused_exchange_leaves_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        @staticmethod
        def renameat2(*_: Any) -> int:
            ctypes.set_errno(errno.EACCES)
            return -1

    monkeypatch.setattr(replacing.ctypes, "CDLL", lambda *_args, **_more: Library)
    target, new = folder(tmp_path / "out", data="old"), folder(tmp_path / "new", data="new")
    with pytest.raises(StoreError, match="out could not be replaced: Permission denied"):
        replace_folder(new, target, ours=())
    assert contents(target) == {"data": "old"}
    assert contents(new) == {"data": "new"}


def test_a_failure_half_way_puts_the_earlier_one_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, new = folder(tmp_path / "out", data="old"), folder(tmp_path / "new", data="new")
    rename = Path.rename

    def failing(self: Path, other: Path) -> Path:
        if self == new:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, other)

    monkeypatch.setattr(replacing.ctypes, "CDLL", lambda *_args, **_more: object())
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(StoreError, match="Input/output error"):
        replace_folder(new, target, ours=())
    assert contents(target) == {"data": "old"}
