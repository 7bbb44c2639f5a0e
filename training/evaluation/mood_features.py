"""What tells the mood of a voice, in numbers: the contour of its pitch, how fast it speaks, and its timbre, by which
voices are told apart (a mood is heard against the register of the person).

How loud the clip is does not count: the world's talkers are quiet, medium or loud in every mood.
"""

from __future__ import annotations

import numpy as np
import torch

from ..speech.pitch import LOWEST_HZ, PITCHES_PER_SECOND, pitch_track
from .features import FEATURES_PER_SECOND, MEL_BANDS, log_mel

PERCENTILES = (3, 10, 25, 50, 75, 90, 97)
LONGEST_STEP_OCTAVES = 0.15
"""From one value of the pitch to the next, 10 ms later; what is longer is a slip by an octave, or the next word."""
ACTIVE_BELOW_LOUDEST = 0.3 * np.log(30.0)
"""Windows that are less than 30 dB below the loudest count as speech; log_mel is 0.3 times a natural logarithm."""
MODULATION_HZ = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0, 15.0)
"""Edges of bands: syllables follow each other 3 to 9 times a second."""
SHORTEST_VOICED, SHORTEST_PIECE = 8, 4
TIMBRE_BANDS = MEL_BANDS // 2
COUNT = 2 * TIMBRE_BANDS + (len(PERCENTILES) + 7) + (len(MODULATION_HZ) - 1 + 4)


def voice_features(samples: np.ndarray) -> np.ndarray:
    """`[L]` in -1..1 -> float32 `[COUNT]`, each of about unit range."""
    spectra = log_mel(torch.from_numpy(np.asarray(samples, np.float32))[None])[0].numpy()
    level = spectra.max(axis=1)
    active = level > level.max() - ACTIVE_BELOW_LOUDEST
    parts = (_timbre(spectra[active]), _contour(pitch_track(samples), active), _rhythm(spectra, active))
    return np.concatenate(parts).astype(np.float32)


def _timbre(spectra: np.ndarray) -> np.ndarray:
    """`[N, MEL_BANDS]` -> mean and deviation over time of pairs of bands, without the level of the whole."""
    pairs = spectra.reshape(len(spectra), TIMBRE_BANDS, 2).mean(axis=2)
    return np.concatenate([pairs.mean(axis=0) - pairs.mean(), 2 * pairs.std(axis=0)])


def _contour(hertz: np.ndarray, active: np.ndarray) -> np.ndarray:
    """Pitch `[N]`, NaN where unvoiced -> percentiles, spread, movement and ends of the pieces, in octaves."""
    octaves = np.log2(hertz / LOWEST_HZ)
    voiced = np.isfinite(octaves)
    known = octaves[voiced]
    if len(known) < SHORTEST_VOICED:
        return np.zeros(len(PERCENTILES) + 7)
    steps = np.diff(octaves)
    steps = steps[np.isfinite(steps) & (np.abs(np.nan_to_num(steps)) < LONGEST_STEP_OCTAVES)]
    pieces = [piece for piece in _pieces(octaves) if len(piece) >= SHORTEST_PIECE]
    rises = [piece[-1] - piece[0] for piece in pieces] or [0.0]
    low, high = np.percentile(known, (10, 90))
    middle = known[(known >= low) & (known <= high)]
    return np.concatenate([
        np.percentile(known, PERCENTILES),
        [2 * known.std(), 4 * middle.std(), 20 * np.abs(steps).mean() if len(steps) else 0.0,
         20 * steps.std() if len(steps) else 0.0, 2 * float(np.mean(rises)), 2 * float(np.std(rises)),
         voiced.sum() / max(active.sum(), 1)],
    ])  # fmt: skip


def _pieces(octaves: np.ndarray) -> list[np.ndarray]:
    """The stretches of a track without NaN."""
    known = np.isfinite(octaves)
    ends = np.flatnonzero(np.diff(known.astype(np.int8))) + 1
    return [piece for piece in np.split(octaves, ends) if len(piece) and np.isfinite(piece[0])]


def _rhythm(spectra: np.ndarray, active: np.ndarray) -> np.ndarray:
    """How the spectrum changes: share of every band of modulations, change per 10 ms, changes of voice a second."""
    floor = spectra.max() - 2 * ACTIVE_BELOW_LOUDEST
    heard = np.maximum(spectra, floor)
    bands = heard.reshape(len(heard), 8, -1).mean(axis=2)
    power = np.square(np.abs(np.fft.rfft((bands - bands.mean(axis=0)) * np.hanning(len(bands))[:, None], axis=0)))
    hertz = np.fft.rfftfreq(len(bands), 1 / FEATURES_PER_SECOND)
    edges = np.searchsorted(hertz, MODULATION_HZ)
    energy = np.array([power[a:b].sum() for a, b in zip(edges[:-1], edges[1:], strict=True)]) + 1e-9
    changes = np.abs(np.diff(heard, axis=0)).mean(axis=1)[active[1:] & active[:-1]]
    spread = [changes.mean(), changes.std(), np.percentile(changes, 90)] if len(changes) else [0.0] * 3
    onsets = np.count_nonzero(np.diff(active.astype(np.int8)) > 0) / max(active.sum() / PITCHES_PER_SECOND, 0.1)
    return np.concatenate([0.5 * np.log(energy / energy.sum()) + 1, 10 * np.array(spread), [onsets / 5]])
