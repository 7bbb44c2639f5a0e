"""Blank Clip's latents have the shapes of core's own empty latents, sound included."""

from __future__ import annotations

import pytest
import torch
from comfy_extras.nodes_lt import EmptyLTXVLatentVideo
from comfy_extras.nodes_lt_audio import LTXVEmptyLatentAudio
from comfy_extras.nodes_minimax_h3 import EmptyMiniMaxH3LatentAV
from tandem.engine.families.request import ClipRequest
from tandem.model_loader.blank import blank_clip, canvas_sentences

LENGTHS_S = (0.4, 1.0, 2.6, 5.0, 10.0)
SIZES = ((64, 64), (768, 512))
RATES = (23.976, 24.0, 25.0, 29.97, 30.0, 50.0, 60.0)


def made(family_model, name: str, request: ClipRequest):
    """The canvas that Tandem chooses and the clip that it makes."""
    model = family_model(name)
    canvas = model.family.rules.canvas(request)
    return canvas, blank_clip(model, canvas)


@pytest.mark.parametrize("name", ["ltx-2", "ltx-2.3"])
@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("size", SIZES)
def test_an_ltx_clip_has_the_shapes_of_core_s_two_nodes(family_model, name, rate, size) -> None:
    for seconds in LENGTHS_S:
        for clean_grid in (True, False):
            canvas, clip = made(family_model, name, ClipRequest(seconds, *size, rate, clean_grid))
            picture = EmptyLTXVLatentVideo.execute(*size, canvas.frames)[0]["samples"]
            sound_vae = family_model(name).sound_vae
            sound = LTXVEmptyLatentAudio.execute(canvas.frames, float(canvas.frame_rate), 1, sound_vae)[0]["samples"]
            assert torch.equal(clip.video, picture) and torch.equal(clip.audio, sound)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("clean_grid", [True, False])
def test_an_h3_clip_has_the_shapes_of_core_s_node(family_model, size, clean_grid) -> None:
    for seconds in (*LENGTHS_S, 15.0):
        canvas, clip = made(family_model, "minimax-h3", ClipRequest(seconds, *size, clean_grid=clean_grid))
        picture, sound = EmptyMiniMaxH3LatentAV.execute(*size, canvas.frames)[0]["samples"].unbind()
        assert torch.equal(clip.video, picture) and torch.equal(clip.audio, sound)


def test_the_sentence_under_the_node_says_what_was_made(family_model) -> None:
    model = family_model("ltx-2")
    clean = model.family.rules.canvas(ClipRequest(5.0, 64, 64))
    assert canvas_sentences(model, clean) == "4.840 s: 121 frames of 64x64 at 25 fps"
    unclean = model.family.rules.canvas(ClipRequest(4.7, 64, 64, 24.0, clean_grid=False))
    facts, note = canvas_sentences(model, unclean).splitlines()
    assert facts == "4.708 s: 113 frames of 64x64 at 24 fps"
    # 112 frames last 116 2/3 sound latents: the nearest whole number is a third of 40 ms away.
    assert note.endswith("are at least 13.3 ms apart at their ends; 121 frames avoid that.")
