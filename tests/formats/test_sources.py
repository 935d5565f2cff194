import os
from pathlib import Path

import pytest

from annotator.formats.sources import SourceFile, key_of, walk
from annotator.model.record import Refusal


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def keys(*paths: Path) -> list[str]:
    return [found.key for found in walk(paths) if isinstance(found, SourceFile)]


def test_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt", "é.txt")
    assert keys(tmp_path) == ["a/1", "a/2", "b", "é"]


def test_single_file_is_named_by_its_name(tmp_path: Path) -> None:
    make(tmp_path, "deep/article-fr.txt", ".hidden.txt")
    assert keys(tmp_path / "deep" / "article-fr.txt", tmp_path / ".hidden.txt") == ["article-fr", ".hidden"]


def test_several_folders_give_their_names_to_keys(tmp_path: Path) -> None:
    make(tmp_path, "one/a.txt", "two/a.txt")
    assert keys(tmp_path / "one", tmp_path / "two") == ["one/a", "two/a"]


def test_files_of_one_name_get_their_folders_into_their_keys(tmp_path: Path) -> None:
    make(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    assert keys(tmp_path / "one/a.txt", tmp_path / "two/a.txt", tmp_path / "two/b.txt") == ["one/a", "two/a", "b"]


def test_files_that_differ_by_ending_only_keep_it(tmp_path: Path) -> None:
    make(tmp_path, "a.csv", "a.txt", "b.txt")
    assert keys(tmp_path) == ["a.csv", "a.txt", "b"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    assert keys(tmp_path) == ["a/1"]
    assert [found.reason for found in walk([tmp_path]) if isinstance(found, Refusal)] == [
        f"it could not be read: {os.strerror(40)}"
    ]


def test_linked_file_comes_in(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere/1.txt")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "link.txt").symlink_to(tmp_path / "elsewhere" / "1.txt")
    assert keys(tmp_path / "corpus") == ["link"]


def test_what_is_missing_or_no_file_is_refused_in_a_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    found = list(walk([tmp_path / "missing", tmp_path, tmp_path / "pipe.txt"]))
    assert [str(refusal).removeprefix(f"{tmp_path}/") for refusal in found] == [
        "missing: there is no such file",
        "dead.txt: there is no such file",
        "pipe.txt: this is neither a file nor a folder",
        "pipe.txt: this is neither a file nor a folder",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_closed_folder_is_refused_in_a_line(tmp_path: Path) -> None:
    make(tmp_path, "closed/a.txt", "z.txt")
    (tmp_path / "closed").chmod(0)
    try:
        refusal, source = walk([tmp_path])
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert isinstance(refusal, Refusal)
    assert "permissions" in refusal.reason
    assert isinstance(source, SourceFile)


def test_names_that_are_no_text_get_a_key_that_is(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    assert keys(tmp_path) == ["caf\ufffd"]


def test_keys_are_the_same_on_every_file_system() -> None:
    assert key_of("e\u0301te\u0301.txt") == "été"
    assert key_of("2024.01.02/a.b.txt.gz") == "2024.01.02/a.b"
