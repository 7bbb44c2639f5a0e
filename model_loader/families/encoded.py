"""What Text Encode hands on."""

from __future__ import annotations

from dataclasses import dataclass

import comfy.sd

from ...engine.families.rules import FamilyRules


@dataclass(frozen=True)
class Encoded:
    """CONDITIONING of the prompt and of the negative prompt, and how the prompt was read, in lines for a person."""

    positive: list
    negative: list
    reading: str


def encoded_by_core(clip: comfy.sd.CLIP, rules: FamilyRules, prompt: str, negative: str, variant: str) -> Encoded:
    """The prompt in the family's wording, through its own text encoder, and the negative prompt as it was typed."""
    wording = rules.dialect(prompt)
    positive = encode(clip, wording.text)
    lines = [wording.text, *wording.notes, *rules.negative_notes(negative, variant)]
    return Encoded(positive, encode(clip, negative), "\n".join(filter(None, lines)))


def encode(clip: comfy.sd.CLIP, prompt: str) -> list:
    """The CONDITIONING of a prompt, as core's CLIPTextEncode makes it."""
    return clip.encode_from_tokens_scheduled(clip.tokenize(prompt))
