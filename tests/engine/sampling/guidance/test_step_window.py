"""Which steps a costly part of the guidance is computed in."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.sampling.guidance import StepWindow, step_at


@pytest.mark.parametrize(
    ("window", "total", "steps"),
    [
        (StepWindow(), 4, [0, 1, 2, 3]),
        (StepWindow(0.25, 0.75), 8, [2, 3, 4, 5]),
        (StepWindow(every=3), 8, [0, 3, 6]),
        (StepWindow(0.5, 1.0, 2), 10, [5, 7, 9]),
        (StepWindow(0.55, 1.0), 20, list(range(11, 20))),
        (StepWindow(0.1, 0.12), 4, []),
        (StepWindow(0.4, 0.4), 10, []),
    ],
)
def test_a_window_holds_every_nth_step_from_its_start_up_to_its_end(window, total, steps) -> None:
    assert [step for step in range(total) if window.covers(step, total)] == steps


def test_neighbouring_windows_share_no_step_and_leave_none_out() -> None:
    for total in range(1, 40):
        steps = [*StepWindow(0.0, 0.3).steps(total), *StepWindow(0.3, 0.85).steps(total)]
        assert [*steps, *StepWindow(0.85, 1.0).steps(total)] == list(range(total))


def test_every_noise_level_of_a_schedule_is_its_own_step() -> None:
    sigmas = torch.linspace(1.0, 0.0, 11) ** 1.7
    assert [step_at(float(sigma), sigmas) for sigma in sigmas[:-1]] == list(range(10))


def test_a_noise_level_in_between_belongs_to_the_step_that_ends_at_or_below_it() -> None:
    sigmas = torch.tensor([1.0, 0.6, 0.2, 0.0])
    assert step_at(0.8, sigmas) == 1
    assert step_at(0.6 * (1 + 1e-7), sigmas) == 1
    assert step_at(0.0, sigmas) == 2


def test_a_level_above_the_schedule_belongs_to_its_first_step() -> None:
    assert step_at(1.1, torch.tensor([1.0, 0.5, 0.0])) == 0
