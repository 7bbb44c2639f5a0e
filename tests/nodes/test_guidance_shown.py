"""What the sampling nodes show and do about guidance and about samplers that do not keep locks."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from tandem.engine.families.own_guidance import OwnGuidance
from tandem.engine.families.rules import RULES
from tandem.engine.media.images import FITS
from tandem.engine.sampling.guidance import Guidance
from tandem.model_loader.asked_guidance import guidance_for, stage_guidance_for
from tandem.model_loader.locked_sampling import SamplerError
from tandem.model_loader.take import SampleSettings
from tandem.nodes.advanced_guidance import TandemAdvancedGuidance
from tandem.nodes.anchor_audio import TandemAnchorAudio
from tandem.nodes.anchor_frames import TandemAnchorFrames
from tandem.nodes.blank_clip import TandemBlankClip
from tandem.nodes.extend_clip import TandemExtendClip
from tandem.nodes.joint_sampler import TandemJointSampler
from tandem.nodes.text_encode import TandemTextEncode

SETTINGS = {
    "picture_seed": 1, "sound_seed": 2, "steps": 2, "picture_scale": -1.0, "sound_scale": -1.0,
    "sampler": "family default",
}  # fmt: skip
NUMBERS = {
    "picture_sync": 1.0, "sound_sync": 1.0, "rescale": 0.0, "stg_scale": 0.0, "stg_block": -1, "start": 0.0, "end": 1.0,
    "every": 1,
}  # fmt: skip
SYNCED = {"modality_scale": 2.0, "rescale": 0.5}
"""A family's own guidance that tandem-mini can be given; it has none itself."""


@pytest.fixture(autouse=True)
def no_gradients():
    with torch.inference_mode():
        yield


@pytest.fixture
def synced_model(tiny_model):
    """tandem-mini as a family whose own pipelines tie the streams together."""
    rules = RULES["mini"]
    sampling = {name: replace(rules.defaults(name), **SYNCED) for name in rules.variants}
    return replace(tiny_model, family=replace(tiny_model.family, rules=replace(rules, sampling=sampling)))


@pytest.fixture
def clip(execute, tiny_model) -> dict:
    read = execute(TandemTextEncode, tandem_model=tiny_model, prompt="a drum", negative="")
    blank = execute(
        TandemBlankClip, tandem_model=tiny_model, seconds=1.92, width=0, height=0, frame_rate=0.0, clean_grid=True
    )
    return {"positive": read[0], "negative": read[1], "latent": blank[0]}


@pytest.fixture
def locked(execute, tiny_model, clip) -> dict:
    image = torch.rand(1, 256, 256, 3, generator=torch.Generator().manual_seed(3))
    anchored = execute(TandemAnchorFrames, tandem_model=tiny_model, latent=clip["latent"], image=image, fit=FITS[0])
    return {**clip, "latent": anchored[0]}


def shown(made) -> list[str]:
    return made.ui.as_dict()["text"][0].split("\n")


def test_the_family_s_own_guidance_is_taken_and_shown(execute, synced_model, clip) -> None:
    (own,) = execute(TandemAdvancedGuidance, **NUMBERS, preset="family default").result
    typed = {**NUMBERS, "picture_sync": 2.0, "sound_sync": 2.0, "rescale": 0.5}
    (same,) = execute(TandemAdvancedGuidance, **typed).result
    by_default, by_hand, plain = (
        execute(TandemJointSampler, tandem_model=synced_model, **clip, **SETTINGS, guidance=guidance)
        for guidance in (own, same, None)
    )
    line = "Guidance: picture_sync 2, sound_sync 2, rescale 0.5; 3 predictions per step."
    assert shown(by_default)[1] == shown(by_hand)[1] == line
    pictures = [made[0]["samples"].unbind()[0] for made in (by_default, by_hand, plain)]
    assert torch.equal(pictures[0], pictures[1]) and not torch.equal(pictures[0], pictures[2])


def test_a_family_that_has_none_says_so(execute, tiny_model, clip) -> None:
    (own,) = execute(TandemAdvancedGuidance, **NUMBERS, preset="family default").result
    made = execute(TandemJointSampler, tandem_model=tiny_model, **clip, **SETTINGS, guidance=own)
    assert shown(made)[1] == "Guidance: the scales alone; 2 predictions per step."


