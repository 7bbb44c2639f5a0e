"""Where things are, in a script and as the tokens of a picture are told of it."""

import numpy as np
import torch
from tandem.engine.mini.text.cues import HAPPENING
from tandem.engine.mini.text.points import (
    FIRST_POINT_COLUMN,
    GRID,
    POINT_WIDTH,
    POINTS,
    TOKEN_CELLS,
    WINDOW,
    point_maps,
    point_of,
    with_points,
    without_points,
)
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.text.viewing import FIRST_VIEW_COLUMN, VIEW_COLUMNS
from tandem.engine.mini.text.voice_pitch import PITCH_COLUMN, VOICE_COLUMN

ROWS = 8


def empty() -> torch.Tensor:
    return torch.zeros(ROWS, COLUMNS, dtype=torch.int64)


def told_at(x: float, y: float) -> torch.Tensor:
    return with_points(empty(), np.tile(np.array([x, y]), (1, ROWS, 1)))


def test_the_columns_of_points_go_with_the_cues_then_come_view_and_voice():
    assert FIRST_POINT_COLUMN + 2 * POINTS == HAPPENING.stop == FIRST_VIEW_COLUMN
    assert FIRST_VIEW_COLUMN + VIEW_COLUMNS == PITCH_COLUMN and VOICE_COLUMN == COLUMNS - 1


def test_a_point_is_found_again():
    x, y = point_of(told_at(0.25, 0.75)[0])
    assert abs(x - 31.5) < 0.5 and abs(y - 95.5) < 0.5


def test_what_is_outside_or_unknown_is_not_seen():
    places = np.array([[[0.5, 0.5], [np.nan, 0.5], [1.2, 0.5], [0.5, -0.1], *[[0.1, 0.1]] * 4]])
    told = with_points(empty(), places, torch.arange(ROWS) < 5)
    assert (told[:, FIRST_POINT_COLUMN] > 0).tolist() == [True, False, False, False, True, False, False, False]
    assert point_of(told[1]) is None
    assert not without_points(told).any()


def test_every_token_sees_the_point_where_it_is_for_the_token():
    x_cell, y_cell = 5.5, 2.5
    maps = point_maps(told_at(x_cell / GRID, y_cell / GRID)[None])
    side = GRID // TOKEN_CELLS
    assert maps.shape == (1, ROWS // 4 * side * side, POINT_WIDTH)
    windows = maps.reshape(2, side, side, 4, POINTS, WINDOW, WINDOW)
    assert not windows[:, :, :, :, 1].any()
    down, right = int(y_cell) // TOKEN_CELLS, int(x_cell) // TOKEN_CELLS
    nearest = windows[0, down, right, 0, 0]
    row, column = divmod(int(nearest.argmax()), WINDOW)
    assert (row - 1 + down * TOKEN_CELLS, column - 1 + right * TOKEN_CELLS) == (2, 5) and nearest.max() > 0.9
    assert windows[0, -1, 0].max() < 0.2


def test_nothing_is_told_where_nothing_is_seen():
    assert not point_maps(empty()[None]).any()
