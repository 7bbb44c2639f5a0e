"""The templates of LTX-2.3 and MiniMax H3, end to end: tiny models lie in the places of the official files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors import safe_open
from safetensors.torch import save_file
from tandem.devtools import prompt_edits
from tandem.devtools.comfy_client import ComfyClient, Prompt, Run
from tandem.devtools.comfy_server import ComfyServer
from tandem.devtools.templates.family_graphs import EXAMPLE_PICTURE, TEMPLATES
from tandem.devtools.templates.template import ModelLink
from tandem.devtools.tiny_models import FILES, LTX_UPSCALER
from tandem.engine.media.probe import Decoded, decode, probe

LTX_CHECKPOINT, LTX_TEXT_ENCODER = FILES["ltx-2.3"]
STAND_INS = {
    "ltx-2.3-22b-dev-fp8.safetensors": LTX_CHECKPOINT,
    "gemma_3_12B_it_fp4_mixed.safetensors": LTX_TEXT_ENCODER,
    "ltx-2.3-spatial-upscaler-x2-1.1.safetensors": LTX_UPSCALER,
    **dict(
        zip(
            (
                "minimax_h3_fl2va_pruned_int8_convrot.safetensors",
                "qwen3vl_32b_minimax_h3_nvfp4_awq.safetensors",
                "minimax_h3_video_vae_fp16.safetensors",
                "minimax_h3_audio_vae_fp32.safetensors",
            ),
            FILES["minimax-h3"],
            strict=True,
        )
    ),
}
LORA_LAYER, LORA_RANK = "transformer_blocks.0.attn1.to_q", 4
LTX_FRAMES, H3_FRAMES = 9, 22
SHORT = {"ltx": (LTX_FRAMES, Fraction(25)), "h3": (H3_FRAMES, Fraction(24))}
"""The fewest frames of each family's grid that hold two pictures at different times."""
SIDE = 64
NAMES = [make.__name__ for make in TEMPLATES]
ANCHORED = {"ltx_image_to_clip": 1, "h3_first_last_frame": 2}


def tiny_lora(checkpoint: Path, path: Path) -> None:
    """Random, on the picture's self-attention of the first block."""
    with safe_open(checkpoint, "pt") as file:
        rows, columns = file.get_tensor(f"model.diffusion_model.{LORA_LAYER}.weight").shape
    generator = torch.Generator().manual_seed(3)
    down, up = torch.randn(LORA_RANK, columns, generator=generator), torch.randn(rows, LORA_RANK, generator=generator)
    name = f"diffusion_model.{LORA_LAYER}"
    save_file({f"{name}.lora_A.weight": down, f"{name}.lora_B.weight": up}, path)


def links_of(name: str) -> list[ModelLink]:
    (template,) = [make() for make in TEMPLATES if make.__name__ == name]
    return [link for links in template.models.values() for link in links]


@pytest.fixture
def official_files(comfy_server: ComfyServer) -> Iterator[Callable[[str], None]]:
    """`official_files(template)`: every file that the template links lies where the link says, for this test."""
    models, placed = comfy_server.base / "models", []

    def place(name: str) -> None:
        for link in links_of(name):
            path = models / link.directory / link.name
            path.parent.mkdir(exist_ok=True)
            placed.append(path)
            if link.directory == "loras":
                tiny_lora(models / LTX_CHECKPOINT, path)
            else:
                os.link(models / STAND_INS[link.name], path)

    yield place
    for path in placed:
        path.unlink(missing_ok=True)


@pytest.fixture
def pictures(comfy_server: ComfyServer) -> Iterator[list[str]]:
    """Two pictures in the input folder, one of which has the name that the templates begin with."""
    names = [EXAMPLE_PICTURE, "another.png"]
    for name, colour in zip(names, [(220, 60, 20), (20, 60, 220)], strict=True):
        Image.new("RGB", (96, 80), colour).save(comfy_server.base / "input" / name)
    yield names
    for name in names:
        (comfy_server.base / "input" / name).unlink()


@pytest.fixture
def tiny(
    template: Callable[[str], Prompt], official_files: Callable[[str], None], pictures: list[str]
) -> Callable[[str], Prompt]:
    """`tiny(name)`: the template as it is but for the size and the length of its clip."""

    def load(name: str) -> Prompt:
        official_files(name)
        return small(template(name))

    return load


