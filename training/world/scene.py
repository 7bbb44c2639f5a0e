"""What every scene of the world produces before it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ...engine.mini.text.cues import Cue
from ...engine.mini.text.script import TimedPhoneme
from .canvas import Canvas
from .synth import RATE_HZ

CLOSED = np.array([0.0, 0.35, 0.0], np.float32)
"""A mouth at rest: open, wide, round."""

MouthTrack = Callable[[np.ndarray], np.ndarray]
"""Instants in seconds `[F]` -> mouth shape `[F, 3]`."""


def closed_mouth(times_s: np.ndarray) -> np.ndarray:
    return np.tile(CLOSED, (len(times_s), 1))


@dataclass(frozen=True)
class Quote:
    """A line that is spoken: speaker 1 or 2 on screen, 3 off screen."""

    text: str
    language: str
    speaker: int
    start_s: float


@dataclass
class Scene:
    """Built up by one scene function: the sound, the labels, and how to draw any instant of it.

    `camera` and `pan_direction` are those of `camera.camera_view`.
    """

    duration_s: float
    background: str
    attributes: dict[str, str]
    samples: np.ndarray = field(init=False)
    phonemes: list[TimedPhoneme] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    onsets_s: list[float] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    mouths: list[MouthTrack] = field(default_factory=list)
    draw: Callable[[Canvas], None] = field(default=lambda canvas: None)
    camera: str = "static"
    pan_direction: int = 1

    def __post_init__(self) -> None:
        self.samples = np.zeros(int(round(self.duration_s * RATE_HZ)))
        self.attributes = {**self.attributes, "background": self.background}
