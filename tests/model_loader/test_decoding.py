"""Clips and chains to frames and samples of exactly their length."""

from __future__ import annotations

import comfy.model_management as memory
import pytest
import torch
from tandem.engine.latents import AVLatent
from tandem.engine.mini.geometry import FRAME_RATE
from tandem.model_loader.decoding import decode_frames, decode_samples


def chain_of(latents: int, batch: int = 1) -> AVLatent:
    generator = torch.Generator().manual_seed(latents)
    return AVLatent(
        torch.randn(batch, 64, latents, 8, 8, generator=generator),
        torch.randn(batch, 32, 4 * latents, 1, generator=generator),
    )


@pytest.mark.parametrize("latents", [1, 12, 37])
def test_picture_and_sound_have_exactly_the_same_length(tiny_model, latents) -> None:
    chain = chain_of(latents)
    frames, samples = decode_frames(tiny_model, chain), decode_samples(tiny_model, chain, FRAME_RATE)
    assert frames.shape == (4 * latents, 256, 256, 3)
    assert samples.shape == (1, 1, 4 * latents * 640)
    assert frames.isfinite().all() and samples.isfinite().all()


def test_a_range_decodes_as_it_does_in_the_whole(tiny_model) -> None:
    chain = chain_of(37)
    whole = tiny_model.picture_vae.decode(chain.video)[0]
    ranged = decode_frames(tiny_model, chain)
    assert (whole - ranged).abs().max() < 0.05
    sound = tiny_model.sound_vae.decode(chain.audio).flatten()
    assert torch.allclose(sound, decode_samples(tiny_model, chain, FRAME_RATE).flatten(), atol=1e-4)


def test_the_clips_of_a_batch_follow_each_other_in_both_streams(tiny_model) -> None:
    both = chain_of(12, batch=2)
    second = AVLatent(both.video[1:], both.audio[1:])
    assert torch.allclose(decode_frames(tiny_model, both)[48:], decode_frames(tiny_model, second), atol=0.02)
    sound = decode_samples(tiny_model, both, FRAME_RATE)[..., 48 * 640 :]
    assert torch.allclose(sound, decode_samples(tiny_model, second, FRAME_RATE), atol=1e-4)


def test_cancel_stops_between_ranges(tiny_model) -> None:
    memory.interrupt_current_processing(True)
    try:
        with pytest.raises(memory.InterruptProcessingException):
            decode_frames(tiny_model, chain_of(12))
    finally:
        memory.interrupt_current_processing(False)
