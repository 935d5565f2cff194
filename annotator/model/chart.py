"""What a chart shows, whoever draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Numbers = Literal["plain", "percent"]
"""How values are written; per cents are kept as 0 to 1."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Points joined by a line, or alone."""

    name: str
    points: tuple[tuple[float, float], ...]
    """(x, y), by x."""
    hue: int = -1
    """Which of the theme's eight colours; −1: the accent colour, −2: the muted one."""
    joined: bool = True
    dashed: bool = False
    weights: tuple[float, ...] = ()
    """How much each point stands for: it is drawn the larger. Empty: all alike."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves over one axis."""

    title: str
    x_title: str
    curves: tuple[Curve, ...]
    y: Numbers = "plain"
    x: Numbers = "plain"
    y_range: tuple[float, float] | None = None
    """None: from 0 to a little above the highest."""
    x_range: tuple[float, float] | None = None
    diagonal: bool = False
    """Whether a line marks where both values are the same."""
    note: str = ""
    """What to say in its place while there is nothing to show."""

    @property
    def empty(self) -> bool:
        """Whether no curve has a point."""
        return not any(curve.points for curve in self.curves)

    def xs(self) -> list[float]:
        """Every x that some curve has, in order."""
        return sorted({x for curve in self.curves for x, _ in curve.points})

    def at(self, x: float) -> list[tuple[str, float]]:
        """The curves' names and values at an x."""
        return [(curve.name, y) for curve in self.curves for at, y in curve.points if at == x]

    def bounds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What the axes span: x, then y."""
        xs = self.xs() or [0.0, 1.0]
        ys = [y for curve in self.curves for _, y in curve.points] or [1.0]
        x = self.x_range or ((xs[0], xs[-1]) if xs[0] < xs[-1] else (max(0.0, xs[0] - 10), xs[0] + 10))
        return x, self.y_range or (0.0, max(ys) * 1.12 or 1.0)

    def spoken(self) -> str:
        """The chart in a line of text: each curve's first and last value, its lowest and highest."""
        if self.empty:
            return self.note
        parts = [f"{self.title}."]
        for curve in self.curves:
            if curve.points:
                ys = [y for _, y in curve.points]
                (first, start), (last, end) = curve.points[0], curve.points[-1]
                parts.append(
                    f"{curve.name}: {written(start, self.y)} ({self.x_title} {written(first, self.x)}) – {written(end, self.y)} "
                    f"({written(last, self.x)}); {written(min(ys), self.y)} … {written(max(ys), self.y)}."
                )
        return " ".join(parts)


def written(value: float, numbers: Numbers) -> str:
    """A value as short as it can be told: 84 %, 0.84, 12.5, 340."""
    if numbers == "percent":
        return f"{value * 100:.0f} %"
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def nearest(xs: Sequence[float], x: float) -> int:
    """The place of the x that is nearest; `xs` has at least one."""
    return min(range(len(xs)), key=lambda number: abs(xs[number] - x))
