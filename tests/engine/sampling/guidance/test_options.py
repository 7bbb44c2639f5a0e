"""What is asked of a guided sampling, and what it costs."""

from __future__ import annotations

import pytest
from tandem.engine.sampling.guidance import Guidance, StepWindow, StreamScales

HALF = StepWindow(0.0, 0.5)


@pytest.mark.parametrize(
    ("guidance", "per_run"),
    [
        (Guidance(), 8),
        (Guidance(picture_scale=3.0), 16),
        (Guidance(rescale=0.7), 8),
        (Guidance(sound_sync=3.0), 16),
        (Guidance(picture_scale=3.0, sound_scale=7.0, picture_sync=3.0, sound_sync=3.0), 24),
        (Guidance(picture_scale=3.0, picture_sync=3.0, stg_scale=1.0), 32),
        (Guidance(picture_sync=3.0, sync_window=HALF), 12),
        (Guidance(picture_sync=3.0, stg_scale=1.0, sync_window=HALF, stg_window=StepWindow(every=4)), 14),
    ],
)
def test_the_forwards_of_eight_steps(guidance, per_run) -> None:
    assert guidance.forwards(8) == per_run


def test_a_step_outside_the_window_costs_what_it_costs_without_the_part() -> None:
    guidance = Guidance(picture_scale=3.0, picture_sync=3.0, sync_window=HALF)
    assert [guidance.forwards_at(step, 4) for step in range(4)] == [3, 3, 2, 2]


def test_new_scales_leave_the_rest() -> None:
    guidance = Guidance(picture_sync=2.0, rescale=0.3).with_scales(4.0, 5.0)
    assert guidance.scales == StreamScales(4.0, 5.0)
    assert guidance.sync_pushes == StreamScales(1.0, 0.0) and guidance.rescale == 0.3


def test_rescaling_alone_has_nothing_to_do() -> None:
    assert not Guidance(rescale=0.7).goes_beyond_scales
    assert Guidance(rescale=0.7, sound_scale=2.0).goes_beyond_scales
    assert Guidance(sound_sync=0.5).goes_beyond_scales and Guidance(stg_scale=1.0).goes_beyond_scales
