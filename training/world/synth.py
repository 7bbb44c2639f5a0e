"""The sounds of the world, as float64 waveforms at 16 kHz."""

from __future__ import annotations

import numpy as np
from scipy.signal import oaconvolve

RATE_HZ = 16_000


def seconds(duration_s: float) -> np.ndarray:
    """Sample instants of a sound of `duration_s`."""
    return np.arange(int(duration_s * RATE_HZ)) / RATE_HZ


def mix_in(track: np.ndarray, sound: np.ndarray, start_s: float, gain: float = 1.0) -> None:
    """Adds `sound` to `track` at `start_s`, which may lie before its start or run beyond its end."""
    first = int(round(start_s * RATE_HZ))
    if first < 0:
        sound, first = sound[-first:], 0
    count = min(len(sound), len(track) - first)
    if count > 0:
        track[first : first + count] += gain * sound[:count]


def modes(frequencies, decays_s, levels, duration_s: float) -> np.ndarray:
    """A struck body: decaying sines (modal synthesis)."""
    t = seconds(duration_s)
    out = np.zeros_like(t)
    for frequency, decay, level in zip(frequencies, decays_s, levels, strict=True):
        if frequency < 7800:
            out += level * np.exp(-t / decay) * np.sin(2 * np.pi * frequency * t)
    return out * np.minimum(t / 0.001, 1)


def tapered(sound: np.ndarray, end_s: float = 0.05) -> np.ndarray:
    """The sound with a short ramp at its end, so that cutting off a long ring does not click."""
    return sound * np.minimum(1, np.arange(len(sound), 0, -1) / (end_s * RATE_HZ))


def burst(rng: np.random.Generator, decay_s: float, duration_s: float, attack_s: float = 0.0005) -> np.ndarray:
    """White noise with an attack and an exponential end."""
    t = seconds(duration_s)
    return rng.normal(size=len(t)) * np.minimum(t / attack_s, 1) * np.exp(-t / decay_s)


def bright(noise: np.ndarray) -> np.ndarray:
    """High frequencies of a noise (first difference)."""
    return np.diff(noise, prepend=0.0)


def smooth(x: np.ndarray, width: int) -> np.ndarray:
    """Low-pass by a Hann window of `width` samples."""
    window = np.hanning(width)
    return oaconvolve(x, window / window.sum(), mode="same")


def drum_hit(rng: np.random.Generator, frequency_hz: float) -> np.ndarray:
    """A skin whose pitch falls, with the click of the stick."""
    t = seconds(0.3)
    glide = frequency_hz * (t + 0.6 * 0.03 * (1 - np.exp(-t / 0.03)))
    return np.sin(2 * np.pi * glide) * np.exp(-t / 0.1) + rng.normal(size=len(t)) * np.exp(-t / 0.015) * 0.35


VOWEL_FORMANTS_HZ = {
    "a": (800, 1200, 2600), "e": (500, 1900, 2600), "i": (300, 2300, 3000),
    "o": (500, 850, 2500), "u": (320, 750, 2400),
}  # fmt: skip


def sung_vowels(pitch_hz: np.ndarray, formants_hz: np.ndarray) -> np.ndarray:
    """Harmonics of a pitch curve `[L]`, weighted by three formant curves `[3, L]`."""
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
    out = np.zeros_like(pitch_hz)
    for harmonic in range(1, 26):
        frequency = harmonic * pitch_hz
        if frequency.min() > 5000:
            break
        gain = 0.02 + sum(
            level / (1 + ((frequency - formants_hz[k]) / (80 + 40 * k)) ** 2) for k, level in enumerate((1, 0.6, 0.25))
        )
        out += gain / harmonic**0.35 * np.sin(harmonic * phase) * (frequency < 7000)
    return out
