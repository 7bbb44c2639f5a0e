"""What an experiment found: means with their standard errors, a table, and claims that the numbers bear out or not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ..model_card import markdown_table

CLEAR_ERRORS = 2.0
"""A difference counts when it lies more than so many of its standard errors away from 0."""


@dataclass(frozen=True)
class Estimate:
    """The mean of one number per clip. `error`: its standard error, NaN for fewer than two clips."""

    mean: float
    error: float
    count: int

    @classmethod
    def of(cls, values: Iterable[float]) -> Estimate:
        """NaN counts as not measured."""
        known = np.array([value for value in values if not math.isnan(value)])
        if not len(known):
            return cls(math.nan, math.nan, 0)
        error = float(known.std(ddof=1)) / math.sqrt(len(known)) if len(known) > 1 else math.nan
        return cls(float(known.mean()), error, len(known))

    @property
    def clear(self) -> bool:
        """Whether the mean is told apart from 0."""
        return abs(self.mean) > CLEAR_ERRORS * self.error

    def text(self, signed: bool = False, digits: int = 3) -> str:
        if math.isnan(self.mean):
            return "not measured"
        mean = f"{self.mean:{'+' if signed else ''}.{digits}f}"
        return mean if math.isnan(self.error) else f"{mean} ± {self.error:.{digits}f}"

    def as_json(self) -> dict[str, float | int | None]:
        numbers = {"mean": self.mean, "error": self.error}
        return {**{key: None if math.isnan(x) else round(x, 5) for key, x in numbers.items()}, "count": self.count}


def differences(first: Sequence[float], second: Sequence[float]) -> list[float]:
    """`second - first`, clip by clip."""
    return [b - a for a, b in zip(first, second, strict=True)]


@dataclass(frozen=True)
class Claim:
    """`what` holds when `difference`, a mean over paired clips, is clearly above 0."""

    what: str
    difference: Estimate

    @property
    def verdict(self) -> str:
        if self.difference.clear:
            return "yes" if self.difference.mean > 0 else "no, the opposite"
        return "not told apart from chance"

    def as_json(self) -> dict[str, object]:
        return {"what": self.what, "difference": self.difference.as_json(), "verdict": self.verdict}


@dataclass(frozen=True)
class Finding:
    """One experiment. `rows`: cells as they are printed; `numbers`: the same for programs, one object a row."""

    title: str
    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    claims: tuple[Claim, ...]
    numbers: tuple[dict[str, object], ...]

    def markdown(self) -> str:
        table = markdown_table(self.header, self.rows)
        claims = markdown_table(
            ("claim", "difference", ""),
            ((claim.what, claim.difference.text(signed=True), claim.verdict) for claim in self.claims),
        )
        return "\n\n".join((f"## {self.title}", self.about, table, claims))

    def as_json(self) -> dict[str, object]:
        claims = [claim.as_json() for claim in self.claims]
        return {"title": self.title, "rows": list(self.numbers), "claims": claims}
