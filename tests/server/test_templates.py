"""Every template of the pack, end to end on a real server."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tandem.devtools import prompt_edits
from tandem.devtools.comfy_client import ComfyClient, Prompt, Run
from tandem.devtools.comfy_server import ComfyServer
from tandem.devtools.places import ROOT
from tandem.devtools.templates.graphs import TEMPLATES
from tandem.engine.clock import samples_for_frames
from tandem.engine.media.probe import decode, probe

NAMES = [make.__name__ for make in TEMPLATES]
SHORT_STEPS, SHORT_S = 4, 1.92


def shortened(prompt: Prompt, seed: int) -> Prompt:
    """The same graph with few steps, its shortest clip and its seeds set: enough to compare two runs."""
    for node in prompt.values():
        if node["class_type"] in prompt_edits.SAMPLING or node["class_type"] == "BasicScheduler":
            node["inputs"]["steps"] = SHORT_STEPS
    prompt_edits.set_seconds(prompt, SHORT_S)
    prompt_edits.set_seed(prompt, seed)
    return prompt


@pytest.mark.parametrize("name", NAMES)
def test_a_template_makes_a_whole_clip(
    comfy: ComfyClient, template: Callable[[str], Prompt], save_clip: Callable[[Run], Path], name: str
) -> None:
    facts = probe(save_clip(comfy.run(template(name))))
    assert (facts.video_streams, facts.audio_streams) == (1, 1)
    assert abs(facts.picture_s - facts.sound_s) <= 1 / facts.frame_rate
    assert facts.samples == samples_for_frames(facts.frames, facts.frame_rate, facts.sample_rate_hz)
    assert not facts.black and not facts.silent


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_decides_the_clip(
    comfy: ComfyClient,
    template: Callable[[str], Prompt],
    save_clip: Callable[[Run], Path],
    forget_results: Callable[[], None],
    name: str,
) -> None:
    def make(seed: int) -> Path:
        forget_results()
        prompt = shortened(template(name), seed)
        run = comfy.run(prompt)
        assert prompt_edits.seconds_in(prompt_edits.SAMPLING, prompt, run.node_seconds) > 0, "served from the cache"
        return save_clip(run)

    first, again, other = make(7), make(7), make(8)
    assert first.read_bytes() == again.read_bytes()
    one, two = decode(first), decode(other)
    assert not np.array_equal(one.frames, two.frames)
    assert not np.array_equal(one.samples, two.samples)


def test_a_loaded_product_picture_takes_the_place_of_the_drawn_one(
    comfy: ComfyClient, comfy_server: ComfyServer, template: Callable[[str], Prompt], save_clip: Callable[[Run], Path]
) -> None:
    """The prompt names no colour: a first frame nearer to the picture than to its blue twin can come from it alone."""
    photo = ROOT / "workflows" / "product_photo.png"
    shutil.copy(photo, comfy_server.base / "input")
    prompt = shortened(template("product_photo"), 1)
    for drawn in ("2", "4", "5", "6"):
        del prompt[drawn]
    prompt["7"] = {"class_type": "LoadImage", "inputs": {"image": photo.name}}
    prompt_edits.set_prompt(prompt, "A commercial with cheerful music")
    first = decode(save_clip(comfy.run(prompt))).frames[0].astype(float)
    with Image.open(photo) as picture:
        wanted = np.asarray(picture.convert("RGB"), float)
    assert np.abs(first - wanted).mean() < np.abs(first - wanted[..., ::-1]).mean()
