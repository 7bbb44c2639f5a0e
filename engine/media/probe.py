"""What a media file really holds, found by decoding all of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np

DARKEST_BLACK = 0.03
"""A frame counts as black while its mean, 0..1, stays below this."""
QUIETEST_SOUND = 1e-3
"""-60 dBFS: a stream whose peak stays below this counts as silent."""


class ProbeError(ValueError):
    """A file that cannot be read as media, said in one sentence."""


@dataclass(frozen=True)
class MediaFacts:
    """`samples` follows the edit list: what a player plays, not what the codec padded its last packet with."""

    video_streams: int
    audio_streams: int
    width: int
    height: int
    frames: int
    frame_rate: Fraction
    samples: int
    sample_rate_hz: int
    channels: int
    brightest_mean: float
    peak: float
    metadata: dict[str, str]

    @property
    def picture_s(self) -> Fraction:
        return Fraction(self.frames) / self.frame_rate if self.frames else Fraction(0)

    @property
    def sound_s(self) -> Fraction:
        return Fraction(self.samples, self.sample_rate_hz) if self.samples else Fraction(0)

    @property
    def black(self) -> bool:
        return self.brightest_mean < DARKEST_BLACK

    @property
    def silent(self) -> bool:
        return self.peak < QUIETEST_SOUND


@dataclass(frozen=True)
class Decoded:
    """`frames` uint8 `[F, H, W, 3]`, `samples` float32 `[C, L]`."""

    frames: np.ndarray
    samples: np.ndarray
    frame_rate: Fraction
    sample_rate_hz: int


def probe(path: str | os.PathLike[str]) -> MediaFacts:
    """Raises ProbeError when `path` is missing, damaged or not media."""
    return _read(path, _facts)


def decode(path: str | os.PathLike[str]) -> Decoded:
    """The first picture stream and the first sound stream, whole. Raises ProbeError as `probe` does."""
    return _read(path, _decoded)


def _read(path: str | os.PathLike[str], what):
    try:
        with av.open(str(path)) as container:
            return what(container, str(path))
    except (OSError, av.error.FFmpegError) as error:
        raise ProbeError(f"{path}: cannot be read as a media file ({error.strerror or error})") from error


def _facts(container: av.container.InputContainer, path: str) -> MediaFacts:
    video, audio = container.streams.video, container.streams.audio
    means = [float(frame.mean()) / 255 for frame in _frames(path)]
    samples = _samples(path)
    return MediaFacts(
        video_streams=len(video),
        audio_streams=len(audio),
        width=video[0].width if video else 0,
        height=video[0].height if video else 0,
        frames=len(means),
        frame_rate=_rate(container),
        samples=samples.shape[1],
        sample_rate_hz=audio[0].rate if audio else 0,
        channels=len(samples) if audio else 0,
        brightest_mean=max(means, default=0.0),
        peak=float(np.abs(samples).max(initial=0.0)),
        metadata=dict(container.metadata),
    )


def _decoded(container: av.container.InputContainer, path: str) -> Decoded:
    frames = list(_frames(path))
    stacked = np.stack(frames) if frames else np.zeros((0, 0, 0, 3), np.uint8)
    rate_hz = container.streams.audio[0].rate if container.streams.audio else 0
    return Decoded(stacked, _samples(path), _rate(container), rate_hz)


def _rate(container: av.container.InputContainer) -> Fraction:
    video = container.streams.video
    return Fraction(video[0].average_rate or 1) if video else Fraction(1)


def _frames(path: str) -> Iterable[np.ndarray]:
    with av.open(path) as container:
        if container.streams.video:
            for frame in container.decode(container.streams.video[0]):
                yield frame.to_ndarray(format="rgb24")


def _samples(path: str) -> np.ndarray:
    """`[C, L]` float32, cut to the length that the edit list gives."""
    with av.open(path) as container:
        if not container.streams.audio:
            return np.zeros((0, 0), np.float32)
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="fltp")
        pieces = [part.to_ndarray() for frame in container.decode(stream) for part in resampler.resample(frame)]
        length = stream.duration and round(stream.duration * stream.time_base * stream.rate)
        joined = np.concatenate(pieces, axis=1) if pieces else np.zeros((stream.channels, 0), np.float32)
        return joined[:, :length] if length else joined
