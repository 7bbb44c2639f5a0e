"""The first frame of a clip locked to an image."""

from __future__ import annotations

import torch
from tandem.engine.mini.geometry import FRAME_RATE
from tandem.model_loader.anchors import anchored
from tandem.model_loader.av_latents import ReadLatent, free_mask


def test_the_first_latent_is_the_image_and_is_locked_and_nothing_else_is(tiny_model, blank) -> None:
    frame = torch.rand(256, 256, 3, generator=torch.Generator().manual_seed(0))
    streams, mask = anchored(tiny_model, ReadLatent(blank, None, None, FRAME_RATE), frame)
    still = tiny_model.picture_vae.encode(frame[None].repeat(4, 1, 1, 1))
    assert torch.equal(streams.video[:, :, :1], still)
    assert (streams.video[:, :, 1:] == 0).all() and (mask.video[:, :, 1:] == 1).all()
    assert (mask.video[:, :, 0] == 0).all() and (mask.audio == 1).all()
    assert (blank.video == 0).all()


def test_locks_that_are_there_already_stay(tiny_model, blank) -> None:
    locked = free_mask(blank)
    locked.audio[:] = 0
    _, mask = anchored(tiny_model, ReadLatent(blank, locked, None, FRAME_RATE), torch.zeros(256, 256, 3))
    assert (mask.audio == 0).all() and (locked.video == 1).all()


def test_every_clip_of_a_batch_gets_the_image(tiny_model, blank) -> None:
    twice = blank.map(lambda stream: stream.repeat(2, *[1] * (stream.ndim - 1)))
    streams, mask = anchored(tiny_model, ReadLatent(twice, None, None, FRAME_RATE), torch.rand(256, 256, 3))
    assert torch.equal(streams.video[0], streams.video[1]) and (mask.video[:, :, 0] == 0).all()
