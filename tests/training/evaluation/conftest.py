"""Clips and sounds whose answers are known."""

from collections.abc import Callable

import numpy as np
import pytest
from tandem.training.evaluation.judges import Observation

RATE_HZ = 16_000


@pytest.fixture
def nothing() -> Observation:
    """A clip of 2 s in which nothing is seen or heard."""
    return Observation(
        seen_impacts_s=np.array([]),
        heard_impacts_s=np.array([]),
        mouth=np.zeros(50),
        mouths=np.zeros((2, 50)),
        seen={},
        heard={},
        phonemes=(),
        samples=np.zeros(32_000, np.float32),
        sheet=np.zeros((8, 128, 128, 3)),
    )


@pytest.fixture(scope="session")
def strokes() -> Callable[[float, float], np.ndarray]:
    """(first_s, beat_s) -> 4 s of loud and soft strokes in turn, with quiet ones between them."""

    def make(first_s: float, beat_s: float) -> np.ndarray:
        rng = np.random.default_rng(1)
        t = np.arange(int(0.12 * RATE_HZ)) / RATE_HZ
        out = np.zeros(5 * RATE_HZ)
        for count, start_s in enumerate(np.arange(first_s, 4.0, beat_s)):
            for offset_s, loudness in ((0.0, (0.5, 0.25)[count % 2]), (beat_s / 2, 0.06)):
                first = round((start_s + offset_s) * RATE_HZ)
                out[first : first + len(t)] += loudness * rng.normal(size=len(t)) * np.exp(-t / 0.03)
        return out[: 4 * RATE_HZ]

    return make
