"""Muon orthogonalises, and both optimisers together lower a loss."""

import torch
from tandem.training.optimiser import Muon, MuonWithAdamW, learning_rate, orthogonalise
from torch import nn


def test_singular_values_are_moved_towards_one():
    torch.manual_seed(0)
    for shape in ((64, 32), (32, 64)):
        values = torch.linalg.svdvals(orthogonalise(torch.randn(shape)))
        assert values.max() < 1.35
        assert values.median() > 0.6


def test_a_small_network_learns():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 32), nn.GELU(), nn.Linear(32, 8))
    optimiser = MuonWithAdamW(model, lambda name, p: p.ndim == 2, 2e-2, 1e-2)
    x = torch.randn(256, 8)
    losses = []
    for step in range(150):
        loss = (model(x) - x.flip(1)).square().mean()
        optimiser.step(loss, learning_rate(step / 150, step, warmup=10))
        losses.append(loss.item())
    assert losses[-1] < losses[0] * 0.1


def test_the_rate_rises_stays_and_falls():
    assert learning_rate(0.0, 0) < 0.05
    assert learning_rate(0.2, 500) == 1.0
    assert 0.02 <= learning_rate(1.0, 5000) < 0.03


def test_weights_of_one_shape_updated_together_move_as_each_by_itself():
    torch.manual_seed(4)
    weights = [torch.nn.Parameter(torch.randn(shape)) for shape in ((8, 6), (8, 6), (4, 3, 2, 2))]
    twins = [torch.nn.Parameter(weight.detach().clone()) for weight in weights]
    alone, together = Muon(weights, 0.1), Muon(twins, 0.1)
    for _ in range(3):
        for weight, twin in zip(weights, twins, strict=True):
            weight.grad = torch.randn_like(weight)
            twin.grad = weight.grad.clone()
        alone.step()
        together._update_alike(twins, together.param_groups[0])
    for weight, twin in zip(weights, twins, strict=True):
        torch.testing.assert_close(twin, weight, atol=2e-3, rtol=2e-3)
