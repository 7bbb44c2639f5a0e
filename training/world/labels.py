"""The script of a clip of the world: what is said, what strikes and what moves, as the transformer reads it."""

from __future__ import annotations

import numpy as np
import torch

from ...engine.mini.geometry import AUDIO_LATENT_SECONDS
from ...engine.mini.text.accompaniment import with_accompaniment
from ...engine.mini.text.cues import with_cues
from ...engine.mini.text.phonemes import PHONEME_IDS
from ...engine.mini.text.points import with_points
from ...engine.mini.text.script import script_tensor
from ...engine.mini.text.viewing import with_view
from .clip import WorldClip
from .scene import Scene


def clip_script(clip: WorldClip | Scene, audio_latents: int) -> torch.Tensor:
    """int64 `[audio_latents, 14]`, see `engine/mini/text/script.py`."""
    phonemes = sorted(clip.phonemes, key=lambda item: item.start_s)
    script = with_cues(script_tensor(phonemes, PHONEME_IDS, audio_latents), clip.cues)
    is_scene = isinstance(clip, Scene)
    places = clip.places(audio_latents) if is_scene else clip.places
    view = clip.view(np.arange(audio_latents) * float(AUDIO_LATENT_SECONDS)) if is_scene else clip.view
    return with_view(with_points(with_accompaniment(script, clip.notes), places), view)
