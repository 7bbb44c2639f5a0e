"""Source and filter taken apart: the spectral envelope of speech, put on another pitch, on noise, or on other times.

The envelope of a frame is its log magnitude smoothed in the cepstrum, raised to its peaks in a few rounds ("true
envelope", Roebel and Rodet 2005); the new source is a pulse train or white noise, filtered frame by frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...engine.mini.geometry import SAMPLE_RATE_HZ

HOP = 80
"""Samples between frames: 5 ms."""
WINDOW = 512
SHORTEST_LIFTER, LONGEST_LIFTER = 22, 50
"""Cepstral samples that are kept: half a period of the voice, so that the envelope does not follow its harmonics."""
PEAK_ROUNDS = 6
LOWEST_PITCH_HZ, HIGHEST_PITCH_HZ = 65, 420
HIGHEST_HARMONIC_HZ = 7600
VOICED_ABOVE = 0.55
"""A frame is voiced when it resembles itself one period later by more than this (normalised autocorrelation)."""


@dataclass(frozen=True)
class Analysis:
    """Frames at 200 Hz: `envelopes` `[T, 257]` magnitudes, `pitch_hz` `[T]`, `voiced` `[T]` from 0 to 1."""

    envelopes: np.ndarray
    pitch_hz: np.ndarray
    voiced: np.ndarray

    def at(self, frames: np.ndarray) -> Analysis:
        """Other times: frame i of the result is frame `frames[i]` (a fraction lies between two) of this one."""
        place = np.clip(frames, 0, len(self.voiced) - 1)
        low = np.minimum(place.astype(int), max(len(self.voiced) - 2, 0))
        high = np.minimum(low + 1, len(self.voiced) - 1)
        part = place - low

        def between(values: np.ndarray) -> np.ndarray:
            share = part if values.ndim == 1 else part[:, None]
            return values[low] * (1 - share) + values[high] * share

        return Analysis(between(self.envelopes), between(self.pitch_hz), between(self.voiced))


def analyse(samples: np.ndarray) -> Analysis:
    """`[L]` at 16 kHz -> one frame for every 5 ms."""
    frames = _frames(np.asarray(samples, np.float64))
    spectrum = np.fft.rfft(frames * np.hanning(WINDOW), axis=1)
    pitch_hz, likeness = _pitch(frames)
    voiced = _smoothed((likeness > VOICED_ABOVE).astype(float), 5)
    return Analysis(_envelopes(np.abs(spectrum), pitch_hz), pitch_hz, voiced)


def resynthesise(analysis: Analysis, pitch_hz: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """float64 `[T * 80]`: the analysis' envelopes on a new pitch `[T]`, and on noise where it is not voiced."""
    count = len(analysis.voiced) * HOP
    at = np.arange(count) / HOP
    voiced = np.interp(at, np.arange(len(analysis.voiced)), analysis.voiced)
    pulses = pulse_train(np.interp(at, np.arange(len(pitch_hz)), pitch_hz))
    source = pulses * voiced + rng.normal(size=count) * (1 - voiced)
    return _filtered(source, analysis.envelopes)


def pulse_train(pitch_hz: np.ndarray) -> np.ndarray:
    """Equal harmonics of a pitch curve `[L]` up to 7.6 kHz, with a mean square of about 1."""
    phase = 2 * np.pi * np.cumsum(pitch_hz) / SAMPLE_RATE_HZ
    harmonics = np.maximum(np.floor(HIGHEST_HARMONIC_HZ / pitch_hz), 1)
    half = np.sin(phase / 2)
    flat = np.abs(half) < 1e-4
    # The sum of cos(k phase) for k = 1..n in closed form (Dirichlet kernel).
    total = np.sin((harmonics + 0.5) * phase) / (2 * np.where(flat, 1.0, half)) - 0.5
    return np.where(flat, harmonics, total) / np.sqrt(harmonics / 2)


def _frames(samples: np.ndarray) -> np.ndarray:
    count = max(1, int(np.ceil(len(samples) / HOP)))
    padded = np.pad(samples, (WINDOW // 2, WINDOW // 2 + count * HOP - len(samples)))
    return np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:count]


def _envelopes(magnitude: np.ndarray, pitch_hz: np.ndarray) -> np.ndarray:
    log = np.log(magnitude + 1e-6)
    kept = np.clip(0.5 * SAMPLE_RATE_HZ / pitch_hz, SHORTEST_LIFTER, LONGEST_LIFTER)[:, None]
    quefrency = np.minimum(np.arange(WINDOW), WINDOW - np.arange(WINDOW))
    target = log
    for _ in range(PEAK_ROUNDS):
        cepstrum = np.fft.irfft(target, axis=1) * (quefrency < kept)
        smooth = np.fft.rfft(cepstrum, axis=1).real
        target = np.maximum(log, smooth)
    return np.exp(smooth)


def _pitch(frames: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pitch in Hz and likeness 0..1 of every frame: the peak of the normalised autocorrelation, by a parabola."""
    longest, shortest = SAMPLE_RATE_HZ // LOWEST_PITCH_HZ, SAMPLE_RATE_HZ // HIGHEST_PITCH_HZ
    window = np.hanning(WINDOW)

    def correlation(x: np.ndarray) -> np.ndarray:
        return np.fft.irfft(np.abs(np.fft.rfft(x, 2 * WINDOW, axis=-1)) ** 2, axis=-1)[..., : longest + 1]

    likeness = correlation(frames * window) / correlation(window)
    likeness = likeness / np.maximum(likeness[:, :1], 1e-9) * (likeness[:, :1] > 1e-7)
    # A little less for longer periods: two periods look as much alike as one.
    lags = np.arange(shortest, longest + 1)
    best = (likeness[:, shortest:] * (1 - 0.15 * lags / longest)).argmax(axis=1)
    rows, lag = np.arange(len(frames)), np.clip(lags[best], shortest, longest - 1)
    left, peak, right = (likeness[rows, lag + k] for k in (-1, 0, 1))
    curve = np.minimum(left - 2 * peak + right, -1e-6)
    return SAMPLE_RATE_HZ / (lag + np.clip(0.5 * (left - right) / curve, -0.5, 0.5)), peak


def _smoothed(values: np.ndarray, width: int) -> np.ndarray:
    window = np.hanning(width + 2)[1:-1]
    return np.convolve(np.pad(values, width // 2, "edge"), window / window.sum(), "valid")


def _filtered(source: np.ndarray, envelopes: np.ndarray) -> np.ndarray:
    """Every frame's spectrum times its envelope, overlapped and added.

    Scaled so that noise, whose envelope lies on its peaks, about 5 dB above its mean, keeps its level.
    """
    window = np.hanning(WINDOW + 1)[:-1]
    spectrum = np.fft.rfft(_frames(source)[: len(envelopes)] * window, axis=1)
    pieces = np.fft.irfft(spectrum * envelopes, axis=1)
    out = np.zeros(len(envelopes) * HOP + 2 * WINDOW)
    for index, piece in enumerate(pieces):
        out[index * HOP : index * HOP + WINDOW] += piece
    middle = out[WINDOW // 2 : WINDOW // 2 + len(source)]
    return middle * HOP / (window.sum() * np.sqrt(3 * np.square(window).sum()))
