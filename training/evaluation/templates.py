"""Recordings of the training split, for listeners that are fitted when they are needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ...engine.mini.geometry import SAMPLES_PER_AUDIO_LATENT
from ..speech.bank import Utterance
from .autoencoders import Autoencoders
from .held_out import bank_of

BANK_SEED, BANK_COUNT = 937, 2500


def template_lines(folder: Path) -> list[Utterance]:
    """Recordings of the training split, made first when there are none in `folder`."""
    return bank_of(folder / "listeners", BANK_COUNT, BANK_SEED, "train")


def recorded(line: Utterance) -> np.ndarray:
    """A recording as it is, float32 `[L]` in -1..1."""
    return np.asarray(line.samples, np.float32) / 32767


def coded(coders: Autoencoders, line: Utterance) -> np.ndarray:
    """A recording through the sound autoencoder, as everything that the model makes; silence up to a whole latent."""
    samples = recorded(line)
    return coders.decode_samples(coders.encode_samples(np.pad(samples, (0, -len(samples) % SAMPLES_PER_AUDIO_LATENT))))
