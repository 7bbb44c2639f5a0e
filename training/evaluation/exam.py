"""What every study starts from: held-out clips, what was made from prompts for the same things, and the judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch

from ...engine.mini import geometry
from ...engine.mini.text.attributes import SLOT_BY_NAME, one_hot
from ..prompts.prompts import Prompt
from ..speech.bank import Utterance
from ..world.voices import Voices
from .coded_clip import HeldOutClip
from .discriminant import Discriminant
from .judges import Judges, Observation
from .model import Mini, Request
from .real_clips import RealClips
from .recital import Recital
from .templates import template_lines
from .voice_listener import person_listener

MADE_SEED = 4_100


@dataclass(frozen=True)
class Scale:
    """How much is measured: clips of every kind, lines to say, clips of each further study; length of a clip."""

    per_scene: int
    lines: int
    per_study: int
    prompts: int
    video_latents: int


@dataclass(frozen=True)
class Exam:
    """`real[i]`: clip i through the autoencoders; `made[i]`: what the model made of `prompts[i]`, which asks
    for a clip of the same kind (and for other things beside that, which clip i need not show). `recitals`: `lines`
    said by the model. `bank_folder`: the recordings, for listeners that are fitted to some. `real_clips`: for studies
    that have clips of their own."""

    mini: Mini
    judges: Judges
    scale: Scale
    voices: Voices
    lines: tuple[Utterance, ...]
    clips: tuple[HeldOutClip, ...]
    prompts: tuple[Prompt, ...]
    real: tuple[Observation, ...]
    made: tuple[Observation, ...]
    recitals: tuple[Recital, ...]
    bank_folder: Path
    real_clips: RealClips

    def of(self, *scenes: str) -> list[int]:
        return [index for index, clip in enumerate(self.clips) if clip.scene in scenes]

    def make(self, requests: Sequence[Request]) -> list[Observation]:
        return make(self.mini, self.judges, requests, self.scale.video_latents)

    def make_sounds(self, requests: Sequence[Request]) -> list[np.ndarray]:
        """As `make`, without drawing the pictures."""
        return self.mini.make_sounds(requests, self.scale.video_latents)

    @cached_property
    def person_listener(self) -> Discriminant:
        """Tells whose voice it is: man, woman or child."""
        return person_listener(self.mini.autoencoders, template_lines(self.bank_folder))

    def few(self, scene: str) -> list[int]:
        """The clips of one kind that a further study uses."""
        return self.of(scene)[: self.scale.per_study]


def observe(mini: Mini, judges: Judges, video: torch.Tensor, audio: torch.Tensor) -> Observation:
    coders = mini.autoencoders
    return judges.observe(coders.decode_frames(video), coders.decode_samples(audio))


def make(mini: Mini, judges: Judges, requests: Sequence[Request], video_latents: int) -> list[Observation]:
    return [observe(mini, judges, *streams) for streams in mini.make(requests, video_latents)]


def asked(mini: Mini, prompt: Prompt, seed: int) -> Request:
    """As a user asks."""
    reading = mini.read(prompt.text)
    return Request(reading.context, reading.script, MADE_SEED + seed)


def described(clip: HeldOutClip, seed: int, **known: torch.Tensor) -> Request:
    """With the real clip's own attributes, and without words to say."""
    return Request(_context(clip), None, MADE_SEED + seed, **known)


def scripted(clip: HeldOutClip, seed: int) -> Request:
    """With the real clip's own attributes and its own script: the same sounds at the same instants."""
    return Request(_context(clip), clip.script, MADE_SEED + seed)


def _context(clip: HeldOutClip) -> torch.Tensor:
    """`[1, S, V]`: what the clip shows of all that a prompt can ask for; no prompt asks for the kind of a stage."""
    return one_hot({slot: value for slot, value in clip.attributes.items() if slot in SLOT_BY_NAME})[None]


def first_latent_mask(video_latents: int) -> torch.Tensor:
    """`[1, 1, T, 1, 1]`: keep the first video latent, make the others."""
    mask = torch.ones(1, 1, video_latents, 1, 1)
    mask[:, :, 0] = 0
    return mask


def shuffled_pairs(count: int, each: int = 4) -> list[tuple[int, int]]:
    """(i, j) with i != j: up to `each` others for every one of `count`."""
    return [(i, (i + shift) % count) for i in range(count) for shift in range(1, min(each, count - 1) + 1)]


def mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def samples_per_frame() -> int:
    return int(geometry.SAMPLE_RATE_HZ / geometry.FRAME_RATE)
