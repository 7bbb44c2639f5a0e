"""Weights that no training made: drawn from a seed, and scaled so that a signal keeps its size on the way through."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fnmatch import fnmatchcase

import torch
from torch import Tensor, nn


def random_weights(
    module: nn.Module,
    seed: int,
    *,
    exact: Mapping[str, float | Tensor] | None = None,
    scale: Mapping[str, float] | None = None,
    gain: float = 1.0,
) -> dict[str, Tensor]:
    """The state dict of `module` with its parameters drawn anew, in fp32; buffers stay as the module made them.

    A matrix or kernel has a standard deviation of 1/sqrt(values per output); the weight of a norm lies around `gain`,
    any other vector around 0, both with a deviation of 0.1. Names that fit a pattern of `exact` get that value, those
    that fit one of `scale` are multiplied.
    """
    generator = torch.Generator().manual_seed(seed)
    parameters = {name for name, _ in module.named_parameters()}
    weights = {}
    for name, tensor in module.state_dict().items():
        value = _drawn(name, tensor.shape, generator, gain) if name in parameters else tensor
        for fixed in _fitting(exact, name):
            value = torch.as_tensor(fixed, dtype=torch.float32).expand(tensor.shape)
        for factor in _fitting(scale, name):
            value = value * factor
        weights[name] = value.clone().contiguous()
    return weights


def _drawn(name: str, shape: torch.Size, generator: torch.Generator, gain: float) -> Tensor:
    """A parameter's value by its rank and name."""
    value = torch.randn(shape, generator=generator)
    if len(shape) > 1:
        return value / math.sqrt(math.prod(shape[1:]))
    return 0.1 * value + (gain if name.endswith("weight") else 0.0)


def _fitting(by_pattern: Mapping[str, float | Tensor] | None, name: str) -> list[float | Tensor]:
    return [value for pattern, value in (by_pattern or {}).items() if fnmatchcase(name, pattern)]


def with_prefix(prefix: str, weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The same weights under longer names."""
    return {prefix + name: value for name, value in weights.items()}
