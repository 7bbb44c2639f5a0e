"""Where the camera looks: what a script says of it, when, and that it is what the world draws."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, SLOT_COUNT, SLOT_NAMES, VALUE_COUNT
from tandem.engine.mini.text.camera import camera_view
from tandem.engine.mini.text.cues import without_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.text.viewing import (
    FIRST_VIEW_COLUMN,
    VIEW,
    VIEW_WIDTH,
    has_view,
    pan_direction,
    view_features,
    viewed,
    with_view,
    without_view,
)

ROWS = 48
FREE = torch.ones(ROWS, dtype=torch.bool)


def silence() -> torch.Tensor:
    return torch.zeros(ROWS, COLUMNS, dtype=torch.int64)


def unasked() -> torch.Tensor:
    context = torch.zeros(SLOT_COUNT, VALUE_COUNT)
    context[:, 0] = 1
    return context


def asked(camera: str) -> torch.Tensor:
    context = unasked()
    row = SLOT_NAMES.index("camera")
    context[row, 0], context[row, SLOT_BY_NAME["camera"].index(camera)] = 0, 1
    return context


def test_a_still_camera_says_the_same_in_every_row() -> None:
    columns = with_view(silence(), None)[:, VIEW]
    assert columns.unique(dim=0).tolist() == [[128, 1]]


def test_a_pan_goes_from_side_to_side_and_a_push_comes_nearer() -> None:
    times_s = np.arange(ROWS) / 25
    right, left = (with_view(silence(), camera_view("pan", times_s, ROWS / 25, way)) for way in (1, -1))
    nearer = with_view(silence(), camera_view("push_in", times_s, ROWS / 25))
    assert (right[1:, FIRST_VIEW_COLUMN] >= right[:-1, FIRST_VIEW_COLUMN]).all()
    assert right[0, FIRST_VIEW_COLUMN] == 1 and right[-1, FIRST_VIEW_COLUMN] > 250
    assert left[0, FIRST_VIEW_COLUMN] == 255
    assert nearer[0, VIEW][-1] == 1 and nearer[-1, VIEW][-1] > 250


@pytest.mark.parametrize("camera", ["static", "push_in", "pan"])
def test_the_camera_that_is_asked_for_is_told(camera: str) -> None:
    told = viewed(silence(), asked(camera), 3, FREE)
    way = pan_direction(3)
    assert torch.equal(told, with_view(silence(), camera_view(camera, np.arange(ROWS) / 25, ROWS / 25, way)))
    assert torch.equal(viewed(told, asked("static"), 3, FREE), told)


def test_seeds_pass_to_both_sides() -> None:
    assert {pan_direction(seed) for seed in range(8)} == {-1, 1}


def test_beside_a_given_picture_only_a_still_camera_is_told() -> None:
    free = torch.arange(ROWS) >= 8
    assert not has_view(viewed(silence(), asked("pan"), 3, free, whole_picture=False))
    still = viewed(silence(), asked("static"), 3, free, whole_picture=False)
    assert not has_view(still[:8]) and (still[8:, FIRST_VIEW_COLUMN] == 128).all()


@pytest.mark.parametrize("prompt", ["static", None])
def test_after_a_pan_the_camera_stays_where_it_came_to(prompt: str | None) -> None:
    free = torch.arange(ROWS) >= 8
    before = with_view(silence(), camera_view("pan", np.arange(ROWS) / 25, ROWS / 25))[-8:]
    told = viewed(silence(), asked(prompt) if prompt else unasked(), 3, free, whole_picture=False, before=before)
    assert (told[8:, VIEW] == before[-1, VIEW]).all()
    assert not has_view(told[:8])


def test_a_prompt_without_a_camera_says_nothing() -> None:
    assert not has_view(viewed(silence(), unasked(), 3, FREE))


def test_features_are_zero_where_nothing_is_told_and_differ_elsewhere() -> None:
    told = torch.stack([with_view(silence(), None), silence()])
    told[0, 5, FIRST_VIEW_COLUMN] += 1
    features = view_features(told)
    assert features.shape == (2, ROWS, VIEW_WIDTH)
    assert (features[1] == 0).all()
    assert (features[0, 5] - features[0, 6]).abs().max() > 1e-3


def test_the_view_stays_when_cues_go_and_goes_by_itself() -> None:
    told = with_view(silence(), None)
    assert has_view(without_cues(told))
    assert not has_view(without_view(told))
