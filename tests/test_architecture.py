"""The import rules of the house, held by reading every module: who may import whom, and what no module may do."""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "annotator"

# What a part may import of ours, itself aside. Longest prefix wins, both for the part and for what is imported.
ALLOWED: dict[str, tuple[str, ...]] = {
    "annotator.model": (),
    "annotator.store": ("annotator.model",),
    "annotator.formats": ("annotator.model",),
    "annotator.nlp": ("annotator.model",),
    # finds the model that comes with the program
    "annotator.nlp.relation_model": ("annotator.model", "annotator.nlp", "annotator.paths"),
    "annotator.project": ("annotator.model", "annotator.store", "annotator.formats"),
    "annotator.paths": (),
    # writes through files and a process of nlp; the command line runs it, and so does the window's export process
    "annotator.exporting": (
        "annotator.model",
        "annotator.project",
        "annotator.formats",
        "annotator.nlp",
        "annotator.paths",
        "annotator.export_folder",
        "annotator.exporting_formats",
        "annotator.replacing",
        "annotator.unfinished",
    ),
    "annotator.exporting_formats": (
        "annotator.model",
        "annotator.formats",
        "annotator.project",
        "annotator.export_folder",
        "annotator.own_exports",
        "annotator.replacing",
        "annotator.unfinished",
    ),
    "annotator.own_exports": ("annotator.model", "annotator.project", "annotator.export_folder"),
    "annotator.export_folder": ("annotator.model", "annotator.paths", "annotator.project"),
    "annotator.replacing": ("annotator.model",),
    "annotator.unfinished": ("annotator.model", "annotator.export_folder"),
    "annotator.settings": ("annotator.model", "annotator.paths"),
    "annotator.ui": (
        "annotator.model",
        "annotator.project",
        "annotator.settings",
        "annotator.paths",
        "annotator.nlp.protocol",
        "annotator.nlp.training.protocol",
        "annotator.suggesting",
        "annotator.choosing",
        "annotator.pipelines",
        "annotator.schemes",
        # the table of formats, for the dialogs; it reads nothing by itself
        "annotator.formats.catalogue",
    ),
    # what the command line and the window both do to a project
    "annotator.own_models": ("annotator.model", "annotator.project", "annotator.nlp.training.folders"),
    "annotator.importing": ("annotator.model", "annotator.formats", "annotator.project"),
    "annotator.schemes": ("annotator.model", "annotator.formats", "annotator.paths"),
    "annotator.surveying": ("annotator.model", "annotator.formats"),
    "annotator.suggesting": (
        "annotator.model",
        "annotator.project",
        "annotator.nlp.protocol",
        "annotator.suggesting_process",
        "annotator.suggesting_report",
        "annotator.choosing",
    ),
    "annotator.choosing": ("annotator.model", "annotator.project", "annotator.nlp.protocol", "annotator.pipelines"),
    "annotator.pipelines": (),
    "annotator.suggesting_report": ("annotator.model",),
    "annotator.suggesting_process": ("annotator.model", "annotator.nlp.protocol"),
    # the whole program, but for its windows, with an analyst at its keys
    "annotator.simulation": (
        "annotator.model",
        "annotator.formats",
        "annotator.project",
        "annotator.nlp.protocol",
        "annotator.nlp.token_count",
        "annotator.nlp.training.protocol",
        "annotator.suggesting",
        "annotator.training",
    ),
    "annotator.training": ("annotator.model", "annotator.nlp.protocol", "annotator.nlp.training.protocol"),
    # the command line brings everything together
    "annotator.cli": ("annotator",),
    "annotator.__main__": ("annotator",),
}

