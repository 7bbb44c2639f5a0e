"""Tones on syllables whose melody is known."""

import numpy as np
from tandem.training.evaluation.script_reading import Sound
from tandem.training.evaluation.tone_listener import contours, fitted

RATE_HZ = 16_000
SYLLABLE_S = 0.2
MELODIES = {1: (4.0, 4.0), 2: (-2.0, 4.0), 4: (4.0, -4.0)}
"""Tone -> semitones at the start and at the end of its syllable."""


def line(tones: list[int], register_hz: float, seed: int) -> tuple[np.ndarray, list[Sound]]:
    """A hummed line of `tones`, a short pause after every one."""
    rng = np.random.default_rng(seed)
    count = int(SYLLABLE_S * RATE_HZ)
    curves = [np.linspace(*MELODIES[tone], count) + rng.normal(0, 0.5) for tone in tones]
    phase = 2 * np.pi * np.cumsum(register_hz * 2 ** (np.concatenate(curves) / 12)) / RATE_HZ
    envelope = np.tile(np.minimum(1, 8 * np.sin(np.pi * np.arange(count) / count)), len(tones))
    samples = sum(np.sin(k * phase) / k for k in range(1, 5)) * envelope * 0.2
    parts = []
    for place, tone in enumerate(tones):
        start_s = place * SYLLABLE_S
        parts.append(Sound(start_s, start_s + 0.05, ("zh:m",), 1, tone))
        parts.append(Sound(start_s + 0.05, start_s + SYLLABLE_S, ("zh:a",), 1, tone))
    return samples, parts


def lines(count: int, register_hz: float, seed: int):
    rng = np.random.default_rng(seed)
    return [
        contour
        for number in range(count)
        for contour in contours(*line([int(tone) for tone in rng.choice([1, 2, 4], 5)], register_hz, seed + number))
    ]


def test_tones_learned_from_a_low_voice_are_heard_in_a_high_one():
    low, high = lines(20, 120.0, 10), lines(8, 260.0, 900)
    listener = fitted(low)
    right = [listener.choose(c.features[None])[0] == c.tone for c in high]
    assert np.mean(right) > 0.9


def test_every_syllable_is_reported_with_its_tone_also_when_nothing_is_heard():
    samples, parts = line([1, 4, 2], 150.0, 3)
    silent = list(contours(np.zeros_like(samples), parts))
    assert [contour.tone for contour in silent] == [1, 4, 2]
    assert all(contour.features is None for contour in silent)
