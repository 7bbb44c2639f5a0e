"""The picture VAE: 256x256 frames at 25 fps, four of them in one latent."""

from __future__ import annotations

import comfy.cli_args
import comfy.model_management as memory
import comfy.ops
import torch

from ..engine.decode import PICTURE, decode_picture
from ..engine.mini import geometry
from ..engine.mini.checkpoint import Checkpoint
from ..engine.mini.video_autoencoder import VideoAutoencoder
from ..engine.sampling.precision import cpu_has_native_bf16
from .swapped_vae import SwappedVAE

FRAMES = geometry.FRAMES_PER_LATENT
PIXELS = geometry.PIXELS_PER_LATENT
RGB = 3
DECODE_NUMBERS_PER_FRAME = 1_200_000
"""Most numbers alive at once per decoded frame, the frame itself included: measured at 0.9 million."""
ENCODE_NUMBERS_PER_FRAME = 600_000


class PictureNetwork(VideoAutoencoder):
    """`VideoAutoencoder` that decodes long chains in ranges, and "tiled" in time only: one frame fits everywhere."""

    def decode(self, latent: torch.Tensor) -> torch.Tensor:
        if latent.shape[2] <= PICTURE.range_latents + 2 * PICTURE.neighbours:
            return super().decode(latent)
        return decode_picture(super().decode, latent)

    def decode_tiled(self, latent: torch.Tensor, **_tile_sizes) -> torch.Tensor:
        return self.decode(latent)

    def encode_tiled(self, frames: torch.Tensor, **_tile_sizes) -> torch.Tensor:
        return self.encode(frames)


class PictureVAE(SwappedVAE):
    """Core's VAE nodes on the mini's picture: IMAGE `[F, 256, 256, 3]` <-> latent `[1, 64, ceil(F / 4), 8, 8]`."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        network = PictureNetwork(**checkpoint.config["video_vae"], operations=comfy.ops.disable_weight_init)
        super().__init__(network, checkpoint.parts["video_vae"], picture_dtype(memory.vae_device()))
        self.latent_channels, self.output_channels, self.latent_dim = geometry.VIDEO_CHANNELS, RGB, 3
        self.upscale_ratio = (lambda latents: latents * FRAMES, PIXELS, PIXELS)
        self.downscale_ratio = (lambda frames: -(-frames // FRAMES), PIXELS, PIXELS)
        self.upscale_index_formula = self.downscale_index_formula = (FRAMES, PIXELS, PIXELS)
        self.handles_tiling = True
        self.memory_used_decode = lambda shape, dtype: (
            shape[0] * shape[2] * FRAMES * DECODE_NUMBERS_PER_FRAME * memory.dtype_size(dtype)
        )
        self.memory_used_encode = lambda shape, dtype: (
            shape[0] * shape[2] * ENCODE_NUMBERS_PER_FRAME * memory.dtype_size(dtype)
        )

    def vae_encode_crop_pixels(self, pixels: torch.Tensor) -> torch.Tensor:
        """Core would cut any size to a multiple of 32; the mini has one size, so another is an error instead.

        Transparency is dropped and grey becomes three equal channels. Raises ValueError for a size that is not 256x256.
        """
        height, width, channels = pixels.shape[-3:]
        side = geometry.PICTURE_SIZE
        if (width, height) != (side, side):
            raise ValueError(
                f"image: tandem-mini takes {side}x{side} pixels, got {width}x{height}; resize it to {side}x{side}, "
                "or use Anchor Frames (Tandem), which fits any image"
            )
        return pixels[..., :RGB] if channels >= RGB else pixels[..., :1].expand(*pixels.shape[:-1], RGB)

    def decode_tiled(self, samples, *args, **kwargs):
        """Also takes a joint latent: core's tiled decode node hands it over whole, its plain one takes the picture."""
        return super().decode_tiled(samples.unbind()[0] if samples.is_nested else samples, *args, **kwargs)


def picture_dtype(device: torch.device) -> torch.dtype:
    """Core's choice, except that a CPU with native bf16 uses it, unless the user asked for fp32."""
    chosen = memory.vae_dtype(device, [torch.bfloat16, torch.float32])
    asked_for_fp32 = comfy.cli_args.args.fp32_vae
    native = memory.is_device_cpu(device) and cpu_has_native_bf16()
    return torch.bfloat16 if chosen == torch.float32 and native and not asked_for_fp32 else chosen
