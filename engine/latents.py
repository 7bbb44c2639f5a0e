"""The AV latent of one clip, and cutting and joining it in time by whole video latents (160 ms)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from .canvas import Canvas
from .mini import geometry

RATIO = geometry.AUDIO_LATENTS_PER_VIDEO_LATENT


class LatentError(ValueError):
    """A latent that tandem-mini cannot use: every fault, in one sentence each."""


@dataclass(frozen=True)
class AVLatent:
    """One clip or chain: `video` `[B, C, T, H, W]` and `audio` `[B, C, 4 T, F]`. Masks are the same with C = 1."""

    video: torch.Tensor
    audio: torch.Tensor

    @property
    def video_latents(self) -> int:
        return self.video.shape[2]

    @property
    def canvas(self) -> Canvas:
        return Canvas(geometry.PICTURE_SIZE, geometry.PICTURE_SIZE, self.video_latents)

    def map(self, change: Callable[[torch.Tensor], torch.Tensor]) -> AVLatent:
        """The same change to both streams, for example `latent.map(torch.Tensor.float)`."""
        return AVLatent(change(self.video), change(self.audio))

    def span(self, start: int, stop: int) -> AVLatent:
        """Video latents `start` to `stop` (not included) with their sound. Raises LatentError outside 0..T."""
        if not 0 <= start <= stop <= self.video_latents:
            raise LatentError(
                f"latent: expected a span inside 0 to {self.video_latents} video latents, got {start} to {stop}"
            )
        return AVLatent(self.video[:, :, start:stop], self.audio[:, :, start * RATIO : stop * RATIO])

    def head(self, latents: int) -> AVLatent:
        return self.span(0, latents)

    def tail(self, latents: int) -> AVLatent:
        return self.span(self.video_latents - latents, self.video_latents)

    def drop_head(self, latents: int) -> AVLatent:
        return self.span(latents, self.video_latents)

    def split(self, latents: int) -> tuple[AVLatent, AVLatent]:
        """The first `latents` video latents, and the rest."""
        return self.head(latents), self.drop_head(latents)

    def append(self, other: AVLatent) -> AVLatent:
        """`self`, then `other`. Raises LatentError when they differ in anything but length."""
        faults = [
            f"{name}: cannot append {list(new.shape)} to {list(old.shape)}"
            for name, old, new in (("video", self.video, other.video), ("audio", self.audio, other.audio))
            if _without_time(old.shape) != _without_time(new.shape)
        ]
        if faults:
            raise LatentError("; ".join(faults))
        return AVLatent(
            torch.cat([self.video, other.video.to(self.video)], dim=2),
            torch.cat([self.audio, other.audio.to(self.audio)], dim=2),
        )


def mini_latent(video: torch.Tensor, audio: torch.Tensor) -> AVLatent:
    """The two streams as one clip of tandem-mini. Raises LatentError for another model's latent, NaN or infinity."""
    faults = [*shape_faults(video.shape, audio.shape), *finite_faults(video, audio)]
    if faults:
        raise LatentError("; ".join(faults))
    return AVLatent(video, audio)


def finite_faults(video: torch.Tensor, audio: torch.Tensor) -> list[str]:
    """One sentence for each stream that has NaN or infinity in it."""
    faults = []
    for name, stream in (("video", video), ("audio", audio)):
        bad = int((~torch.isfinite(stream)).sum())
        if bad:
            faults.append(f"{name} latent: expected finite numbers, {bad} of {stream.numel()} are NaN or infinite")
    return faults


def shape_faults(video: Sequence[int], audio: Sequence[int]) -> list[str]:
    """What keeps two latent shapes from being one clip of tandem-mini, one sentence each; empty when nothing does."""
    video, audio = tuple(video), tuple(audio)
    side, channels = geometry.LATENT_SIZE, geometry.VIDEO_CHANNELS
    if len(video) != 5 or video[1] != channels or video[3:] != (side, side) or video[2] < 1:
        wanted = f"[batch, {channels}, time, {side}, {side}]"
        return [f"video latent: tandem-mini expects {wanted}, got {list(video)}: it is of another model or size"]
    wanted_audio = geometry.audio_latent_shape(video[2], video[0])
    if audio != wanted_audio:
        return [f"audio latent: {video[2]} video latents need {list(wanted_audio)}, got {list(audio)}"]
    return []


def paste_locked(result: AVLatent, source: AVLatent, mask: AVLatent) -> AVLatent:
    """`result` with `source` wherever `mask` is 0: some samplers leave locked parts changed by up to 4e-3."""
    return AVLatent(
        torch.where(mask.video.to(result.video.device) == 0, source.video.to(result.video), result.video),
        torch.where(mask.audio.to(result.audio.device) == 0, source.audio.to(result.audio), result.audio),
    )


def _without_time(shape: Sequence[int]) -> tuple[int, ...]:
    return (*shape[:2], *shape[3:])
