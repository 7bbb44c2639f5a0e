"""The second stage on the tiny models: against core's own chain of nodes, and what it keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from comfy_extras.nodes_custom_sampler import BasicGuider, KSamplerSelect, ManualSigmas, SamplerCustomAdvanced
from comfy_extras.nodes_lt import LTXVConcatAVLatent, LTXVSeparateAVLatent
from comfy_extras.nodes_lt_upsampler import LTXVLatentUpsampler
from tandem.engine.latents import AVLatent
from tandem.engine.media.images import anchor_frame
from tandem.engine.sampling.noise import picture_noise, sound_noise
from tandem.model_loader.av_latents import free_mask, nested, read_latent, write_latent
from tandem.model_loader.families.anchor import Anchor
from tandem.model_loader.families.h3_sound_clock import sound_sigma
from tandem.model_loader.latent_upscaling import resized
from tandem.model_loader.second_stage import (
    SECOND_STAGE_SALT,
    Enlargement,
    StageSettings,
    enlarged,
    refined,
    refinement_sigmas,
    require_stage,
)
from tandem.model_loader.take import told_take

UPSCALED = ["ltx-2", "ltx-2.3", "minimax-h3"]
LTX = ["ltx-2", "ltx-2.3"]
OWN = StageSettings(seed=7, steps=0, start_sigma=0.0, picture_scale=-1, sound_scale=-1, sampler="family default")
TWICE = {"width": 0, "height": 0}
PLAIN = replace(OWN, sampler="euler")
OFFICIAL = {"ltx-2": "0.909375, 0.725, 0.421875, 0.0", "ltx-2.3": "0.85, 0.7250, 0.4219, 0.0"}


def random_clip(take, name: str):
    """A Take whose clip is a finished one: random numbers."""
    one, generator = take(name), torch.Generator().manual_seed(5)
    streams = one.clip.streams.map(lambda stream: torch.randn(stream.shape, generator=generator))
    return replace(one, clip=replace(one.clip, streams=streams))


def second_stage(one, settings=PLAIN, keep_sound=True, **wish) -> AVLatent:
    """What Upscale Clip does."""
    model, prompts, wished = one.model, (one.prompt.positive, one.prompt.negative), Enlargement(**TWICE, **wish)
    clip = enlarged(model, one.clip, require_stage(model, *prompts, one.clip, wished), wished)
    sigmas = refinement_sigmas(model, clip.streams, settings)
    sampling = settings.sampling(model, len(sigmas) - 1)
    told = told_take(model, *prompts, clip, sampling)
    return refined(model, *told, clip, sampling, sigmas, lambda *_: None, keep_sound=keep_sound)


def twice(one) -> torch.Tensor:
    """The picture before it is refined."""
    rows, columns = one.clip.streams.video.shape[-2:]
    return resized(one.clip.streams.video, 2 * rows, 2 * columns)


class StageNoise:
    """Core's NOISE with the noise of the second stage."""

    def __init__(self, one) -> None:
        self.seed, self.time_dim = OWN.seed ^ SECOND_STAGE_SALT, one.model.family.sound_time_dim

    def generate_noise(self, latent: dict):
        video, audio = latent["samples"].unbind()
        return nested(
            AVLatent(picture_noise(video.shape, [self.seed]), sound_noise(audio.shape, [self.seed], self.time_dim))
        )


def by_core(one, sigmas: str, upscaler, keep_sound: bool) -> AVLatent:
    """The chain of the official templates: separate, upsample, concat, sample by the listed noise levels."""
    model = one.model
    video, audio = LTXVSeparateAVLatent.execute(write_latent(one.clip.streams))
    larger = LTXVLatentUpsampler.execute(video, upscaler, model.picture_vae)[0]
    if keep_sound:
        larger["noise_mask"] = torch.ones_like(larger["samples"][:, :1])
        audio["noise_mask"] = torch.zeros_like(audio["samples"][:, :1])
    latent = LTXVConcatAVLatent.execute(larger, audio)[0]
    guider = BasicGuider.execute(model.model, one.told()[0])[0]
    levels, sampler = ManualSigmas.execute(sigmas)[0], KSamplerSelect.execute("euler")[0]
    made = SamplerCustomAdvanced.execute(StageNoise(one), guider, sampler, levels, latent)[0]
    return AVLatent(*made["samples"].unbind())


