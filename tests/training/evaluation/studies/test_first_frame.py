"""Image to clip with coders that keep nothing but one brightness."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import torch
from tandem.training.evaluation.studies.first_frame import first_frame_rows

LABELS = ({"scene": "ball", "object_colour": "red"}, {"scene": "bell", "object_colour": "blue"})
COLOURS = {40: "red", 200: "blue"}


class Coders:
    def encode_frames(self, frames: np.ndarray) -> torch.Tensor:
        return torch.full((1, 64, 1, 8, 8), float(frames.mean()))

    def decode_frames(self, latent: torch.Tensor) -> np.ndarray:
        return np.stack([np.full((8, 8, 3), int(step.mean()), np.uint8) for step in latent[0].unbind(1)])

    def decode_samples(self, latent: torch.Tensor) -> np.ndarray:
        return np.zeros(640, np.float32)


def rows(nothing, made_of):
    """`made_of`: the known video of a request -> what the model makes of it."""
    images = [np.full((8, 8, 3), level, np.uint8) for level in COLOURS]
    clips = [SimpleNamespace(attributes=a, first_frame=i) for a, i in zip(LABELS, images, strict=True)]
    observe = lambda frames, _: replace(nothing, seen={"object_colour": COLOURS[int(frames[-1].mean())]})  # noqa: E731
    make = lambda requests, latents: [(made_of(r.known_video), torch.zeros(1)) for r in requests]  # noqa: E731
    exam = SimpleNamespace(
        mini=SimpleNamespace(autoencoders=Coders(), make=make), judges=SimpleNamespace(observe=observe), clips=clips,
        scale=SimpleNamespace(video_latents=4, per_study=2), real=[observe(i[None], None) for i in images],
    )  # fmt: skip
    return first_frame_rows(exam)


def test_a_clip_that_keeps_its_picture_reaches_both_bars(nothing):
    first, stays = rows(nothing, lambda known: known)
    assert first.ok and stays.ok
    assert first.value > first.floor
    assert (stays.value, stays.floor) == (1, 0)


def test_a_clip_that_turns_into_another_picture_begins_well_but_does_not_stay(nothing):
    first, stays = rows(nothing, lambda known: torch.cat([known[:, :, :1], (240 - known)[:, :, 1:]], dim=2))
    assert first.ok
    assert stays.value == 0 and not stays.ok
