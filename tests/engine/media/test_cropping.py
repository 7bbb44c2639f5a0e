"""Frames cut around their middle."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.media.cropping import cropped


def test_the_same_is_cut_at_both_sides() -> None:
    frames = torch.arange(8 * 6).reshape(1, 8, 6, 1)
    assert torch.equal(cropped(frames, 2, 4), frames[:, 2:6, 2:4])
    assert torch.equal(cropped(frames, 6, 8), frames)


def test_of_an_odd_rest_one_more_goes_at_the_bottom_and_right() -> None:
    frames = torch.arange(5 * 5).reshape(1, 5, 5, 1)
    assert torch.equal(cropped(frames, 2, 4), frames[:, 0:4, 1:3])


@pytest.mark.parametrize("size", [(7, 4), (4, 9), (0, 4)])
def test_a_size_that_is_not_in_the_frames_is_refused(size) -> None:
    with pytest.raises(ValueError, match="expected at most 6x8, got"):
        cropped(torch.zeros(1, 8, 6, 3), *size)
