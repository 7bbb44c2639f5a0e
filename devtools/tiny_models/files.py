"""Writes the tiny models into the folders of a ComfyUI models directory that the official templates name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from safetensors.torch import save_file
from torch import Tensor

from . import ltx, ltx_upscaler, minimax, text_encoders
from .custom_node.shrink import install
from .ltx_config import LTX_2_0, LTX_2_3

LTX_2_0_CHECKPOINT = "checkpoints/tiny_ltx-2.safetensors"
LTX_2_3_CHECKPOINT = "checkpoints/tiny_ltx-2.3.safetensors"
LTX_UPSCALER = "latent_upscale_models/tiny_ltx-2-spatial-upscaler-x2.safetensors"
"""For the second stage; no part of a model."""
LTX_TEXT_ENCODER = "text_encoders/tiny_gemma_3_12B_it.safetensors"
H3_TRANSFORMER = "diffusion_models/tiny_minimax_h3.safetensors"
H3_TEXT_ENCODER = "text_encoders/tiny_qwen3vl_32b_minimax_h3.safetensors"
H3_VIDEO_VAE = "vae/tiny_minimax_h3_video_vae.safetensors"
H3_AUDIO_VAE = "vae/tiny_minimax_h3_audio_vae.safetensors"

FILES = {
    "ltx-2": (LTX_2_0_CHECKPOINT, LTX_TEXT_ENCODER),
    "ltx-2.3": (LTX_2_3_CHECKPOINT, LTX_TEXT_ENCODER),
    "minimax-h3": (H3_TRANSFORMER, H3_TEXT_ENCODER, H3_VIDEO_VAE, H3_AUDIO_VAE),
}


def write_tiny_models(models_dir: Path) -> dict[str, list[Path]]:
    """Writes the files of all families and the upscaler, the same bytes at every call, and returns their paths by name.

    Core's modules must be importable, and are shrunk in this process (`install`).
    """
    install()
    _write(models_dir / LTX_2_0_CHECKPOINT, *ltx.checkpoint(LTX_2_0, seed=20))
    _write(models_dir / LTX_2_3_CHECKPOINT, *ltx.checkpoint(LTX_2_3, seed=23))
    _write(models_dir / LTX_UPSCALER, *ltx_upscaler.upscaler(seed=25))
    _write(models_dir / LTX_TEXT_ENCODER, text_encoders.gemma(seed=30))
    _write(models_dir / H3_TRANSFORMER, minimax.transformer(seed=40))
    _write(models_dir / H3_TEXT_ENCODER, text_encoders.qwen(seed=41))
    _write(models_dir / H3_VIDEO_VAE, minimax.video_vae(seed=42))
    _write(models_dir / H3_AUDIO_VAE, minimax.audio_vae(seed=43))
    written = {**FILES, "ltx-2-upscaler": (LTX_UPSCALER,)}
    return {family: [models_dir / name for name in names] for family, names in written.items()}


def _write(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str] | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(dict(tensors), path, metadata=dict(metadata) if metadata else None)
