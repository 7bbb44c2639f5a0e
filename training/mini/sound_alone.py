"""The transformer's prediction of a sound whose picture it does not see, at a fifth of the cost.

With the streams apart (`CUT` in `train_transformer.py`) the picture's tokens change nothing in the sound's. So here
they are left out, and what comes out is the same.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F

from ...engine.mini.transformer import SMALLEST_TIME, JointBlock, JointTransformer, rms, rotary_angles, sinusoid
from ..device import bfloat16
from .latent_batches import Batch
from .train_transformer import velocity_error


def heard_alone(
    model: JointTransformer,
    noisy: torch.Tensor,
    times: tuple[torch.Tensor, torch.Tensor],
    context: torch.Tensor,
    script: torch.Tensor,
) -> torch.Tensor:
    """noisy: `[B, 32, A, 1]`. times: of the unseen picture `[B, any]`, and of the sound `[B, A]`. Returns its
    velocity."""
    tokens = noisy.squeeze(-1).transpose(1, 2)
    unseen_t, audio_t = (t.float() for t in times)
    audio = model.audio_in(tokens)
    kind = audio.dtype
    audio = audio + model.audio_token_time(sinusoid(audio_t, 64).to(kind))
    audio = audio + model.script_to_sound(script, audio)[1]
    prompt, pooled = model.prompt_tokens(context.to(kind))
    levels = torch.cat([sinusoid(t.amax(dim=1), 128) for t in (unseen_t, audio_t)], dim=-1).to(kind)
    condition = F.silu(model.time_out(F.silu(model.time_in(levels))) + pooled)
    modulation = model.modulation(condition).reshape(-1, 2, 6, model.width)
    angles = rotary_angles(0, tokens.shape[1], model.width // model.heads, audio.device)
    cos, sin = angles.cos()[None, :, None].to(kind), angles.sin()[None, :, None].to(kind)
    for block in model.blocks:
        audio = _through(block, audio, prompt, modulation, cos, sin)
    shift, scale = model.final_modulation(condition)[:, None].chunk(4, dim=-1)[2:]
    clean = model.audio_out(rms(audio) * (1 + scale) + shift).float()
    velocity = (tokens.float() - clean) / audio_t.clamp(min=SMALLEST_TIME)[..., None]
    return velocity.transpose(1, 2)[..., None]


def _through(block: JointBlock, audio, prompt, modulation, cos, sin) -> torch.Tensor:
    """What `JointBlock.forward` does to the sound."""
    shift, scale, gate, shift2, scale2, gate2 = (modulation + block.modulation_bias)[:, 1, :, None].unbind(1)
    attended = block.attend(rms(audio) * (1 + scale) + shift, prompt, cos, sin, None, None)
    audio = audio + attended * (1 + gate)
    return audio + block.audio_feed_forward(rms(audio) * (1 + scale2) + shift2) * (1 + gate2)


def alone_loss(model: JointTransformer, batch: Batch, rng: torch.Generator) -> torch.Tensor:
    """`[1]` mean squared velocity error, as `flow_loss` of the sound."""
    noise = torch.randn(batch.audio.shape, generator=rng)
    time = batch.audio_time[:, None, :, None]
    noisy = torch.lerp(batch.audio, noise, time)
    with bfloat16(noisy.device):
        velocity = heard_alone(model, noisy, (batch.video_time, batch.audio_time), batch.context, batch.script)
    return velocity_error(velocity, noise - batch.audio, time)[None]
