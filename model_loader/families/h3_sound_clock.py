"""MiniMax H3's sound has a noise schedule of its own, which matters when a clip is not sampled from pure noise."""

from __future__ import annotations

import comfy.ldm.minimax.model
import comfy.model_sampling
import torch

from .parts import Parts


def starting_sound_noise(parts: Parts, noise: torch.Tensor, sound: torch.Tensor, sigma: float) -> torch.Tensor:
    """What core must mix with `sound` at the picture's level `sigma` for the sound to be as noisy as the model is told.

    Core mixes both streams alike, `sigma * noise + (1 - sigma) * clean`, while the network takes the sound to be at the
    level of its own shift: less noisy. A core with ModelSamplingAV mixes each stream by its own level: it needs none.
    """
    own = sound_sigma(parts, sigma)
    if own == sigma or hasattr(comfy.model_sampling, "ModelSamplingAV"):
        return noise
    return sound + (noise - sound) * (own / sigma)


def sound_sigma(parts: Parts, sigma: float) -> float:
    """The sound's noise level when the picture's is `sigma`, by core's own function and the shifts of the MODEL."""
    network = parts.diffusion_model
    options = parts.model.model_options.get("transformer_options", {})
    picture_shift = options.get("minimax_h3_sigma_shift_video", network.sigma_shift_video)
    sound_shift = options.get("minimax_h3_sigma_shift_audio", network.sigma_shift_audio)
    return comfy.ldm.minimax.model.time_shift_sigma(sigma, picture_shift, sound_shift)
