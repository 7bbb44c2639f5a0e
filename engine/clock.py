"""The one clock: exact conversions between seconds, frames and samples.

Every index is computed from the clip's start, never accumulated, so that rounding cannot drift. Halves round to even.
"""

from __future__ import annotations

import math
from fractions import Fraction

BROADCAST_RATES = tuple(Fraction(whole * 1000, 1001) for whole in (24, 30, 48, 60, 120))
BROADCAST_TOLERANCE = Fraction(1, 200)
"""How loosely people type these: 23.976 and 23.98 mean 24000/1001."""


class ClockError(ValueError):
    """A rate or a time that no clock can run at, said in one sentence."""


def sample_of_frame(frame: int, frame_rate: Fraction, sample_rate_hz: int) -> int:
    """Index of the sample that sounds when frame number `frame` (0 is the first) appears."""
    return round(Fraction(frame) / frame_rate * sample_rate_hz)


def samples_for_frames(frames: int, frame_rate: Fraction, sample_rate_hz: int) -> int:
    """Samples of sound that belong to a clip of `frames` frames."""
    return sample_of_frame(frames, frame_rate, sample_rate_hz)


def frame_at(seconds: Fraction, frame_rate: Fraction) -> int:
    """Number of the frame that begins nearest to `seconds`."""
    return round(seconds * frame_rate)


def duration_s(frames: int, frame_rate: Fraction) -> Fraction:
    return Fraction(frames) / frame_rate


def latents_in(seconds: Fraction, latent_s: Fraction) -> Fraction:
    """How many latents of `latent_s` seconds each `seconds` holds; not rounded."""
    return seconds / latent_s


def frames_per_whole(period_s: Fraction, frame_rate: Fraction) -> int:
    """The smallest number of frames that lasts a whole number of periods of `period_s` seconds."""
    return (1 / (frame_rate * period_s)).denominator


def exact_rate(typed: float) -> Fraction:
    """The frame rate that a person means by `typed`: 25.0 -> 25, 23.976 -> 24000/1001, 12.5 -> 25/2.

    Raises ClockError for what is not a positive finite number.
    """
    if not math.isfinite(typed) or typed < 0.001:
        raise ClockError(f"frame_rate: expected a number above 0 such as 25, got {typed}")
    for broadcast in BROADCAST_RATES:
        if abs(Fraction(typed) - broadcast) < BROADCAST_TOLERANCE:
            return broadcast
    return Fraction(round(typed * 1000), 1000)
