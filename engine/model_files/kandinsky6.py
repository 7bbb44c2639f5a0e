"""Kandinsky 6: parts by tensor names, both as first exported and in diffusers' layout.

Not in ComfyUI core: the names are those that the official node pack detects by
(https://github.com/kandinskylab/kandinsky-6, comfyui/kandinsky6/register.py). Its text encoders and its picture VAE are
files of other models: Qwen2.5-VL-7B, CLIP-L, and the VAE of HunyuanVideo. Its own sound VAE is published as pickles,
which are never opened; repackaged as safetensors it is found.
"""

from __future__ import annotations

from .header import Header
from .parts import Identity, Part
from .signature import CHECKPOINT_PREFIXES, Signature, Size, has_size, parts_in

EMBEDDINGS = ("visual_embeddings.in_layer.weight", "audio_embeddings.in_layer.weight")
QWEN_KEY_BIAS = "model.layers.0.self_attn.k_proj.bias"
SOUND_VAE_STAMP = "kandinsky6_audio_vae"

SIGNATURES = (
    Signature(
        "transformer",
        (*EMBEDDINGS, "visual_blocks.0.va_modulation.out_layer.weight"),
        prefixes=CHECKPOINT_PREFIXES,
    ),
    Signature(
        "transformer",
        (*EMBEDDINGS, "visual_transformer_blocks.0.va_modulation.out_layer.weight"),
        prefixes=CHECKPOINT_PREFIXES,
    ),
    Signature(
        "text_encoder",
        (QWEN_KEY_BIAS,),
        absent=("model.layers.0.self_attn.sinks", "layers.0.self_attn.sinks"),
        sizes=(Size(QWEN_KEY_BIAS, 0, 512),),
    ),
    Signature(
        "pooled_text_encoder",
        ("text_model.encoder.layers.0.mlp.fc1.weight", "text_model.encoder.layers.11.mlp.fc1.weight"),
        absent=("text_model.encoder.layers.12.mlp.fc1.weight",),
    ),
    Signature(
        "picture_vae",
        ("decoder.conv_in.conv.weight", "decoder.mid.block_1.conv1.conv.weight", "post_quant_conv.weight"),
        sizes=(Size("decoder.conv_in.conv.weight", 1, 16),),
    ),
    Signature("sound_vae", ("vae.decoder.conv_in.weight",), sizes=(Size("vae.decoder.conv_in.weight", 1, 40),)),
)

OUTPUT = "out_layer.out_layer.weight"
VARIANT_BY_OUTPUT_ROWS = {64: "base", 640: "distilled"}
"""Distilled weights predict ten grids (PiFlow) where the others predict one velocity."""


def find(header: Header) -> Identity | None:
    """The Kandinsky 6 parts of a file; None when there are none."""
    parts = parts_in(header, SIGNATURES)
    if not parts and SOUND_VAE_STAMP in header.metadata:
        parts = (Part("sound_vae", ""),)
    return Identity("kandinsky6", parts, variant=_variant(header, parts)) if parts else None


def _variant(header: Header, parts: tuple[Part, ...]) -> str | None:
    prefix = next((part.prefix for part in parts if part.role == "transformer"), None)
    if prefix is None:
        return None
    variants = VARIANT_BY_OUTPUT_ROWS.items()
    return next((name for rows, name in variants if has_size(header, prefix, Size(OUTPUT, 0, rows))), None)
