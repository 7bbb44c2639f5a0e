"""The second stage on the real server: the upscale model by core's loader, the cut frames, the untouched sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tandem.devtools.comfy_client import ComfyClient, Prompt, Run, RunFailed
from tandem.devtools.tiny_models import FILES, LTX_UPSCALER
from tandem.engine.media.probe import decode, probe

LTX, H3 = (Path(FILES[name][0]).name for name in ("ltx-2.3", "minimax-h3"))
OWN = {
    "width": 0, "height": 0, "seed": 5, "steps": 0, "start_sigma": 0, "picture_scale": -1, "sound_scale": -1,
    "sampler": "family default", "keep_sound": True,
}  # fmt: skip


def upscaled(prompt: Prompt, **inputs: Any) -> Prompt:
    """A 64x64 clip by `prompt`, then Upscale Clip before both decoders."""
    by_type = {node["class_type"]: (name, node) for name, node in prompt.items()}
    sampler, sampling = by_type["TandemJointSampler"]
    by_type["TandemBlankClip"][1]["inputs"].update(width=64, height=64)
    for kind in ("TandemVideoDecode", "TandemAudioDecode"):
        by_type[kind][1]["inputs"]["latent"] = ["larger", 0]
    shared = {name: sampling["inputs"][name] for name in ("tandem_model", "positive", "negative")}
    stage = {**shared, **OWN, "latent": [sampler, 0], **inputs}
    loader = {"class_type": "LatentUpscaleModelLoader", "inputs": {"model_name": Path(LTX_UPSCALER).name}}
    more = {"upscaler": loader} if "upscale_model" in inputs else {}
    return {**prompt, **more, "larger": {"class_type": "TandemUpscaleClip", "inputs": stage}}


@pytest.mark.parametrize(
    ("model", "inputs", "size"),
    [
        (LTX, {"upscale_model": ["upscaler", 0], "width": 128, "height": 120}, (128, 120)),
        (LTX, {"width": 192, "height": 192}, (192, 192)),
        (H3, {}, (128, 128)),
    ],
    ids=["LTX-2.3 with the upscale model, cut", "LTX-2.3 resized", "MiniMax H3"],
)
def test_a_clip_is_upscaled_and_sounds_as_before(
    comfy: ComfyClient,
    small_graph: Callable[[str, str], Prompt],
    save_clip: Callable[[Run], Path],
    model: str,
    inputs: dict[str, Any],
    size: tuple[int, int],
) -> None:
    larger = upscaled(small_graph("text_to_clip", model), **inputs)
    path = save_clip(comfy.run(larger))
    assert (probe(path).width, probe(path).height) == size
    (sampler,) = [name for name, node in larger.items() if node["class_type"] == "TandemJointSampler"]
    first = {name: node for name, node in larger.items() if name not in ("larger", "upscaler")}
    for node in first.values():
        if node["inputs"].get("latent") == ["larger", 0]:
            node["inputs"] = {**node["inputs"], "latent": [sampler, 0]}
    before = decode(save_clip(comfy.run(first)))
    assert before.frames.shape[1:3] == (64, 64)
    assert np.array_equal(before.samples, decode(path).samples)


def test_tandem_mini_is_refused_in_words(comfy: ComfyClient, small_graph: Callable[[str, str], Prompt]) -> None:
    from tandem.model_loader.weights import BUILT_IN

    prompt = upscaled(small_graph("text_to_clip", BUILT_IN))
    for node in prompt.values():
        if node["class_type"] == "TandemBlankClip":
            node["inputs"].update(width=0, height=0)
    with pytest.raises(RunFailed, match="tandem-mini draws 256x256 and no other size"):
        comfy.run(prompt)
