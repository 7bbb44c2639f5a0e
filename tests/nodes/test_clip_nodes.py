"""Blank Clip, Anchor Frames, Joint Sampler and both decoders in a row, and what they refuse."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.canvas import CanvasError
from tandem.engine.latents import LatentError
from tandem.engine.media.images import ImageError
from tandem.engine.mini.text.script import COLUMNS
from tandem.nodes.anchor_frames import TandemAnchorFrames
from tandem.nodes.audio_decode import TandemAudioDecode
from tandem.nodes.blank_clip import TandemBlankClip
from tandem.nodes.extend_clip import TandemExtendClip
from tandem.nodes.joint_sampler import TandemJointSampler
from tandem.nodes.limits import InputError
from tandem.nodes.text_encode import TandemTextEncode
from tandem.nodes.video_decode import TandemVideoDecode

SETTINGS = {
    "picture_seed": 1,
    "sound_seed": 2,
    "steps": 1,
    "picture_scale": 2.0,
    "sound_scale": 2.0,
    "sampler": "family default",
}


@pytest.fixture
def blank(execute, tiny_model) -> dict:
    return execute(TandemBlankClip, tandem_model=tiny_model, seconds=2.0, width=256, height=256)[0]


@pytest.fixture
def prompts(execute, tiny_model) -> dict:
    read = execute(TandemTextEncode, tandem_model=tiny_model, prompt='A man says: "hello"', negative="")
    return {"positive": read[0], "negative": read[1]}


@pytest.fixture
def sampled(execute, tiny_model, blank, prompts) -> dict:
    return execute(TandemJointSampler, tandem_model=tiny_model, latent=blank, **prompts, **SETTINGS)[0]


def test_text_encode_shows_its_reading_on_the_node(execute, tiny_model) -> None:
    read = execute(TandemTextEncode, tandem_model=tiny_model, prompt="a drum", negative="")
    assert isinstance(read[2], str) and read[2] == read.ui.as_dict()["text"][0]


@pytest.mark.parametrize("field", ["prompt", "negative"])
def test_a_prompt_that_is_too_long_is_refused_by_its_name(execute, tiny_model, field) -> None:
    texts = {"prompt": "", "negative": "", field: "a" * 100_000}
    with pytest.raises(InputError, match=f"^{field}: expected at most 2000 characters, got 100000"):
        execute(TandemTextEncode, tandem_model=tiny_model, **texts)


def test_blank_clip_rounds_to_the_nearest_length_and_tells_it(execute, tiny_model) -> None:
    made = execute(TandemBlankClip, tandem_model=tiny_model, seconds=2.0, width=256, height=256)
    video, audio = made[0]["samples"].unbind()
    assert video.shape == (1, 64, 12, 8, 8) and audio.shape == (1, 32, 48, 1)
    assert made[1] == pytest.approx(1.92) and not video.any()


def test_blank_clip_takes_the_family_s_own_size_and_rate_for_0_and_tells_the_clip(execute, tiny_model) -> None:
    made = execute(TandemBlankClip, tandem_model=tiny_model, seconds=2.0, width=0, height=0, frame_rate=0.0)
    assert made[0]["samples"].unbind()[0].shape == (1, 64, 12, 8, 8)
    assert made.ui.as_dict()["text"] == ("1.920 s: 48 frames of 256x256 at 25 fps",)


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"seconds": 0.0}, "nearest legal value 1.92"),
        ({"seconds": -1.0}, "nearest legal value 1.92"),
        ({"seconds": float("nan")}, "seconds: expected a number"),
        ({"seconds": 1e6}, "nearest legal value 10.24"),
        ({"width": 250}, "width: .* use 256"),
        ({"height": 512}, "height: .* use 256"),
        ({"frame_rate": 24.0}, "frame_rate: .* 25"),
    ],
)
def test_blank_clip_refuses_what_cannot_be_made(execute, tiny_model, inputs, said) -> None:
    legal = {"seconds": 5.12, "width": 256, "height": 256}
    with pytest.raises(CanvasError, match=said):
        execute(TandemBlankClip, tandem_model=tiny_model, **{**legal, **inputs})


def test_the_sampler_keeps_the_script_for_a_later_continuation(sampled) -> None:
    assert sampled["tandem_script"].shape == (1, 48, COLUMNS) and sampled["tandem_script"].any()


def test_words_that_do_not_fit_into_the_clip_are_told_by_the_sampler(execute, tiny_model, blank, caplog) -> None:
    prompt = 'A man says: "' + "hello my dear friend, " * 6 + '"'
    read = execute(TandemTextEncode, tandem_model=tiny_model, prompt=prompt, negative="")
    made = execute(
        TandemJointSampler, tandem_model=tiny_model, latent=blank, positive=read[0], negative=read[1], **SETTINGS
    )
    used, told = made.ui.as_dict()["text"][0].split("\n")
    assert used == "1 step of euler, scales 2 (picture) and 2 (sound)."
    assert "the clip has 1.92 s" in told and told in caplog.text
    assert made[0]["tandem_script"].shape == (1, 48, COLUMNS)


def test_the_sampler_says_what_it_uses_and_nothing_about_words_that_fit(
    execute, tiny_model, blank, prompts, caplog
) -> None:
    made = execute(TandemJointSampler, tandem_model=tiny_model, latent=blank, **prompts, **SETTINGS)
    (told,) = made.ui.as_dict()["text"]
    assert told.startswith("1 step of euler") and "quoted words" not in told + caplog.text


def test_the_decoders_return_exactly_the_clip(execute, tiny_model, sampled) -> None:
    images = execute(TandemVideoDecode, tandem_model=tiny_model, latent=sampled)[0]
    audio = execute(TandemAudioDecode, tandem_model=tiny_model, latent=sampled)[0]
    assert images.shape == (48, 256, 256, 3)
    assert audio["waveform"].shape == (1, 1, 48 * 640) and audio["sample_rate"] == 16_000


@pytest.mark.parametrize(
    "shape", [(1, 256, 256, 3), (3, 100, 301, 4), (1, 31, 7, 1)], ids=["plain", "batch with alpha", "odd and grey"]
)
def test_any_image_anchors_a_clip_and_comes_out_unchanged_by_the_sampler(
    execute, tiny_model, blank, prompts, shape
) -> None:
    image = torch.rand(shape, generator=torch.Generator().manual_seed(0))
    anchored = execute(TandemAnchorFrames, tandem_model=tiny_model, latent=blank, image=image, fit="crop")[0]
    result = execute(TandemJointSampler, tandem_model=tiny_model, latent=anchored, **prompts, **SETTINGS)[0]
    assert torch.equal(result["samples"].unbind()[0][:, :, 0], anchored["samples"].unbind()[0][:, :, 0])


def test_an_image_of_nothing_is_refused(execute, tiny_model, blank) -> None:
    with pytest.raises(ImageError, match="image: expected"):
        execute(
            TandemAnchorFrames, tandem_model=tiny_model, latent=blank, image=torch.zeros(0, 256, 256, 3), fit="crop"
        )


@pytest.mark.parametrize("node", [TandemVideoDecode, TandemAudioDecode])
def test_not_a_number_in_a_latent_is_refused_by_every_node_that_reads_it(execute, tiny_model, blank, node) -> None:
    blank["samples"].unbind()[0][0, 0, 0, 0, 0] = float("nan")
    with pytest.raises(LatentError, match="video latent: .* NaN"):
        execute(node, tandem_model=tiny_model, latent=blank)


def test_the_sampler_refuses_a_latent_of_another_model_and_bad_numbers(execute, tiny_model, blank, prompts) -> None:
    foreign = {"samples": torch.zeros(1, 4, 32, 32)}
    with pytest.raises(LatentError, match="tandem-mini samples picture and sound together"):
        execute(TandemJointSampler, tandem_model=tiny_model, latent=foreign, **prompts, **SETTINGS)
    with pytest.raises(InputError, match="steps: .*; picture_scale: "):
        bad = {**SETTINGS, "steps": -1, "picture_scale": float("nan")}
        execute(TandemJointSampler, tandem_model=tiny_model, latent=blank, **prompts, **bad)


def test_extend_clip_appends_and_reports_what_it_measured(execute, tiny_model, sampled, prompts) -> None:
    made = execute(
        TandemExtendClip, tandem_model=tiny_model, latent=sampled, **prompts, seconds=1.6, context_seconds=0.96,
        **SETTINGS,
    )  # fmt: skip
    video, audio = made[0]["samples"].unbind()
    assert video.shape[2] == 22 and audio.shape[2] == 88 and made[0]["tandem_script"].shape[1] == 88
    assert torch.equal(video[:, :, :12], sampled["samples"].unbind()[0])
    assert "Added 1.60 s" in made[1] and "Seam at 1.92 s" in made[1]


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"seconds": 0.0}, r"^seconds: .* nearest legal value 0\.16"),
        ({"seconds": float("nan")}, "^seconds: expected a number"),
        ({"seconds": 1e6}, "^seconds: .* nearest legal value 600"),
        ({"context_seconds": 0.0}, r"^context_seconds: .* nearest legal value 0\.16"),
        ({"context_seconds": 4.0}, r"^context_seconds: .* nearest legal value 1\.92"),
        ({"seconds": -1.0, "context_seconds": -1.0}, "^seconds: .*; context_seconds: "),
        ({"steps": -1}, "^steps: "),
    ],
)
def test_extend_clip_refuses_what_cannot_be_made(execute, tiny_model, sampled, prompts, inputs, said) -> None:
    legal = {"seconds": 1.6, "context_seconds": 0.96, **SETTINGS}
    with pytest.raises(ValueError, match=said):
        execute(TandemExtendClip, tandem_model=tiny_model, latent=sampled, **prompts, **{**legal, **inputs})
