"""What Text Encode hands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import comfy.sd
import torch

from ...engine.families.rules import FamilyRules


@dataclass(frozen=True)
class Encoded:
    """CONDITIONING of the prompt and of the negative prompt, and how the prompt was read, in lines for a person."""

    positive: list
    negative: list
    reading: str


def encoded_by_core(
    clip: comfy.sd.CLIP,
    rules: FamilyRules,
    prompt: str,
    negative: str,
    variant: str,
    pictures: Sequence[torch.Tensor] = (),
) -> Encoded:
    """The prompt in the family's wording, through its own text encoder, and the negative prompt as it was typed.

    Both are read after `pictures`, `[1, H, W, 3]` each, so that guidance moves along the words alone.
    """
    wording = rules.dialect(prompt)
    positive = encode(clip, wording.text, pictures)
    lines = [wording.text, *wording.notes, *rules.negative_notes(negative, variant)]
    return Encoded(positive, encode(clip, negative, pictures), "\n".join(filter(None, lines)))


def encode(clip: comfy.sd.CLIP, prompt: str, pictures: Sequence[torch.Tensor] = ()) -> list:
    """The CONDITIONING of a prompt, as core's CLIPTextEncode makes it, or MiniMaxH3ImageToVideo with `pictures`."""
    seen = {"images": list(pictures)} if pictures else {}
    return clip.encode_from_tokens_scheduled(clip.tokenize(prompt, **seen))


def unread_pictures_note(display_name: str, images: torch.Tensor | None) -> str:
    """For a family whose text encoder has no eyes: what to tell when it is given images."""
    if images is None:
        return ""
    return f"{display_name} reads no images with its prompt: they have no effect here; Anchor Frames puts them in."


def with_note(encoded: Encoded, note: str) -> Encoded:
    """One more line for the user, if there is one."""
    return replace(encoded, reading="\n".join(filter(None, [encoded.reading, note])))
