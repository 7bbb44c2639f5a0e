"""MiniMax H3 as ComfyUI's core loads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import comfy.ldm.minimax.audio_vae
import comfy.ldm.minimax.vae
import comfy.model_base
import torch

from ...engine.families.canvas import FamilyCanvas
from ...engine.families.rules import RULES, FamilyRules
from ...engine.latents import AVLatent
from .conditioning import width_faults
from .ltx import picture_faults
from .native import NativeFamily
from .parts import Parts
from .vae_faults import vae_faults

PICTURE_NETWORKS = (comfy.ldm.minimax.vae.MiniMaxH3VideoVAE,)
SOUND_NETWORKS = (comfy.ldm.minimax.audio_vae.MiniMaxH3AudioVAE,)
SOUND_CHANNELS, STEREO = 32, 2


@dataclass(frozen=True)
class H3Family(NativeFamily):
    """One packed sequence of text, picture and sound."""

    rules: FamilyRules = RULES["minimax_h3"]
    sound_time_dim: int = 3
    sound_lock_fault: str = (
        "MiniMax H3 does not keep a given sound in ComfyUI's core: its model is told the wrong noise level for locked "
        "parts; use LTX-2 or tandem-mini"
    )

    def owns(self, model: torch.nn.Module) -> bool:
        return isinstance(model, comfy.model_base.MiniMaxH3)

    def part_faults(self, parts: Parts) -> list[str]:
        return vae_faults(parts, self.rules.display_name, PICTURE_NETWORKS, SOUND_NETWORKS)

    def shape_faults(self, video: Sequence[int], audio: Sequence[int]) -> list[str]:
        faults = picture_faults(self.rules, video)
        if len(audio) != 4 or tuple(audio[:3]) != (1, SOUND_CHANNELS, STEREO) or audio[3] < 1:
            wanted = f"[1, {SOUND_CHANNELS}, {STEREO}, time]"
            faults.append(f"audio latent: {self.rules.display_name} expects {wanted}, got {list(audio)}")
        return faults

    def conditioning_faults(self, parts: Parts, name: str, conditioning: list) -> list[str]:
        width = parts.diffusion_model.condition_proj.in_features
        return width_faults(self.rules.display_name, name, conditioning, (width,))

    def sound_shape(self, parts: Parts, canvas: FamilyCanvas) -> tuple[int, ...]:
        """As core's EmptyMiniMaxH3LatentAV makes it, asked of core's own function."""
        from comfy_extras.nodes_minimax_h3 import temporal_shape

        return (1, SOUND_CHANNELS, STEREO, temporal_shape(canvas.frames)[2])

    def told(
        self, conditioning: list, streams: AVLatent, mask: AVLatent | None, seeds: Sequence[int], frame_rate: Fraction
    ) -> list:
        return conditioning

    def told_negative(self, conditioning: list, streams: AVLatent, frame_rate: Fraction) -> list:
        return conditioning
