"""The component as one file of source, for `spacy train --code` where Pressmark is not installed."""

import ast
from importlib.resources import files

MODULES = ("pooling", "pairs", "candidates", "calibration", "scoring", "gold", "scored", "model", "component")
"""In the order of need: a module uses only those before it."""
PACKAGE = "annotator.nlp.relations"

_HEAD = '''"""The spaCy component `relation_extractor` in one file: `spacy train config.cfg --code {name}`.

Written by Pressmark {version} from its own sources; Apache License 2.0. Needs spaCy 3.8 and Python 3.10 or later, nothing
else. To load a trained pipeline, import this file first.
"""
'''


def code_file(name: str, version: str) -> str:
    """The source of one module with everything in it; `name` is what the file is called, `version` that of Pressmark."""
    imports: dict[str, None] = {}
    bodies = []
    for module in MODULES:
        source = files(PACKAGE).joinpath(f"{module}.py").read_text(encoding="utf-8")
        lines = source.splitlines()
        tree = ast.parse(source)
        dropped: set[int] = set()
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node):
                dropped.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
            if isinstance(node, ast.Import | ast.ImportFrom) and not _is_ours(node):
                imports.update(dict.fromkeys(_single(node)))
        bodies.append("\n".join(line for number, line in enumerate(lines, 1) if number not in dropped).strip("\n"))
    return "\n\n\n".join([_HEAD.format(name=name, version=version) + "\n" + "\n".join(sorted(imports)), *bodies]) + "\n"


def _is_docstring(node: ast.stmt) -> bool:
    return node.col_offset == 0 and node.lineno == 1 and isinstance(node, ast.Expr)


def _is_ours(node: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE)


def _single(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The names one a line, so that what two modules import is imported once."""
    if isinstance(node, ast.Import):
        return [ast.unparse(ast.Import([alias])) for alias in node.names]
    return [ast.unparse(ast.ImportFrom(node.module, [alias], node.level)) for alias in node.names]