# Who alone may import a third party; a package nobody is named for may be imported by all but the model.
OWNERS: dict[str, tuple[str, ...]] = {
    "PySide6": ("annotator.ui",),
    "shiboken6": ("annotator.ui",),
    "pyqtgraph": ("annotator.ui.plots",),
    "sqlite_utils": ("annotator.store",),
    "sqlite3": ("annotator.store",),
    "spacy": ("annotator.nlp",),
    "thinc": ("annotator.nlp",),
    "numpy": ("annotator.nlp",),
    "platformdirs": ("annotator.paths",),
    "tomli_w": ("annotator.settings", "annotator.formats"),
}

# Heavy: imported inside functions, so that reading a module costs nothing.
LAZY = ("spacy", "thinc", "numpy", "datasketch", "py3langid", "pyqtgraph")
LAZY_EXCEPT: dict[str, str] = {
    f"annotator.nlp.relations.{module}": "parts of a spaCy component, which is registered by being read; nothing else reads them"
    for module in ("calibration", "candidates", "component", "gold", "model", "pairs", "pooling", "scored")
} | {
    "annotator.ui.plots": "it is itself imported when a chart is shown"
}  # module → why it may import them when it is read

LONG_LINES = 400
LONG: dict[str, str] = {}  # module → why it may be longer


class Import(NamedTuple):
    """One name imported: the module it was asked of, and whether that happens only when a function runs."""

    line: int
    module: str
    lazy: bool


def modules() -> dict[str, Path]:
    """Every module of ours, by dotted name; a package goes by its own name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(node: ast.AST, *, lazy: bool = False) -> Iterator[Import]:
    """Every import below that node; `if TYPE_CHECKING` counts as lazy, since it never runs."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(child.lineno, alias.name, lazy) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = "." * child.level + (child.module or "")
            for alias in child.names:
                deeper = f"{base}.{alias.name}"
                yield Import(child.lineno, deeper if deeper in MODULES else base, lazy)
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing_only = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
        yield from imports(child, lazy=lazy or inside or typing_only)


def within(module: str, part: str) -> bool:
    """Whether a dotted name is that part or below it."""
    return module == part or module.startswith(part + ".")


def part_of(module: str) -> str:
    """The part of ALLOWED that a module of ours belongs to; "" for the package itself."""
    return max((part for part in ALLOWED if within(module, part)), key=len, default="")


def breaches(module: str, tree: ast.Module) -> Iterator[str]:
    """The rules that a module breaks, a line each."""
    part = part_of(module)
    if not part and module != "annotator":
        yield f"{module} is in no part: say in ALLOWED what it may import"
    if not ast.get_docstring(tree):
        yield f"{module} has no docstring that says what it is for"
    for line, imported, lazy in imports(tree):
        place = f"{module}:{line} imports {imported}"
        top = imported.split(".")[0]
        if imported.startswith("."):
            yield f"{place}: imports are absolute"
        elif top == "annotator":
            # `from annotator import __version__` is anybody's
            if imported != top and not any(within(imported, other) for other in (part, *ALLOWED.get(part, ()))):
                yield f"{place}: {part or module} may import {', '.join(ALLOWED.get(part, ())) or 'nothing of ours'}"
        elif top in OWNERS and not any(within(module, owner) for owner in OWNERS[top]):
            yield f"{place}: only {', '.join(OWNERS[top])} may"
        elif part == "annotator.model" and top not in sys.stdlib_module_names:
            yield f"{place}: the model has the standard library only"
        if top in LAZY and not lazy and module not in LAZY_EXCEPT:
            yield f"{place}: inside functions only"
    for node in ast.walk(tree):
        if (isinstance(node, ast.Attribute) and node.attr == "processEvents") or (
            isinstance(node, ast.Name) and node.id == "processEvents"
        ):
            yield f"{module}:{node.lineno} calls processEvents: wait for signals instead"
        if outlives_its_widget(node):
            yield f"{module}:{node.lineno} connects a lambda to the session, which would still call it once the widget is gone"


