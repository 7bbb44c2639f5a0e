"""tandem-mini under the whole formula of `Guidance`, in the evaluation's own sampler."""

from __future__ import annotations

from dataclasses import replace

from ....engine.sampling.guidance import Guidance
from ..guided_transformer import GuidedTransformer
from ..model import Mini


def guided(mini: Mini, guidance: Guidance) -> Mini:
    """`mini`, which samples under `guidance` and nothing else."""
    transformer = GuidedTransformer(mini.transformer, guidance)
    return replace(mini, transformer=transformer, scale=1.0, given_sound_sync=1.0, given_picture_sync=1.0)
