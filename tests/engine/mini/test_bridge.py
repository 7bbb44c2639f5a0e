"""Bridges join what happens in the same latent, and nothing else."""

import pytest
import torch
from tandem.engine.mini.bridge import Bridge
from tandem.engine.mini.operations import PlainOperations

WIDTH, PICTURE_TOKENS, LATENTS = 8, 4, 6


@pytest.fixture
def bridge():
    torch.manual_seed(0)
    return Bridge(WIDTH, PICTURE_TOKENS, 5, operations=PlainOperations)


@pytest.fixture
def streams():
    rng = torch.Generator().manual_seed(1)
    return tuple(torch.randn(2, LATENTS * 4, WIDTH, generator=rng) for _ in range(2))


@torch.no_grad()
def test_a_change_of_one_latent_of_sound_reaches_only_that_latent_of_the_picture(bridge, streams):
    video, audio = streams
    other = audio.clone()
    other[:, 9] += 1.0
    moved = (bridge(video, other)[0] - bridge(video, audio)[0]).abs().amax(dim=(0, 2)) > 0
    assert moved.reshape(LATENTS, PICTURE_TOKENS).all(dim=1).tolist() == [False, False, True, False, False, False]


@torch.no_grad()
@pytest.mark.parametrize("closed", [0, 1])
def test_each_direction_can_be_closed(bridge, streams, closed):
    ways = [closed != 0, closed != 1]
    out = bridge(*streams, *ways)
    assert torch.equal(out[closed], streams[closed])
    assert not torch.equal(out[1 - closed], streams[1 - closed])
