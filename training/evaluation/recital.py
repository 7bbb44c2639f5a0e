"""Held-out sentences three times: recorded by the synthesiser, said by the model, said with the recording's timing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from ...engine.mini import geometry
from ...engine.mini.text.phonemes import PHONEME_IDS
from ...engine.mini.text.script import TimedPhoneme, script_tensor
from ..speech.bank import Utterance
from .asking import line_prompt
from .autoencoders import Autoencoders
from .model import Mini, Request

FIRST_SEED = 4_800
START_S = 0.2
"""When a line begins in its clip: as the reader of prompts places it."""


@dataclass(frozen=True)
class Recital:
    """One line. `read`: the script `[1, A, 14]` that the prompt became (None when nothing was found to say); `timed`:
    the script with the instants of the recording. `recorded` went through the sound autoencoder; `said` follows `read`,
    `said_in_time` follows `timed`; all `[L]` float32."""

    line: Utterance
    read: torch.Tensor | None
    timed: torch.Tensor
    recorded: np.ndarray
    said: np.ndarray
    said_in_time: np.ndarray


def recite(mini: Mini, lines: Sequence[Utterance], video_latents: int) -> tuple[Recital, ...]:
    """Every line in a clip of its own."""
    readings = [mini.read(line_prompt(line, index).text) for index, line in enumerate(lines)]
    audio_latents = video_latents * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT
    timed = [true_script(line, audio_latents) for line in lines]
    said, in_time = (
        mini.make_sounds(
            [
                Request(reading.context, script, FIRST_SEED + index)
                for index, (reading, script) in enumerate(zip(readings, scripts, strict=True))
            ],
            video_latents,
        )
        for scripts in ([reading.script for reading in readings], timed)
    )
    recorded = [_recorded(mini.autoencoders, line, audio_latents) for line in lines]
    scripts = [reading.script for reading in readings]
    return tuple(Recital(*parts) for parts in zip(lines, scripts, timed, recorded, said, in_time, strict=True))


def true_script(line: Utterance, audio_latents: int) -> torch.Tensor:
    """`[1, A, 14]` with the instants of the recording."""
    phonemes = [TimedPhoneme(START_S + a, START_S + b, name, 1, prosody) for a, b, name, prosody in line.phonemes]
    return script_tensor(phonemes, PHONEME_IDS, audio_latents)[None]


def _recorded(coders: Autoencoders, line: Utterance, audio_latents: int) -> np.ndarray:
    """The recording itself through the sound autoencoder."""
    samples = np.zeros(audio_latents * geometry.SAMPLES_PER_AUDIO_LATENT, np.float32)
    start = round(START_S * geometry.SAMPLE_RATE_HZ)
    said = np.asarray(line.samples, np.float32)[: len(samples) - start] / 32767
    samples[start : start + len(said)] = said
    return coders.decode_samples(coders.encode_samples(samples))