def small(prompt: Prompt) -> Prompt:
    for node in prompt.values():
        if node["class_type"] == "TandemBlankClip":
            frames, rate = SHORT["ltx" if node["inputs"]["clean_grid"] else "h3"]
            node["inputs"].update(width=SIDE, height=SIDE, seconds=float(frames / rate))
        if node["class_type"] == "TandemUpscaleClip":
            node["inputs"].update(width=2 * SIDE, height=2 * SIDE - 8)
    return prompt


def node_of(prompt: Prompt, class_type: str) -> dict:
    (found,) = [body for body in prompt.values() if body["class_type"] == class_type]
    return found["inputs"]


def expect_whole(path: Path, name: str) -> Decoded:
    facts = probe(path)
    frames, rate = SHORT[name.partition("_")[0]]
    assert (facts.frames, facts.frame_rate, facts.video_streams, facts.audio_streams) == (frames, rate, 1, 1)
    assert facts.samples == round(Fraction(frames) / rate * facts.sample_rate_hz)
    upscaled = name == "ltx_upscale_1080p"
    assert (facts.width, facts.height) == ((2 * SIDE, 2 * SIDE - 8) if upscaled else (SIDE, SIDE))
    assert not facts.black and not facts.silent
    return decode(path)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_makes_a_whole_clip_with_the_files_that_it_links(
    comfy: ComfyClient, tiny: Callable[[str], Prompt], save_clip: Callable[[Run], Path], name: str
) -> None:
    run = comfy.run(tiny(name))
    expect_whole(save_clip(run), name)
    told = " ".join(text for shown in run.outputs.values() for text in shown.get("text", ()))
    assert ("8 steps of euler" if name.startswith("ltx") else "20 steps of res_multistep") in told


def test_the_lora_of_the_template_changes_the_clip(
    comfy: ComfyClient, tiny: Callable[[str], Prompt], save_clip: Callable[[Run], Path]
) -> None:
    prompt = tiny("ltx_text_to_clip")
    with_lora = decode(save_clip(comfy.run(prompt)))
    node_of(prompt, "LoraLoaderModelOnly")["strength_model"] = 0.0
    assert not np.array_equal(with_lora.frames, decode(save_clip(comfy.run(prompt))).frames)


@pytest.mark.parametrize(("name", "count"), ANCHORED.items())
def test_every_picture_of_a_template_changes_the_clip(
    comfy: ComfyClient,
    tiny: Callable[[str], Prompt],
    save_clip: Callable[[Run], Path],
    pictures: list[str],
    name: str,
    count: int,
) -> None:
    prompt = tiny(name)
    loaders = [body["inputs"] for body in prompt.values() if body["class_type"] == "LoadImage"]
    assert len(loaders) == count
    clips = [decode(save_clip(comfy.run(prompt))).frames]
    for loader in loaders:
        loader["image"] = pictures[1]
        clips.append(decode(save_clip(comfy.run(prompt))).frames)
        assert not np.array_equal(clips[-1], clips[-2])


@pytest.mark.parametrize("name", NAMES)
def test_without_its_files_a_template_says_what_belongs_where(
    template: Callable[[str], Prompt], refusal: Callable[[Prompt], str], pictures: list[str], name: str
) -> None:
    prompt = small(template(name))
    said = refusal(prompt)
    link = links_of(name)[0]
    assert f"transformer missing: put {link.name} into models/{link.directory}" in said


def test_seeds_decide_the_clip_of_a_template(
    comfy: ComfyClient,
    tiny: Callable[[str], Prompt],
    save_clip: Callable[[Run], Path],
    forget_results: Callable[[], None],
) -> None:
    prompt = tiny("h3_text_to_clip")

    def make(seed: int) -> Decoded:
        forget_results()
        prompt_edits.set_seed(prompt, seed)
        return decode(save_clip(comfy.run(prompt)))

    first, again, other = make(7), make(7), make(8)
    assert np.array_equal(first.frames, again.frames) and np.array_equal(first.samples, again.samples)
    assert not np.array_equal(first.frames, other.frames) and not np.array_equal(first.samples, other.samples)
