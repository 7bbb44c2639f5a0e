"""Frames and samples to one MP4 (H.264 and AAC) whose sound is exactly as long as its picture.

The file appears under its name only when it is complete. AAC comes in packets of 1024 samples, so a decoder gives a few
more at the end; the exact length stands in the container's edit list.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import torch

from .. import clock

AAC_PACKET_SAMPLES = 1024
AAC_RATES_HZ = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000)
LAYOUTS = {1: "mono", 2: "stereo"}
DEFAULT_CRF = 18
LARGEST_TIMESCALE = 2**31 - 1

Frames = Iterable[np.ndarray] | torch.Tensor


class MuxError(ValueError):
    """A file that cannot be written, said in one sentence."""


@dataclass(frozen=True)
class Written:
    """What `write_mp4` wrote."""

    path: Path
    frames: int
    samples: int


@dataclass(frozen=True)
class Format:
    """How the file is encoded. `crf` is H.264's quality, 0 (lossless) to 51."""

    frame_rate: Fraction
    sample_rate_hz: int
    crf: int

    @property
    def movie_timescale(self) -> int:
        """Ticks per second of the edit list. FFmpeg's default of 1000 would round the sound to milliseconds."""
        exact = math.lcm(self.sample_rate_hz, self.frame_rate.numerator)
        return exact if exact <= LARGEST_TIMESCALE else self.sample_rate_hz


def write_mp4(
    path: str | os.PathLike[str],
    frames: Frames,
    samples: np.ndarray | torch.Tensor,
    frame_rate: Fraction,
    sample_rate_hz: int,
    metadata: Mapping[str, str] | None = None,
    crf: int = DEFAULT_CRF,
    on_frame: Callable[[int], None] | None = None,
) -> Written:
    """Writes `path` whole or not at all.

    frames: an IMAGE `[F, H, W, 1|3|4]` in 0..1, or uint8 arrays `[H, W, 3]` one by one; even width and height.
    samples: `[C, L]` in -1..1, one or two channels; cut, or filled up with silence, to the length of the picture.
    metadata: tags of the container. on_frame: called with the count after each frame; what it raises (a cancel) stops
    the writing and leaves no file.
    Raises MuxError when the input cannot be encoded or the folder cannot be written.
    """
    target = Path(path)
    form = Format(frame_rate, sample_rate_hz, crf)
    sound = _checked_sound(samples, form)
    pictures = _rgb_frames(frames)
    first = next(pictures, None)
    if first is None:
        raise MuxError("images: expected at least one frame, got none")
    _check_size(first)
    unfinished = target.with_name(f".unfinished-{os.getpid()}-{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _container(unfinished, form, metadata or {}) as container:
            count = _encode(container, form, first, pictures, sound, on_frame)
        unfinished.replace(target)
    except (OSError, av.error.FFmpegError) as error:
        raise MuxError(f"filename_prefix: {target} could not be written ({error.strerror or error})") from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Written(target, count, clock.samples_for_frames(count, frame_rate, sample_rate_hz))


def _container(path: Path, form: Format, metadata: Mapping[str, str]) -> av.container.OutputContainer:
    options = {"movflags": "use_metadata_tags+faststart", "movie_timescale": str(form.movie_timescale)}
    container = av.open(str(path), "w", format="mp4", options=options)
    container.metadata.update(metadata)
    return container


def _encode(container, form: Format, first: np.ndarray, rest: Iterator[np.ndarray], sound: np.ndarray, on_frame) -> int:
    """Encodes both streams side by side, so that the muxer holds only a moment of either; returns the frames."""
    video = container.add_stream("h264", rate=form.frame_rate, options={"crf": str(form.crf), "preset": "veryfast"})
    video.height, video.width = first.shape[:2]
    video.pix_fmt = "yuv420p"
    voice = _SoundEncoder(container, form, sound)
    count = 0
    for frame in _and_rest(first, rest):
        if frame.shape != first.shape:
            raise MuxError(f"images: frame {count} is {frame.shape[1]}x{frame.shape[0]}, unlike the first")
        picture = av.VideoFrame.from_ndarray(frame, format="rgb24")
        picture.pts, picture.time_base = count, 1 / form.frame_rate
        container.mux(video.encode(picture))
        count += 1
        voice.encode_until(clock.sample_of_frame(count, form.frame_rate, form.sample_rate_hz))
        if on_frame is not None:
            on_frame(count)
    container.mux(video.encode(None))
    voice.finish()
    return count


class _SoundEncoder:
    """Feeds whole AAC packets as the picture advances and the remainder at the end; missing samples are silence."""

    def __init__(self, container, form: Format, sound: np.ndarray) -> None:
        self.container, self.rate_hz, self.sound = container, form.sample_rate_hz, sound
        self.layout = LAYOUTS[len(sound)]
        self.stream = container.add_stream("aac", rate=form.sample_rate_hz, layout=self.layout)
        self.encoded = self.wanted = 0

    def encode_until(self, sample: int) -> None:
        self.wanted = sample
        while self.wanted - self.encoded >= AAC_PACKET_SAMPLES:
            self._encode(AAC_PACKET_SAMPLES)

    def finish(self) -> None:
        if self.wanted > self.encoded:
            self._encode(self.wanted - self.encoded)
        self.container.mux(self.stream.encode(None))

    def _encode(self, count: int) -> None:
        block = np.zeros((len(self.sound), count), np.float32)
        known = self.sound[:, self.encoded : self.encoded + count]
        block[:, : known.shape[1]] = known
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=self.layout)
        frame.sample_rate, frame.pts, frame.time_base = self.rate_hz, self.encoded, Fraction(1, self.rate_hz)
        self.container.mux(self.stream.encode(frame))
        self.encoded += count


