from fractions import Fraction

import pytest
from tandem.engine.families.frame_grid import FrameGrid

H3 = FrameGrid(5, 17, 3600)


@pytest.mark.parametrize("grid", [H3, FrameGrid(9, 8, 481), FrameGrid(5, 4, 1001), FrameGrid(9, 8, 20)])
def test_the_grid_is_the_range_it_says(grid):
    lengths = list(range(grid.first, grid.last + 1, grid.step))
    assert [n for n in range(grid.last + 20) if n in grid] == lengths
    assert grid.longest == lengths[-1]


@pytest.mark.parametrize("asked", [-40, 0, 5, 13, 14, 22, 100, 119, Fraction(271, 2), 3591, 3599, 9999])
def test_the_nearest_length_is_what_a_search_finds(asked):
    lengths = range(5, 3601, 17)
    assert H3.nearest(asked) == min(lengths, key=lambda n: (abs(n - asked), n))


def test_of_two_equally_near_lengths_the_shorter_one_is_taken():
    assert FrameGrid(9, 8, 100).nearest(13) == 9
    assert FrameGrid(9, 8, 100).nearest(Fraction(27, 2)) == 17


def test_half_a_step_beyond_the_ends_is_still_held():
    grid = FrameGrid(9, 8, 100)
    assert [n for n in range(200) if grid.holds(n)] == list(range(5, 102))


@pytest.mark.parametrize(("remainder", "period"), [(0, 3), (1, 24), (1, 960), (0, 2048)])
def test_the_lengths_with_a_remainder_are_those_that_a_search_finds(remainder, period):
    grid = FrameGrid(9, 8, 1000)
    found = grid.where(remainder, period)
    expected = [n for n in range(9, 1001, 8) if n % period == remainder]
    assert [n for n in range(1001) if found is not None and n in found] == expected
