"""Upscale Clip on the tiny LTX-2, from Joint Sampler to frames of the size that was asked for."""

from __future__ import annotations

import pytest
import torch
from tandem.devtools.tiny_models import FILES, LTX_UPSCALER
from tandem.engine.canvas import CanvasError
from tandem.engine.latents import LatentError
from tandem.engine.model_files.pairing import choices
from tandem.engine.model_files.scan import scan
from tandem.model_loader.families.parts import PartsError
from tandem.model_loader.loading import load_parts
from tandem.model_loader.tandem_model import model_from_parts
from tandem.nodes.advanced_guidance import TandemAdvancedGuidance
from tandem.nodes.anchor_frames import TandemAnchorFrames
from tandem.nodes.blank_clip import TandemBlankClip
from tandem.nodes.joint_sampler import TandemJointSampler
from tandem.nodes.limits import InputError
from tandem.nodes.text_encode import TandemTextEncode
from tandem.nodes.upscale_clip import TandemUpscaleClip
from tandem.nodes.video_decode import TandemVideoDecode

OWN = {
    "width": 0, "height": 0, "seed": 3, "steps": 0, "start_sigma": 0.0, "picture_scale": -1.0, "sound_scale": -1.0,
    "sampler": "family default", "keep_sound": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_gradients():
    with torch.inference_mode():
        yield


@pytest.fixture(scope="module")
def ltx(tiny_models_dir):
    folders = {folder.name: [folder] for folder in sorted(tiny_models_dir.iterdir())}
    wanted = FILES["ltx-2.3"][0]
    found = {f"{one.transformer.folder}/{one.transformer.name}": one for one in choices(scan(folders))}
    return model_from_parts("ltx", load_parts(found[wanted]), "2.3-distilled")


@pytest.fixture(scope="module")
def upscaler(tiny_models_dir):
    import folder_paths
    from comfy_extras.nodes_hunyuan import LatentUpscaleModelLoader

    folder, name = LTX_UPSCALER.split("/")
    folder_paths.add_model_folder_path(folder, str(tiny_models_dir / folder))
    return LatentUpscaleModelLoader.execute(name).args[0]


@pytest.fixture
def prompts(execute, ltx) -> dict:
    read = execute(TandemTextEncode, tandem_model=ltx, prompt='A man says: "hello"', negative="")
    return {"positive": read[0], "negative": read[1]}


@pytest.fixture
def sampled(execute, ltx, prompts) -> dict:
    blank = execute(
        TandemBlankClip, tandem_model=ltx, seconds=0.36, width=64, height=64, frame_rate=24.0, clean_grid=False
    )
    own = {name: OWN[name] for name in ("steps", "picture_scale", "sound_scale", "sampler")}
    seeds = {"picture_seed": 3, "sound_seed": 3}
    return execute(TandemJointSampler, tandem_model=ltx, latent=blank[0], **prompts, **own, **seeds)[0]


@pytest.fixture
def upscale(execute, ltx, prompts, sampled):
    """`upscale(**inputs)`: Upscale Clip with the family's own settings and these inputs."""

    def run(**inputs):
        return execute(TandemUpscaleClip, **{"tandem_model": ltx, "latent": sampled, **prompts, **OWN, **inputs})

    return run


def test_the_picture_is_twice_as_large_and_the_sound_as_it_was(upscale, upscaler, sampled) -> None:
    made = upscale(upscale_model=upscaler)
    video, audio = made[0]["samples"].unbind()
    assert video.shape == (1, 128, 2, 4, 4)
    assert torch.equal(audio, sampled["samples"].unbind()[1])
    assert made[0]["tandem_frame_rate"] == 24 and "tandem_shown_size" not in made[0]


def test_the_node_tells_the_size_and_what_it_used(upscale) -> None:
    made = upscale()
    said = "128x128.\nFrom sigma 0.85: 3 steps of euler, scales 1 (picture) and 1 (sound)."
    assert made[1] == said and made.ui.as_dict()["text"] == (said,)


def test_advanced_guidance_acts_and_is_told(execute, upscale) -> None:
    wanted = {"picture_sync": 3.0, "sound_sync": 1.0, "rescale": 0.0, "stg_scale": 0.0, "stg_block": -1}
    asked = execute(TandemAdvancedGuidance, **wanted, start=0.0, end=1.0, every=1)[0]
    plain, guided = upscale(), upscale(guidance=asked)
    assert not torch.equal(plain[0]["samples"].unbind()[0], guided[0]["samples"].unbind()[0])
    assert torch.equal(plain[0]["samples"].unbind()[1], guided[0]["samples"].unbind()[1])
    assert guided[1].startswith(plain[1]) and len(guided[1]) > len(plain[1])


def test_a_size_that_cannot_be_drawn_is_cut_by_video_decode(execute, ltx, upscale, upscaler) -> None:
    whole = execute(TandemVideoDecode, tandem_model=ltx, latent=upscale(upscale_model=upscaler)[0])[0]
    made = upscale(upscale_model=upscaler, height=120)
    assert made[1].startswith(
        "128x128, the nearest size that can be drawn; Video Decode cuts the frames to the middle 128x120."
    )
    cut = execute(TandemVideoDecode, tandem_model=ltx, latent=made[0])[0]
    assert whole.shape == (9, 128, 128, 3) and cut.shape == (9, 120, 128, 3)
    assert torch.equal(cut, whole[:, 4:124])


def test_the_first_frame_of_the_first_stage_goes_along(execute, ltx, prompts, upscale) -> None:
    blank = execute(TandemBlankClip, tandem_model=ltx, seconds=0.36, width=64, height=64)[0]
    image = torch.rand(1, 128, 128, 3)
    held = execute(TandemAnchorFrames, tandem_model=ltx, latent=blank, image=image, fit="crop")[0]
    own = {name: OWN[name] for name in ("steps", "picture_scale", "sound_scale", "sampler")}
    seeds = {"picture_seed": 3, "sound_seed": 3}
    sampled = execute(TandemJointSampler, tandem_model=ltx, latent=held, **prompts, **own, **seeds)[0]
    assert "noise_mask" not in sampled
    larger = upscale(latent=sampled)[0]
    assert torch.equal(larger["samples"].unbind()[0][:, :, :1], ltx.picture_vae.encode(image))
    again = upscale(latent=larger, start_sigma=0.1)[0]["samples"].unbind()[0]
    assert again.shape[-2:] == (8, 8)


def test_the_first_frame_can_be_given_again(ltx, upscale) -> None:
    image = torch.rand(1, 50, 100, 3)
    video = upscale(image=image, fit="stretch")[0]["samples"].unbind()[0]
    plain = upscale()[0]["samples"].unbind()[0]
    assert not torch.equal(video[:, :, :1], plain[:, :, :1])


@pytest.mark.parametrize(
    ("inputs", "error", "said"),
    [
        (
            {"width": 32},
            CanvasError,
            "width: expected at least the 64 pixels of the clip, got 32; nearest legal value 64",
        ),
        (
            {"width": 256},
            CanvasError,
            "height: expected the shape of the clip, 64x64, got 256x128; nearest legal value 256",
        ),
        ({"height": 5000}, InputError, "height: expected 0 to 4096, got 5000; nearest legal value 4096"),
        ({"start_sigma": 1.5}, InputError, "start_sigma: expected 0 to 1, got 1.5; nearest legal value 1"),
        ({"start_sigma": float("nan")}, InputError, "start_sigma: expected a number from 0 to 1, got nan"),
        ({"seed": -1}, InputError, "seed: expected 0 to"),
        ({"upscale_model": object()}, PartsError, "upscale_model: expected the latent upsampler of LTX-2"),
    ],
)
def test_what_cannot_be_made_is_refused_before_sampling(upscale, monkeypatch, inputs, error, said) -> None:
    monkeypatch.setattr("tandem.nodes.upscale_clip.refined", lambda *_: pytest.fail("sampled"))
    with pytest.raises(error, match=said):
        upscale(**inputs)


def test_the_upscale_model_makes_one_size(upscale, upscaler) -> None:
    with pytest.raises(CanvasError, match="the upscale_model makes 128x128 of this clip of 64x64, got 192x192"):
        upscale(upscale_model=upscaler, width=192, height=192)


def test_the_latent_of_another_family_and_tandem_mini_are_refused(execute, tiny_model, upscale, sampled) -> None:
    blank = execute(TandemBlankClip, tandem_model=tiny_model, seconds=2.0, width=256, height=256)[0]
    with pytest.raises(LatentError, match="LTX-2"):
        upscale(latent=blank)
    with pytest.raises(PartsError, match="tandem-mini draws 256x256 and no other size"):
        upscale(tandem_model=tiny_model, latent=blank)
