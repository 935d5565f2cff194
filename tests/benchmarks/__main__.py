"""Runs every bench_*.py of this folder, or those named: `python -m tests.benchmarks view store`."""

import importlib
import pkgutil
import sys

import tests.benchmarks


def main(names: list[str]) -> int:
    """Print the tables; 1 where a bar is missed."""
    found = sorted(m.name for m in pkgutil.iter_modules(tests.benchmarks.__path__) if m.name.startswith("bench_"))
    wanted = [f"bench_{name}" for name in names] or found
    unknown = [name for name in wanted if name not in found]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(found)}")
        return 2
    missed = 0
    for name in wanted:
        rows = importlib.import_module(f"tests.benchmarks.{name}").main() or []
        missed += sum(not row.ok for row in rows)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
