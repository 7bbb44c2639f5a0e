"""MiniMax H3 as ComfyUI's core loads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import comfy.ldm.minimax.audio_vae
import comfy.ldm.minimax.vae
import comfy.model_base
import torch

from ...engine.families.anchor_times import whole_frame_faults
from ...engine.families.canvas import FamilyCanvas
from ...engine.families.rules import RULES, FamilyRules
from ...engine.latents import AVLatent
from .anchor import Anchor, GuidedTake
from .conditioning import width_faults
from .encoded import Encoded, encoded_by_core
from .h3_frames import fitted_by_core, pairing_note, pictures_read, place_faults, prompt_pictures, with_key_frames
from .h3_sound_clock import starting_sound_noise
from .h3_voice import require_no_voices, with_voice_references, with_wording
from .ltx import picture_faults
from .native import NativeFamily
from .parts import Parts
from .vae_faults import vae_faults
from .voice import Voice, VoicedPrompt

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

    def encode(
        self, parts: Parts, prompt: str, negative: str, variant: str, images: torch.Tensor | None = None
    ) -> Encoded:
        """Its text encoder has eyes: the images come before the words, as `<Picture 1>` and so on."""
        pictures = () if images is None else prompt_pictures(images)
        read = encoded_by_core(parts.clip, self.rules, prompt, negative, variant, pictures)
        return read if pictures else with_wording(read, self.rules.dialect(prompt).text, negative)

    def locks_anchor(self, frame: int) -> bool:
        return False

    def anchor_faults(self, canvas: FamilyCanvas, frame: int, strength: float) -> list[str]:
        return [*place_faults(canvas, frame), *whole_frame_faults(self.rules.display_name, strength)]

    def fitted(self, image: torch.Tensor, fit: str, width: int, height: int) -> torch.Tensor:
        return fitted_by_core(image, fit, width, height)

    def guided(self, parts: Parts, take: GuidedTake, anchors: Sequence[Anchor], canvas: FamilyCanvas) -> GuidedTake:
        """The negative prompt has the same frames, so that guidance moves along the words alone."""
        require_no_voices(take.positive, take.negative)
        frames = [(one.frame, self.fitted(one.image, one.fit, canvas.width, canvas.height)) for one in anchors]
        positive = with_key_frames(parts, take.positive, frames, canvas.frames)
        negative = with_key_frames(parts, take.negative, frames, canvas.frames)
        return replace(take, positive=positive, negative=negative)

    def anchor_note(self, conditioning: list, anchors: Sequence[Anchor]) -> str:
        return pairing_note(pictures_read(conditioning), len(anchors))

    def conditioning_faults(self, parts: Parts, name: str, conditioning: list) -> list[str]:
        width = parts.diffusion_model.condition_proj.in_features
        return width_faults(self.rules.display_name, name, conditioning, (width,))

    def sound_shape(self, parts: Parts, canvas: FamilyCanvas) -> tuple[int, ...]:
        """As core's EmptyMiniMaxH3LatentAV makes it, asked of core's own function."""
        from comfy_extras.nodes_minimax_h3 import temporal_shape

        return (1, SOUND_CHANNELS, STEREO, temporal_shape(canvas.frames)[2])

    def starting_noise(self, parts: Parts, noise: AVLatent, source: AVLatent, sigma: float) -> AVLatent:
        return AVLatent(noise.video, starting_sound_noise(parts, noise.audio, source.audio, sigma))

    def voiced(self, parts: Parts, prompt: VoicedPrompt, voice: Voice) -> VoicedPrompt:
        return with_voice_references(parts, prompt, voice, self.encode_sound)

    def told(
        self, conditioning: list, streams: AVLatent, mask: AVLatent | None, seeds: Sequence[int], frame_rate: Fraction
    ) -> list:
        return conditioning

    def told_negative(self, conditioning: list, streams: AVLatent, frame_rate: Fraction) -> list:
        return conditioning
