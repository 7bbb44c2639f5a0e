"""Guidance with numbers of its own for each stream, through core's own sampling function."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import comfy.samplers
import torch

from ..engine.sampling.guidance import (
    Guidance,
    GuidanceError,
    guide,
    packed_weights,
    rescaled,
    step_at,
)
from .families.ltx_voice import without_voice
from .self_attention import block_faults, family_blocks, without_self_attention
from .stream_cut import can_cut, cut_fault, cut_options

POST_CFG = "sampler_post_cfg_function"


class StreamGuider(comfy.samplers.CFGGuider):
    """Core's CFG guider with the formula of `Guidance`.

    It only replaces the formula (`sampler_cfg_function`) and adds the first of the functions that core calls after it
    (`sampler_post_cfg_function`), so hooks that other nodes put on the model keep running, in their order and with the
    guided prediction. With equal scales even the formula is core's; with both at 1 and nothing else asked for, there
    is one prediction per step.
    """

    guidance = Guidance()
    latent_shapes = None

    def set_guidance(self, guidance: Guidance) -> None:
        """Raises GuidanceError with everything in `guidance` that the model cannot be given."""
        self.guidance = for_model(guidance, self.model_patcher.model.diffusion_model)
        scales = guidance.scales
        self.set_cfg(max(scales.picture, scales.sound) if scales.guided else 1.0)

    def outer_sample(self, *args, latent_shapes=None, **kwargs):
        """The layout of the packed latent is known from here on."""
        self.latent_shapes = latent_shapes
        return super().outer_sample(*args, latent_shapes=latent_shapes, **kwargs)

    def predict_noise(self, x, timestep, model_options=None, seed=None):
        options = dict(model_options or {})
        scales = self.guidance.scales
        if scales.guided and scales.picture != scales.sound and "sampler_cfg_function" not in options:
            weights = packed_weights(scales, self.latent_shapes, x)
            # Core passes the distances of both predictions from x; the formula is linear, so it holds for those.
            options["sampler_cfg_function"] = lambda args: guide(args["cond"], args["uncond"], weights)
            options["disable_cfg1_optimization"] = True
        if self.guidance.goes_beyond_scales:
            options[POST_CFG] = [self._pushed, *options.get(POST_CFG, [])]
        return super().predict_noise(x, timestep, options, seed)

    def _pushed(self, args: dict[str, Any]) -> torch.Tensor:
        """The rest of the formula, from what core passes to a `sampler_post_cfg_function`."""
        asked, prompted, result = self.guidance, args["cond_denoised"], args["denoised"]
        step, steps = _step_of(args)
        if asked.syncs_at(step, steps):
            pushes = packed_weights(asked.sync_pushes, self.latent_shapes, result)
            result = result + (prompted - _streams_apart(args)) * pushes
        if asked.perturbs_at(step, steps):
            result = result + (prompted - _perturbed(args, asked.stg_blocks)) * asked.stg_scale
        if asked.keeps_identity_at(step, steps):
            result = result + (prompted - _without_voice(args)) * asked.identity_scale
        pushed = asked.scales.guided or result is not args["denoised"]
        return rescaled(result, prompted, asked.rescale, self.latent_shapes) if pushed else result


def for_model(guidance: Guidance, diffusion_model: torch.nn.Module) -> Guidance:
    """`guidance` with the family's blocks filled in. Raises GuidanceError with everything the model cannot be given."""
    faults = []
    if guidance.syncs and not can_cut(diffusion_model):
        faults.append(f"picture_sync, sound_sync: {cut_fault(diffusion_model)}; set both to 1")
    blocks = guidance.stg_blocks or family_blocks(diffusion_model)
    if guidance.perturbs:
        faults += block_faults(diffusion_model, blocks)
    if faults:
        raise GuidanceError("; ".join(faults))
    return replace(guidance, stg_blocks=blocks) if guidance.perturbs else guidance


def _step_of(args: dict[str, Any]) -> tuple[int, int]:
    """The number of this step, from 0, and the number of steps."""
    sigmas = args["model_options"]["transformer_options"]["sample_sigmas"]
    return step_at(float(args["sigma"].max()), sigmas), len(sigmas) - 1


def _streams_apart(args: dict[str, Any]) -> torch.Tensor:
    """The prompted prediction in which neither stream sees the other.

    Both are always cut, even when one is wanted: then a stream's number cannot change the other stream's prediction.
    """
    options = args["model_options"]
    cut = cut_options(args["model"], options.get("transformer_options", {}), picture=True, sound=True)
    return _predicted(args, {**options, "transformer_options": cut}, "streams apart")


def _perturbed(args: dict[str, Any], blocks: tuple[int, ...]) -> torch.Tensor:
    """The prompted prediction without self-attention in `blocks`."""
    with without_self_attention(args["model"].diffusion_model, blocks):
        return _predicted(args, args["model_options"], "without self-attention")


def _without_voice(args: dict[str, Any]) -> torch.Tensor:
    """The prompted prediction without the reference voice."""
    conds = [{**cond, "model_conds": without_voice(cond["model_conds"])} for cond in args["cond"]]
    return _predicted({**args, "cond": conds}, args["model_options"], "without voice")


def _predicted(args: dict[str, Any], options: dict[str, Any], purpose: str) -> torch.Tensor:
    """One more prediction of the prompt, under names of its own: caches of other nodes keep what they know by name."""
    conds = [{**cond, "uuid": uuid.uuid5(cond["uuid"], purpose)} for cond in args["cond"]]
    (prediction,) = comfy.samplers.calc_cond_batch(args["model"], [conds], args["input"], args["sigma"], options)
    return prediction
