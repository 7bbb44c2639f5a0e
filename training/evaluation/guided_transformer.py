"""A transformer under the whole formula of `Guidance`, for the evaluation's own sampler."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from ...engine.sampling.flow import Prompted
from ...engine.sampling.guidance import Guidance, GuidanceError, StepWindow, guide

APART = {"a2v_cross_attn": False, "v2a_cross_attn": False}
"""The switches of core's joint models, both off: neither stream sees the other."""


class GuidedTransformer(torch.nn.Module):
    """A transformer whose velocity is already guided, so a sampler without guidance samples with it.

    The formula's weights sum to 1, so it holds for velocities as it does for the clean streams. What is locked does not
    matter: the sampler keeps it whatever the velocity says. Raises GuidanceError for the parts of `Guidance` that this
    does not do.
    """

    def __init__(self, transformer: torch.nn.Module, guidance: Guidance) -> None:
        super().__init__()
        if guidance.perturbs or guidance.rescale or guidance.sync_window != StepWindow():
            raise GuidanceError(f"guidance: expected scales and syncs in all steps, nothing else, got {guidance}")
        self.transformer, self.guidance = transformer, guidance

    def forward(
        self, x: Sequence[torch.Tensor], times: Sequence[torch.Tensor], context: torch.Tensor, script: torch.Tensor
    ) -> list[torch.Tensor]:
        """As `JointTransformer.forward`."""
        prompted = self.transformer(x, times, context, script=script)
        pushed = list(prompted)
        if self.guidance.scales.guided:
            nothing = Prompted(context, script).beside_nothing()
            half = len(context)
            unprompted = self.transformer(x, times, nothing.context[half:], script=nothing.script[half:])
            scales = self.guidance.picture_scale, self.guidance.sound_scale
            pushed = [guide(p, u, scale) for p, u, scale in zip(prompted, unprompted, scales, strict=True)]
        if self.guidance.syncs:
            apart = self.transformer(x, times, context, script=script, transformer_options=APART)
            pushes = self.guidance.sync_pushes.picture, self.guidance.sync_pushes.sound
            pushed = [r + (p - a) * k for r, p, a, k in zip(pushed, prompted, apart, pushes, strict=True)]
        return pushed
