"""Muon for the hidden matrices, AdamW for the rest, one learning-rate curve for both."""

from __future__ import annotations

import math
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import nn

NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


class Muon(torch.optim.Optimizer):
    """Momentum whose update is orthogonalised by Newton-Schulz steps (Jordan et al. 2024, "Muon").

    Weights of more than two dimensions are seen as `[out, rest]`. The step is scaled to the size of an AdamW step
    (Liu et al. 2025, "Muon is Scalable for LLM Training").
    """

    def __init__(
        self, params: Iterable[nn.Parameter], lr: float, momentum: float = 0.95, decay: float = 0.01, threads: int = 1
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "decay": decay})
        self.pool = ThreadPoolExecutor(threads)

    def step(self, closure=None) -> None:
        for group in self.param_groups:
            weights = [weight for weight in group["params"] if weight.grad is not None]
            if weights and weights[0].is_cuda:
                self._update_alike(weights, group)
            else:
                list(self.pool.map(lambda weight, group=group: self._update(weight, group), weights))

    @torch.no_grad()
    def _update(self, weight: nn.Parameter, group: dict) -> None:
        mean = self.state[weight].setdefault("mean", torch.zeros_like(weight))
        mean.lerp_(weight.grad, 1 - group["momentum"])
        update = orthogonalise(weight.grad.lerp(mean, group["momentum"]).flatten(1))
        scale = 0.2 * math.sqrt(max(update.shape))
        weight.mul_(1 - group["lr"] * group["decay"])
        weight.add_(update.reshape(weight.shape), alpha=-group["lr"] * scale)

    @torch.no_grad()
    def _update_alike(self, weights: list[torch.Tensor], group: dict) -> None:
        """The same for all weights of one shape at once: a card waits longer for small products than it computes."""
        shapes: dict[torch.Size, list[torch.Tensor]] = {}
        for weight in weights:
            shapes.setdefault(weight.shape, []).append(weight)
        for alike in shapes.values():
            means = [self.state[weight].setdefault("mean", torch.zeros_like(weight)) for weight in alike]
            gradients = [weight.grad for weight in alike]
            torch._foreach_lerp_(means, gradients, 1 - group["momentum"])
            blended = torch._foreach_lerp(gradients, means, group["momentum"])
            update = orthogonalise(torch.stack([matrix.flatten(1) for matrix in blended]))
            scale = 0.2 * math.sqrt(max(update.shape[1:]))
            torch._foreach_mul_(alike, 1 - group["lr"] * group["decay"])
            updates = [part.reshape(alike[0].shape) for part in update.unbind()]
            torch._foreach_add_(alike, updates, alpha=-group["lr"] * scale)


def orthogonalise(matrix: torch.Tensor, steps: int = 4) -> torch.Tensor:
    """`[..., out, in]` with all singular values moved towards 1; float32."""
    x = matrix.to(torch.bfloat16)
    tall = x.shape[-2] > x.shape[-1]
    x = x.mT if tall else x
    x = x / (x.float().norm(dim=(-2, -1), keepdim=True).to(x.dtype) + 1e-7)
    a, b, c = NEWTON_SCHULZ
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.mT if tall else x).float()


class MuonWithAdamW:
    """Both optimisers behind one `step`; `hidden(name, parameter)` says which weights Muon takes."""

    def __init__(
        self,
        model: nn.Module,
        hidden,
        lr: float,
        adam_lr: float,
        betas: tuple[float, float] = (0.9, 0.98),
        threads: int = 1,
    ) -> None:
        named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
        others = [p for name, p in named if not hidden(name, p)]
        self.model, self.base = model, (lr, adam_lr)
        self.parts = (
            Muon([p for name, p in named if hidden(name, p)], lr, threads=threads),
            torch.optim.AdamW(others, adam_lr, betas=betas, weight_decay=0.0, fused=True),
        )

    def step(self, loss: torch.Tensor, rate: float, clip: float = 1.0) -> None:
        """One backward pass and one update at `rate` times the base learning rates."""
        for part in self.parts:
            part.zero_grad(set_to_none=True)
        loss.backward()
        self.apply(rate, clip)

    def apply(self, rate: float, clip: float = 1.0) -> None:
        """One update with the gradients that are there, at `rate` times the base learning rates."""
        nn.utils.clip_grad_norm_(self.model.parameters(), clip)
        for part, base in zip(self.parts, self.base, strict=True):
            for group in part.param_groups:
                group["lr"] = base * rate
            part.step()

    def state_dict(self) -> list[dict]:
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, states: list[dict]) -> None:
        for part, state in zip(self.parts, states, strict=True):
            part.load_state_dict(state)


def learning_rate(progress: float, step: int, *, warmup: int = 60, flat: float = 0.3, last: float = 0.02) -> float:
    """Warm-up, a plateau until `flat` of the run (`progress` 0..1), then a cosine down to `last`."""
    rise = min(1.0, (step + 1) / warmup)
    if progress < flat:
        return rise
    return rise * max(last, 0.5 + 0.5 * math.cos(math.pi * min(1.0, (progress - flat) / (1 - flat))))
