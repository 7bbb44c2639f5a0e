"""Samplers and locked parts: what each of core's samplers leaves of them before they are put back."""

from __future__ import annotations

from dataclasses import replace

import comfy.samplers
import pytest
import torch
from tandem.engine.latents import AVLatent
from tandem.model_loader import take as take_module
from tandem.model_loader.av_latents import free_mask
from tandem.model_loader.guider import StreamGuider
from tandem.model_loader.locked_sampling import (
    STOPS_ALMOST,
    STOPS_EARLY,
    SamplerError,
    holds_anything,
    lock_note,
)

FAMILIES = ["mini", "ltx-2", "minimax-h3"]
STEPS = 4
ROUNDING = 2e-6
UNI_PC_END = 1e-3
"""The noise level that uni_pc puts in place of 0."""


def locked_at_its_beginning(one):
    """A clip of random numbers whose first latent of each stream is locked."""
    generator = torch.Generator().manual_seed(5)
    source = one.clip.streams.map(lambda stream: torch.randn(stream.shape, generator=generator))
    mask = free_mask(source)
    mask.video[:, :, :1], mask.audio[:, :, :1] = 0, 0
    return replace(one, clip=replace(one.clip, streams=source, mask=mask))


def locked_parts(clip: AVLatent) -> list[torch.Tensor]:
    return [clip.video[:, :, :1], clip.audio[:, :, :1]]


def left_of_the_locks(one, sampler: str, monkeypatch) -> list[torch.Tensor]:
    """How far the locked parts are from what they were, as the sampler itself leaves them."""
    monkeypatch.setattr(take_module, "paste_locked", lambda result, *_: result)
    monkeypatch.setattr(take_module, "require_locks_kept", lambda *_: None)
    pairs = zip(locked_parts(one.sampled(sampler=sampler, steps=STEPS)), locked_parts(one.clip.streams), strict=True)
    return [found - source for found, source in pairs]


def noise_at(one, sigma: float) -> list[torch.Tensor]:
    """What a clip at that noise level has too much."""
    noise, clean = locked_parts(one.noise()), locked_parts(one.clip.streams)
    return [sigma * (drawn - source) for drawn, source in zip(noise, clean, strict=True)]


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("sampler", STOPS_EARLY)
def test_two_samplers_leave_the_noise_of_the_last_level_above_zero(take, name, sampler, monkeypatch) -> None:
    one = locked_at_its_beginning(take(name))
    model = one.model
    last = float(model.family.sigmas(model.parts, model.defaults, STEPS, one.clip.streams)[-2])
    off = left_of_the_locks(one, sampler, monkeypatch)
    assert max(float(part.abs().max()) for part in off) > 0.1
    for part, expected in zip(off, noise_at(one, last), strict=True):
        assert (part - expected).abs().max() < 1e-5


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("sampler", STOPS_ALMOST)
def test_uni_pc_leaves_a_thousandth_of_the_noise(take, name, sampler, monkeypatch) -> None:
    one = locked_at_its_beginning(take(name))
    off = left_of_the_locks(one, sampler, monkeypatch)
    largest = max(float(part.abs().max()) for part in off)
    drawn = max(float(part.abs().max()) for part in noise_at(one, UNI_PC_END))
    assert 0.5 * drawn < largest < 5e-3


@pytest.mark.parametrize("name", FAMILIES)
def test_every_other_sampler_brings_them_back(take, name, monkeypatch) -> None:
    one = locked_at_its_beginning(take(name))
    others = [one for one in comfy.samplers.SAMPLER_NAMES if one not in (*STOPS_EARLY, *STOPS_ALMOST)]
    assert len(others) > 30
    off = {sampler: left_of_the_locks(one, sampler, monkeypatch) for sampler in others}
    assert {sampler for sampler, parts in off.items() if max(float(p.abs().max()) for p in parts) > ROUNDING} == set()


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize(("sampler", "nearest"), STOPS_EARLY.items())
def test_a_sampler_that_loses_locks_is_refused_before_sampling(take, name, sampler, nearest, monkeypatch) -> None:
    monkeypatch.setattr(StreamGuider, "sample", lambda *_, **__: pytest.fail("it was sampled"))
    said = f"^sampler: parts of the latent are locked, and {sampler} stops .* keeps them is {nearest}$"
    with pytest.raises(SamplerError, match=said):
        locked_at_its_beginning(take(name)).sampled(sampler=sampler)


@pytest.mark.parametrize("sampler", STOPS_EARLY)
def test_without_locks_it_samples(take, sampler) -> None:
    one = take("ltx-2")
    assert one.sampled(sampler=sampler).video.isfinite().all()


def test_a_mask_of_ones_locks_nothing_and_a_soft_one_holds(take) -> None:
    free = free_mask(take("mini").clip.streams)
    assert not holds_anything(None) and not holds_anything(free)
    soft = AVLatent(free.video, free.audio.clone())
    soft.audio[:, :, :1] = 0.5
    assert holds_anything(soft)


def test_uni_pc_is_warned_of_only_where_something_is_locked() -> None:
    assert lock_note("uni_pc", True).startswith("uni_pc stops just before the noise is gone")
    assert lock_note("uni_pc", False) == lock_note("euler", True) == ""
