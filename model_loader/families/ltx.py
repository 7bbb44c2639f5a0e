"""LTX-2, 2.3 and 2.5 as ComfyUI's core loads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import comfy.ldm.lightricks.vae.audio_vae
import comfy.ldm.lightricks.vae.causal_video_autoencoder
import comfy.model_base
import torch

from ...engine.families.canvas import FamilyCanvas
from ...engine.families.rules import RULES, FamilyRules
from ...engine.latents import AVLatent
from .anchor import Anchor, GuidedTake
from .conditioning import width_faults, with_values
from .ltx_guides import guided_by_core
from .ltx_voice import with_reference_tokens
from .native import NativeFamily
from .parts import Parts
from .vae_faults import vae_faults
from .voice import Voice, VoicedPrompt

PICTURE_NETWORKS = (comfy.ldm.lightricks.vae.causal_video_autoencoder.VideoVAE,)
SOUND_NETWORKS = (comfy.ldm.lightricks.vae.audio_vae.AudioVAE,)
SOUND_CHANNELS, SOUND_BINS = 8, 16


@dataclass(frozen=True)
class LTXFamily(NativeFamily):
    """Joint picture and sound by core's LTXAV model."""

    rules: FamilyRules = RULES["ltx"]
    sound_time_dim: int = 2

    def owns(self, model: torch.nn.Module) -> bool:
        return isinstance(model, comfy.model_base.LTXAV)

    def part_faults(self, parts: Parts) -> list[str]:
        return vae_faults(parts, self.rules.display_name, PICTURE_NETWORKS, SOUND_NETWORKS)

    def shape_faults(self, video: Sequence[int], audio: Sequence[int]) -> list[str]:
        """Its sound has `[B, 8, T, 16]`; how long it is, the sampler does not care."""
        faults = picture_faults(self.rules, video)
        if len(audio) != 4 or audio[1] != SOUND_CHANNELS or audio[3] != SOUND_BINS or min(audio) < 1:
            wanted = f"[batch, {SOUND_CHANNELS}, time, {SOUND_BINS}]"
            faults.append(f"audio latent: {self.rules.display_name} expects {wanted}, got {list(audio)}")
        return faults

    def locks_anchor(self, frame: int) -> bool:
        """The first picture latent is one frame; every other one is eight, of which one frame cannot be locked."""
        return frame == 0

    def guided(self, parts: Parts, take: GuidedTake, anchors: Sequence[Anchor], canvas: FamilyCanvas) -> GuidedTake:
        guides = [
            (one.frame, self.fitted(one.image, one.fit, canvas.width, canvas.height), one.strength) for one in anchors
        ]
        return guided_by_core(parts, take, guides)

    def conditioning_faults(self, parts: Parts, name: str, conditioning: list) -> list[str]:
        """The widths that core's `LTXAVModel.preprocess_text_embeds` tells apart."""
        network = parts.diffusion_model
        captions = network.caption_channels
        joined = network.cross_attention_dim + network.audio_cross_attention_dim
        return width_faults(self.rules.display_name, name, conditioning, (captions, 2 * captions, joined))

    def sound_shape(self, parts: Parts, canvas: FamilyCanvas) -> tuple[int, ...]:
        """The VAE is asked: core's formula changed between versions."""
        network = parts.sound_vae.first_stage_model
        latents = network.num_of_latents_from_frames(canvas.frames, float(canvas.frame_rate))
        return (1, parts.sound_vae.latent_channels, latents, network.latent_frequency_bins)

    def voiced(self, parts: Parts, prompt: VoicedPrompt, voice: Voice) -> VoicedPrompt:
        return with_reference_tokens(parts, prompt, voice, self.encode_sound)

    def told(
        self, conditioning: list, streams: AVLatent, mask: AVLatent | None, seeds: Sequence[int], frame_rate: Fraction
    ) -> list:
        """The frame rate, which core's LTXVConditioning sets."""
        return with_values(conditioning, {"frame_rate": float(frame_rate)})

    def told_negative(self, conditioning: list, streams: AVLatent, frame_rate: Fraction) -> list:
        return with_values(conditioning, {"frame_rate": float(frame_rate)})


def picture_faults(rules: FamilyRules, video: Sequence[int]) -> list[str]:
    """What the family's canvas says about a picture latent's shape."""
    try:
        rules.canvas_of(tuple(video), rules.defaults().frame_rate)
    except ValueError as fault:
        return [str(fault)]
    return []
