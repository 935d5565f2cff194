"""What every test gets: no window system unless asked for, no real home, and the shared corpora when they are there."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from annotator.project import Project

CHECKOUT = Path(__file__).resolve().parent.parent
KEYS_DISPLAY = "PRESSMARK_TEST_DISPLAY"
"""Set (to anything) when the tests may use the X server of DISPLAY; otherwise they draw off screen."""

# Qt reads these when the first test makes its application, child processes inherit them: so they are set on import
if not os.environ.get(KEYS_DISPLAY):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"
os.environ["FREETYPE_PROPERTIES"] = "truetype:interpreter-version=40"
os.environ["OMP_NUM_THREADS"] = "1"
for name in ("QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_AUTO_SCREEN_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS"):
    os.environ.pop(name, None)
if os.environ.get("PYTEST_XDIST_WORKER"):
    # the processes that tests start run at their own speed, and are killed without leaving half a measurement
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), print_blob=True, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that press keys run only where they are given an X server: `scripts/test` gives them one of their own."""
    if not os.environ.get(KEYS_DISPLAY):
        for item in items:
            if item.get_closest_marker("keys"):
                item.add_marker(
                    pytest.mark.skip(reason=f"needs an X server and xdotool; {KEYS_DISPLAY} says there is one")
                )


def pytest_sessionfinish() -> None:
    """A worker saves what it measured before Qt and spaCy are torn down: what ends it then can't lose it."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        import coverage

        measuring = coverage.Coverage.current()
        if measuring is not None:
            measuring.stop()
            measuring.save()


@pytest.fixture(scope="session", autouse=True)
def _user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A user of the tests' own, for child processes too: folders in a temporary place, English unless a test says otherwise."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for variable, folder in {
            "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config",
            "XDG_STATE_HOME": "state",
            "XDG_CACHE_HOME": "cache",
        }.items():
            patch.setenv(variable, str(home / folder))
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.delenv("LANGUAGE", raising=False)
        yield


def shared_data(*parts: str) -> Path:
    """A file or folder of the shared corpora, such as `shared_data("gold", "winer-fr")`; the test is skipped where it is missing.

    They are looked for in PRESSMARK_SHARED, then in `../shared/data` beside the checkout.
    """
    root = Path(os.environ.get("PRESSMARK_SHARED") or CHECKOUT.parent / "shared" / "data")
    path = root.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs the shared corpora ({'/'.join(parts)}); PRESSMARK_SHARED says where they are")
    return path


@pytest.fixture(name="shared_data", scope="session")
def _shared_data() -> Callable[..., Path]:
    """`shared_data` as a fixture."""
    return shared_data


@pytest.fixture
def project(tmp_path: Path) -> "Iterator[Project]":
    """An empty French project with the `news-relations` scheme, in a file of its own; the annotator is Ada."""
    from annotator.model.label_scheme import scheme_from_toml
    from annotator.paths import resource
    from annotator.project import Project

    scheme = scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))
    made = Project.create(tmp_path / "news.pressmark", scheme=scheme, language="fr", annotator="Ada")
    yield made
    made.close()
