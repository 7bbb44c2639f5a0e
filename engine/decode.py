"""Decoding a chain of any length in ranges, at constant working memory.

A decoder looks at neighbouring latents, so every range is decoded with as many more on each side and the surplus is
dropped: the pieces, joined, are what decoding everything at once would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch

from .mini import audio_autoencoder, geometry, video_autoencoder
from .mini.audio_autoencoder import AudioAutoencoder
from .mini.voice_source import bridged, pulses

LATENT_TIME_DIM = 2
"""Time is the third dimension of both latents, `[B, C, T, H, W]` and `[B, C, A, 1]`."""

VideoLatents = int
Decoder = Callable[[torch.Tensor], torch.Tensor]


@dataclass(frozen=True)
class Range:
    """Latents `start..stop` to keep, decoded together with those of `warm_start..warm_stop`."""

    start: int
    stop: int
    warm_start: int
    warm_stop: int


@dataclass(frozen=True)
class StreamDecoding:
    """How one stream decodes: the reach of its decoder, the length of a latent, and the range decoded in one piece."""

    neighbours: int
    units_per_latent: int
    range_latents: int


PICTURE = StreamDecoding(video_autoencoder.NEIGHBOURS, geometry.FRAMES_PER_LATENT, range_latents=16)
SOUND = StreamDecoding(audio_autoencoder.NEIGHBOURS, geometry.SAMPLES_PER_AUDIO_LATENT, range_latents=256)


def ranges(start: int, stop: int, total: int, stream: StreamDecoding) -> Iterator[Range]:
    """Cuts latents `start..stop` of `total` into ranges of at most `stream.range_latents`."""
    for first in range(start, stop, stream.range_latents):
        last = min(first + stream.range_latents, stop)
        yield Range(first, last, max(first - stream.neighbours, 0), min(last + stream.neighbours, total))


def decode_ranges(
    decode: Decoder,
    latent: torch.Tensor,
    stream: StreamDecoding,
    *,
    time_dim: int,
    start: int = 0,
    stop: int | None = None,
) -> Iterator[torch.Tensor]:
    """Yields the decoded pieces of latents `start..stop` (this stream's own latents; None is the end), in order.

    `decode` takes a latent and returns frames or samples whose dimension `time_dim` is time.
    """
    total = latent.shape[LATENT_TIME_DIM]
    for part in ranges(start, total if stop is None else stop, total, stream):
        decoded = decode(latent.narrow(LATENT_TIME_DIM, part.warm_start, part.warm_stop - part.warm_start))
        offset = (part.start - part.warm_start) * stream.units_per_latent
        yield decoded.narrow(time_dim, offset, (part.stop - part.start) * stream.units_per_latent)


def decode_picture(
    decode: Decoder,
    video: torch.Tensor,
    *,
    time_dim: int = 2,
    start: VideoLatents = 0,
    stop: VideoLatents | None = None,
) -> torch.Tensor:
    """`[B, 64, T, 8, 8]` -> what `decode` returns, 4 frames per latent, joined along `time_dim`.

    `time_dim` is 2 for the mini's own decoder (`[B, 3, F, H, W]`) and 1 for ComfyUI's VAE (`[B, F, H, W, 3]`).
    """
    return torch.cat(list(decode_ranges(decode, video, PICTURE, time_dim=time_dim, start=start, stop=stop)), time_dim)


def decode_sound(model: AudioAutoencoder, audio: torch.Tensor) -> torch.Tensor:
    """`[B, 32, A, 1]` -> samples `[B, 1, 640 A]`, in ranges.

    The pitch of all of it comes first: its pulses are counted up from the beginning to the end, and a range by itself
    would begin them anew.
    """
    read = [torch.cat(pieces, dim=1) for pieces in zip(*_pitch_ranges(model, audio), strict=True)]
    source, voiced = pulses(bridged(*read), audio_autoencoder.HOP_SAMPLES), read[1]
    played = []
    for part in ranges(0, audio.shape[LATENT_TIME_DIM], audio.shape[LATENT_TIME_DIM], SOUND):
        first, count = part.warm_start, part.warm_stop - part.warm_start
        latent = audio.narrow(LATENT_TIME_DIM, first, count)
        pieces = [
            stream.narrow(1, first * rows, count * rows)
            for stream, rows in ((source, SOUND.units_per_latent), (voiced, audio_autoencoder.FRAMES_PER_LATENT))
        ]
        offset = (part.start - first) * SOUND.units_per_latent
        played.append(model.play(latent, *pieces).narrow(-1, offset, (part.stop - part.start) * SOUND.units_per_latent))
    return torch.cat(played, dim=-1)


def _pitch_ranges(model: AudioAutoencoder, audio: torch.Tensor) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Pitch and voicing, range by range."""
    rows, total = audio_autoencoder.FRAMES_PER_LATENT, audio.shape[LATENT_TIME_DIM]
    for part in ranges(0, total, total, SOUND):
        hertz, voiced = model.pitch(audio.narrow(LATENT_TIME_DIM, part.warm_start, part.warm_stop - part.warm_start))
        offset, count = (part.start - part.warm_start) * rows, (part.stop - part.start) * rows
        yield hertz.narrow(1, offset, count), voiced.narrow(1, offset, count)
