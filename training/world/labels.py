"""The script of a clip of the world: what is said and what strikes, as the transformer reads it."""

from __future__ import annotations

import torch

from ...engine.mini.text.cues import with_cues
from ...engine.mini.text.phonemes import PHONEME_IDS
from ...engine.mini.text.script import script_tensor
from .clip import WorldClip
from .scene import Scene


def clip_script(clip: WorldClip | Scene, audio_latents: int) -> torch.Tensor:
    """int64 `[audio_latents, 4]`, see `engine/mini/text/script.py`."""
    phonemes = sorted(clip.phonemes, key=lambda item: item.start_s)
    return with_cues(script_tensor(phonemes, PHONEME_IDS, audio_latents), clip.cues)
