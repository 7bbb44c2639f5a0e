"""Tones of instruments as float64 waveforms at 16 kHz."""

from __future__ import annotations

import numpy as np

from .. import synth

HIGHEST_HZ = 7000


def piano_tone(rng: np.random.Generator, hz: float, length_s: float) -> np.ndarray:
    """Stretched partials of a stiff string, the high ones dying first, and the felt's knock."""
    t = synth.seconds(length_s + 0.35)
    out = np.zeros_like(t)
    for k in range(1, 15):
        partial = k * hz * np.sqrt(1 + 0.0004 * k * k)
        if partial < HIGHEST_HZ:
            out += np.exp(-t / (1.3 / (1 + 0.35 * k))) / k**1.2 * np.sin(2 * np.pi * partial * t)
    knock = synth.smooth(synth.burst(rng, 0.012, len(t) / synth.RATE_HZ), 15)[: len(t)]
    out = out * np.minimum(t / 0.002, 1) + 0.5 * np.pad(knock, (0, len(t) - len(knock)))
    return out * np.minimum(1, np.exp(-(t - length_s) / 0.07))


def xylophone_tone(hz: float) -> np.ndarray:
    """A wooden bar tuned so that its second mode is the twelfth."""
    return synth.tapered(synth.modes([hz, 3 * hz, 6.2 * hz], [0.22, 0.06, 0.025], [1, 0.5, 0.35], 0.9), 0.2)


def violin_tone(hz: float, length_s: float, body_hz=(290, 460, 1100, 2600)) -> np.ndarray:
    """A bowed string: a sawtooth's partials through four resonances of a body, with vibrato."""
    t = synth.seconds(length_s)
    vibrato = 1 + 0.007 * np.sin(2 * np.pi * 5.6 * t) * np.clip((t - 0.12) / 0.15, 0, 1)
    phase = 2 * np.pi * np.cumsum(hz * vibrato) / synth.RATE_HZ
    out = np.zeros_like(t)
    for k in range(1, 24):
        partial = k * hz
        if partial < HIGHEST_HZ:
            body = 0.25 + sum(1 / (1 + ((partial - peak) / (0.22 * peak)) ** 2) for peak in body_hz)
            out += body / k * np.sin(k * phase)
    return 0.6 * out * np.minimum(t / 0.025, 1) * np.clip((length_s - t) / 0.06, 0, 1)


def soft_tone(hz: float, length_s: float) -> np.ndarray:
    """An electric piano: a sine and its octave with a round start."""
    t = synth.seconds(length_s)
    wave = np.sin(2 * np.pi * hz * t) + 0.35 * np.sin(4 * np.pi * hz * t) * np.exp(-t / 0.3)
    return wave * np.exp(-t / 0.9) * np.minimum(t / 0.008, 1) * np.clip((length_s - t) / 0.05, 0, 1)
