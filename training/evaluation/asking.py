"""Prompts for the evaluation: held-out phrasings, with held-out sentences in their quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..prompts.prompts import Prompt, write_prompt
from ..speech.bank import Utterance

LANGUAGES = ("english", "chinese")
SEED = 83
QUOTES = {"talk": 1, "dialogue": 2}
"""How many lines the prompts of a scene have; scenes not named here have none."""
QUOTED = re.compile('“[^”]*”|"[^"]*"|«[^»]*»|「[^」]*」|『[^』]*』')
TRIES = 3000


@dataclass(frozen=True)
class Wish:
    """What a prompt must say, besides whatever else its phrasing adds: `stated` slots, and one line per quote."""

    scene: str
    stated: dict[str, str]
    lines: tuple[str, ...] = ()


def phrase(wish: Wish, number: int) -> Prompt:
    """A held-out phrasing of `wish`, the same for the same `number`; English and Chinese take turns.

    Raises ValueError when no phrasing says it.
    """
    rng = np.random.default_rng((SEED, number))
    for _ in range(TRIES):
        prompt = write_prompt(rng, LANGUAGES[number % 2], scene=wish.scene, held_out=True)
        stated = {"scene": wish.scene, **wish.stated}.items() <= prompt.attributes.items()
        if stated and prompt.speakers == tuple(range(1, len(wish.lines) + 1)):
            return replace(prompt, text=with_lines(prompt.text, wish.lines))
    raise ValueError(f"prompt: expected a phrasing that says {wish}, found none in {TRIES} tries")


def with_lines(text: str, lines: Sequence[str]) -> str:
    """`text` with the words between its quotation marks replaced, in order."""
    rest = iter(lines)
    return QUOTED.sub(lambda found: found.group()[0] + next(rest) + found.group()[-1], text)


def phrasings(scene: str, count: int, lines: Sequence[Utterance]) -> list[Prompt]:
    """`count` prompts for one kind of clip; speech scenes say `lines` in turn."""
    per_prompt = QUOTES.get(scene, 0)
    prompts = []
    for index in range(count):
        start = index * per_prompt
        said = tuple(lines[(start + k) % len(lines)].text for k in range(per_prompt))
        prompts.append(phrase(Wish(scene, {}, said), index))
    return prompts


def line_prompt(line: Utterance, number: int) -> Prompt:
    """One person says one line, in a phrasing of either language."""
    return phrase(Wish("talk", {}, (line.text,)), 10_000 + number)
