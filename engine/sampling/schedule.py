"""The times at which a clip is sampled: sigma 1 is pure noise, 0 is the clean clip."""

from __future__ import annotations

import torch


def linear_sigmas(steps: int, shift: float = 1.0) -> torch.Tensor:
    """`[steps + 1]` float32 from 1 to 0, equally spaced for shift 1.

    Another shift bends them by `shift * s / (1 + (shift - 1) * s)` (Esser et al. 2024, section 5.3.2).
    Raises ValueError for fewer than 1 step.
    """
    if steps < 1:
        raise ValueError(f"steps: expected at least 1, got {steps}; use 1")
    sigmas = torch.linspace(1.0, 0.0, steps + 1)
    return shift * sigmas / (1 + (shift - 1) * sigmas)
