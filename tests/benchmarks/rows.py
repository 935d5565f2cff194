"""One measured figure beside its bar."""

import gc
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """A figure and the most it may be."""

    name: str
    figure: float
    bar: float
    unit: str = "ms"

    @property
    def ok(self) -> bool:
        """Whether the bar is held."""
        return self.figure <= self.bar


def cpu_ms(action: Callable[[], object]) -> float:
    """The CPU time of one call of this process, in milliseconds: neighbours on the machine do no harm."""
    start = time.process_time()
    action()
    return (time.process_time() - start) * 1000


def best_of(times: int, action: Callable[[], object]) -> float:
    """The least CPU time of some calls, in milliseconds."""
    gc.collect()
    return min(cpu_ms(action) for _ in range(times))


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure that this share of them does not exceed."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def calmest(measure: Callable[[], Sequence[float]], *shares: float, runs: int = 5) -> list[float]:
    """Each percentile's least value over some runs of the same measurement: the run its neighbours disturbed least."""
    gc.collect()
    found = [measure() for _ in range(runs)]
    return [min(percentile(figures, share) for figures in found) for share in shares]


def print_rows(title: str, rows: Sequence[Row]) -> None:
    """Print a table: name | figure | bar | ok."""
    print(f"\n{title}")
    wide = max(len(row.name) for row in rows)
    for row in rows:
        verdict = "ok" if row.ok else "MISSED"
        print(f"{row.name:<{wide}} | {row.figure:9.2f} {row.unit} | {row.bar:8.2f} {row.unit} | {verdict}")
