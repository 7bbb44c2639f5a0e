"""The reference sampler of tandem-mini in pure torch: Euler steps along the flow, guidance and locks per stream.

Training and evaluation sample with it; in ComfyUI the same steps run through core's own samplers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch

from ..latents import AVLatent, paste_locked
from ..mini import geometry
from ..mini.text.attributes import one_hot
from ..mini.text.script import COLUMNS
from .guidance import StreamScales, guide
from .locks import blend_locked, picture_token_times, sound_token_times
from .noise import picture_noise, sound_noise
from .precision import compute_dtype
from .schedule import linear_sigmas

Streams = tuple[torch.Tensor, torch.Tensor]


@dataclass(frozen=True)
class Prompted:
    """What the model is told: slot probabilities `[B, S, V]` and script ids `[B, A, 14]`."""

    context: torch.Tensor
    script: torch.Tensor

    def beside_nothing(self) -> Prompted:
        """This prompt and an empty one stacked in one batch, `[2 B, ...]`."""
        null = one_hot({}).to(self.context).expand_as(self.context)
        return Prompted(torch.cat([self.context, null]), torch.cat([self.script, torch.zeros_like(self.script)]))


@dataclass(frozen=True)
class Lock:
    """One stream's known latent `[B, C, ...]` and mask, broadcastable to it; mask 0 is kept, 1 is sampled."""

    source: torch.Tensor
    mask: torch.Tensor

    @classmethod
    def of(cls, known: torch.Tensor | None, mask: torch.Tensor | None, like: torch.Tensor) -> Lock:
        if known is None:
            return cls(torch.zeros_like(like), torch.ones_like(like))
        full = torch.zeros_like(like) if mask is None else mask.to(like).expand_as(like)
        return cls(known.to(like), full)


def euler(predict: Callable[[Streams, float], Streams], start: Streams, sigmas: Sequence[float]) -> Streams:
    """Integrates from `sigmas[0]` to `sigmas[-1]`; `predict(streams, sigma)` returns the clean streams it sees."""
    streams = start
    for sigma, next_sigma in pairwise(sigmas):
        clean = predict(streams, sigma)
        picture, sound = (x + (x - c) / sigma * (next_sigma - sigma) for x, c in zip(streams, clean, strict=True))
        streams = picture, sound
    return streams


@torch.no_grad()
def sample(
    transformer: torch.nn.Module,
    *,
    context: torch.Tensor,
    script: torch.Tensor | None,
    video_latents: int,
    video_seeds: Sequence[int],
    audio_seeds: Sequence[int],
    steps: int = 8,
    picture_scale: float = 2.0,
    sound_scale: float = 2.0,
    known_video: torch.Tensor | None = None,
    video_mask: torch.Tensor | None = None,
    known_audio: torch.Tensor | None = None,
    audio_mask: torch.Tensor | None = None,
    sigmas: torch.Tensor | None = None,
    autocast: bool | None = None,
) -> Streams:
    """Latents `[B, 64, T, 8, 8]` and `[B, 32, 4 T, 1]`, float32, of `B = len(video_seeds)` clips.

    context: `[B, S, V]`. script: `[B, 4 T, 14]` ids, or None when nobody speaks. `known_*` with a mask of 0 are kept
    exactly (without a mask the whole stream is); masks broadcast to `[B, 1, T, 1, 1]` and `[B, 1, 4 T, 1]`.
    sigmas replaces the linear schedule of `steps`. autocast: compute in bf16; None does so where it is fast.
    """
    device, batch = context.device, len(video_seeds)
    noise = (
        picture_noise(geometry.video_latent_shape(video_latents, batch), video_seeds).to(device),
        sound_noise(geometry.audio_latent_shape(video_latents, batch), audio_seeds).to(device),
    )
    if script is None:
        script = torch.zeros(batch, noise[1].shape[2], COLUMNS, dtype=torch.int64, device=device)
    prompt, scales = Prompted(context.float(), script.to(device)), StreamScales(picture_scale, sound_scale)
    locks = Lock.of(known_video, video_mask, noise[0]), Lock.of(known_audio, audio_mask, noise[1])
    fast = compute_dtype(device) == torch.bfloat16 if autocast is None else autocast

    def predict(streams: Streams, sigma: float) -> Streams:
        with torch.autocast(device.type, torch.bfloat16, enabled=fast):
            return predict_clean(transformer, streams, sigma, prompt, scales, locks)

    times = (linear_sigmas(steps) if sigmas is None else sigmas).tolist()
    start = tuple(times[0] * n + (1 - times[0]) * lock.source for n, lock in zip(noise, locks, strict=True))
    end = euler(predict, start, times)
    kept, masks = AVLatent(*(lock.source for lock in locks)), AVLatent(*(lock.mask for lock in locks))
    pasted = paste_locked(AVLatent(*end), kept, masks)
    return pasted.video, pasted.audio


def predict_clean(
    transformer: torch.nn.Module,
    streams: Streams,
    sigma: float,
    prompt: Prompted,
    scales: StreamScales,
    locks: tuple[Lock, Lock],
) -> Streams:
    """The clean streams that the model sees behind `streams` at time `sigma`, guided, with locked parts as they are."""
    seen = tuple(blend_locked(x, lock.source, lock.mask) for x, lock in zip(streams, locks, strict=True))
    time = seen[0].new_full((seen[0].shape[0],), sigma)
    times = picture_token_times(time, locks[0].mask), sound_token_times(time, locks[1].mask)
    if not scales.guided:
        velocity = transformer(list(seen), times, prompt.context, script=prompt.script)
        clean = [x - sigma * v.float() for x, v in zip(seen, velocity, strict=True)]
    else:
        both = prompt.beside_nothing()
        twice = [torch.cat([x, x]) for x in seen]
        velocity = transformer(twice, [torch.cat([t, t]) for t in times], both.context, script=both.script)
        halves = [(x - sigma * v.float()).chunk(2) for x, v in zip(twice, velocity, strict=True)]
        each = zip(halves, (scales.picture, scales.sound), strict=True)
        clean = [guide(prompted, unprompted, scale) for (prompted, unprompted), scale in each]
    picture, sound = (blend_locked(c, lock.source, lock.mask) for c, lock in zip(clean, locks, strict=True))
    return picture, sound
