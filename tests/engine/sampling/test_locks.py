"""Masks become times per token."""

from __future__ import annotations

import torch
from tandem.engine.mini.picture_tokens import PATCH, TOKENS_PER_LATENT
from tandem.engine.sampling.locks import blend_locked, picture_token_times, sound_token_times


def test_a_locked_latent_is_clean_for_all_its_tokens() -> None:
    mask = torch.ones(1, 1, 3, 8, 8)
    mask[:, :, 0] = 0
    times = picture_token_times(torch.tensor([0.5]), mask)
    assert times.tolist() == [[0.0] * TOKENS_PER_LATENT + [0.5] * 2 * TOKENS_PER_LATENT]


def test_a_token_that_is_half_locked_is_not_told_that_it_is_clean() -> None:
    mask = torch.ones(1, 1, 1, 8, 8)
    mask[..., : PATCH // 2, :] = 0
    assert (picture_token_times(torch.tensor([0.5]), mask) == 0.5).all()


def test_a_soft_mask_softens_the_time() -> None:
    times = sound_token_times(torch.tensor([0.8]), torch.full((1, 1, 4, 1), 0.5))
    assert torch.allclose(times, torch.full((1, 4), 0.4))


def test_every_clip_of_a_batch_has_its_own_time() -> None:
    times = sound_token_times(torch.tensor([0.25, 0.75]), torch.ones(2, 32, 4, 1))
    assert torch.equal(times, torch.tensor([[0.25] * 4, [0.75] * 4]))


def test_the_source_shows_through_where_the_mask_is_zero() -> None:
    sampled, source = torch.full((4,), 3.0), torch.full((4,), 1.0)
    assert blend_locked(sampled, source, torch.tensor([0.0, 1.0, 0.5, 0.0])).tolist() == [1.0, 3.0, 2.0, 1.0]
