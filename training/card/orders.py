"""Which clips the drawing processes make, in which order, and what they make of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ..mini.latent_clips import RENDER_SIZE, slot_indices
from ..mini.raw_clips import voices, window_of
from ..world.clip import make_clip
from ..world.labels import clip_script

Rows = dict[str, np.ndarray]
LATENTS_A_CHUNK = 192
WINDOWS_A_CHUNK = 16
LENGTH_SHARES = {12: 0.70, 20: 0.16, 32: 0.09, 64: 0.05}
"""Video latents -> share of the clips; long ones cost more to draw."""
SEEDS_A_LENGTH = 10_000_000


@dataclass(frozen=True)
class Order:
    """`count` clips of `latents` video latents from the seed `first` on."""

    latents: int
    first: int
    count: int


def joint_orders(seed: int) -> Iterator[Order]:
    """Orders without end, for the joint transformer: every length at once, then by its share; no seed comes twice."""
    rng, lengths = np.random.default_rng(seed), list(LENGTH_SHARES)
    chunks = np.array([LENGTH_SHARES[length] * length for length in lengths])
    following = {length: seed + SEEDS_A_LENGTH * position for position, length in enumerate(lengths)}
    upcoming = list(lengths)
    while True:
        length = upcoming.pop() if upcoming else int(rng.choice(lengths, p=chunks / chunks.sum()))
        count = LATENTS_A_CHUNK // length
        yield Order(length, following[length], count)
        following[length] += count


def picture_orders(seed: int) -> Iterator[Order]:
    """Orders without end, for the picture autoencoder."""
    while True:
        yield Order(0, seed, WINDOWS_A_CHUNK)
        seed += WINDOWS_A_CHUNK


def joint_rows(order: Order) -> Rows:
    """frames uint8 `[N, F, 128, 128, 3]`, samples float32 `[N, L]`, slots uint8 `[N, S]`, script uint8 `[N, A, 14]`."""
    clips = [make_clip(order.first + index, order.latents, voices(), size=RENDER_SIZE) for index in range(order.count)]
    return {
        "frames": np.stack([clip.frames for clip in clips]),
        "samples": np.stack([clip.samples for clip in clips]),
        "slots": np.array([slot_indices(clip.attributes) for clip in clips], np.uint8),
        "script": np.stack([clip_script(clip, 4 * order.latents).numpy().astype(np.uint8) for clip in clips]),
    }


def picture_rows(order: Order) -> Rows:
    """frames uint8 `[N, 12, 256, 256, 3]`."""
    return {"frames": np.stack([window_of(order.first + index) for index in range(order.count)])}


MAKERS: dict[str, tuple[Callable[[int], Iterator[Order]], Callable[[Order], Rows]]] = {
    "joint": (joint_orders, joint_rows),
    "picture": (picture_orders, picture_rows),
}
