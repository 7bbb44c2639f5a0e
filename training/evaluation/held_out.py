"""The real clips that tandem-mini is compared with: new renders, with sentences that only the test split says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ...engine.mini import geometry
from ..speech.bank import Utterance, build_bank, load_bank
from ..speech.voices import ALL_MANNERS
from ..world.clip import WorldClip, make_clip
from ..world.labels import clip_script
from ..world.scene import Quote
from ..world.scenes import SCENES
from ..world.voices import Voices
from .asking import effort_of
from .autoencoders import Autoencoders
from .judges import Judges, Observation
from .measures import psnr_db

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


@dataclass(frozen=True)
class HeldOutClip:
    """One real clip: its labels, its script `[1, A, 9]`, its latents, its first frame and how well its picture is
    coded."""

    scene: str
    seed: int
    attributes: dict[str, str]
    quotes: tuple[Quote, ...]
    script: torch.Tensor
    first_frame: np.ndarray
    samples: np.ndarray
    video: torch.Tensor
    audio: torch.Tensor
    coding_psnr_db: float


def held_out_clips(
    per_scene: int, video_latents: int, voices: Voices, autoencoders: Autoencoders, judges: Judges
) -> Iterator[tuple[HeldOutClip, Observation]]:
    """`per_scene` clips of every kind, kind by kind, and what the judges find in them through the autoencoders. Some of
    those who talk whisper or shout, as in the prompts of `asking.phrasings`."""
    for kind, scene in enumerate(SCENES):
        for index in range(per_scene):
            seed = FIRST_SEED + 1000 * kind + index
            drawn = effort_of(scene, index) or scene
            clip = make_clip(seed, video_latents, voices, scene=drawn, size=geometry.PICTURE_SIZE)
            yield coded(clip, autoencoders, judges)


def coded(clip: WorldClip, autoencoders: Autoencoders, judges: Judges) -> tuple[HeldOutClip, Observation]:
    """A clip drawn at full size, and what the judges find in it once it has been through the autoencoders."""
    video, audio = autoencoders.encode_frames(clip.frames), autoencoders.encode_samples(clip.samples)
    frames, samples = autoencoders.decode_frames(video), autoencoders.decode_samples(audio)
    script = clip_script(clip, audio.shape[2])[None]
    held_out = HeldOutClip(
        clip.scene, clip.seed, clip.attributes, clip.quotes, script, clip.frames[0].copy(), clip.samples, video,
        audio, psnr_db(frames, clip.frames),
    )  # fmt: skip
    return held_out, judges.observe(frames, samples)
