"""Pictures of the window, made from a project that may be open elsewhere."""

import resource
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.model.errors import AnnotationError, StoreError
from annotator.ui.screenshot import screenshot
from annotator.ui.theme import load_theme
from tests.ui.conftest import Desk


@pytest.mark.parametrize(("theme", "size"), [("light", (1440, 920)), ("dark", (1024, 640))])
def test_picture_has_its_size_and_its_theme(desk: Desk, tmp_path: Path, theme: str, size: tuple[int, int]) -> None:
    out = tmp_path / "window.png"
    screenshot(desk.project.path, "ferry", out, theme=theme, size=size, language="en")
    image = QImage(str(out))
    assert (image.width(), image.height()) == size
    chosen = load_theme(theme)
    assert image.pixelColor(size[0] // 2, size[1] - 100) == chosen.paper
    assert image.pixelColor(4, size[1] - 6) == chosen.window


def test_picture_shows_the_headline_and_the_spans(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "window.png"
    screenshot(desk.project.path, "1", out)
    image = QImage(str(out))
    colors = {image.pixelColor(x, y).name() for x in range(280, 1120) for y in range(60, 400)}
    theme = load_theme("light")
    assert theme.ink.name() in colors
    assert theme.hue(2).name() in colors
    assert theme.accent.name() in colors


def test_same_project_gives_the_same_picture(desk: Desk, tmp_path: Path) -> None:
    pictures = []
    for name in ("one.png", "two.png"):
        screenshot(desk.project.path, "ferry", tmp_path / name, size=(1024, 640))
        pictures.append(QImage(str(tmp_path / name)))
    assert pictures[0] == pictures[1]


def test_project_is_only_read(desk: Desk, tmp_path: Path) -> None:
    before = desk.project.progress()
    screenshot(desk.project.path, "quiet", tmp_path / "window.png", size=(1024, 640))
    assert desk.project.progress() == before
    assert not desk.project.read_only


def test_unknown_document_is_named(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="nothing-of-that-name"):
        screenshot(desk.project.path, "nothing-of-that-name", tmp_path / "window.png")


def test_folder_that_is_not_there_is_named(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        screenshot(desk.project.path, "ferry", tmp_path / "nowhere" / "window.png", size=(1024, 640))


def test_picture_that_the_disk_has_no_room_for_leaves_what_was_there(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "window.png"
    out.write_bytes(b"earlier")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(StoreError, match="the picture cannot be written"):
            screenshot(desk.project.path, "ferry", out, size=(1024, 640))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert out.read_bytes() == b"earlier"
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".part")] == []


def test_file_that_is_no_project_is_named(qapp: QApplication, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pressmark"
    wrong.write_text("nothing")
    with pytest.raises(StoreError, match=r"wrong\.pressmark"):
        screenshot(wrong, "1", tmp_path / "window.png")
