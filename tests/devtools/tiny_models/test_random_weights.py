"""Random weights keep a signal's size."""

from __future__ import annotations

import pytest
import torch
from tandem.devtools.tiny_models.random_weights import random_weights, with_prefix
from torch import nn


@pytest.fixture
def module() -> nn.Module:
    layer = nn.Sequential(nn.Linear(256, 128), nn.LayerNorm(128))
    layer.register_buffer("table", torch.arange(3.0))
    return layer


def test_matrices_keep_the_size_of_what_they_multiply(module: nn.Module) -> None:
    weights = random_weights(module, 0)
    states = torch.randn(1000, 256, generator=torch.Generator().manual_seed(1))
    assert (states @ weights["0.weight"].T).std() == pytest.approx(1, abs=0.03)


def test_norms_lie_around_the_gain_and_biases_around_zero(module: nn.Module) -> None:
    for gain in (0.0, 1.0):
        weights = random_weights(module, 0, gain=gain)
        assert weights["1.weight"].mean() == pytest.approx(gain, abs=0.05)
        assert weights["0.bias"].mean() == pytest.approx(0, abs=0.05)


def test_patterns_fix_and_scale_what_they_name(module: nn.Module) -> None:
    plain = random_weights(module, 0)
    weights = random_weights(module, 0, exact={"1.*": 2.0, "0.bias": torch.arange(128.0)}, scale={"0.weight": 0.5})
    assert weights["1.weight"].eq(2).all() and weights["1.bias"].eq(2).all()
    assert torch.equal(weights["0.bias"], torch.arange(128.0))
    assert torch.equal(weights["0.weight"], plain["0.weight"] * 0.5)


def test_buffers_stay_and_the_seed_decides_the_rest(module: nn.Module) -> None:
    first, again, other = (random_weights(module, seed) for seed in (3, 3, 4))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert torch.equal(first["table"], other["table"])
    assert not torch.equal(first["0.weight"], other["0.weight"])


def test_a_prefix_is_put_before_every_name(module: nn.Module) -> None:
    weights = random_weights(module, 0)
    assert list(with_prefix("vae.", weights)) == [f"vae.{name}" for name in weights]
