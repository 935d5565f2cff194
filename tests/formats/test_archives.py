"""ZIP archives are read in place, in the order of names, and none of them can do harm."""

import gzip
import io
import stat
import zipfile
from pathlib import Path

import pytest

from annotator.formats.finding import format_of
from annotator.formats.limits import LIMITS, Limits
from annotator.formats.reading import Reading, read
from annotator.formats.sources import SourceFile, opened, walk
from annotator.model.record import Record, Refusal

PROSE = "Le conseil municipal s’est réuni mardi soir à Brest."


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_members_are_read_as_the_files_of_a_folder(tmp_path: Path) -> None:
    members = {
        "b/two.txt": PROSE.encode(),
        "a.jsonl": b'{"id": "x", "text": "Brest"}\n',
        ".hidden.txt": b"no",
        "__MACOSX/a.txt": b"no",
        "b/.DS_Store": b"no",
        "page.pdf": b"%PDF-1.7",
    }
    found = list(read([zipped(tmp_path / "press.zip", members)], language="fr"))
    assert [(record.key, record.text) for record in found if isinstance(record, Record)] == [
        ("x", "Brest"),
        ("b/two", PROSE),
    ]
    assert [refusal.origin for refusal in found if isinstance(refusal, Refusal)] == [f"{tmp_path}/press.zip/page.pdf"]


def test_keys_begin_with_the_archive_where_there_are_several(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    for name in ("may", "june"):
        zipped(folder / f"{name}.zip", {"a.txt": PROSE.encode()})
    assert [record.key for record in read([folder], language="fr") if isinstance(record, Record)] == ["june/a", "may/a"]


def test_names_that_climb_are_only_names(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../../outside.txt": PROSE.encode(), "/etc/b.txt": PROSE.encode()})
    before = sorted(tmp_path.parent.iterdir())
    assert [record.key for record in read([path], language="fr") if isinstance(record, Record)] == [
        "../../outside",
        "/etc/b",
    ]
    assert sorted(tmp_path.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(archive_members=1), "it holds 2 files, more than 1"),
        (Limits(archive_bytes=1 << 20), "it would take 3 MB unpacked, more than 1"),
        (Limits(archive_ratio=100), "big.txt is packed more than 100 times smaller"),
    ],
)
def test_an_archive_that_asks_for_too_much_is_refused_whole(tmp_path: Path, limits: Limits, reason: str) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": PROSE.encode(), "big.txt": b"\0" * (3 << 20)})
    token = LIMITS.set(limits)
    try:
        (refusal,) = read([path])
    finally:
        LIMITS.reset(token)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason


def test_archives_in_archives_links_and_gzip_are_refused_by_name(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", PROSE)
    path = zipped(
        tmp_path / "a.zip",
        {"in.zip": inner.getvalue(), "b.txt.gz": gzip.compress(PROSE.encode()), "ok.txt": PROSE.encode()},
    )
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    found = list(read([path], language="fr"))
    reasons = {refusal.origin.rpartition("/")[2]: refusal.reason for refusal in found if isinstance(refusal, Refusal)}
    assert "archive in an archive" in reasons["in.zip"]
    assert "gzip" in reasons["b.txt.gz"]
    assert "a link" in reasons["link.txt"]
    assert [record.key for record in found if isinstance(record, Record)] == ["ok"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsense", b"\0" * 5000])
def test_a_damaged_archive_is_one_refusal(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (refusal,) = read([path])
    assert "damaged" in str(refusal)


def test_a_member_with_a_wrong_checksum_costs_that_member(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "A" * 300)
        archive.writestr("b.txt", PROSE)
    path.write_bytes(path.read_bytes().replace(b"AAAA", b"BBBB", 1))
    refusal, record = read([path], language="fr")
    assert isinstance(refusal, Refusal)
    assert "damaged" in refusal.reason
    assert isinstance(record, Record)


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": PROSE.encode()})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    (refusal,) = read([path])
    assert "locked with a password" in str(refusal)


def test_files_beside_a_file_are_found_in_folders_and_archives(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1")
    (tmp_path / "a.txt").write_text("Brest")
    path = zipped(tmp_path / "z.zip", {"d/a.ann": b"T1", "d/a.txt": b"Lorient", "c.ann": b""})
    (plain,) = (file for file in walk([tmp_path / "a.ann"]) if isinstance(file, SourceFile))
    beside = plain.beside_with(".txt")
    assert beside is not None
    assert beside.path == tmp_path / "a.txt"
    assert plain.beside("annotation.conf") is None
    alone, packed = (file for file in walk([path]) if isinstance(file, SourceFile) and file.ending == ".ann")
    assert alone.beside_with(".txt") is None
    found = packed.beside_with(".txt")
    assert found is not None
    with opened(found) as stream:
        assert stream.read() == b"Lorient"
    assert (found.key, found.file_name, found.name) == ("d/a", "a.txt", f"{path}/d/a.txt")


def test_progress_counts_the_bytes_on_the_disk(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": PROSE.encode() * 2000, "b.jsonl": b'{"id": "x", "text": "a"}\n'})
    reading = Reading([path], language="fr")
    total = reading.total_bytes()
    for _ in reading.records():
        assert 0 <= reading.bytes_read <= total
    assert reading.bytes_read == total < path.stat().st_size


def test_formats_of_members_are_told_by_ending_and_content(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"README": PROSE.encode(), "a.csv": b"text\na\n"})
    names = [format_of(file).name for file in walk([path]) if isinstance(file, SourceFile)]
    assert names == ["text", "csv"]


@pytest.mark.parametrize(("at", "value"), [(6, 99), (8, 0x08)], ids=["version", "encoding of names"])
def test_a_directory_that_is_not_understood_is_one_refusal(tmp_path: Path, at: int, value: int) -> None:
    path = zipped(tmp_path / "a.zip", {"\xe9.txt".encode().decode("latin-1"): PROSE.encode()})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + at] = value
    path.write_bytes(bytes(data))
    assert [type(found) for found in read([path], language="fr")] in ([Refusal], [Record])


def test_a_member_whose_name_is_damaged_where_it_stands_is_one_refusal(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"é.txt": PROSE.encode(), "à.txt": PROSE.encode()})
    data = path.read_bytes()
    path.write_bytes(data.replace("é".encode(), b"\xf6\xf6", 1))
    record, refusal = read([path], language="fr")
    assert isinstance(refusal, Refusal)
    assert "damaged" in refusal.reason
    assert isinstance(record, Record)
