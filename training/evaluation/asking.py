"""Prompts for the evaluation: held-out phrasings, with held-out sentences in their quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...engine.mini.text.scene_slots import OFF_SCREEN, SCENE_SLOTS
from ..prompts.prompts import Prompt, write_prompt
from ..speech.bank import Utterance
from ..world.scenes import VARIANTS

LANGUAGES = ("english", "chinese")
SEED = 83
QUOTES = {"talk": 1, "dialogue": 2, "sing_words": 1, "commercial": 1}
"""How many lines the prompts of a scene have; scenes not named here have none."""
EFFORTS, EFFORT_EVERY = tuple(VARIANTS), 4
SUNG, SHARE_OF_SUNG_LINES = "sing_words", 4
"""A note for every syllable takes longer than speech: only the shortest quarter of the lines is sung."""
QUOTED = re.compile('“[^”]*”|"[^"]*"|«[^»]*»|「[^」]*」|『[^』]*』')
TRIES = 3000


@dataclass(frozen=True)
class Wish:
    """What a prompt must say, besides whatever else its phrasing adds: `stated` slots, and one line per quote, but no
    loudness of `without`.

    People on screen say the lines in turn; in scenes that have a narrator, the narrator does.
    """

    scene: str
    stated: dict[str, str]
    lines: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[int, ...]:
        """Who says the lines."""
        if "narrator" in SCENE_SLOTS[self.scene]:
            return (OFF_SCREEN,) * len(self.lines)
        return tuple(range(1, len(self.lines) + 1))


def phrase(wish: Wish, number: int) -> Prompt:
    """A held-out phrasing of `wish`, the same for the same `number`; English and Chinese take turns.

    A phrasing that names a language names that of its lines. Raises ValueError when no phrasing says it.
    """
    spoken = {language_of(line) for line in wish.lines}
    rng = np.random.default_rng((SEED, number))
    for _ in range(TRIES):
        prompt = write_prompt(rng, LANGUAGES[number % 2], scene=wish.scene, held_out=True)
        stated = {"scene": wish.scene, **wish.stated}.items() <= prompt.attributes.items()
        named = prompt.attributes.get("language")
        fitting = not spoken or named is None or {named} == spoken
        allowed = prompt.attributes.get("loudness") not in wish.without
        if stated and fitting and allowed and prompt.speakers == wish.speakers:
            return replace(prompt, text=with_lines(prompt.text, wish.lines))
    raise ValueError(f"prompt: expected a phrasing that says {wish}, found none in {TRIES} tries")


def language_of(line: str) -> str:
    """Chinese is what has Chinese characters."""
    return "chinese" if any("\u4e00" <= letter <= "\u9fff" for letter in line) else "english"


def with_lines(text: str, lines: Sequence[str]) -> str:
    """`text` with the words between its quotation marks replaced, in order."""
    rest = iter(lines)
    return QUOTED.sub(lambda found: found.group()[0] + next(rest) + found.group()[-1], text)


def phrasings(scene: str, count: int, lines: Sequence[Utterance]) -> list[Prompt]:
    """`count` prompts for one kind of clip; scenes with words say `lines` in turn, the lines of one prompt in one
    language. Some talkers are asked to whisper or to shout."""
    if scene == SUNG:
        lines = sorted(lines, key=lambda line: line.duration_s)[: -(-len(lines) // SHARE_OF_SUNG_LINES)]
    prompts = []
    for index in range(count):
        effort = effort_of(scene, index)
        stated = {"loudness": effort} if effort else {}
        prompts.append(phrase(Wish(scene, stated, _said(lines, index, QUOTES.get(scene, 0))), index))
    return prompts


def effort_of(scene: str, index: int) -> str | None:
    """With which effort clip or prompt `index` of a scene talks: every fourth talker whispers or shouts."""
    if scene != "talk" or index % EFFORT_EVERY != 1:
        return None
    return EFFORTS[index // EFFORT_EVERY % len(EFFORTS)]


def _said(lines: Sequence[Utterance], index: int, count: int) -> tuple[str, ...]:
    """`count` lines of the language of the first of them."""
    if not count:
        return ()
    first = lines[index * count % len(lines)]
    same = [line.text for line in lines if line.language == first.language]
    start = same.index(first.text)
    return tuple(same[(start + k) % len(same)] for k in range(count))


def line_prompt(line: Utterance, number: int) -> Prompt:
    """One person says one line, in a phrasing of either language."""
    return phrase(Wish("talk", {}, (line.text,)), 10_000 + number)
