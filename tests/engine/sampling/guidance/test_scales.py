"""Guidance with a scale for each stream."""

from __future__ import annotations

import torch
from tandem.engine.sampling.guidance import StreamScales, guide, packed_weights


def test_scale_one_is_the_prompted_prediction_and_zero_the_unprompted() -> None:
    prompted, unprompted = torch.tensor([3.0]), torch.tensor([1.0])
    assert guide(prompted, unprompted, 1.0) == prompted
    assert guide(prompted, unprompted, 0.0) == unprompted
    assert guide(prompted, unprompted, 2.0) == 5.0


def test_only_two_scales_of_one_need_no_unprompted_prediction() -> None:
    assert not StreamScales(1.0, 1.0).guided
    assert StreamScales(1.0, 2.0).guided and StreamScales(2.0, 1.0).guided


def test_the_picture_scale_lies_over_the_picture_part_of_the_pack() -> None:
    shapes = [(2, 16, 3, 8, 8), (2, 32, 12, 1)]
    weights = packed_weights(StreamScales(4.0, 1.5), shapes, torch.zeros(2, 1, 16 * 3 * 64 + 32 * 12))
    assert weights.shape == (1, 1, 16 * 3 * 64 + 32 * 12)
    assert (weights[..., : 16 * 3 * 64] == 4.0).all() and (weights[..., 16 * 3 * 64 :] == 1.5).all()
