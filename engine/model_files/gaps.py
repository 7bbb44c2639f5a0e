"""Weights that a file lacks, said in few words: the same one of many blocks is named once."""

from __future__ import annotations

import re
from collections.abc import Iterable

FIRST_NUMBER = re.compile(r"\.(\d+)\.")


def gaps(wanted: Iterable[str], found: Iterable[str], prefix: str = "") -> list[str]:
    """The `wanted` names that are not among those `found` behind `prefix`, in the order in which they are wanted."""
    have = set(found)
    return [name for name in wanted if prefix + name not in have]


def in_words(names: Iterable[str]) -> str:
    """`blocks.0.a, blocks.1.a, blocks.3.a, c` becomes `blocks.{0-1,3}.a, c`: every name, in the order of the first."""
    numbers: dict[str, list[int]] = {}
    for name in names:
        match = FIRST_NUMBER.search(name)
        pattern = name if match is None else f"{name[: match.start()]}.{{}}.{name[match.end() :]}"
        numbers.setdefault(pattern, []).extend([] if match is None else [int(match[1])])
    return ", ".join(_filled(pattern, sorted(found)) for pattern, found in numbers.items())


def _filled(pattern: str, numbers: list[int]) -> str:
    if not numbers:
        return pattern
    return pattern.replace("{}", str(numbers[0]) if len(numbers) == 1 else f"{{{_runs(numbers)}}}")


def _runs(numbers: list[int]) -> str:
    """`[0, 1, 2, 5]` -> `0-2,5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