def outlives_its_widget(node: ast.AST) -> bool:
    """Whether a lambda is connected to a signal of the session: Qt lets go of a method with its widget, never of a lambda."""
    if not isinstance(node, ast.Call) or not any(isinstance(each, ast.Lambda) for each in node.args):
        return False
    connect = node.func
    if not (isinstance(connect, ast.Attribute) and connect.attr == "connect"):
        return False
    signal = connect.value
    return isinstance(signal, ast.Attribute) and ast.unparse(signal.value).endswith("session")


@pytest.mark.parametrize("module", MODULES)
def test_module_keeps_the_rules(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    assert list(breaches(module, tree)) == []


@pytest.mark.parametrize("module", MODULES)
def test_module_is_short_or_says_why(module: str) -> None:
    lines = len(MODULES[module].read_text(encoding="utf-8").splitlines())
    assert lines <= LONG_LINES or module in LONG, f"{module} has {lines} lines: split it, or say why in LONG"
    assert module not in LONG or lines > LONG_LINES, f"{module} has {lines} lines: take it off LONG"


def test_no_module_needs_itself() -> None:
    graph: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        found = imports(ast.parse(path.read_text(encoding="utf-8")))
        # the window's parts name the window in their types
        needed = {imported.module for imported in found if not (imported.lazy and within(module, "annotator.ui"))}
        graph[module] = {name for name in needed if name in MODULES and name != "annotator"}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" ← ".join(error.args[1]))
    assert set(order) >= set(MODULES)


def test_exceptions_name_modules_that_are_there() -> None:
    assert [module for module in (*LONG, *LAZY_EXCEPT) if module not in MODULES] == []


@pytest.mark.parametrize(
    ("module", "source", "rule"),
    [
        ("annotator.model.x", "import annotator.store", "may import nothing of ours"),
        ("annotator.model.x", "import click", "standard library only"),
        ("annotator.store.x", "from annotator import project", "may import annotator.model"),
        ("annotator.formats.x", "from annotator.store.database import Database", "may import annotator.model"),
        ("annotator.ui.x", "from annotator.nlp.worker import main", "may import"),
        ("annotator.ui.x", "import sqlite3", "only annotator.store"),
        ("annotator.nlp.x", "import spacy", "inside functions only"),
        ("annotator.nlp.x", "from spacy.tokens import Doc", "inside functions only"),
        ("annotator.nlp.x", "class A:\n    import thinc", "inside functions only"),
        ("annotator.project", "def f():\n    import spacy", "only annotator.nlp"),
        ("annotator.project", "from PySide6.QtCore import QObject", "only annotator.ui"),
        ("annotator.settings", "from . import paths", "absolute"),
        ("annotator.ui.x", "application.processEvents()", "processEvents"),
        ("annotator.ui.x", "window.session.edited.connect(lambda *_: refresh())", "lambda"),
        ("annotator.stray", "", "no part"),
    ],
)
def test_breach_is_seen(module: str, source: str, rule: str) -> None:
    found = list(breaches(module, ast.parse(f'"""A module."""\n{source}\n')))
    assert len(found) == 1
    assert rule in found[0]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("annotator.nlp.x", "def f():\n    import spacy\n    from thinc.api import Config"),
        ("annotator.nlp.x", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from spacy.tokens import Doc"),
        ("annotator.ui.x", "from annotator.nlp import protocol\nfrom annotator.nlp.protocol import Reply"),
        ("annotator.ui.article.x", "from annotator.ui.theme import Theme"),
        ("annotator.ui.x", "button.clicked.connect(lambda: leave())\nsession.edited.connect(refresh)"),
        ("annotator.__main__", "from annotator.ui import app"),
        ("annotator.ui.app", "from annotator import __version__"),
    ],
)
def test_what_is_allowed_passes(module: str, source: str) -> None:
    assert list(breaches(module, ast.parse(f'"""A module."""\n{source}\n'))) == []


def test_module_without_a_docstring_is_seen() -> None:
    assert "no docstring" in next(breaches("annotator.model.x", ast.parse("x = 1")))
