"""The real clips of every kind, with sentences that only the test split says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..speech.bank import Utterance, build_bank, load_bank
from ..speech.voices import ALL_MANNERS
from ..world.scenes import SCENES
from .asking import effort_of
from .real_clips import Coded, RealClips

FIRST_SEED = 860_000_000
BANK_SEED, BANK_COUNT = 929, 2000


def bank_of(folder: Path, count: int, seed: int, split: str) -> list[Utterance]:
    """The utterances in `folder`, made first, in every mood, when there are none."""
    if not (folder / "index.json").is_file():
        build_bank(folder, count, seed, split, processes=1, emotions=tuple(ALL_MANNERS))
    return load_bank(folder)


def held_out_bank(folder: Path) -> list[Utterance]:
    return bank_of(folder / "evaluation", BANK_COUNT, BANK_SEED, "test")


def held_out_lines(bank: list[Utterance], count: int, longest_s: float) -> tuple[Utterance, ...]:
    """`count` different sentences that fit, English and Chinese as the bank mixes them."""
    by_text = {line.text: line for line in bank if line.duration_s <= longest_s}
    return tuple(by_text.values())[:count]


def held_out_clips(per_scene: int, video_latents: int, real: RealClips) -> Iterator[Coded]:
    """`per_scene` clips of every kind, kind by kind, and what the judges find in them through the autoencoders. Some of
    those who talk whisper or shout, as in the prompts of `asking.phrasings`."""
    for kind, scene in enumerate(SCENES):
        for index in range(per_scene):
            yield real.clip(FIRST_SEED + 1000 * kind + index, video_latents, effort_of(scene, index) or scene)
