"""LTX-2, 2.3 and 2.5: how each of their checkpoints is sampled.

Sources: the templates `video_ltx2_*`, `video_ltx2_3_*` and `video_ltx2_5_*` of ComfyUI's workflow templates; for the
scales of the undistilled models, Lightricks' own pipelines (ltx-pipelines, `utils/constants.py`: the default guider
parameters of LTX-2, and `LTX_2_3_PARAMS`).
"""

from __future__ import annotations

from fractions import Fraction

from .sampling_defaults import Refinement, SamplingDefaults, SigmaList, TokenShiftSchedule

DISTILLED = SigmaList((1.0, 0.99375, 0.9875, 0.98125, 0.975, 0.909375, 0.725, 0.421875, 0.0))
REFINED_2_0 = SigmaList((0.909375, 0.725, 0.421875, 0.0))
REFINED_2_3 = SigmaList((0.85, 0.725, 0.4219, 0.0))

NEGATIVE_2_0 = "blurry, low quality, still frame, frames, watermark, overlay, titles, has blurbox, has subtitles"
NEGATIVE_2_3 = "pc game, console game, video game, cartoon, childish, ugly"

VARIANTS = {
    "2.3-distilled": SamplingDefaults(
        sampler="euler",
        schedule=DISTILLED,
        picture_scale=1.0,
        sound_scale=1.0,
        frame_rate=Fraction(25),
        negative=NEGATIVE_2_3,
        refinement=Refinement("euler", REFINED_2_3),
    ),
    "2.3-dev": SamplingDefaults(
        sampler="euler",
        schedule=TokenShiftSchedule(30),
        picture_scale=3.0,
        sound_scale=7.0,
        frame_rate=Fraction(24),
        modality_scale=3.0,
        rescale=0.7,
        stg_scale=1.0,
        stg_blocks=(28,),
        negative=NEGATIVE_2_3,
        refinement=Refinement("euler", REFINED_2_3),
    ),
    "2.5-distilled": SamplingDefaults(
        sampler="euler_ancestral",
        schedule=DISTILLED,
        picture_scale=1.0,
        sound_scale=1.0,
        frame_rate=Fraction(24),
        refinement=Refinement("euler_ancestral", REFINED_2_3),
    ),
    "2.0-distilled": SamplingDefaults(
        sampler="euler_ancestral",
        schedule=DISTILLED,
        picture_scale=1.0,
        sound_scale=1.0,
        frame_rate=Fraction(24),
        refinement=Refinement("euler_ancestral", REFINED_2_0),
    ),
    "2.0-dev": SamplingDefaults(
        sampler="euler",
        schedule=TokenShiftSchedule(40),
        picture_scale=3.0,
        sound_scale=7.0,
        frame_rate=Fraction(24),
        modality_scale=3.0,
        rescale=0.7,
        stg_scale=1.0,
        stg_blocks=(29,),
        negative=NEGATIVE_2_0,
        refinement=Refinement("euler", REFINED_2_0),
    ),
    # The template's way: half the steps, and two evaluations of the model per step instead of four.
    "2.0-dev-fast": SamplingDefaults(
        sampler="euler_ancestral",
        schedule=TokenShiftSchedule(20),
        picture_scale=4.0,
        sound_scale=4.0,
        frame_rate=Fraction(24),
        negative=NEGATIVE_2_0,
        refinement=Refinement("euler_ancestral", REFINED_2_0),
    ),
}
