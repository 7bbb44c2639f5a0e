"""Anchor Frames as a node: chained, in graphs that were saved before it had a place to choose, and what it refuses."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.families.anchor_times import AnchorError
from tandem.nodes.anchor_audio import TandemAnchorAudio
from tandem.nodes.anchor_frames import TandemAnchorFrames
from tandem.nodes.audio_decode import TandemAudioDecode
from tandem.nodes.blank_clip import TandemBlankClip
from tandem.nodes.extend_clip import TandemExtendClip
from tandem.nodes.joint_sampler import TandemJointSampler
from tandem.nodes.limits import InputError
from tandem.nodes.text_encode import TandemTextEncode
from tandem.nodes.video_decode import TandemVideoDecode

SAMPLING = {
    "picture_seed": 1, "sound_seed": 2, "steps": 1, "picture_scale": 1.0, "sound_scale": 1.0,
    "sampler": "family default",
}  # fmt: skip


@pytest.fixture
def anchor(execute, tiny_model):
    """`anchor(latent, image, **widgets)`: the node, and everything it gives."""

    def run(latent, image=None, **widgets):
        given = torch.rand(1, 90, 160, 3) if image is None else image
        inputs = {"tandem_model": tiny_model, "latent": latent, "image": given, "fit": "crop", **widgets}
        return execute(TandemAnchorFrames, **inputs)

    return run


@pytest.fixture
def blank(execute, tiny_model) -> dict:
    return execute(TandemBlankClip, tandem_model=tiny_model, seconds=1.92, width=0, height=0)[0]


@pytest.fixture
def prompts(execute, tiny_model) -> dict:
    read = execute(TandemTextEncode, tandem_model=tiny_model, prompt="a drum", negative="")
    return {"positive": read[0], "negative": read[1]}


def locked_latents(latent: dict) -> list[int]:
    mask = latent["noise_mask"].unbind()[0]
    return [index for index in range(mask.shape[2]) if not mask[:, :, index].any()]


def test_a_graph_without_the_new_widgets_anchors_the_first_frame(anchor, blank) -> None:
    made = anchor(blank)
    assert locked_latents(made[0]) == [0] and made[1].shape == (1, 256, 256, 3)
    assert made.ui.as_dict()["text"] == ("Frame 1 of 48 (0.000 s): the latent of frames 1 to 4 is kept as it is.",)


def test_a_chain_of_nodes_anchors_several_frames_and_shows_them_all(anchor, blank) -> None:
    images = [torch.full((1, 256, 256, 3), grey) for grey in (0.75, 0.25, 0.5)]
    last = anchor(blank, images[0], at="last frame")
    first = anchor(last[0], images[1], at="first frame")
    made = anchor(first[0], images[2], at="at a time", time_s=0.9)
    assert locked_latents(made[0]) == [0, 5, 11]
    assert made[1].mean(dim=(1, 2, 3)).tolist() == pytest.approx([0.25, 0.5, 0.75])
    assert "noise_mask" not in blank and "tandem_anchors" not in blank


def test_of_a_batch_the_first_image_is_taken(anchor, blank) -> None:
    batch = torch.stack([torch.full((256, 256, 3), grey) for grey in (0.25, 0.75)])
    made = anchor(blank, batch, at="last frame")
    assert made[1].shape[0] == 1 and made[1].mean().item() == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("widgets", "fault", "said"),
    [
        (
            {"at": "at a time", "time_s": 5.0},
            AnchorError,
            r"time_s: the clip lasts 1\.92 s, got 5; nearest legal value",
        ),
        ({"at": "middle"}, AnchorError, "at: expected one of first frame, last frame, at a time, got middle"),
        ({"time_s": float("nan")}, InputError, "time_s: expected a number from 0 to 3600, got nan"),
        ({"strength": 0.0}, InputError, r"strength: expected 0\.05 to 1, got 0; nearest legal value 0\.05"),
        ({"strength": 0.7}, AnchorError, r"strength: tandem-mini takes a frame whole, got 0\.7; use 1"),
        ({"strength": 1.5, "time_s": -1.0}, InputError, "time_s: .*; strength: .* nearest legal value 1"),
    ],
)
def test_what_cannot_be_anchored_is_refused(anchor, blank, widgets, fault, said) -> None:
    with pytest.raises(fault, match=said):
        anchor(blank, **widgets)


def test_every_other_node_takes_an_anchored_clip(execute, tiny_model, anchor, blank, prompts) -> None:
    clip = anchor(anchor(blank)[0], at="last frame")[0]
    audio = {"waveform": torch.zeros(1, 1, 16_000), "sample_rate": 16_000}
    heard = execute(TandemAnchorAudio, tandem_model=tiny_model, latent=clip, audio=audio, start_seconds=0.0)[0]
    assert len(heard["tandem_anchors"]) == 2 and locked_latents(heard) == [0, 11]
    made = execute(TandemJointSampler, tandem_model=tiny_model, latent=heard, **prompts, **SAMPLING)[0]
    kept = made["samples"].unbind()[0][:, :, [0, 11]]
    assert torch.equal(kept, clip["samples"].unbind()[0][:, :, [0, 11]])
    for latent in (clip, made):
        assert len(execute(TandemVideoDecode, tandem_model=tiny_model, latent=latent)[0]) == 48
        assert execute(TandemAudioDecode, tandem_model=tiny_model, latent=latent)[0]["sample_rate"] == 16_000
        longer = execute(
            TandemExtendClip, tandem_model=tiny_model, latent=latent, **prompts, seconds=1.6, context_seconds=0.96,
            **SAMPLING,
        )[0]  # fmt: skip
        assert longer["samples"].unbind()[0].shape[2] == 22


def test_text_encode_takes_images_and_says_when_they_are_not_read(execute, tiny_model) -> None:
    images = torch.rand(2, 16, 16, 3)
    read = execute(TandemTextEncode, tandem_model=tiny_model, prompt="a drum", negative="", images=images)
    assert read[2].endswith(
        "tandem-mini reads no images with its prompt: they have no effect here; Anchor Frames puts them in."
    )
