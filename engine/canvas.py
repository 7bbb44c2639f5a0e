"""The geometry of one clip of tandem-mini, derived from what the user asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from . import clock
from .mini import geometry

MIN_S = geometry.MIN_VIDEO_LATENTS * geometry.LATENT_SECONDS
MAX_S = geometry.MAX_VIDEO_LATENTS * geometry.LATENT_SECONDS


class CanvasError(ValueError):
    """A clip that cannot be made: every fault of the request, each with the nearest legal value."""


@dataclass(frozen=True)
class Canvas:
    """A clip of `video_latents` latents of 160 ms each; every other number follows."""

    width: int
    height: int
    video_latents: int

    @property
    def audio_latents(self) -> int:
        return self.video_latents * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT

    @property
    def frames(self) -> int:
        return self.video_latents * geometry.FRAMES_PER_LATENT

    @property
    def frame_rate(self) -> Fraction:
        return geometry.FRAME_RATE

    @property
    def sample_rate_hz(self) -> int:
        return geometry.SAMPLE_RATE_HZ

    @property
    def samples(self) -> int:
        return clock.samples_for_frames(self.frames, self.frame_rate, self.sample_rate_hz)

    @property
    def duration_s(self) -> Fraction:
        return clock.duration_s(self.frames, self.frame_rate)

    def video_shape(self, batch: int = 1) -> tuple[int, ...]:
        """`[B, C, T, H, W]`."""
        return geometry.video_latent_shape(self.video_latents, batch)

    def audio_shape(self, batch: int = 1) -> tuple[int, ...]:
        """`[B, C, A, 1]`."""
        return geometry.audio_latent_shape(self.video_latents, batch)


def latents_in(seconds: float) -> int:
    """Whole video latents nearest to a finite number of `seconds`."""
    return round(Fraction(seconds) / geometry.LATENT_SECONDS)


def mini_canvas(seconds: float, width: int = geometry.PICTURE_SIZE, height: int = geometry.PICTURE_SIZE) -> Canvas:
    """The clip nearest to `seconds` that one take can make. Raises CanvasError with every fault of the request."""
    faults = [*_length_faults(seconds), *_size_faults("width", width), *_size_faults("height", height)]
    if faults:
        raise CanvasError("; ".join(faults))
    return Canvas(int(width), int(height), latents_in(seconds))


def canvas_of(video_latent_shape: Sequence[int]) -> Canvas:
    """The clip that a video latent `[B, 64, T, 8, 8]` holds, T from 1 up: a chain may be longer than one take.

    Raises CanvasError for the latent of another model.
    """
    shape = tuple(video_latent_shape)
    expected = geometry.video_latent_shape(shape[2] if len(shape) == 5 else 1, shape[0] if shape else 1)
    if shape != expected or shape[2] < 1:
        raise CanvasError(
            f"latent: expected the picture of tandem-mini, [batch, {', '.join(map(str, expected[1:2]))}, time, "
            f"{expected[3]}, {expected[4]}], got {list(shape)}"
        )
    return Canvas(geometry.PICTURE_SIZE, geometry.PICTURE_SIZE, shape[2])


def _length_faults(seconds: float) -> list[str]:
    legal = f"{float(MIN_S):.2f} to {float(MAX_S):.2f} s"
    if not math.isfinite(seconds):
        return [f"seconds: expected a number from {legal}, got {seconds}; the default is 5.12"]
    latents = latents_in(seconds)
    if latents < geometry.MIN_VIDEO_LATENTS:
        return [f"seconds: one take lasts {legal}, got {seconds:.10g}; nearest legal value {float(MIN_S):.2f}"]
    if latents > geometry.MAX_VIDEO_LATENTS:
        return [
            f"seconds: one take lasts {legal}, got {seconds:.10g}; nearest legal value {float(MAX_S):.2f}, "
            "and Extend Clip makes a clip longer"
        ]
    return []


def _size_faults(name: str, pixels: int) -> list[str]:
    if pixels == geometry.PICTURE_SIZE:
        return []
    return [f"{name}: tandem-mini draws {geometry.PICTURE_SIZE} pixels, got {pixels}; use {geometry.PICTURE_SIZE}"]
