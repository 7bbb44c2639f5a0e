"""One take against core's own sampler, guiders and schedulers, from the same noise."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
import torch
from comfy_extras.nodes_custom_sampler import (
    BasicGuider,
    CFGGuider,
    KSamplerSelect,
    RandomNoise,
    SamplerCustomAdvanced,
)
from tandem.engine.latents import AVLatent
from tandem.engine.sampling.guidance import Guidance, GuidanceError
from tandem.model_loader.av_latents import free_mask, nested, write_latent
from tandem.model_loader.guider import StreamGuider

FAMILIES = ["ltx-2", "ltx-2.3", "minimax-h3", "mini"]
SAMPLERS = ["euler", "dpmpp_2m", "uni_pc", "res_multistep"]
ROUNDING = 1e-5
SEEDS = ({}, {"picture_seed": 8}, {"sound_seed": 8})


@dataclass(frozen=True)
class GivenNoise:
    """Core's NOISE with numbers that are known already."""

    noise: AVLatent
    seed: int

    def generate_noise(self, latent: dict):
        return nested(self.noise)


def by_core(take, guider, sampler: str = "euler", steps: int = 2) -> AVLatent:
    """The same take by core's SamplerCustomAdvanced."""
    sigmas = take.model.family.sigmas(take.model.parts, take.model.defaults, steps, take.clip.streams)
    latent = write_latent(take.clip.streams, take.clip.mask)
    noise, chosen = GivenNoise(take.noise(), take.picture_seed), KSamplerSelect.execute(sampler)[0]
    return AVLatent(*SamplerCustomAdvanced.execute(noise, guider, chosen, sigmas, latent)[0]["samples"].unbind())


def prompted(take):
    return BasicGuider.execute(take.model.model, take.told()[0])[0]


def same(a: AVLatent, b: AVLatent) -> bool:
    return torch.equal(a.video, b.video) and torch.equal(a.audio, b.audio)


def difference(a: AVLatent, b: AVLatent) -> float:
    return max(float((a.video - b.video).abs().max()), float((a.audio - b.audio).abs().max()))


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_without_guidance_a_take_is_core_s_to_the_last_bit(take, name, sampler) -> None:
    one = take(name)
    assert same(one.sampled(sampler=sampler, steps=3), by_core(one, prompted(one), sampler, steps=3))


@pytest.mark.parametrize("name", FAMILIES)
def test_equal_scales_are_core_s_cfg_guider(take, name) -> None:
    one = take(name)
    positive, negative = one.told()
    core = by_core(one, CFGGuider.execute(one.model.model, positive, negative, 3.0)[0])
    ours = one.sampled(picture_scale=3.0, sound_scale=3.0)
    assert difference(ours, core) < ROUNDING
    assert difference(ours, one.sampled()) > 1e-3


@pytest.mark.parametrize("name", FAMILIES)
def test_each_seed_moves_the_noise_of_its_stream_alone(take, name, monkeypatch) -> None:
    monkeypatch.setattr(StreamGuider, "sample", lambda self, noise, *rest, **options: noise)
    base, picture, sound = (replace(take(name), **seeds).sampled() for seeds in SEEDS)
    assert torch.equal(base.video, sound.video) and not torch.equal(base.audio, sound.audio)
    assert torch.equal(base.audio, picture.audio) and not torch.equal(base.video, picture.video)


@pytest.mark.parametrize("name", ["ltx-2", "minimax-h3"])
def test_core_s_own_noise_is_one_stretch_for_both_streams(take, name) -> None:
    """So its sound changes with the size of the picture; ours does not."""
    one = take(name)
    streams = one.clip.streams
    wider = AVLatent(torch.cat([streams.video, streams.video], dim=-1), streams.audio)
    drawn = [RandomNoise.execute(1)[0].generate_noise(write_latent(clip)).unbind()[1] for clip in (streams, wider)]
    assert not torch.equal(*drawn)
    clips = [replace(one, clip=replace(one.clip, streams=clip)).noise() for clip in (streams, wider)]
    assert torch.equal(clips[0].audio, clips[1].audio)


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_locked_beginning_stays_and_the_rest_is_core_s_with_the_same_mask(take, name, sampler) -> None:
    one = locked_at_its_beginning(take(name))
    ours, core = one.sampled(sampler=sampler, steps=3), by_core(one, prompted(one), sampler, steps=3)
    source = one.clip.streams
    assert torch.equal(ours.video[:, :, :1], source.video[:, :, :1])
    assert torch.equal(ours.audio[:, :, :1], source.audio[:, :, :1])
    assert torch.equal(ours.video[:, :, 1:], core.video[:, :, 1:])
    assert torch.equal(ours.audio[:, :, 1:], core.audio[:, :, 1:])
    assert (ours.video[:, :, 1:] - source.video[:, :, 1:]).abs().max() > 0.1


@pytest.mark.parametrize("name", FAMILIES)
def test_what_is_locked_steers_the_rest(take, name) -> None:
    one = take(name)
    free, locked = one.sampled(), locked_at_its_beginning(one).sampled()
    assert (free.video[:, :, 1:] - locked.video[:, :, 1:]).abs().max() > 1e-3
    assert (free.audio[:, :, 1:] - locked.audio[:, :, 1:]).abs().max() > 1e-3


@pytest.mark.parametrize("name", FAMILIES)
def test_advanced_guidance_acts_in_every_family(take, name) -> None:
    one = take(name)
    plain, synced = one.sampled(), one.sampled(Guidance(picture_sync=3.0, sound_sync=3.0))
    assert difference(plain, synced) > 1e-3
    assert same(plain, one.sampled(Guidance()))


def test_a_block_that_the_model_lacks_is_refused_and_one_that_it_has_acts(take) -> None:
    one = take("ltx-2")
    assert difference(one.sampled(), one.sampled(Guidance(stg_scale=1.0, stg_blocks=(1,)))) > 1e-3
    with pytest.raises(GuidanceError, match="stg_block: expected 0 to 1 for this model, got 29; nearest legal value 1"):
        one.sampled(Guidance(stg_scale=1.0))


def locked_at_its_beginning(one):
    """A clip of random numbers whose first latent of each stream is locked."""
    generator = torch.Generator().manual_seed(5)
    source = one.clip.streams.map(lambda stream: torch.randn(stream.shape, generator=generator))
    mask = free_mask(source)
    mask.video[:, :, :1], mask.audio[:, :, :1] = 0, 0
    return replace(one, clip=replace(one.clip, streams=source, mask=mask))
