"""Samplers by the names that ComfyUI gives them, for a study of how few steps are enough.

Each is `(predict, start, sigmas) -> streams` like `flow.euler`, and takes the steps of k-diffusion's sampler of its
name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import torch

from ...engine.mini import geometry
from ...engine.sampling.flow import Lock, Prompted, Streams, euler, predict_clean
from ...engine.sampling.guidance import StreamScales
from ...engine.sampling.noise import picture_noise, sound_noise
from ...engine.sampling.schedule import linear_sigmas
from .autoencoders import FAST
from .model import BATCH, Mini, Request, told_of

Predict = Callable[[Streams, float], Streams]


def heun(predict: Predict, start: Streams, sigmas: Sequence[float]) -> Streams:
    """Algorithm 1 of Karras et al. 2022 without noise: two predictions in every step but the last."""
    streams = start
    for sigma, later in pairwise(sigmas):
        slopes = _slopes(streams, predict(streams, sigma), sigma)
        ahead = _moved(streams, slopes, later - sigma)
        if later > 0:
            slopes_ahead = _slopes(ahead, predict(ahead, later), later)
            ahead = _moved(streams, [(a + b) / 2 for a, b in zip(slopes, slopes_ahead, strict=True)], later - sigma)
        streams = ahead
    return streams


def dpmpp_2m(predict: Predict, start: Streams, sigmas: Sequence[float]) -> Streams:
    """DPM-Solver++(2M) of Lu et al. 2022 (algorithm 2), in the variable that k-diffusion uses: minus the logarithm of
    sigma."""
    streams, before, last_h = start, None, 0.0
    for sigma, later in pairwise(sigmas):
        clean = predict(streams, sigma)
        used, h = clean, math.inf
        if later > 0:
            h = math.log(sigma / later)
            if before is not None:
                share = h / (2 * last_h)
                used = tuple((1 + share) * c - share * b for c, b in zip(clean, before, strict=True))
        streams = tuple(later / sigma * x - math.expm1(-h) * c for x, c in zip(streams, used, strict=True))
        before, last_h = clean, h
    return streams


def _slopes(streams: Streams, clean: Streams, sigma: float) -> list[torch.Tensor]:
    return [(x - c) / sigma for x, c in zip(streams, clean, strict=True)]


def _moved(streams: Streams, slopes: Sequence[torch.Tensor], distance: float) -> Streams:
    return tuple(x + slope * distance for x, slope in zip(streams, slopes, strict=True))


SOLVERS: dict[str, Callable[[Predict, Streams, Sequence[float]], Streams]] = {
    "euler": euler,
    "heun": heun,
    "dpmpp_2m": dpmpp_2m,
}


@torch.no_grad()
def solved(
    mini: Mini, requests: Sequence[Request], video_latents: int, solver: str, steps: int, shift: float = 1.0
) -> Iterator[Streams]:
    """As `Mini.make`, by another solver and with bent times; `requests` have no locks.

    Raises KeyError for an unknown solver.
    """
    sigmas = linear_sigmas(steps, shift).tolist()
    for first in range(0, len(requests), BATCH):
        batch = requests[first : first + BATCH]
        seeds = [item.seed for item in batch]
        noise = (
            picture_noise(geometry.video_latent_shape(video_latents, len(batch)), seeds),
            sound_noise(geometry.audio_latent_shape(video_latents, len(batch)), seeds),
        )
        prompts = [told_of(item, video_latents) for item in batch]
        prompt = Prompted(
            torch.cat([item.context for item in prompts]).float(), torch.cat([item.script for item in prompts])
        )
        predict = _predictor(mini, prompt, tuple(Lock.of(None, None, like=stream) for stream in noise))
        streams = SOLVERS[solver](predict, noise, sigmas)
        yield from zip(*(stream.split(1) for stream in streams), strict=True)


def _predictor(mini: Mini, prompt: Prompted, locks: tuple[Lock, Lock]) -> Predict:
    scales = StreamScales(mini.scale, mini.scale)

    def predict(streams: Streams, sigma: float) -> Streams:
        with torch.autocast("cpu", torch.bfloat16, enabled=FAST):
            return predict_clean(mini.transformer, streams, sigma, prompt, scales, locks)

    return predict
