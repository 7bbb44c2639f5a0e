"""How MiniMax H3, Kandinsky 6 and tandem-mini are sampled."""

from __future__ import annotations

from fractions import Fraction

from ..mini import geometry
from .sampling_defaults import NamedSchedule, Refinement, SamplingDefaults, ScheduleTail

H3_SECOND_START = 0.85
"""MiniMax H3 has no second stage of its own: its templates have one stage. This is where that of LTX-2.3 starts."""


def _h3(steps: int) -> SamplingDefaults:
    """ComfyUI's `video_minimax_h3_*` templates: BasicGuider, res_multistep, simple. Shifts: MiniMaxH3SigmaShift."""
    return SamplingDefaults(
        sampler="res_multistep",
        schedule=NamedSchedule("simple", steps),
        picture_scale=1.0,
        sound_scale=1.0,
        frame_rate=Fraction(24),
        picture_shift=12.0,
        sound_shift=3.0,
        refinement=Refinement("res_multistep", ScheduleTail(H3_SECOND_START)),
    )


H3_VARIANTS = {"base": _h3(20), "turbo-8": _h3(8), "turbo-4": _h3(4)}
"""The turbo variants are the base model with the LoRA of that many steps."""

K6_VARIANTS = {
    # core_contract.py of ComfyUI pull request 16825, `SCHEDULER_DEFAULTS`; it is sampled by any flow sampler.
    "base": SamplingDefaults(
        sampler="euler",
        schedule=NamedSchedule("simple", 50),
        picture_scale=5.0,
        sound_scale=5.0,
        frame_rate=Fraction(24),
        picture_shift=5.0,
        sound_shift=5.0,
    ),
    # PiFlow is the Kandinsky 6 packs' own sampler and schedule; it takes no guidance.
    "distilled": SamplingDefaults(
        sampler="piflow",
        schedule=NamedSchedule("piflow", 10),
        picture_scale=1.0,
        sound_scale=1.0,
        frame_rate=Fraction(24),
        picture_shift=5.0,
        sound_shift=5.0,
    ),
}

MINI_VARIANTS = {
    "built-in": SamplingDefaults(
        sampler="euler",
        schedule=NamedSchedule("linear", 8),
        picture_scale=2.0,
        sound_scale=2.0,
        frame_rate=geometry.FRAME_RATE,
        picture_shift=3.0,
        sound_shift=3.0,
        given_sound_sync=3.0,
        given_picture_sync=6.0,
    )
}
