"""The tiny MiniMax H3: its transformer, whose sizes core reads from the tensors, and its two autoencoders."""

from __future__ import annotations

import torch
from torch import Tensor

from .custom_node.sizes import QWEN
from .random_weights import random_weights

ROPE_FREQUENCIES = 4


def transformer(seed: int) -> dict[str, Tensor]:
    """Two blocks of width 64."""
    import comfy.ops
    from comfy.ldm.minimax.model import MiniMaxH3Model

    model = MiniMaxH3Model(
        hidden_size=64, num_layers=2, token_refiner_num_layers=1, num_attention_heads=2, attention_head_dim=32,
        ffn_hidden_size=128, text_dim=QWEN["hidden_size"], timestep_input_dim=32, time_embed_hidden_size=64,
        time_embed_dim=32, rope_inv_freq_len=ROPE_FREQUENCIES,
        dtype=torch.float32, device="cpu", operations=comfy.ops.disable_weight_init,
    )  # fmt: skip
    frequencies = 10_000.0 ** (-torch.arange(ROPE_FREQUENCIES) / ROPE_FREQUENCIES)
    return random_weights(model, seed, exact={"rope.inv_freq": frequencies})


def video_vae(seed: int) -> dict[str, Tensor]:
    """Latents are normalized by the statistics of the published model, which core's class holds."""
    from comfy.ldm.minimax.vae import MiniMaxH3VideoVAE

    return random_weights(MiniMaxH3VideoVAE(), seed, exact={"*mask_token": 0.0})


def audio_vae(seed: int) -> dict[str, Tensor]:
    """Latents keep their size: mean 0, deviation 1. The vocoder's last kernel brings the sound to about -20 dB."""
    from comfy.ldm.minimax.audio_vae import MiniMaxH3AudioVAE

    exact = {"latents_mean": 0.0, "latents_std": 1.0, "*zero_k_bias": 0.0}
    return random_weights(MiniMaxH3AudioVAE(), seed, exact=exact, scale={"decoder.conv_post.weight": 5e-4})
