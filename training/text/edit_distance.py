"""Levenshtein distance between sequences."""

from __future__ import annotations

from collections.abc import Sequence


def edit_distance(wanted: Sequence, got: Sequence) -> int:
    """Fewest insertions, deletions and substitutions that turn `got` into `wanted`."""
    row = list(range(len(got) + 1))
    for i, a in enumerate(wanted, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(got, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