def test_a_picture_is_pushed_to_follow_a_given_sound(execute, tiny_model, clip) -> None:
    voice = {"waveform": torch.rand(1, 1, 32_000, generator=torch.Generator().manual_seed(4)), "sample_rate": 16_000}
    given = execute(TandemAnchorAudio, tandem_model=tiny_model, latent=clip["latent"], audio=voice, start_seconds=0.0)[
        0
    ]
    (own,) = execute(TandemAdvancedGuidance, **NUMBERS, preset="family default").result
    (typed,) = execute(TandemAdvancedGuidance, **{**NUMBERS, "picture_sync": 2.0}).result
    by_default, by_family, by_hand = (
        execute(TandemJointSampler, tandem_model=tiny_model, **{**clip, "latent": given}, **SETTINGS, guidance=one)
        for one in (None, own, typed)
    )
    line = "Guidance: picture_sync 3, sound_sync 1; 3 predictions per step."
    assert shown(by_default)[1] == shown(by_family)[1] == line
    assert "picture_sync 2," in shown(by_hand)[1]
    assert not torch.equal(by_default[0]["samples"].unbind()[0], by_hand[0]["samples"].unbind()[0])
    free = execute(TandemJointSampler, tandem_model=tiny_model, **clip, **SETTINGS, guidance=None)
    assert not any("picture_sync" in told for told in shown(free))


def test_extend_clip_takes_it_too(execute, synced_model, clip) -> None:
    (own,) = execute(TandemAdvancedGuidance, **NUMBERS, preset="family default").result
    made = execute(
        TandemExtendClip, tandem_model=synced_model, **clip, seconds=1.6, context_seconds=0.96, **SETTINGS, guidance=own
    )
    assert made[1].split("\n")[0] == "Guidance: picture_sync 2, sound_sync 2, rescale 0.5; 3 predictions per step."


@pytest.mark.parametrize("sampler", ["dpm_fast", "dpm_adaptive"])
def test_samplers_that_lose_locks_are_refused_where_something_is_locked(execute, tiny_model, clip, locked, sampler):
    chosen = {**SETTINGS, "sampler": sampler}
    with pytest.raises(SamplerError, match=f"^sampler: .*{sampler} stops before .* dpmpp_2m$"):
        execute(TandemJointSampler, tandem_model=tiny_model, **locked, **chosen)
    with pytest.raises(SamplerError, match=f"^sampler: .*{sampler}"):
        execute(TandemExtendClip, tandem_model=tiny_model, **clip, seconds=1.6, context_seconds=0.96, **chosen)
    assert shown(execute(TandemJointSampler, tandem_model=tiny_model, **clip, **chosen))[0].startswith("2 steps of")


def test_uni_pc_is_told_of_where_something_is_locked(execute, tiny_model, clip, locked) -> None:
    chosen = {**SETTINGS, "sampler": "uni_pc"}
    warned, free = (execute(TandemJointSampler, tandem_model=tiny_model, **one, **chosen) for one in (locked, clip))
    assert shown(warned)[-1].startswith("uni_pc stops just before the noise is gone: locked parts come back exactly")
    assert not any("uni_pc stops" in line for line in shown(free))
    source, result = (made["samples"].unbind()[0] for made in (locked["latent"], warned[0]))
    assert torch.equal(source[:, :, :1], result[:, :, :1])
    longer = execute(TandemExtendClip, tandem_model=tiny_model, **clip, seconds=1.6, context_seconds=0.96, **chosen)
    assert longer[1].startswith("uni_pc stops just before the noise is gone")


def test_the_family_s_second_stage_has_no_guidance_of_its_own(synced_model, clip) -> None:
    settings = SampleSettings(**{**SETTINGS, "picture_scale": 1.0, "sound_scale": 1.0})
    assert stage_guidance_for(synced_model, OwnGuidance(), clip["positive"], settings) == (Guidance(), "")
    first, _ = guidance_for(synced_model, OwnGuidance(), clip["positive"], settings)
    assert first.picture_sync == 2.0
    asked, told = stage_guidance_for(synced_model, Guidance(picture_sync=3.0), clip["positive"], settings)
    assert asked == Guidance(picture_sync=3.0) and "picture_sync 3" in told
