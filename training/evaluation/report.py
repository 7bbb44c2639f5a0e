"""One measured number beside its ceiling, its floor and its bar; the printed table and its JSON line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass

COLUMNS = ("name", "value", "ceiling", "floor", "bar", "")


@dataclass(frozen=True)
class Row:
    """`ceiling`: the same measure on real clips through the autoencoders. `floor`: on shuffled clips, which are right
    by chance only. `bar`: what `value` has to reach, or to stay under when `smaller_is_better`; None is information."""

    name: str
    value: float
    ceiling: float | None = None
    floor: float | None = None
    bar: float | None = None
    smaller_is_better: bool = False
    unit: str = ""
    note: str = ""

    @property
    def ok(self) -> bool:
        """A row without a bar cannot fail; a value that could not be measured (NaN) misses every bar."""
        if self.bar is None:
            return True
        return self.value <= self.bar if self.smaller_is_better else self.value >= self.bar

    def as_json(self) -> dict[str, object]:
        numbers = {key: _finite(getattr(self, key)) for key in ("value", "ceiling", "floor", "bar")}
        return {"name": self.name, **numbers, "ok": self.ok, "unit": self.unit, "note": self.note}


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(float(value), 4)


def table(rows: Iterable[Row]) -> str:
    """Aligned columns for the terminal."""
    lines = [COLUMNS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    return "\n".join("  ".join(_aligned(line, widths)).rstrip() for line in lines)


def _aligned(line: tuple[str, ...], widths: list[int]) -> list[str]:
    name, *numbers, verdict = line
    shifted = [number.rjust(width) for number, width in zip(numbers, widths[1:-1], strict=True)]
    return [name.ljust(widths[0]), *shifted, verdict]


def _cells(row: Row) -> tuple[str, ...]:
    name = f"{row.name} [{row.unit}]" if row.unit else row.name
    bar = "" if row.bar is None else ("<= " if row.smaller_is_better else ">= ") + _number(row.bar)
    verdict = row.note if row.bar is None else ("ok" if row.ok else "MISSED")
    return (name, _number(row.value), _number(row.ceiling), _number(row.floor), bar, verdict)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if not math.isfinite(value):
        return "not measurable"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def json_line(rows: Iterable[Row]) -> str:
    return json.dumps({"rows": [row.as_json() for row in rows]})
