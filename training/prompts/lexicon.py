"""Choosing words: one alternative of a `|` list, held-out ones (`~`) only for evaluation, others (`^`) never for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

HELD_OUT_MARK = "~"
TRAINING_MARK = "^"
"""Words that came after the first evaluations: were they drawn there, every later one would ask for other things."""
HELD_OUT_WORD_CHANCE = 0.2


@dataclass(frozen=True)
class Alternatives:
    """What both may use, what only evaluation uses, and what only training uses."""

    known: tuple[str, ...]
    held_out: tuple[str, ...]
    training: tuple[str, ...] = ()


@cache
def alternatives(words: str) -> Alternatives:
    items = words.split("|")
    known = tuple(item for item in items if not item.endswith((HELD_OUT_MARK, TRAINING_MARK)))
    held_out, training = (
        tuple(item[:-1] for item in items if item.endswith(mark)) for mark in (HELD_OUT_MARK, TRAINING_MARK)
    )
    return Alternatives(known, held_out, training)


def choose(words: str, rng: np.random.Generator, *, held_out: bool = False) -> str:
    """One of `words`; with `held_out`, sometimes one that training never shows."""
    options = alternatives(words)
    if held_out and options.held_out and rng.random() < HELD_OUT_WORD_CHANCE:
        return options.held_out[rng.integers(len(options.held_out))]
    items = options.known if held_out else options.known + options.training
    return items[rng.integers(len(items))]


@cache
def templates(all_templates: tuple[str, ...], held_out: bool) -> tuple[str, ...]:
    """The templates of one split, without their marks."""
    return tuple(
        item.removeprefix(HELD_OUT_MARK) for item in all_templates if item.startswith(HELD_OUT_MARK) == held_out
    )
