"""The transformer's blocks as fused kernels: eight blocks of two kinds, compiled once for every length of clip."""

from __future__ import annotations

from contextlib import AbstractContextManager

import torch

from ...engine.mini.transformer import JointTransformer

MOST_VARIANTS = 64


def compile_blocks(model: JointTransformer) -> None:
    """Only the blocks, which are nearly all of the work: what is around them has too many shapes to be worth it."""
    torch._dynamo.config.recompile_limit = MOST_VARIANTS
    for block in model.blocks:
        block.compile(dynamic=False)


def uncompiled() -> AbstractContextManager:
    """As if nothing had been compiled: for the few batches that are not worth variants of their own."""
    return torch.compiler.set_stance("force_eager")
