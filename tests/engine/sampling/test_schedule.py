"""The sigma schedule."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.sampling.schedule import linear_sigmas


def test_without_shift_the_steps_are_equal_from_one_to_zero() -> None:
    assert torch.allclose(linear_sigmas(4), torch.tensor([1.0, 0.75, 0.5, 0.25, 0.0]))


def test_a_shift_keeps_the_ends_and_spends_more_steps_on_noise() -> None:
    sigmas = linear_sigmas(4, shift=3.0)
    assert sigmas[0] == 1 and sigmas[-1] == 0
    assert float(sigmas[2]) == pytest.approx(3 * 0.5 / (1 + 2 * 0.5))


def test_no_steps_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="steps: expected at least 1, got 0"):
        linear_sigmas(0)
