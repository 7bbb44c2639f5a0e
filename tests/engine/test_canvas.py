import math
from fractions import Fraction

import pytest
from tandem.engine.canvas import CanvasError, canvas_of, mini_canvas
from tandem.engine.mini import geometry


def test_every_number_of_the_default_clip_follows_from_its_latents():
    canvas = mini_canvas(5.12)
    assert (canvas.video_latents, canvas.audio_latents) == (32, 128)
    assert (canvas.frames, canvas.samples) == (128, 81_920)
    assert canvas.duration_s == Fraction(512, 100)
    assert canvas.video_shape(2) == (2, 64, 32, 8, 8)
    assert canvas.audio_shape(2) == (2, 32, 128, 1)


def test_picture_and_sound_end_together_at_every_length():
    for latents in range(geometry.MIN_VIDEO_LATENTS, geometry.MAX_VIDEO_LATENTS + 1):
        canvas = mini_canvas(latents * 0.16)
        assert canvas.video_latents == latents
        assert Fraction(canvas.samples, canvas.sample_rate_hz) == canvas.duration_s


@pytest.mark.parametrize(("asked", "made"), [(2.0, 1.92), (3.0, 3.04), (5.0, 4.96), (1.9, 1.92), (10.3, 10.24)])
def test_seconds_become_the_nearest_legal_length(asked, made):
    assert float(mini_canvas(asked).duration_s) == pytest.approx(made)


@pytest.mark.parametrize(
    ("seconds", "nearest"), [(0, "1.92"), (-3.0, "1.92"), (1.5, "1.92"), (11.0, "10.24"), (1e6, "10.24")]
)
def test_a_length_beyond_the_limits_names_the_nearest_legal_one(seconds, nearest):
    with pytest.raises(CanvasError, match=f"^seconds: .*nearest legal value {nearest}"):
        mini_canvas(seconds)


@pytest.mark.parametrize("seconds", [math.nan, math.inf, -math.inf])
def test_a_length_that_is_no_number_is_refused(seconds):
    with pytest.raises(CanvasError, match="^seconds: expected a number from 1.92 to 10.24 s"):
        mini_canvas(seconds)


def test_too_long_a_clip_points_to_extend_clip():
    with pytest.raises(CanvasError, match="Extend Clip"):
        mini_canvas(60)


def test_all_faults_of_a_request_are_reported_at_once():
    with pytest.raises(CanvasError) as caught:
        mini_canvas(math.nan, 255, 1024)
    for name in ("seconds", "width", "height"):
        assert f"{name}:" in str(caught.value)
    assert "got 255; use 256" in str(caught.value)


@pytest.mark.parametrize("latents", [1, 12, 64, 500])
def test_the_canvas_of_a_chain_has_its_length(latents):
    assert canvas_of(geometry.video_latent_shape(latents)).frames == 4 * latents


@pytest.mark.parametrize("shape", [(1, 128, 3, 8, 8), (1, 64, 32, 16, 8), (1, 64, 0, 8, 8), (1, 4, 64, 64), ()])
def test_the_latent_of_another_model_has_no_canvas(shape):
    with pytest.raises(CanvasError, match="tandem-mini"):
        canvas_of(shape)
