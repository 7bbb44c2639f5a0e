"""Whose voice is it? Pitch and spectrum, by linear discriminant analysis on recordings of the training split."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ..speech.bank import Utterance
from ..speech.pitch import LOWEST_HZ, pitch_track
from .autoencoders import Autoencoders
from .discriminant import Discriminant
from .features import log_mel
from .templates import coded

LINES = 300
BANDS = 24


def voice_features(samples: np.ndarray) -> np.ndarray:
    """`[L]` -> median pitch in octaves, voiced share, and average spectrum of the louder half. Without any pitch, as
    the sound autoencoder leaves some men, the median is the lowest that is looked for."""
    hertz = pitch_track(samples)
    voiced = np.isfinite(hertz)
    octaves = np.log2(np.median(hertz[voiced]) if voiced.any() else LOWEST_HZ)
    spectra = log_mel(torch.from_numpy(np.ascontiguousarray(samples, np.float32))[None], BANDS)[0].numpy()
    level = spectra.mean(axis=1)
    spectrum = spectra[level >= np.median(level)].mean(axis=0)
    return np.array([octaves, voiced.mean(), *(spectrum - spectrum.mean())])


def person_listener(coders: Autoencoders, lines: Sequence[Utterance]) -> Discriminant:
    """`voice_features` -> man, woman or child."""
    chosen = lines[:LINES]
    features = np.array([voice_features(coded(coders, line)) for line in chosen])
    return Discriminant.fit(features, [line.person for line in chosen])
