"""Parts of different families in one graph, and what a family cannot do: one sentence, before anything is sampled."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tandem.devtools.comfy_client import Prompt
from tandem.devtools.comfy_server import ComfyServer
from tandem.devtools.tiny_models import FILES
from tandem.model_loader.weights import BUILT_IN

LTX_2_3, H3 = (Path(FILES[name][0]).name for name in ("ltx-2.3", "minimax-h3"))
LONGEST_SENTENCE = 300
"""So that it is read. Longer is only what ComfyUI says itself, and a list of several faults."""

SmallGraph = Callable[[str, str], Prompt]
Refusal = Callable[[Prompt], str]


def node(class_type: str, **inputs) -> dict:
    return {"class_type": class_type, "inputs": inputs}


def node_of(prompt: Prompt, class_type: str) -> dict:
    """The first node of a class."""
    return next(body for body in prompt.values() if body["class_type"] == class_type)


@pytest.fixture
def two_models(small_graph: SmallGraph, option: Callable[[str], str]) -> Callable[[str, str], Prompt]:
    """The graph of one model with a second Load Model, whose id is `other`."""

    def load(model: str, other: str) -> Prompt:
        return {
            **small_graph("text_to_clip", model),
            "other": node("TandemLoadModel", model=option(other), variant="auto"),
        }

    return load


@pytest.fixture
def without_text_encoder(comfy_server: ComfyServer, tmp_path: Path) -> Iterator[str]:
    """The file name of a second checkpoint of LTX-2.3, while the text encoder of LTX-2 is away."""
    models = comfy_server.base / "models"
    checkpoint, encoder = (models / name for name in FILES["ltx-2.3"])
    alone = checkpoint.with_name("ltx-2.3_alone.safetensors")
    shutil.copy(checkpoint, alone)
    away = shutil.move(encoder, tmp_path / encoder.name)
    yield alone.name
    shutil.move(away, encoder)
    alone.unlink()


def test_a_missing_text_encoder_is_named_with_its_folder(
    small_graph: SmallGraph, refusal: Refusal, without_text_encoder: str
) -> None:
    said = refusal(small_graph("text_to_clip", without_text_encoder))
    assert "text encoder missing: put gemma_3_12B" in said and "into models/text_encoders" in said
    assert len(said) < LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("sampler", "of", "says"),
    [
        (BUILT_IN, LTX_2_3, "tandem-mini expects [batch, 64, time, 8, 8], got [1, 128, 7, 8, 8]"),
        (LTX_2_3, BUILT_IN, "the picture of LTX-2, [batch, 128, time, height, width], got [1, 64, 12, 8, 8]"),
        (LTX_2_3, H3, "the picture of LTX-2, [batch, 128, time, height, width], got [1, 24, 12, 16, 16]"),
        (H3, LTX_2_3, "the picture of MiniMax H3, [1, 24, 5k+2, height, width], got [1, 128, 7, 8, 8]"),
    ],
)
@pytest.mark.parametrize("reader", ["TandemJointSampler", "TandemVideoDecode", "TandemAudioDecode"])
def test_a_clip_of_another_family_is_refused(
    two_models: Callable[[str, str], Prompt], refusal: Refusal, reader: str, sampler: str, of: str, says: str
) -> None:
    prompt = two_models(sampler, of)
    node_of(prompt, "TandemBlankClip")["inputs"]["tandem_model"] = ["other", 0]
    if reader != "TandemJointSampler":
        for class_type in ("TandemVideoDecode", "TandemAudioDecode"):
            node_of(prompt, class_type)["inputs"].update(latent=["3", 0], tandem_model=["other", 0])
    node_of(prompt, reader)["inputs"]["tandem_model"] = ["1", 0]
    said = refusal(prompt)
    assert said.startswith(reader) and says in said and len(said) < LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("sampler", "of", "says"),
    [
        (BUILT_IN, LTX_2_3, "positive: tandem-mini reads CONDITIONING [batch, 25, 24], got"),
        (LTX_2_3, BUILT_IN, "positive: LTX-2 reads CONDITIONING of width"),
        (H3, LTX_2_3, "positive: MiniMax H3 reads CONDITIONING of width 32, got 96"),
    ],
)
def test_a_prompt_of_another_family_s_text_encoder_is_refused(
    two_models: Callable[[str, str], Prompt], refusal: Refusal, sampler: str, of: str, says: str
) -> None:
    prompt = two_models(sampler, of)
    node_of(prompt, "TandemTextEncode")["inputs"]["tandem_model"] = ["other", 0]
    said = refusal(prompt)
    assert says in said and "encode it with Text Encode (Tandem) and the same tandem_model" in said


@pytest.mark.parametrize("model", [BUILT_IN, LTX_2_3, H3])
def test_swapped_vaes_are_told(small_graph: SmallGraph, refusal: Refusal, model: str) -> None:
    prompt = small_graph("text_to_clip", model)
    prompt["parts"] = node("TandemModelParts", tandem_model=["1", 0])
    swapped = {"picture_vae": ["parts", 3], "sound_vae": ["parts", 2]}
    prompt["made"] = node("TandemModelFromParts", model=["parts", 0], clip=["parts", 1], variant="auto", **swapped)
    node_of(prompt, "TandemJointSampler")["inputs"]["tandem_model"] = ["made", 0]
    assert "picture_vae, sound_vae: the two are swapped; connect each to the other input" in refusal(prompt)


def test_the_vae_of_another_family_is_told(two_models: Callable[[str, str], Prompt], refusal: Refusal) -> None:
    prompt = two_models(LTX_2_3, H3)
    prompt["parts"] = node("TandemModelParts", tandem_model=["1", 0])
    prompt["foreign"] = node("TandemModelParts", tandem_model=["other", 0])
    vaes = {"picture_vae": ["foreign", 2], "sound_vae": ["parts", 3]}
    prompt["made"] = node("TandemModelFromParts", model=["parts", 0], clip=["parts", 1], variant="auto", **vaes)
    node_of(prompt, "TandemJointSampler")["inputs"]["tandem_model"] = ["made", 0]
    said = refusal(prompt)
    assert "picture_vae: expected that of LTX-2 (VideoVAE), got MiniMaxH3VideoVAE" in said and "sound_vae" not in said


@pytest.mark.parametrize(("model", "name"), [(LTX_2_3, "LTX-2"), (H3, "MiniMax H3")])
@pytest.mark.parametrize("context_seconds", [0.96, 5.12], ids=["context", "more context than clip"])
def test_extend_clip_names_the_family_that_it_continues(
    small_graph: SmallGraph, refusal: Refusal, model: str, name: str, context_seconds: float
) -> None:
    prompt = small_graph("extend_clip", model)
    node_of(prompt, "TandemExtendClip")["inputs"].update(latent=["4", 0], context_seconds=context_seconds)
    assert f"Extend Clip continues clips of tandem-mini, got {name}" in refusal(prompt)


def anchored_graph(small_graph: SmallGraph, model: str, **place: str | float) -> Prompt:
    prompt = small_graph("text_to_clip", model)
    prompt["image"] = node("EmptyImage", width=64, height=64, batch_size=1, color=255)
    anchor = {"tandem_model": ["1", 0], "latent": ["3", 0], "image": ["image", 0], "fit": "crop", **place}
    prompt["anchored"] = node("TandemAnchorFrames", **anchor)
    node_of(prompt, "TandemJointSampler")["inputs"]["latent"] = ["anchored", 0]
    return prompt


def test_anchor_frames_names_the_frames_that_minimax_h3_takes(small_graph: SmallGraph, refusal: Refusal) -> None:
    said = refusal(anchored_graph(small_graph, H3, at="at a time", time_s=0.2))
    assert "time_s: this ComfyUI gives MiniMax H3 its first and its last frame and none between" in said
    assert "nearest legal value 0 (first frame)" in said


@pytest.mark.parametrize("model", [BUILT_IN, LTX_2_3, H3])
def test_anchor_frames_names_the_length_of_a_clip_that_ends_before(
    small_graph: SmallGraph, refusal: Refusal, model: str
) -> None:
    said = refusal(anchored_graph(small_graph, model, at="at a time", time_s=600.0))
    assert "time_s: the clip lasts" in said and "got 600; nearest legal value" in said


@pytest.mark.parametrize("model", [BUILT_IN, H3])
def test_a_frame_that_is_held_loosely_is_told(small_graph: SmallGraph, refusal: Refusal, model: str) -> None:
    assert "takes a frame whole, got 0.5; use 1" in refusal(anchored_graph(small_graph, model, strength=0.5))
