"""MiniMax H3: parts by the tensor names that ComfyUI detects by (comfy/model_detection.py, comfy/sd.py).

The FL2VA and Ref2VA checkpoints have the same shapes, so a header does not tell them apart.
"""

from __future__ import annotations

from .header import Header
from .parts import Identity
from .signature import CHECKPOINT_PREFIXES, VAE_PREFIXES, Signature, parts_in

SIGNATURES = (
    Signature("transformer", ("video_patch_proj.weight", "audio_patch_proj.weight"), prefixes=CHECKPOINT_PREFIXES),
    Signature(
        "text_encoder",
        ("visual.deepstack_merger_list.0.norm.weight", "model.layers.49.self_attn.q_proj.weight"),
        prefixes=("", "text_encoders.qwen3vl_32b.transformer."),
    ),
    Signature(
        "picture_vae",
        ("decoder.transformer_blocks.0.scale1", "encoder.down.5.block.0.conv1.weight"),
        prefixes=VAE_PREFIXES,
    ),
    Signature("sound_vae", ("pre_block.attn.zero_k_bias",)),
)


def find(header: Header) -> Identity | None:
    """The MiniMax H3 parts of a file; None when there are none."""
    parts = parts_in(header, SIGNATURES)
    return Identity("minimax_h3", parts) if parts else None
