"""Bad input through the real server: one clear sentence that names the field, before anything is sampled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tandem.devtools.comfy_client import ComfyClient, Prompt, PromptRejected, RunFailed
from tandem.devtools.comfy_server import ComfyServer

LONGEST_MESSAGE = 400


def changed(prompt: Prompt, class_type: str, /, **inputs: Any) -> Prompt:
    for node in prompt.values():
        if node["class_type"] == class_type:
            node["inputs"].update(inputs)
    return prompt


@pytest.fixture
def model_file(comfy_server: ComfyServer) -> Iterator[Path]:
    """A place for a weight file where Load Model looks."""
    path = comfy_server.base / "models/tandem/other.safetensors"
    path.parent.mkdir(exist_ok=True)
    yield path
    path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("class_type", "field", "value", "also_says"),
    [
        ("TandemBlankClip", "seconds", 0.0, "0.08"),
        ("TandemBlankClip", "seconds", -3.0, "0.08"),
        ("TandemBlankClip", "seconds", 0.5, "1.92"),
        ("TandemBlankClip", "seconds", float("nan"), ""),
        ("TandemBlankClip", "seconds", 60.0, "10.24"),
        ("TandemBlankClip", "seconds", 1e6, "150"),
        ("TandemBlankClip", "width", 250, "256"),
        ("TandemBlankClip", "height", 4096, "256"),
        ("TandemTextEncode", "prompt", "a" * 100_000, "2000"),
        ("TandemLoadModel", "model", "gone.safetensors", ""),
        ("TandemJointSampler", "steps", -1, "0"),
        ("TandemJointSampler", "picture_scale", float("nan"), ""),
        ("TandemJointSampler", "sampler", "no such sampler", ""),
        ("TandemMux", "frame_rate", 0.0, ""),
    ],
)
def test_a_value_out_of_range_is_refused_by_the_name_of_its_field(
    refusal: Callable[[Prompt], str],
    template: Callable[[str], Prompt],
    class_type: str,
    field: str,
    value: Any,
    also_says: str,
) -> None:
    said = refusal(changed(template("text_to_clip"), class_type, **{field: value}))
    assert field in said and also_says in said
    assert "Traceback" not in said and len(said) < LONGEST_MESSAGE


def test_an_empty_prompt_is_allowed(comfy: ComfyClient, template: Callable[[str], Prompt]) -> None:
    prompt = changed(template("text_to_clip"), "TandemTextEncode", prompt="", negative="")
    assert comfy.run(changed(prompt, "TandemJointSampler", steps=1)).files(".mp4")


@pytest.mark.parametrize("content", [b"", b"no weights at all" * 100, b"\x08\x00\x00\x00\x00\x00\x00\x00{}      "])
def test_a_file_that_holds_no_such_weights_is_refused_by_its_name(
    refusal: Callable[[Prompt], str], template: Callable[[str], Prompt], model_file: Path, content: bytes
) -> None:
    model_file.write_bytes(content)
    said = refusal(changed(template("text_to_clip"), "TandemLoadModel", model=model_file.name))
    assert model_file.name in said and "Traceback" not in said


def test_half_a_weight_file_is_refused_by_its_name(
    refusal: Callable[[Prompt], str],
    comfy_server: ComfyServer,
    template: Callable[[str], Prompt],
    model_file: Path,
) -> None:
    weights = comfy_server.base / "custom_nodes/ComfyUI-Tandem/weights/tandem-mini.safetensors"
    model_file.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])
    said = refusal(changed(template("text_to_clip"), "TandemLoadModel", model=model_file.name))
    assert model_file.name in said


@pytest.mark.parametrize("prefix", ["blocked/clip", "../../outside"])
def test_a_place_that_cannot_be_written_is_refused_and_nothing_is_left(
    comfy: ComfyClient, comfy_server: ComfyServer, template: Callable[[str], Prompt], prefix: str
) -> None:
    (comfy_server.base / "output/blocked").touch()
    prompt = changed(template("text_to_clip"), "TandemMux", filename_prefix=prefix)
    with pytest.raises((PromptRejected, RunFailed)) as failure:
        comfy.run(changed(prompt, "TandemJointSampler", steps=1))
    assert not getattr(failure.value, "interrupted", False)
    assert not list(comfy_server.base.parent.rglob("outside*"))
    assert (comfy_server.base / "output/blocked").stat().st_size == 0
