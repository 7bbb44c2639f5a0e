from fractions import Fraction

import pytest
from tandem.engine.canvas import CanvasError
from tandem.engine.families import ltx
from tandem.engine.families.request import ClipRequest

RATES = {24.0: 24, 25.0: 8, 30.0: 24, 48.0: 48, 50.0: 8, 60.0: 24, 15.0: 24, 12.5: 8}
"""Frames between two clean lengths, by the shift of whole latents in both streams that ComfyUI's grids allow."""


def canvas(seconds=5.0, **request):
    return ltx.ltx_canvas(ClipRequest(seconds, **request))


@pytest.mark.parametrize(("frame_rate", "stride"), RATES.items())
@pytest.mark.parametrize("seconds", [0.4, 2.0, 5.0, 9.9, 20.0])
def test_a_clean_clip_begins_its_last_frame_with_its_last_sound_latent(frame_rate, stride, seconds):
    clip = canvas(seconds, frame_rate=frame_rate)
    assert (clip.frames - 1) % stride == 0
    whole, rest = divmod((clip.frames - 1) * 25, clip.frame_rate)
    assert rest == 0 and clip.clean and clip.sound_latents == whole + 1
    assert clip.sound_error_s(int(whole) + 1) == 0


@pytest.mark.parametrize("frame_rate", RATES)
@pytest.mark.parametrize("seconds", [1.0, 3.3, 7.77, 19.0])
def test_the_clean_length_is_the_nearest_of_all_clean_ones(frame_rate, seconds):
    rate = Fraction(frame_rate)
    clean = [n for n in range(9, int(20 * rate) + 2, 8) if ((n - 1) * 25 / rate).denominator == 1]
    asked = Fraction(seconds) * rate
    assert canvas(seconds, frame_rate=frame_rate).frames == min(clean, key=lambda n: (abs(n - asked), n))


@pytest.mark.parametrize(("seconds", "frames"), [(5.0, 121), (4.4, 105), (1.0, 25), (0.375, 9), (0.7, 17)])
def test_without_the_clean_grid_every_8k_1_can_be_had(seconds, frames):
    clip = canvas(seconds, frame_rate=24, clean_grid=False)
    assert clip.frames == frames
    assert clip.clean == (frames % 24 == 1)


@pytest.mark.parametrize("typed", [23.976, 29.97, 59.94])
def test_a_rate_at_which_the_streams_never_meet_within_20_s_falls_back_to_every_length(typed):
    clip = canvas(5.0, frame_rate=typed)
    assert clip.frames % 8 == 1 and not clip.clean
    assert abs(float(clip.duration_s) - 5.0) <= 4 / typed


def test_the_own_rate_and_size_fill_what_was_left_open():
    clip = canvas()
    assert (clip.width, clip.height, clip.frames, clip.frame_rate) == (768, 512, 121, 25)
    assert clip.video_shape == (1, 128, 16, 16, 24)
    assert clip.samples(48_000) == 121 * 1920


def test_two_stages_begin_at_half_of_a_size_that_can_be_halved():
    clip = canvas(two_stage=True)
    assert (clip.width, clip.height) == (1280, 704)
    small = ltx.first_stage(clip)
    assert (small.width, small.height, small.frames) == (640, 352, clip.frames)
    assert small.video_shape == (1, 128, 16, 11, 20)


def test_a_size_that_cannot_be_halved_is_refused_before_and_after():
    with pytest.raises(CanvasError, match="height: LTX-2 draws multiples of 64 from 128 to 4096 pixels, got 736"):
        canvas(width=1280, height=736, two_stage=True)
    with pytest.raises(CanvasError, match="height: LTX-2 draws multiples of 64 .* got 736; nearest legal value 704"):
        ltx.first_stage(canvas(width=1280, height=736))


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"width": 1000}, "width: LTX-2 draws multiples of 32 .* got 1000; nearest legal value 992$"),
        ({"height": 16}, "height: .* got 16; nearest legal value 64$"),
        ({"width": -320}, "width: .* got -320; nearest legal value 64$"),
        ({"width": 99999}, "width: .* got 99999; nearest legal value 4096$"),
        ({"frame_rate": 500}, "frame_rate: LTX-2 takes 1 to 120 frames per second, got 500; nearest legal value 120$"),
        ({"frame_rate": 0.25}, "frame_rate: .* got 0.25; nearest legal value 1$"),
        ({"frame_rate": -24}, "frame_rate: expected a number above 0 such as 25, got -24$"),
        ({"seconds": 0}, r"seconds: one clip of LTX-2 lasts 0.36 to 19.88 s, got 0; nearest legal value 0.36$"),
        ({"seconds": 30}, r"seconds: .* got 30; nearest legal value 19.88$"),
        ({"seconds": float("nan")}, "seconds: expected a number from 0.36 to 19.88 s, got nan"),
        ({"seconds": float("inf")}, "seconds: expected a number from 0.36 to 19.88 s, got inf"),
    ],
)
def test_a_fault_names_the_nearest_legal_value(request_, message):
    with pytest.raises(CanvasError, match=message):
        canvas(**request_)


def test_all_faults_are_reported_at_once():
    with pytest.raises(CanvasError) as caught:
        canvas(float("nan"), width=1001, height=1, frame_rate=1e9)
    assert [part.split(":")[0] for part in str(caught.value).split("; ") if ":" in part] == [
        "frame_rate",
        "seconds",
        "width",
        "height",
    ]


@pytest.mark.parametrize("typed", [20.0, 19.88, 0.36])
def test_the_limits_that_a_message_names_can_be_had(typed):
    assert canvas(typed).frames in (497, 9)


def test_at_every_legal_rate_the_shortest_clip_fits_into_20_seconds():
    assert all(9 in ltx.frame_grid(Fraction(rate)) for rate in range(1, 121))
    assert canvas(9.0, frame_rate=1).frames == 9


def test_decoded_sound_falls_short_of_the_picture_by_what_the_causal_decoder_leaves_out():
    at_25, at_24 = canvas(), canvas(frame_rate=24)
    assert at_25.missing_sound_s(121) == Fraction(30, 1000)
    assert at_24.missing_sound_s(126) == Fraction(1, 24) - Fraction(1, 100)
    assert at_24.missing_sound_s(127) == 0


def test_a_chain_longer_than_one_clip_has_a_canvas():
    clip = ltx.ltx_canvas_of((2, 128, 121, 16, 24), Fraction(25))
    assert (clip.frames, clip.width, clip.height, clip.clean) == (961, 768, 512, True)
    assert clip.video_shape == (1, 128, 121, 16, 24)


@pytest.mark.parametrize("shape", [(1, 16, 32, 8, 8), (1, 128, 3, 8), (1, 128, 0, 8, 8), ()])
def test_the_latent_of_another_model_has_no_canvas(shape):
    with pytest.raises(
        CanvasError, match=r"latent: expected the picture of LTX-2, \[batch, 128, time, height, width\]"
    ):
        ltx.ltx_canvas_of(shape, Fraction(25))
