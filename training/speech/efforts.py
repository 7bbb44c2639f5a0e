"""Whispered and shouted lines, made from spoken ones; phoneme times and mouth curves stay as they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...engine.mini.geometry import SAMPLE_RATE_HZ
from .bank import PEAK_LIMIT, Utterance
from .resynthesis import WINDOW, Analysis, analyse, resynthesise

WHISPER_RMS, SHOUT_RMS = 0.3, 1.5
"""Loudness relative to the spoken line."""
SHOUT_PITCH = 1.35
SHOUT_TILT_DB = 5.0
"""Per octave above 500 Hz, up to 4 kHz: a raised voice has more of its sound in the high harmonics."""
WHISPER_BASS_HZ = 450
"""A whisper has no voice below the first formant."""


def whispered(line: Utterance, rng: np.random.Generator) -> Utterance:
    """The same sounds on noise alone."""
    analysis = analyse(_waveform(line))
    hz = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE_HZ)
    envelopes = analysis.envelopes * (hz / np.hypot(hz, WHISPER_BASS_HZ))
    breath = Analysis(envelopes, analysis.pitch_hz, np.zeros_like(analysis.voiced))
    spoken = _with_sound(line, resynthesise(breath, analysis.pitch_hz, rng), WHISPER_RMS)
    return replace(spoken, pitches=(0.0,) * len(line.pitches))


def shouted(line: Utterance, rng: np.random.Generator) -> Utterance:
    """The same sounds at a third more pitch, brighter and pressed."""
    analysis = analyse(_waveform(line))
    hz = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE_HZ)
    octaves = np.log2(np.clip(hz, 500, 4000) / 500)
    louder = Analysis(analysis.envelopes * 10 ** (SHOUT_TILT_DB * octaves / 20), analysis.pitch_hz, analysis.voiced)
    spoken = _with_sound(line, resynthesise(louder, _steadied(analysis) * SHOUT_PITCH, rng), SHOUT_RMS)
    return replace(spoken, pitches=tuple(hertz * SHOUT_PITCH for hertz in line.pitches))


def _steadied(analysis: Analysis) -> np.ndarray:
    """The pitch curve with the unvoiced stretches bridged and single wrong frames voted out."""
    voiced = np.flatnonzero(analysis.voiced > 0.5)
    if not len(voiced):
        return np.full_like(analysis.pitch_hz, 150.0)
    known = analysis.pitch_hz[voiced]
    neighbours = np.lib.stride_tricks.sliding_window_view(np.pad(known, 3, "edge"), 7)
    return np.interp(np.arange(len(analysis.pitch_hz)), voiced, np.median(neighbours, axis=1))


def _waveform(line: Utterance) -> np.ndarray:
    return np.asarray(line.samples, np.float64) / 32767


def _with_sound(line: Utterance, sound: np.ndarray, loudness: float) -> Utterance:
    spoken, sound = _waveform(line), sound[: len(line.samples)]
    gain = loudness * np.sqrt(np.mean(spoken**2) / max(float(np.mean(sound**2)), 1e-9))
    pressed = np.tanh(sound * gain) if loudness > 1 else sound * gain
    gain = min(1.0, PEAK_LIMIT / max(float(np.abs(pressed).max()), 1e-9))
    return replace(line, samples=np.round(pressed * gain * 32767).astype(np.int16))
