"""The tiny LTX-2 checkpoints: transformer, video VAE, audio VAE, vocoder and text projection in one file each."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import torch
from torch import Tensor, nn

from .custom_node.sizes import GEMMA, GEMMA_LAYERS, LTX_AUDIO_TEXT_WIDTH, LTX_TEXT_WIDTH, LTX_VIDEO_TEXT_WIDTH
from .random_weights import random_weights, with_prefix

# The residual blocks of a snake vocoder let the signal grow; its last kernel brings it back to about -15 dB.
QUIET_VOCODER = {"vocoder.vocoder.conv_post.weight": 2.5e-3, "vocoder.bwe_generator.conv_post.weight": 1e-3}
UNIT_STATISTICS = {"*per_channel_statistics.std-of-means": 1.0, "*per_channel_statistics.mean-of-means": 0.0}


def checkpoint(config: dict[str, Any], seed: int) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors and the metadata of an all-in-one file for one of `ltx_config`'s configurations."""
    from comfy.ldm.lightricks.vae.audio_vae import AudioVAE
    from comfy.ldm.lightricks.vae.causal_video_autoencoder import VideoVAE

    metadata = {"config": json.dumps(config)}
    video_vae, audio_vae = VideoVAE(config=config["vae"]), AudioVAE(metadata=metadata)
    exact = UNIT_STATISTICS | _mel_bases(config["vocoder"])
    audio = random_weights(audio_vae, seed + 2, exact=exact, scale=QUIET_VOCODER)
    tensors = {
        **with_prefix("model.diffusion_model.", random_weights(_transformer(config["transformer"]), seed)),
        **with_prefix("vae.", random_weights(video_vae, seed + 1, exact=UNIT_STATISTICS)),
        **{re.sub("^autoencoder\\.", "audio_vae.", name): value for name, value in audio.items()},
        **with_prefix("text_embedding_projection.", random_weights(_text_projection(config), seed + 3)),
    }
    return tensors, metadata


def _transformer(config: dict[str, Any]) -> nn.Module:
    import comfy.ops
    from comfy.ldm.lightricks.av_model import LTXAVModel

    arguments = {name: value for name, value in config.items() if not name.startswith("_")}
    return LTXAVModel(**arguments, dtype=torch.float32, device="cpu", operations=comfy.ops.disable_weight_init)


def _text_projection(config: dict[str, Any]) -> nn.Module:
    """From the concatenated states of all Gemma layers to one width (LTX-2.0) or to one for each stream (LTX-2.3)."""
    states = GEMMA["hidden_size"] * (GEMMA_LAYERS + 1)
    if not config["transformer"].get("caption_proj_before_connector"):
        return nn.ModuleDict({"aggregate_embed": nn.Linear(states, LTX_TEXT_WIDTH, bias=False)})
    return nn.ModuleDict(
        {
            "video_aggregate_embed": nn.Linear(states, LTX_VIDEO_TEXT_WIDTH),
            "audio_aggregate_embed": nn.Linear(states, LTX_AUDIO_TEXT_WIDTH),
        }
    )


def _mel_bases(vocoder: dict[str, Any]) -> dict[str, Tensor]:
    """The Fourier and mel bases that a bandwidth extension reads from its file; nothing for a plain vocoder.

    Rows of the Fourier basis are the cosines, then the negated sines, of every bin under a periodic Hann window.
    """
    if "bwe" not in vocoder:
        return {}
    from torchaudio.functional import melscale_fbanks

    size, rate_hz = vocoder["bwe"]["n_fft"], vocoder["bwe"]["input_sampling_rate"]
    phase = 2 * math.pi / size * torch.outer(torch.arange(size // 2 + 1), torch.arange(size))
    fourier = torch.cat((phase.cos(), -phase.sin())) * torch.hann_window(size)
    mel = melscale_fbanks(
        size // 2 + 1, 0.0, rate_hz / 2, vocoder["bwe"]["num_mels"], rate_hz, norm="slaney", mel_scale="slaney"
    )
    return {"*mel_stft.mel_basis": mel.T, "*forward_basis": fourier[:, None], "*inverse_basis": fourier[:, None]}
