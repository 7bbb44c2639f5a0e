"""One measured number beside its ceiling, its floor and its bar; the printed tables and their JSON line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

COLUMNS = ("name", "value", "ceiling", "floor", "bar", "")
PROMISE_COLUMNS = ("promise", "value", "ceiling", "bar", "", "worst of", "which")


@dataclass(frozen=True)
class Row:
    """`ceiling`: the same measure on real clips through the autoencoders. `floor`: on shuffled clips, which are right
    by chance only. `bar`: what `value` has to reach, or to stay under when `smaller_is_better`; None is information.
    `promise`: what the row is a part of; the sitting fills it in."""

    name: str
    value: float
    ceiling: float | None = None
    floor: float | None = None
    bar: float | None = None
    smaller_is_better: bool = False
    unit: str = ""
    note: str = ""
    promise: str = ""

    @property
    def ok(self) -> bool:
        """A row without a bar cannot fail; a value that could not be measured (NaN) misses every bar."""
        if self.bar is None:
            return True
        return self.value <= self.bar if self.smaller_is_better else self.value >= self.bar

    @property
    def margin(self) -> float:
        """By which share of its bar the value lies on the right side of it; negative when it misses, minus infinity
        when it could not be measured. Raises ValueError for a row without a bar."""
        if self.bar is None:
            raise ValueError(f"{self.name}: expected a row with a bar, got one without")
        if not (math.isfinite(self.value) and math.isfinite(self.bar)):
            return -math.inf
        distance = self.bar - self.value if self.smaller_is_better else self.value - self.bar
        return distance / max(abs(self.bar), 1e-9)

    def as_json(self) -> dict[str, object]:
        numbers = {key: _finite(getattr(self, key)) for key in ("value", "ceiling", "floor", "bar")}
        words = {key: getattr(self, key) for key in ("unit", "note", "promise", "smaller_is_better")}
        return {"name": self.name, **numbers, "ok": self.ok, **words}


@dataclass(frozen=True)
class Promise:
    """All rows of one promise that have a bar. `worst`: the one that is farthest from reaching it."""

    name: str
    rows: tuple[Row, ...]

    @property
    def worst(self) -> Row:
        return min(self.rows, key=lambda row: row.margin)

    @property
    def kept(self) -> bool:
        return all(row.ok for row in self.rows)


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
    return _columns([COLUMNS, *(_cells(row) for row in rows)], right=range(1, 5))


def promise_table(rows: Iterable[Row]) -> str:
    """One line per promise: its worst row, and how many of its rows have a bar."""
    return _columns([PROMISE_COLUMNS, *(_promise_cells(promise) for promise in promises(rows))], right=range(1, 4))


def _columns(lines: Sequence[tuple[str, ...]], right: range) -> str:
    """Columns as wide as their widest cell; those in `right` are flush right."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]

    def aligned(line: tuple[str, ...]) -> Iterable[str]:
        for column, (cell, width) in enumerate(zip(line, widths, strict=True)):
            yield cell.rjust(width) if column in right else cell.ljust(width)

    return "\n".join("  ".join(aligned(line)).rstrip() for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    verdict = row.note if row.bar is None else ("ok" if row.ok else "MISSED")
    return (named(row), number(row.value), number(row.ceiling), number(row.floor), bar_text(row), verdict)


def _promise_cells(promise: Promise) -> tuple[str, ...]:
    worst, verdict = promise.worst, "reached" if promise.kept else "MISSED"
    numbers = number(worst.value), number(worst.ceiling), bar_text(worst)
    return (promise.name, *numbers, verdict, str(len(promise.rows)), named(worst))


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
