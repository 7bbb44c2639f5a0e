"""Mouth shapes: from espeak's mnemonics and the loudness of the sound to curves of open, wide and round at 100 Hz."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

CURVE_RATE_HZ = 100
REST = (0.0, 0.35, 0.0)
LIPS_CLOSED = (0.0, 0.30, 0.10)
_VOWELS = {
    "a": (1.00, 0.50, 0.00),
    "A": (1.00, 0.40, 0.00),
    "&": (0.85, 0.55, 0.00),
    "0": (0.80, 0.20, 0.50),
    "V": (0.75, 0.40, 0.00),
    "@": (0.50, 0.40, 0.10),
    "3": (0.50, 0.30, 0.30),
    "E": (0.65, 0.70, 0.00),
    "e": (0.55, 0.80, 0.00),
    "I": (0.35, 0.80, 0.00),
    "i": (0.30, 1.00, 0.00),
    "y": (0.28, 0.10, 0.95),
    "o": (0.70, 0.00, 0.90),
    "O": (0.80, 0.00, 0.80),
    "u": (0.32, 0.00, 1.00),
    "U": (0.38, 0.05, 0.85),
}
_CONSONANTS = {
    **dict.fromkeys("mbp", LIPS_CLOSED),
    **dict.fromkeys("fv", (0.12, 0.40, 0.00)),
    **dict.fromkeys("w", (0.22, 0.00, 1.00)),
    **dict.fromkeys("r", (0.30, 0.15, 0.55)),
    **dict.fromkeys("j", (0.28, 0.90, 0.00)),
    **dict.fromkeys("SZ", (0.22, 0.20, 0.60)),
    **dict.fromkeys("TD", (0.25, 0.50, 0.00)),
    **dict.fromkeys("lL", (0.35, 0.50, 0.00)),
}
_OTHER_CONSONANT = (0.20, 0.50, 0.00)
SUNG_VOWELS = {f"sing:{vowel}": _VOWELS[vowel] for vowel in "aeiou"}
_SMOOTHING = np.hanning(9)[1:-1] / np.hanning(9).sum()


def shapes(mnemonic: str) -> list[tuple[float, float, float]]:
    """The (open, wide, round) targets that the mouth passes through: one for most sounds, more for diphthongs."""
    vowels = [_VOWELS[letter] for letter in mnemonic.replace("y&", "yE") if letter in _VOWELS]
    if mnemonic[0] in _VOWELS and vowels:
        return vowels
    return [_CONSONANTS.get(mnemonic[0], _OTHER_CONSONANT)]


def closes_lips(mnemonic: str) -> bool:
    """True for m, b and p in every espeak spelling (`ph`, `b#`, ...)."""
    return mnemonic[0] in "mbp"


def loudness_envelope(samples: np.ndarray, sample_rate_hz: int, count: int) -> np.ndarray:
    """`[count]` in 0..1 at 100 Hz: root mean square over 30 ms, relative to the loudest instant."""
    window = sample_rate_hz * 3 // CURVE_RATE_HZ
    power = np.convolve(np.square(samples), np.ones(window) / window, "same")
    envelope = np.sqrt(np.maximum(power, 0))[:: sample_rate_hz // CURVE_RATE_HZ][:count]
    envelope = np.pad(envelope, (0, count - len(envelope)))
    return envelope / max(float(envelope.max()), 1e-6)


def mouth_curves(phonemes: Sequence[tuple[float, float, str]], samples: np.ndarray, sample_rate_hz: int) -> np.ndarray:
    """float32 `[n, 3]` at 100 Hz for (start_s, end_s, mnemonic) triples: the shapes, opened by the sound's loudness."""
    count = int(np.ceil(len(samples) / sample_rate_hz * CURVE_RATE_HZ)) + 1
    curves = np.tile(np.array(REST, np.float32), (count, 1))
    closed = np.zeros(count, bool)
    for start_s, end_s, mnemonic in phonemes:
        first = int(start_s * CURVE_RATE_HZ)
        last = min(max(first + 1, int(end_s * CURVE_RATE_HZ)), count)
        targets = np.array(shapes(mnemonic), np.float32)
        places = np.linspace(0, len(targets) - 1, max(last - first, 1)).round().astype(int)
        curves[first:last] = targets[places][: last - first]
        closed[first:last] = closes_lips(mnemonic)
    smooth = np.stack([np.convolve(np.pad(c, 4, "edge"), _SMOOTHING, "same")[4:-4] for c in curves.T], axis=1)
    smooth[:, 0] *= np.clip(loudness_envelope(samples, sample_rate_hz, count) * 1.8, 0, 1)
    smooth[closed, 0] = 0.0
    return smooth.astype(np.float32)
