"""Switching the attention between picture and sound off: each family of joint models has its own way."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import comfy.patcher_extension
import torch
from comfy.ldm.lightricks.av_model import LTXAVModel
from comfy.ldm.minimax.model import MiniMaxH3Model
from comfy.patcher_extension import WrappersMP

from ..engine.mini.transformer import JointTransformer
from ..engine.sampling.guidance import GuidanceError

ATTENTION_OVERRIDE = "optimized_attention_override"
"""Core's key for a function that is called in place of its attention."""
CUT_KEY = "tandem_stream_cut"

Options = dict[str, Any]
"""What core calls transformer_options."""


def can_cut(diffusion_model: torch.nn.Module) -> bool:
    """Whether there is a known way to cut this model's streams apart."""
    return _way(diffusion_model) is not None


def cut_fault(diffusion_model: torch.nn.Module) -> str:
    """Which models can be cut, for an error about `diffusion_model`."""
    known, found = ", ".join(kind.__name__ for kind in WAYS), type(diffusion_model).__name__
    return f"expected a joint model whose picture and sound can be cut apart ({known}), got {found}"


def cut_options(model: torch.nn.Module, options: Options, *, picture: bool, sound: bool) -> Options:
    """`options` for a prediction whose `picture` does not see the sound, whose `sound` does not see the picture.

    `model` is core's BaseModel. The cut is exact: what a stream does not see cannot change it at all. It may be used
    together with context windows where core can window the model. Raises GuidanceError for a model without a known way.
    """
    way = _way(model.diffusion_model)
    if way is None:
        raise GuidanceError(f"model: {cut_fault(model.diffusion_model)}")
    return way(options, picture=picture, sound=sound)


def _by_switches(options: Options, *, picture: bool, sound: bool) -> Options:
    """LTX-2 asks for two switches in every block, and tandem-mini for the same ones."""
    cut = {name: False for name, off in (("a2v_cross_attn", picture), ("v2a_cross_attn", sound)) if off}
    return {**options, **cut}


def _by_attention(options: Options, *, picture: bool, sound: bool) -> Options:
    """H3 has no switch: its one attention over `[text and references | sound | picture]` is computed in three calls.

    A wrapper around the whole model sees the latents as they enter, so the rows are counted where they are used.
    """
    if not (picture or sound):
        return options

    def cut(executor, x, timestep, context, inner_options, *rest, **conds):
        attention = sealed_attention(
            inner_options.get(ATTENTION_OVERRIDE),
            text_rows=context.shape[1],
            sound_rows=math.prod(x[1].shape[2:]),
            picture_rows=_patches(x[0].shape[2:], executor.class_obj.patch_size),
            picture=picture,
            sound=sound,
        )
        return executor(x, timestep, context, {**inner_options, ATTENTION_OVERRIDE: attention}, *rest, **conds)

    wrappers = {"wrappers": {WrappersMP.DIFFUSION_MODEL: {CUT_KEY: [cut]}}}
    return comfy.patcher_extension.merge_nested_dicts(options, wrappers)


def _patches(size, patch_size) -> int:
    """How many rows a picture latent of `(T, H, W)` takes; the model pads it to whole patches."""
    return math.prod(-(-length // patch) for length, patch in zip(size, patch_size, strict=True))


def sealed_attention(
    previous: Callable | None, *, text_rows: int, sound_rows: int, picture_rows: int, picture: bool, sound: bool
) -> Callable:
    """An attention in which only what may see each other is multiplied, without a mask, so every backend can do it.

    Text and references are rows like the others and look at both streams: they too must not see what is cut off, or
    they would pass it on in the next block.
    """

    def call(func, *args, **kwargs):
        return func(*args, **kwargs) if previous is None else previous(func, *args, **kwargs)

    def attention(func, query, key, value, *args, **kwargs):
        rows = query.shape[-2]
        if rows == text_rows:  # The refiner of the text, before the streams come in.
            return call(func, query, key, value, *args, **kwargs)
        first = rows - sound_rows - picture_rows
        told, heard, seen = slice(0, first), slice(first, first + sound_rows), slice(first + sound_rows, rows)
        from_sound, from_picture = [] if picture else [heard], [] if sound else [seen]
        views = ((told, [told, *from_sound, *from_picture]), (heard, [told, heard, *from_picture]))
        parts = [
            call(func, query[..., part, :], _rows(key, visible), _rows(value, visible), *args, **kwargs)
            for part, visible in (*views, (seen, [told, *from_sound, seen]))
        ]
        return torch.cat(parts, dim=-2)

    return attention


def _rows(x: torch.Tensor, parts: list[slice]) -> torch.Tensor:
    return torch.cat([x[..., part, :] for part in parts], dim=-2)


WAYS: dict[type[torch.nn.Module], Callable[..., Options]] = {
    JointTransformer: _by_switches,
    LTXAVModel: _by_switches,
    MiniMaxH3Model: _by_attention,
}


def _way(diffusion_model: torch.nn.Module) -> Callable[..., Options] | None:
    return next((way for kind, way in WAYS.items() if isinstance(diffusion_model, kind)), None)
