"""What the tests of this folder share: a prompt's conditioning, and one short clip."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.latents import AVLatent
from tandem.engine.mini import geometry

LATENTS = 12


@pytest.fixture(scope="session")
def positive(tiny_model) -> list:
    from tandem.model_loader.text import encode

    return encode(tiny_model.clip, 'A woman says: "good morning"')


@pytest.fixture(scope="session")
def negative(tiny_model) -> list:
    from tandem.model_loader.text import encode

    return encode(tiny_model.clip, "")


@pytest.fixture
def blank() -> AVLatent:
    return AVLatent(
        torch.zeros(geometry.video_latent_shape(LATENTS)), torch.zeros(geometry.audio_latent_shape(LATENTS))
    )


@pytest.fixture
def noise_clip() -> AVLatent:
    """A clip of random numbers, where any change would be seen."""
    generator = torch.Generator().manual_seed(4)
    return AVLatent(
        torch.randn(geometry.video_latent_shape(LATENTS), generator=generator),
        torch.randn(geometry.audio_latent_shape(LATENTS), generator=generator),
    )
