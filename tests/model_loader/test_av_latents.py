"""LATENT dicts in and out."""

from __future__ import annotations

from fractions import Fraction

import pytest
import torch
from tandem.engine.latents import AVLatent, LatentError
from tandem.engine.mini.text.script import COLUMNS
from tandem.model_loader.av_latents import free_mask, nested, read_latent, write_latent
from tandem.model_loader.families.ltx import LTXFamily
from tandem.model_loader.families.mini import MiniFamily

MINI = MiniFamily()


def test_what_is_written_is_read_again(noise_clip) -> None:
    script = torch.zeros(1, 48, COLUMNS, dtype=torch.int64)
    read = read_latent(write_latent(noise_clip, free_mask(noise_clip), script), MINI)
    assert torch.equal(read.streams.video, noise_clip.video) and torch.equal(read.streams.audio, noise_clip.audio)
    assert read.mask.video.shape == (1, 1, 12, 8, 8) and read.mask.audio.shape == (1, 1, 48, 1)
    assert read.script is script


def test_a_latent_without_a_mask_has_none(noise_clip) -> None:
    assert read_latent(write_latent(noise_clip), MINI).mask is None


def test_one_stream_alone_is_refused_with_what_to_do(noise_clip) -> None:
    with pytest.raises(LatentError, match="picture and sound together, got 1 stream"):
        read_latent({"samples": noise_clip.video}, MINI)


def test_a_latent_of_another_model_is_refused() -> None:
    foreign = AVLatent(torch.zeros(1, 128, 4, 8, 8), torch.zeros(1, 8, 26, 16))
    with pytest.raises(LatentError, match="another model"):
        read_latent({"samples": nested(foreign)}, MINI)


def test_not_a_number_is_refused_with_its_stream(noise_clip) -> None:
    noise_clip.audio[0, 0, 0, 0] = float("nan")
    with pytest.raises(LatentError, match="audio latent: .* 1 of 1536 are NaN"):
        read_latent(write_latent(noise_clip), MINI)


def test_a_single_mask_is_the_picture_s(noise_clip) -> None:
    mask = torch.ones(1, 1, 12, 8, 8)
    mask[:, :, 0] = 0
    read = read_latent({"samples": nested(noise_clip), "noise_mask": mask}, MINI)
    assert torch.equal(read.mask.video, mask) and (read.mask.audio == 1).all()


def test_a_mask_with_a_channel_for_each_of_the_latent_s_is_taken_as_core_takes_it(noise_clip) -> None:
    full = noise_clip.map(torch.zeros_like)
    read = read_latent({"samples": nested(noise_clip), "noise_mask": nested(full)}, MINI)
    assert (read.mask.video == 0).all() and (read.mask.audio == 0).all()


def test_a_mask_that_is_not_a_number_is_refused(noise_clip) -> None:
    mask = free_mask(noise_clip).map(lambda stream: stream * float("nan"))
    with pytest.raises(LatentError, match="noise mask"):
        read_latent(write_latent(noise_clip, mask), MINI)


def test_the_frame_rate_goes_along_and_is_the_family_s_where_it_is_not_told() -> None:
    clip = AVLatent(torch.zeros(1, 128, 4, 2, 2), torch.zeros(1, 8, 25, 16))
    assert read_latent(write_latent(clip, frame_rate=Fraction(24000, 1001)), LTXFamily()).frame_rate == Fraction(
        24000, 1001
    )
    assert read_latent(write_latent(clip), LTXFamily()).frame_rate == LTXFamily().rules.defaults().frame_rate


def test_the_rate_of_core_s_ltxv_conditioning_holds_for_a_latent_without_one() -> None:
    clip = AVLatent(torch.zeros(1, 128, 4, 2, 2), torch.zeros(1, 8, 25, 16))
    conditioning = [[torch.zeros(1, 1, 64), {"frame_rate": 23.976}]]
    assert read_latent(write_latent(clip), LTXFamily(), conditioning).frame_rate == Fraction(24000, 1001)
    own = write_latent(clip, frame_rate=Fraction(30))
    assert read_latent(own, LTXFamily(), conditioning).frame_rate == 30