@pytest.mark.parametrize("name", LTX)
@pytest.mark.parametrize("keep_sound", [True, False])
def test_with_the_upscale_model_it_is_the_official_chain_to_the_last_bit(take, core_upscaler, name, keep_sound) -> None:
    one, upscaler = random_clip(take, name), core_upscaler()
    variant = {"ltx-2": "2.0-distilled", "ltx-2.3": "2.3-distilled"}[name]
    one = replace(one, model=replace(one.model, variant=variant))
    ours = second_stage(one, upscale_model=upscaler, keep_sound=keep_sound)
    core = by_core(one, OFFICIAL[name], upscaler, keep_sound)
    sound = one.clip.streams.audio if keep_sound else core.audio
    assert torch.equal(ours.video, core.video) and torch.equal(ours.audio, sound)
    torch.testing.assert_close(core.audio, sound, atol=1e-5, rtol=0)  # Core's sampler rounds what is locked.
    assert ours.video.shape[-2:] == (4, 4)


@pytest.mark.parametrize("name", UPSCALED)
def test_the_sound_is_kept_bit_for_bit_and_the_picture_is_refined(take, name) -> None:
    one = random_clip(take, name)
    made = second_stage(one)
    assert torch.equal(made.audio, one.clip.streams.audio)
    rows, columns = one.clip.streams.video.shape[-2:]
    assert made.video.shape == (*one.clip.streams.video.shape[:3], 2 * rows, 2 * columns)
    larger = twice(one)
    assert (made.video - larger).abs().max() > 0.1


@pytest.mark.parametrize("name", UPSCALED)
def test_without_keeping_it_the_sound_is_refined_too(take, name) -> None:
    one = random_clip(take, name)
    made = second_stage(one, keep_sound=False)
    assert made.audio.shape == one.clip.streams.audio.shape
    assert (made.audio - one.clip.streams.audio).abs().max() > 0.1


@pytest.mark.parametrize("name", UPSCALED)
def test_a_lower_start_changes_less_of_the_picture(take, name) -> None:
    one = random_clip(take, name)
    larger = twice(one)
    changes = [
        (second_stage(one, replace(PLAIN, start_sigma=start)).video - larger).abs().mean() for start in (0.02, 0.3, 0.9)
    ]
    assert changes[0] < changes[1] < changes[2]


@pytest.mark.parametrize("name", UPSCALED)
def test_locks_of_the_first_stage_grow_with_the_picture(take, name) -> None:
    one = random_clip(take, name)
    mask = free_mask(one.clip.streams)
    mask.video[:, :, :1], mask.audio[:] = 0, 1
    one = replace(one, clip=replace(one.clip, mask=mask))
    larger = twice(one)
    made = second_stage(one)
    assert torch.equal(made.video[:, :, :1], larger[:, :, :1])
    assert not torch.equal(made.video[:, :, 1:], larger[:, :, 1:])


@pytest.mark.parametrize("name", LTX)
def test_a_first_frame_is_locked_again_from_the_image(take, name) -> None:
    one = random_clip(take, name)
    image = torch.rand(1, 128, 128, 3, generator=torch.Generator().manual_seed(1))
    made = second_stage(one, image=image)
    assert torch.equal(made.video[:, :, :1], one.model.picture_vae.encode(image).to(made.video))
    assert torch.equal(made.audio, one.clip.streams.audio)


def from_pictures(one, *frames: int):
    """The same clip, made in a first stage that was anchored to a picture at each of `frames`."""
    generator = torch.Generator().manual_seed(2)
    anchors = [Anchor(frame, torch.rand(100, 50, 3, generator=generator), "crop") for frame in frames]
    return replace(one, clip=replace(one.clip, made_from=tuple(anchors)))


@pytest.mark.parametrize("name", LTX)
def test_the_first_stage_s_pictures_are_anchored_again_at_the_new_size(take, name) -> None:
    one = from_pictures(random_clip(take, name), 0, 8)
    first, last = one.clip.made_from
    made = second_stage(one)
    still = one.model.picture_vae.encode(anchor_frame(first.image, "crop", 128, 128)[None])
    assert torch.equal(made.video[:, :, :1], still.to(made.video))
    assert torch.equal(made.audio, one.clip.streams.audio)
    alone = second_stage(replace(one, clip=replace(one.clip, made_from=(first,))))
    assert made.video.shape == alone.video.shape == (1, 128, 2, 4, 4)
    assert (made.video[:, :, 1:] - alone.video[:, :, 1:]).abs().max() > 1e-3, "the last frame's picture has no effect"


def test_given_frames_of_h3_are_encoded_at_the_new_size(take, monkeypatch) -> None:
    one = from_pictures(random_clip(take, "minimax-h3"), 0, 21)
    given = []
    network = one.model.parts.diffusion_model
    rows = network._cond_video_rows
    monkeypatch.setattr(
        network, "_cond_video_rows", lambda payload, device: given.append(payload["keyframes"]) or rows(payload, device)
    )
    made = second_stage(one)
    assert torch.equal(made.audio, one.clip.streams.audio)
    assert [frame["resolved_frame_index"] for frame in given[0]] == [0, 21]
    assert {tuple(frame["latent"].shape[-2:]) for frame in given[0]} == {(8, 8)}


