"""The corpus scripts, which are no package: they are loaded from their files."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

DATASETS = Path(__file__).parents[2] / "datasets"


def load_script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"datasets_{name}", DATASETS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def build() -> ModuleType:
    """`datasets/build.py`."""
    return load_script("build")


@pytest.fixture(scope="session")
def generate() -> ModuleType:
    """`datasets/generate.py`."""
    return load_script("generate")
