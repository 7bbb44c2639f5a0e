"""What every scene of the world produces before it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ...engine.mini.geometry import FRAME_RATE
from ...engine.mini.text.accompaniment import Note
from ...engine.mini.text.camera import View, camera_view, in_picture
from ...engine.mini.text.cues import Cue
from ...engine.mini.text.paths import Path
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

    `notes` are those of music under words, `paths` where things move; `camera` and `pan_direction` are those of
    `engine/mini/text/camera.camera_view`.
    """

    duration_s: float
    background: str
    attributes: dict[str, str]
    samples: np.ndarray = field(init=False)
    phonemes: list[TimedPhoneme] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    onsets_s: list[float] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    mouths: list[MouthTrack] = field(default_factory=list)
    draw: Callable[[Canvas], None] = field(default=lambda canvas: None)
    camera: str = "static"
    pan_direction: int = 1

    def __post_init__(self) -> None:
        self.samples = np.zeros(int(round(self.duration_s * RATE_HZ)))
        self.attributes = {**self.attributes, "background": self.background}

    def places(self, frames: int) -> np.ndarray:
        """Where the things that move are seen: `[K, frames, 2]` as `in_picture` has them."""
        times_s = np.arange(frames) / float(FRAME_RATE)
        points = [np.stack(path(times_s), axis=-1) for path in self.paths]
        return in_picture(np.stack(points), self.view(times_s)) if points else np.zeros((0, frames, 2))

    def view(self, times_s: np.ndarray) -> View | None:
        """What the camera sees at `times_s`."""
        return camera_view(self.camera, times_s, self.duration_s, self.pan_direction)