@pytest.mark.parametrize("name", LTX)
def test_an_image_takes_the_place_of_the_first_stage_s_first_frame(take, name) -> None:
    image = torch.rand(1, 128, 128, 3, generator=torch.Generator().manual_seed(1))
    one = from_pictures(random_clip(take, name), 0)
    made = second_stage(one, image=image)
    assert torch.equal(made.video[:, :, :1], one.model.picture_vae.encode(image).to(made.video))


@pytest.mark.parametrize("name", UPSCALED)
def test_a_seed_gives_the_same_again_and_another_seed_another_clip(take, name) -> None:
    one = random_clip(take, name)
    made = second_stage(one)
    assert torch.equal(made.video, second_stage(one).video)
    assert not torch.equal(made.video, second_stage(one, replace(PLAIN, seed=8)).video)


def test_the_same_seed_in_both_stages_gives_unrelated_noise(take) -> None:
    settings = OWN.sampling(take("ltx-2").model, 3)
    shape = (1, 8, 9, 16)
    first, second = (sound_noise(shape, [seed]).flatten() for seed in (OWN.seed, settings.sound_seed))
    assert abs(float(torch.corrcoef(torch.stack([first, second]))[0, 1])) < 0.1


@pytest.mark.parametrize(
    ("name", "variant", "sampler"),
    [
        ("ltx-2", "2.0-distilled", "euler_ancestral"),
        ("ltx-2", "2.0-dev", "euler"),
        ("ltx-2.3", "2.3-dev", "euler"),
        ("minimax-h3", "turbo-8", "res_multistep"),
    ],
)
def test_the_family_s_own_settings_have_no_guidance(take, name, variant, sampler) -> None:
    model = replace(take(name).model, variant=variant)
    settings = OWN.sampling(model, 3)
    assert (settings.sampler, settings.picture_scale, settings.sound_scale) == (sampler, 1.0, 1.0)
    chosen = replace(OWN, sampler="heun", picture_scale=2.0, sound_scale=0.0).sampling(model, 5)
    assert (chosen.sampler, chosen.picture_scale, chosen.sound_scale, chosen.steps) == ("heun", 2.0, 0.0, 5)


@pytest.mark.parametrize("name", LTX)
def test_the_levels_of_ltx_are_core_s_from_the_template(take, name) -> None:
    one = take(name)
    assert torch.equal(refinement_sigmas(one.model, one.clip.streams, OWN), ManualSigmas.execute(OFFICIAL[name])[0])


@pytest.mark.parametrize("variant", ["base", "turbo-8", "turbo-4"])
def test_the_levels_of_h3_are_the_end_of_its_own_schedule(take, variant) -> None:
    one = take("minimax-h3")
    model = replace(one.model, variant=variant)
    whole = model.family.sigmas(model.parts, model.defaults, 0, one.clip.streams)
    levels = refinement_sigmas(model, one.clip.streams, OWN)
    assert levels[0] == torch.tensor(0.85) and torch.equal(levels[1:], whole[whole < 0.85])


def test_the_sound_of_h3_starts_as_noisy_as_its_network_is_told(take, monkeypatch) -> None:
    """What enters the first step, against the level that core's network works out for the sound."""
    one, seen = random_clip(take, "minimax-h3"), []
    network, forward = one.model.parts.diffusion_model, one.model.parts.diffusion_model._forward
    monkeypatch.setattr(
        network, "_forward", lambda x, *rest, **more: seen.append(x[1].clone()) or forward(x, *rest, **more)
    )
    second_stage(one)
    sigma = sound_sigma(one.model.parts, 0.85)
    base = 0.85 / (12 - 11 * 0.85)
    assert sigma == pytest.approx(3 * base / (1 + 2 * base))
    seed = OWN.seed ^ SECOND_STAGE_SALT
    clean = one.clip.streams.audio
    noise = sound_noise(clean.shape, [seed], one.model.family.sound_time_dim)
    torch.testing.assert_close(seen[0].float(), sigma * noise + (1 - sigma) * clean, atol=1e-5, rtol=0)


def test_the_size_that_is_shown_travels_with_the_latent_it_was_written_for(take) -> None:
    one = random_clip(take, "ltx-2")
    latent = write_latent(one.clip.streams, shown_size=(64, 60))
    assert read_latent(latent, one.model.family).shown_size == (64, 60)
    assert read_latent(write_latent(one.clip.streams), one.model.family).shown_size is None
    larger = AVLatent(torch.zeros(1, 128, 2, 4, 4), one.clip.streams.audio)
    assert read_latent({**latent, "samples": nested(larger)}, one.model.family).shown_size is None
