"""One measured number beside its ceiling, its floor and its bar; the printed tables and their JSON line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

COLUMNS = ("name", "value", "ceiling", "floor", "bar", "")
PROMISE_COLUMNS = ("promise", "value", "ceiling", "bar", "", "worst of", "which")
MISSED, REACHED, NOT_MEASURED = "MISSED", "reached", "not measured"


@dataclass(frozen=True)
class Row:
    """`ceiling`: the same measure on real clips through the autoencoders. `floor`: on shuffled clips, which are right
    by chance only. `bar`: what `value` has to reach, or to stay under when `smaller_is_better`; None is information.
    `promise`: what the row is a part of. `measured`: False where a quick sitting had no clip to measure. The sitting
    fills both in."""

    name: str
    value: float
    ceiling: float | None = None
    floor: float | None = None
    bar: float | None = None
    smaller_is_better: bool = False
    unit: str = ""
    note: str = ""
    promise: str = ""
    measured: bool = True

    @property
    def empty(self) -> bool:
        """Whether real clips, too, gave no value: nothing to measure, or nothing to set a bar by."""
        if self.ceiling is None or not math.isnan(self.ceiling):
            return False
        return math.isnan(self.value) or (self.bar is not None and math.isnan(self.bar))

    @property
    def ok(self) -> bool:
        """A row without a bar, or one that was not measured, cannot fail; a value that should have been measured and is
        NaN misses every bar."""
        if self.bar is None or not self.measured:
            return True
        return self.value <= self.bar if self.smaller_is_better else self.value >= self.bar

    @property
    def margin(self) -> float:
        """By which share of its bar the value lies on the right side of it; negative when it misses, minus infinity
        when the value or the bar is NaN. Raises ValueError for a row without a bar."""
        if self.bar is None:
            raise ValueError(f"{self.name}: expected a row with a bar, got one without")
        if not (math.isfinite(self.value) and math.isfinite(self.bar)):
            return -math.inf
        distance = self.bar - self.value if self.smaller_is_better else self.value - self.bar
        return distance / max(abs(self.bar), 1e-9)

    @property
    def verdict(self) -> str:
        """Empty for a row without a bar."""
        if self.bar is None:
            return ""
        return NOT_MEASURED if not self.measured else "ok" if self.ok else MISSED

    def as_json(self) -> dict[str, object]:
        numbers = {key: _finite(getattr(self, key)) for key in ("value", "ceiling", "floor", "bar")}
        words = {key: getattr(self, key) for key in ("unit", "note", "promise", "smaller_is_better", "measured")}
        return {"name": self.name, **numbers, "has_bar": self.bar is not None, "ok": self.ok, **words}


@dataclass(frozen=True)
class Promise:
    """All rows of one promise that have a bar, measured or not."""

    name: str
    rows: tuple[Row, ...]

    @property
    def measured(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.measured)

    @property
    def worst(self) -> Row:
        """The measured row that is farthest from reaching its bar; the first row when none was measured."""
        return min(self.measured, key=lambda row: row.margin, default=self.rows[0])

    @property
    def verdict(self) -> str:
        if not self.measured:
            return NOT_MEASURED
        return REACHED if all(row.ok for row in self.rows) else MISSED


def promises(rows: Iterable[Row]) -> list[Promise]:
    """One per promise that has a row with a bar, in the order in which they come up."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.bar is not None:
            found.setdefault(row.promise or "other", []).append(row)
    return [Promise(name, tuple(group)) for name, group in found.items()]


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(float(value), 4)


def table(rows: Iterable[Row]) -> str:
    """Aligned columns for the terminal, one line per row."""
    return columns([COLUMNS, *(_cells(row) for row in rows)], right=range(1, 5))


def promise_table(rows: Iterable[Row]) -> str:
    """One line per promise: its worst row, and of how many with a bar that were measured."""
    return columns([PROMISE_COLUMNS, *(_promise_cells(promise) for promise in promises(rows))], right=range(1, 4))


def columns(lines: Sequence[tuple[str, ...]], right: range = range(0)) -> str:
    """Columns as wide as their widest cell; those in `right` are flush right."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]

    def aligned(line: tuple[str, ...]) -> Iterable[str]:
        for column, (cell, width) in enumerate(zip(line, widths, strict=True)):
            yield cell.rjust(width) if column in right else cell.ljust(width)

    return "\n".join("  ".join(aligned(line)).rstrip() for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    numbers = number(row.value), number(row.ceiling), number(row.floor), bar_text(row)
    return (named(row), *numbers, row.verdict or row.note)


def _promise_cells(promise: Promise) -> tuple[str, ...]:
    worst = promise.worst
    numbers = number(worst.value), number(worst.ceiling), bar_text(worst)
    return (promise.name, *numbers, promise.verdict, str(len(promise.measured)), named(worst))


def named(row: Row) -> str:
    return f"{row.name} [{row.unit}]" if row.unit else row.name


def bar_text(row: Row) -> str:
    return "" if row.bar is None else ("<= " if row.smaller_is_better else ">= ") + number(row.bar)


def number(value: float | None) -> str:
    if value is None:
        return ""
    if not math.isfinite(value):
        return "not measurable"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def json_line(rows: Iterable[Row]) -> str:
    return json.dumps({"rows": [row.as_json() for row in rows]})
