"""What is said about a number outside its range."""

from __future__ import annotations

import pytest
from tandem.nodes.limits import InputError, require_numbers, require_short


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("steps", -1, "steps: expected 0 to 1000, got -1; nearest legal value 0"),
        ("steps", 5000, "steps: expected 0 to 1000, got 5000; nearest legal value 1000"),
        ("sound_scale", float("nan"), "sound_scale: expected a number from -1 to 30, got nan"),
        ("picture_scale", float("inf"), "picture_scale: expected -1 to 30, got inf; nearest legal value 30"),
        ("quality", 52, "quality: expected 0 to 51, got 52; nearest legal value 51"),
        ("frame_rate", 0.0, "frame_rate: expected 1 to 240, got 0; nearest legal value 1"),
    ],
)
def test_the_sentence_names_the_field_the_range_and_the_nearest_legal_value(field, value, said) -> None:
    with pytest.raises(InputError) as error:
        require_numbers(**{field: value})
    assert str(error.value) == said


def test_all_faults_are_reported_at_once() -> None:
    with pytest.raises(InputError, match=r"steps: .*; sound_scale: "):
        require_numbers(steps=-1, sound_scale=-2.0, picture_scale=2.0)


def test_the_ends_of_a_range_are_legal() -> None:
    require_numbers(steps=0, picture_scale=30.0, quality=51, picture_seed=(1 << 64) - 1)


def test_a_text_that_is_too_long_is_refused_by_its_name() -> None:
    require_short(2000, prompt="", negative="a" * 2000)
    with pytest.raises(InputError, match="^negative: expected at most 2000 characters, got 100000; shorten it"):
        require_short(2000, prompt="", negative="a" * 100_000)
