"""Noise: one generator per stream and per clip."""

from __future__ import annotations

import torch
from tandem.engine.mini import geometry
from tandem.engine.sampling.noise import SEED_RANGE, batch_seeds, picture_noise, sound_noise


def test_the_same_seed_gives_the_same_noise_and_another_seed_another() -> None:
    shape = geometry.video_latent_shape(12)
    assert torch.equal(picture_noise(shape, [5]), picture_noise(shape, [5]))
    assert not torch.equal(picture_noise(shape, [5]), picture_noise(shape, [6]))


def test_the_picture_size_does_not_change_the_sound() -> None:
    sound = sound_noise(geometry.audio_latent_shape(12), [7])
    picture_noise((1, 16, 12, 32, 32), [7])
    assert torch.equal(sound_noise(geometry.audio_latent_shape(12), [7]), sound)


def test_both_streams_with_one_seed_are_not_correlated() -> None:
    picture = picture_noise(geometry.video_latent_shape(12), [3]).flatten()
    sound = sound_noise(geometry.audio_latent_shape(12), [3]).flatten()
    together = torch.stack([picture[: len(sound)], sound])
    assert abs(float(torch.corrcoef(together)[0, 1])) < 5 / len(sound) ** 0.5


def test_a_longer_clip_begins_with_the_noise_of_a_shorter_one() -> None:
    short, long = (picture_noise(geometry.video_latent_shape(n), [1]) for n in (12, 20))
    assert torch.equal(long[:, :, :12], short)
    short, long = (sound_noise(geometry.audio_latent_shape(n), [1]) for n in (12, 20))
    assert torch.equal(long[:, :, :48], short)


def test_a_clip_of_a_batch_has_the_noise_it_has_alone() -> None:
    batch = picture_noise(geometry.video_latent_shape(12, batch=2), batch_seeds(8, 2))
    assert torch.equal(batch[1:], picture_noise(geometry.video_latent_shape(12), [9]))


def test_noise_is_standard_normal() -> None:
    noise = picture_noise(geometry.video_latent_shape(64), [0])
    assert abs(float(noise.mean())) < 0.02 and abs(float(noise.std()) - 1) < 0.02


def test_the_largest_seed_is_legal_and_its_neighbour_wraps() -> None:
    assert batch_seeds(SEED_RANGE - 1, 2) == [SEED_RANGE - 1, 0]
    assert sound_noise(geometry.audio_latent_shape(12), [SEED_RANGE - 1]).isfinite().all()
