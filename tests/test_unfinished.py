"""What an export leaves beside its place: nothing, also where the one before it was killed."""

import json
from pathlib import Path

import pytest
from filelock import FileLock

from annotator.export_folder import MANIFEST
from annotator.model.errors import StoreError
from annotator.replacing import replace_folder
from annotator.unfinished import LOCK, sweep, written_beside


def exported(folder: Path, **files: str) -> Path:
    """A folder as an export writes it: a manifest, and the files that it names."""
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    manifest = {"program": "pressmark", "files": [*files, MANIFEST]}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def killed(target: Path, written: str = "") -> Path:
    """What a killed export to `target` leaves."""
    folder = target.parent / f".{target.name}.k1ll3d"
    folder.mkdir()
    (folder / LOCK).touch()
    if written:
        (folder / target.name).write_text(written)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_what_is_written_takes_its_place_and_nothing_is_left(tmp_path: Path) -> None:
    with written_beside(tmp_path / "deep" / "out.jsonl") as place:
        place.write_text("{}")
        place.replace(tmp_path / "deep" / "out.jsonl")
    assert names(tmp_path / "deep") == ["out.jsonl"]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def stopped() -> None:
        with written_beside(tmp_path / "out") as place:
            exported(place, data="new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert names(tmp_path) == []


def test_a_killed_export_is_swept_by_the_next(tmp_path: Path) -> None:
    killed(tmp_path / "out.jsonl", "half")
    with written_beside(tmp_path / "out.jsonl"):
        assert len(names(tmp_path)) == 1
    assert names(tmp_path) == []


def test_one_that_is_under_way_and_folders_of_others_are_let_be(tmp_path: Path) -> None:
    (tmp_path / ".out.mine").mkdir()
    with written_beside(tmp_path / "out") as place:
        place.write_text("mine")
        sweep(tmp_path / "out")
        assert place.read_text() == "mine"
    assert names(tmp_path) == [".out.mine"]


def test_killed_between_exchange_and_end_a_trained_model_goes_to_the_export(tmp_path: Path) -> None:
    target = exported(tmp_path / "out", data="new")
    folder = killed(target)
    earlier = exported(folder / "out", data="old", dropped="old")
    (earlier / "model").mkdir()
    (earlier / "model" / "weights").write_text("mine")
    sweep(target)
    assert names(tmp_path) == ["out"]
    assert names(target) == ["data", MANIFEST, "model"]
    assert (target / "data").read_text() == "new"
    assert (target / "model" / "weights").read_text() == "mine"


def test_what_cannot_go_to_the_export_stays_until_it_can(tmp_path: Path) -> None:
    target = exported(tmp_path / "out", data="new")
    folder = killed(target)
    (exported(folder / "out", data="old") / "notes").write_text("mine")
    (target / "notes").write_text("newer")
    sweep(target)
    assert names(folder / "out") == [MANIFEST, "notes"]
    assert (target / "notes").read_text() == "newer"
    (target / "notes").unlink()
    sweep(target)
    assert (target / "notes").read_text() == "mine"
    assert names(tmp_path) == ["out"]


def test_a_folder_that_is_exchanged_leaves_nothing(tmp_path: Path) -> None:
    target = exported(tmp_path / "out", data="old", dropped="old")
    (target / "notes").write_text("mine")
    with written_beside(target) as place:
        exported(place, data="new")
        assert replace_folder(place, target, ours=["data", "dropped", MANIFEST]) == []
    assert names(tmp_path) == ["out"]
    assert names(target) == ["data", MANIFEST, "notes"]


def test_a_file_system_without_locks_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with written_beside(tmp_path / "out") as place:
        place.write_text("mine")
        place.replace(tmp_path / "out")
    assert names(tmp_path) == ["out"]


def test_where_nothing_can_be_written_another_folder_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="name another folder"), written_beside(tmp_path / "file" / "out"):
        pass
    assert names(tmp_path) == ["file"]
