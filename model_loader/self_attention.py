"""Predictions without self-attention in some blocks, which spatio-temporal guidance moves away from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import torch
from comfy.ldm.lightricks.av_model import LTXAVModel

from .stream_cut import ATTENTION_OVERRIDE

LTX_2_BLOCK, LTX_2_3_BLOCK = 29, 28
"""The blocks of Lightricks' own pipelines for LTX-2.0 and for 2.3."""


def family_blocks(diffusion_model: torch.nn.Module) -> tuple[int, ...]:
    """The blocks that the family's own pipelines perturb. LTX-2.3 is known by its modulated text attention."""
    return (LTX_2_3_BLOCK if getattr(diffusion_model, "cross_attention_adaln", False) else LTX_2_BLOCK,)


def block_faults(diffusion_model: torch.nn.Module, blocks: Sequence[int]) -> list[str]:
    """One sentence for every reason why `blocks` of this model cannot be perturbed."""
    if not isinstance(diffusion_model, LTXAVModel):
        return [
            f"stg_scale: expected 0, as spatio-temporal guidance needs the blocks of LTX-2 ({LTXAVModel.__name__}), "
            f"got a model of class {type(diffusion_model).__name__}; set it to 0"
        ]
    last = len(diffusion_model.transformer_blocks) - 1
    return [
        f"stg_block: expected 0 to {last} for this model, got {block}; nearest legal value {min(max(block, 0), last)}"
        for block in blocks
        if not 0 <= block <= last
    ]


@contextmanager
def without_self_attention(diffusion_model: torch.nn.Module, blocks: Sequence[int]) -> Iterator[None]:
    """Within it every token of `blocks` attends to itself alone: the attention returns its values.

    Hooks on the two self-attention layers, gone again at the end, tell them apart from the attention to the text and to
    the other stream, which core's attention override alone cannot.
    """
    with ExitStack() as hooks:
        for block in (diffusion_model.transformer_blocks[index] for index in blocks):
            for layer in (block.attn1, block.audio_attn1):
                hooks.enter_context(_removed(layer.register_forward_pre_hook(_only_values, with_kwargs=True)))
        yield


@contextmanager
def _removed(handle) -> Iterator[None]:
    try:
        yield
    finally:
        handle.remove()


def _only_values(_layer, args: tuple, kwargs: dict) -> tuple[tuple, dict]:
    options = {**(kwargs.get("transformer_options") or {}), ATTENTION_OVERRIDE: _values}
    return args, {**kwargs, "transformer_options": options, "mask": None}


def _values(_attention, _query, _key, value, *_args, **_kwargs) -> torch.Tensor:
    return value