def _and_rest(first: np.ndarray, rest: Iterator[np.ndarray]) -> Iterator[np.ndarray]:
    yield first
    yield from rest


def _checked_sound(samples: np.ndarray | torch.Tensor, form: Format) -> np.ndarray:
    """`[C, L]` float32 in -1..1."""
    sound = samples.detach().float().cpu().numpy() if isinstance(samples, torch.Tensor) else np.asarray(samples)
    if form.sample_rate_hz not in AAC_RATES_HZ:
        nearest = min(AAC_RATES_HZ, key=lambda rate: abs(rate - form.sample_rate_hz))
        raise MuxError(f"audio: AAC has no sample rate of {form.sample_rate_hz} Hz; nearest legal value {nearest}")
    if sound.ndim != 2 or len(sound) not in LAYOUTS:
        raise MuxError(f"audio: expected one or two channels, [channels, samples], got {list(sound.shape)}")
    if not np.isfinite(sound).all():
        raise MuxError("audio: expected finite samples, got NaN or infinity")
    return sound.astype(np.float32).clip(-1.0, 1.0)


def _check_size(frame: np.ndarray) -> None:
    height, width = frame.shape[:2]
    if height % 2 or width % 2 or not height or not width:
        legal = f"{max(width - width % 2, 2)}x{max(height - height % 2, 2)}"
        raise MuxError(f"images: H.264 needs even width and height, got {width}x{height}; nearest legal size {legal}")


def _rgb_frames(frames: Frames) -> Iterator[np.ndarray]:
    """uint8 `[H, W, 3]` one by one, from an IMAGE (grey is repeated, alpha is dropped) or from ready arrays."""
    if not isinstance(frames, torch.Tensor):
        yield from (np.ascontiguousarray(frame) for frame in frames)
        return
    if frames.ndim != 4 or frames.shape[-1] not in (1, 3, 4):
        raise MuxError(f"images: expected [frames, height, width, 1, 3 or 4], got {list(frames.shape)}")
    for frame in frames:
        if not torch.isfinite(frame).all():
            raise MuxError("images: expected numbers from 0 to 1, got NaN or infinity")
        rgb = (frame.detach().float().cpu()[..., :3] * 255).round().clamp(0, 255).byte().numpy()
        yield np.ascontiguousarray(rgb if rgb.shape[-1] == 3 else np.repeat(rgb, 3, axis=-1))
