"""Gradients of one batch on several cores: every core has a copy of the model and a share of the batch.

Threads inside each operation wait for each other thousands of times a step, which stalls whenever anything else runs on
a core. Copies meet once a step. Start the process with OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import nn

LossOf = Callable[[nn.Module, int], torch.Tensor]
"""(copy of the model, number of the share) -> losses `[K]`; their sum is minimised."""


class ParallelGradients:
    """`losses = gradients(loss_of)` leaves the mean gradient of all shares in the model's `.grad`."""

    def __init__(self, model: nn.Module, copies: int) -> None:
        self.models = [model, *(copy.deepcopy(model) for _ in range(copies - 1))]
        self.pool = ThreadPoolExecutor(copies)

    def __call__(self, loss_of: LossOf) -> torch.Tensor:
        """Mean losses `[K]` of the shares."""
        self._spread_weights()
        losses = list(self.pool.map(lambda share: self._backward(loss_of, share), range(len(self.models))))
        self._gather_gradients()
        return torch.stack(losses).mean(dim=0)

    def _backward(self, loss_of: LossOf, share: int) -> torch.Tensor:
        model = self.models[share]
        model.zero_grad(set_to_none=True)
        losses = loss_of(model, share)
        losses.sum().backward()
        return losses.detach()

    @torch.no_grad()
    def _spread_weights(self) -> None:
        for other in self.models[1:]:
            torch._foreach_copy_(list(other.parameters()), list(self.models[0].parameters()))

    @torch.no_grad()
    def _gather_gradients(self) -> None:
        gradients = _gradients(self.models[0])
        for other in self.models[1:]:
            torch._foreach_add_(gradients, _gradients(other))
        torch._foreach_div_(gradients, float(len(self.models)))


def _gradients(model: nn.Module) -> Sequence[torch.Tensor]:
    """The gradients of all parameters; one that took no part gets zeros."""
    for weight in model.parameters():
        if weight.grad is None:
            weight.grad = torch.zeros_like(weight)
    return [weight.grad for weight in model.parameters()]
