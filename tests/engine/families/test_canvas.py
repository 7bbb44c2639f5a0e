from fractions import Fraction

import pytest
from tandem.engine.families.canvas import FamilyCanvas, SoundGrid

AT_START = SoundGrid(Fraction(1, 25), Fraction(1, 100), meets_at_start=True)
AT_END = SoundGrid(Fraction(1, 40), Fraction(1, 40))


def clip(frames, frame_rate, sound):
    return FamilyCanvas(64, 64, frames, Fraction(frame_rate), (1, 1, 1, 1, 1), sound)


@pytest.mark.parametrize(("frames", "frame_rate"), [(121, 24), (97, 24), (121, 25), (193, 48), (120, 24), (8, 30)])
def test_streams_that_meet_at_the_start_share_the_instant_of_the_last_frame(frames, frame_rate):
    canvas = clip(frames, frame_rate, AT_START)
    last_frame_begins = Fraction(frames - 1, frame_rate)
    begins = [index * Fraction(1, 25) for index in range(2000)]
    assert canvas.clean == (last_frame_begins in begins)
    if canvas.clean:
        assert begins[int(canvas.sound_latents) - 1] == last_frame_begins


@pytest.mark.parametrize("frames", [5, 39, 40, 90, 124, 141])
def test_streams_that_meet_at_the_end_share_the_clip_s_end(frames):
    canvas = clip(frames, 24, AT_END)
    ends = [index * Fraction(1, 40) for index in range(1, 1000)]
    assert canvas.clean == (canvas.duration_s in ends)


def test_the_error_is_the_time_between_the_sound_s_end_and_the_picture_s():
    canvas = clip(124, 24, AT_END)
    assert canvas.sound_error_s(207) == Fraction(207, 40) - Fraction(124, 24)
    assert canvas.sound_error_s(206) < 0


def test_a_clip_has_the_samples_of_its_frames_not_of_its_latents():
    assert clip(124, 24, AT_END).samples(32_000) == round(124 / 24 * 32_000)


def test_decoded_sound_is_as_long_as_its_latents_and_the_rest_of_the_clip_is_missing():
    canvas = clip(97, 24, AT_START)
    assert canvas.sound.decoded_s(101) == Fraction(401, 100)
    assert canvas.missing_sound_s(101) == Fraction(97, 24) - Fraction(401, 100)
    assert canvas.missing_sound_s(103) == 0
