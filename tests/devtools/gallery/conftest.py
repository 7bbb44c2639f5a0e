"""A clip that no model made."""

from fractions import Fraction

import numpy as np
import pytest
from tandem.engine.media.probe import Decoded


@pytest.fixture
def clip() -> Decoded:
    """A second of frames that grow brighter in red, and a tone of 1 kHz that begins in the middle."""
    frames = np.zeros((25, 64, 64, 3), np.uint8)
    frames[..., 0] = np.linspace(0, 240, 25).astype(np.uint8)[:, None, None]
    t = np.arange(16_000) / 16_000
    tone = np.where(t > 0.5, 0.3 * np.sin(2 * np.pi * 1000 * t), 0)[None].astype(np.float32)
    return Decoded(frames, tone, Fraction(25), 16_000)
