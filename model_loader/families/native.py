"""What the families of ComfyUI's core have in common: decoding by core's VAEs, and sound as long as the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import torch
import torch.nn.functional as F

from ...engine.families.canvas import FamilyCanvas
from ...engine.families.request import ClipRequest
from ...engine.families.rules import FamilyRules
from ...engine.families.sampling_defaults import SamplingDefaults
from ...engine.latents import AVLatent
from ...engine.media.images import anchor_frame
from ...engine.media.sound import resampled, with_channels
from ..latent_preview import FactorPreview
from .anchor import Anchor
from .encoded import Encoded, encoded_by_core, unread_pictures_note, with_note
from .parts import Parts
from .schedules import sigmas_of


@dataclass(frozen=True)
class NativeFamily:
    """The shared part of a family in core; `sound_time_dim` is where time is in its sound latent."""

    rules: FamilyRules
    sound_time_dim: int
    can_extend: bool = False
    anchor_frames: int = 1
    longest_prompt: int | None = None
    sound_lock_fault: str = ""
    voice_fault: str = ""

    def encode(
        self, parts: Parts, prompt: str, negative: str, variant: str, images: torch.Tensor | None = None
    ) -> Encoded:
        read = encoded_by_core(parts.clip, self.rules, prompt, negative, variant)
        return with_note(read, unread_pictures_note(self.rules.display_name, images))

    def fitted(self, image: torch.Tensor, fit: str, width: int, height: int) -> torch.Tensor:
        return anchor_frame(image, fit, width, height)

    def anchor_faults(self, canvas: FamilyCanvas, frame: int, strength: float) -> list[str]:
        return []

    def anchor_note(self, conditioning: list, anchors: Sequence[Anchor]) -> str:
        return ""

    def sigmas(self, parts: Parts, defaults: SamplingDefaults, steps: int, streams: AVLatent) -> torch.Tensor:
        return sigmas_of(parts, defaults.schedule, steps, streams)

    def starting_noise(self, parts: Parts, noise: AVLatent, source: AVLatent, sigma: float) -> AVLatent:
        return noise

    def decode_frames(self, parts: Parts, streams: AVLatent) -> torch.Tensor:
        """By core's VAE, which tiles when memory is short. `[B, T, H, W, 3]` becomes one IMAGE."""
        return parts.picture_vae.decode(streams.video).flatten(0, 1)

    def decode_samples(self, parts: Parts, streams: AVLatent, frame_rate: Fraction) -> torch.Tensor:
        """A decoder that falls short of the picture is given its last latent again, as often as it takes; what is too
        much at the end is cut. Nothing is filled up with silence, and the level stays as it was decoded."""
        canvas = self.rules.canvas_of(tuple(streams.video.shape), frame_rate)
        latents = streams.audio.shape[self.sound_time_dim]
        missing = math.ceil(canvas.missing_sound_s(latents) / canvas.sound.latent_s)
        waveform = self._waveform(parts, self._lengthened(streams.audio, missing))
        return waveform[..., : canvas.samples(self.sample_rate_hz(parts))].movedim(1, 0).flatten(1)[None]

    def encode_sound(self, parts: Parts, waveform: torch.Tensor, sample_rate_hz: int) -> torch.Tensor:
        """Core crops what is no whole number of its units around the middle, so silence fills the last unit up."""
        vae = parts.sound_vae
        rate = getattr(vae, "audio_sample_rate", None) or self.sample_rate_hz(parts)
        stereo = with_channels(resampled(waveform, sample_rate_hz, rate), vae.output_channels)
        filled = F.pad(stereo, (0, -stereo.shape[-1] % vae.downscale_ratio))
        return vae.encode(filled[None].movedim(1, -1))

    def preview(self, parts: Parts) -> FactorPreview:
        """At the family's own frame rate: a preview does not know that of the clip."""
        latent_format = parts.model.get_model_object("latent_format")
        usual = self.rules.canvas(ClipRequest(self.rules.seconds))
        frame_s = float(usual.duration_s / usual.video_shape[2])
        return FactorPreview.of(latent_format, latent_format.latent_channels, self.sound_time_dim, frame_s)

    def sample_rate_hz(self, parts: Parts) -> int:
        """Core's VAEs say it in one of three places."""
        vae = parts.sound_vae
        inner = getattr(vae.first_stage_model, "output_sample_rate", None)
        return int(inner or getattr(vae, "audio_sample_rate_output", None) or vae.audio_sample_rate)

    def _lengthened(self, audio: torch.Tensor, more: int) -> torch.Tensor:
        last = audio.narrow(self.sound_time_dim, audio.shape[self.sound_time_dim] - 1, 1)
        return torch.cat([audio, *[last] * more], dim=self.sound_time_dim)

    def _waveform(self, parts: Parts, audio: torch.Tensor) -> torch.Tensor:
        """`[B, channels, L]`, without the gain that core's VAEDecodeAudio gives each clip."""
        return parts.sound_vae.decode(audio).movedim(-1, 1)
