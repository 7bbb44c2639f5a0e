"""The sound VAE: mono at 16 kHz, 40 ms in one latent."""

from __future__ import annotations

import math

import comfy.model_management as memory
import comfy.ops
import torch

from ..engine.decode import SOUND, decode_sound
from ..engine.mini import geometry
from ..engine.mini.audio_autoencoder import AudioAutoencoder
from ..engine.mini.checkpoint import Checkpoint
from .swapped_vae import SwappedVAE

SAMPLES = geometry.SAMPLES_PER_AUDIO_LATENT
MEMORY_NUMBERS_PER_SAMPLE = 64


class SoundNetwork(AudioAutoencoder):
    """`AudioAutoencoder` with the names under which core's joint audio nodes ask for its facts."""

    sample_rate = output_sample_rate = geometry.SAMPLE_RATE_HZ
    latent_frequency_bins = 1

    @staticmethod
    def num_of_latents_from_frames(frames: int, frame_rate: float) -> int:
        """Sound latents that go with `frames` pictures: a whole number of picture latents, so that both streams fit."""
        video_latents = math.ceil(frames / frame_rate / float(geometry.LATENT_SECONDS) - 1e-6)
        return max(1, video_latents) * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT

    def decode(self, latent: torch.Tensor) -> torch.Tensor:
        if latent.shape[2] <= SOUND.range_latents + 2 * SOUND.neighbours:
            return super().decode(latent)
        return decode_sound(self, latent)


class SoundVAE(SwappedVAE):
    """Core's audio VAE nodes on the mini's sound: `[B, L, channels]` <-> latent `[B, 32, ceil(L / 640), 1]`."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        network = SoundNetwork(**checkpoint.config["audio_vae"], operations=comfy.ops.disable_weight_init)
        # In fp32 everywhere: rounded phases are heard as noise, and decoding takes a hundredth of the clip's length.
        super().__init__(network, checkpoint.parts["audio_vae"], torch.float32)
        self.working_dtypes = [torch.float32]
        self.latent_channels, self.output_channels, self.latent_dim = geometry.AUDIO_CHANNELS, 1, 2
        self.upscale_ratio = self.downscale_ratio = SAMPLES
        self.upscale_index_formula = self.downscale_index_formula = None
        self.process_input = self.process_output = lambda audio: audio
        self.crop_input, self.extra_1d_channel = False, 1
        self.audio_sample_rate = self.audio_sample_rate_output = geometry.SAMPLE_RATE_HZ
        self.memory_used_decode = lambda shape, dtype: (
            shape[0] * shape[2] * SAMPLES * MEMORY_NUMBERS_PER_SAMPLE * memory.dtype_size(dtype)
        )
        self.memory_used_encode = lambda shape, dtype: (
            shape[0] * shape[-1] * MEMORY_NUMBERS_PER_SAMPLE * memory.dtype_size(dtype)
        )

    def vae_encode_crop_pixels(self, pixels: torch.Tensor) -> torch.Tensor:
        """`[B, L, channels]` -> mono. Core would keep the left channel alone."""
        return pixels.mean(dim=-1, keepdim=True)

    def decode_tiled(self, samples, *args, **kwargs):
        """The network decodes in ranges by itself and exactly, which blended tiles would not be."""
        return self.decode(samples.unbind()[-1] if samples.is_nested else samples)

    def encode_tiled(self, pixel_samples, *args, **kwargs):
        return self.encode(pixel_samples)
