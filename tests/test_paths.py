"""Resources are found from a checkout and from a wheel; the user's folders are never the real ones in a test."""

from pathlib import Path

import pytest

from annotator import paths

CHECKOUT = Path(__file__).resolve().parent.parent


def test_resource_of_a_checkout_is_beside_the_package() -> None:
    assert paths.resource("fonts", "Inter-Regular.otf") == CHECKOUT / "resources" / "fonts" / "Inter-Regular.otf"


def test_resource_of_a_wheel_is_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "annotator"
    (package / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.resource("schemes") == package / "resources" / "schemes"


def test_resource_without_parts_is_the_folder_itself() -> None:
    assert paths.resource().is_dir()


@pytest.mark.parametrize("folder", [paths.user_data_dir, paths.user_config_dir, paths.user_log_dir])
def test_user_folders_are_apart_from_the_real_home(folder: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert callable(folder)
    place = folder()
    assert place.is_relative_to(tmp_path_factory.getbasetemp().parent)
    assert "pressmark" in place.parts


@pytest.mark.parametrize(
    "name",
    [
        "Inter-Regular.otf",
        "Inter-Medium.otf",
        "Inter-SemiBold.otf",
        "Inter-Bold.otf",
        "NotoSerif-Regular.ttf",
        "NotoSerif-Italic.ttf",
        "NotoSerif-Bold.ttf",
        "NotoSerifDisplay-Bold.ttf",
        "OFL-Inter.txt",
        "OFL-Noto.txt",
    ],
)
def test_bundled_fonts_are_there_with_their_licences(name: str) -> None:
    assert paths.resource("fonts", name).stat().st_size > 1000


def test_bundled_fonts_stay_small() -> None:
    assert sum(file.stat().st_size for file in paths.resource("fonts").iterdir()) < 2_500_000


def test_dataset_of_a_checkout_and_of_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.dataset("fr", "press.jsonl") == CHECKOUT / "datasets" / "fr" / "press.jsonl"
    assert paths.dataset("en", "press.jsonl").is_file()
    package = tmp_path / "site-packages" / "annotator"
    (package / "datasets").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.dataset("en") == package / "datasets" / "en"
