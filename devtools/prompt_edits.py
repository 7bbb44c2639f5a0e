"""Put what the command line asks for into a prompt in API format."""

from __future__ import annotations

from typing import Any

from .comfy_client import Prompt

SAMPLING = (
    "TandemJointSampler",
    "TandemExtendClip",
    "TandemUpscaleClip",
    "KSampler",
    "KSamplerAdvanced",
    "SamplerCustomAdvanced",
)
DECODING = ("TandemVideoDecode", "TandemAudioDecode", "VAEDecode", "VAEDecodeAudio", "LTXVAudioVAEDecode")
MUXING = ("TandemMux", "CreateVideo", "SaveVideo")
SEED_INPUTS = ("picture_seed", "sound_seed", "seed", "noise_seed")


class CannotEdit(ValueError):
    """The workflow has no place for what was asked; the message is one sentence."""


def set_prompt(prompt: Prompt, text: str) -> None:
    """Write `text` where the positive prompt of the first sampler comes from. Raises CannotEdit."""
    for node in prompt.values():
        if node["class_type"] == "TandemTextEncode":
            node["inputs"]["prompt"] = text
            return
    for node in prompt.values():
        source = node["inputs"].get("positive")
        encoder = prompt.get(source[0]) if _is_link(source) else None
        if encoder is not None and encoder["class_type"] == "CLIPTextEncode":
            encoder["inputs"]["text"] = text
            return
    raise CannotEdit("The workflow has no Text Encode node for --prompt: leave the option out or take another graph.")


def set_seconds(prompt: Prompt, seconds: float) -> None:
    """Write the length into every Blank Clip. Raises CannotEdit."""
    blanks = [node for node in prompt.values() if node["class_type"] == "TandemBlankClip"]
    if not blanks:
        raise CannotEdit(
            "The workflow has no Blank Clip node for --seconds: leave the option out or take another graph."
        )
    for node in blanks:
        node["inputs"]["seconds"] = seconds


def set_seed(prompt: Prompt, seed: int) -> None:
    """Write the seed into every seed of picture and sound that is not linked. Raises CannotEdit."""
    places = [
        (node, name)
        for node in prompt.values()
        for name in SEED_INPUTS
        if name in node["inputs"] and not _is_link(node["inputs"][name])
    ]
    if not places:
        raise CannotEdit("The workflow has no seed for --seed: leave the option out or take another graph.")
    for node, name in places:
        node["inputs"][name] = seed


def seconds_in(class_types: tuple[str, ...], prompt: Prompt, node_seconds: dict[str, float]) -> float:
    """How long the nodes of these classes ran together."""
    return sum(seconds for node, seconds in node_seconds.items() if prompt[node]["class_type"] in class_types)


def _is_link(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2
