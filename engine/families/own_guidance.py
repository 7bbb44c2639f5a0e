"""Guidance as the source of a variant samples with it, asked for before it is known which variant that is."""

from __future__ import annotations

from dataclasses import dataclass

from ..sampling.guidance import Guidance, StepWindow
from .sampling_defaults import SamplingDefaults


@dataclass(frozen=True)
class OwnGuidance:
    """Everything but the scales from the defaults of the variant that is sampled; the steps in which the costly parts
    act are the user's."""

    sync_window: StepWindow = StepWindow()
    stg_window: StepWindow = StepWindow()

    def of(self, defaults: SamplingDefaults) -> Guidance:
        """What it stands for. The pipelines have one modality scale, for both streams."""
        return Guidance(
            picture_sync=defaults.modality_scale,
            sound_sync=defaults.modality_scale,
            rescale=defaults.rescale,
            stg_scale=defaults.stg_scale,
            stg_blocks=defaults.stg_blocks,
            sync_window=self.sync_window,
            stg_window=self.stg_window,
        )
