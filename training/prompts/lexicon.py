"""Choosing words: one alternative of a `|` list, held-out ones (`~`) only for evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

HELD_OUT_MARK = "~"
HELD_OUT_WORD_CHANCE = 0.2


@dataclass(frozen=True)
class Alternatives:
    """What training may use, and what only evaluation uses."""

    known: tuple[str, ...]
    held_out: tuple[str, ...]


@cache
def alternatives(words: str) -> Alternatives:
    items = words.split("|")
    known = tuple(item for item in items if not item.endswith(HELD_OUT_MARK))
    held_out = tuple(item[:-1] for item in items if item.endswith(HELD_OUT_MARK))
    return Alternatives(known, held_out)


def choose(words: str, rng: np.random.Generator, *, held_out: bool = False) -> str:
    """One of `words`; with `held_out`, sometimes one that training never shows."""
    options = alternatives(words)
    if held_out and options.held_out and rng.random() < HELD_OUT_WORD_CHANCE:
        return options.held_out[rng.integers(len(options.held_out))]
    return options.known[rng.integers(len(options.known))]


@cache
def templates(all_templates: tuple[str, ...], held_out: bool) -> tuple[str, ...]:
    """The templates of one split, without their marks."""
    return tuple(
        item.removeprefix(HELD_OUT_MARK) for item in all_templates if item.startswith(HELD_OUT_MARK) == held_out
    )
