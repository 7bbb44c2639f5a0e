from fractions import Fraction

import pytest
from tandem.engine.canvas import CanvasError
from tandem.engine.families import minimax_h3
from tandem.engine.families.request import ClipRequest


def canvas(seconds=5.875, **request):
    return minimax_h3.h3_canvas(ClipRequest(seconds, **request))


@pytest.mark.parametrize("seconds", [0.2, 1.0, 2.0, 5.0, 5.9, 10.0, 14.4, 15.0, 149.0])
def test_the_clean_length_is_the_nearest_of_39_mod_51(seconds):
    asked = Fraction(seconds) * 24
    clip = canvas(seconds)
    assert clip.frames == min(range(39, 3601, 51), key=lambda n: (abs(n - asked), n))
    assert clip.clean and clip.sound_error_s(clip.frames * 5 // 3) == 0


@pytest.mark.parametrize(("seconds", "frames"), [(0.2, 5), (1.0, 22), (5.0, 124), (5.875, 141), (15.0, 362)])
def test_without_the_clean_grid_every_17k_5_can_be_had(seconds, frames):
    clip = canvas(seconds, clean_grid=False)
    assert clip.frames == frames
    assert clip.clean == (frames % 51 == 39)


@pytest.mark.parametrize(("frames", "sound_latents", "error_ms"), [(124, 207, 8.33), (362, 603, -8.33), (141, 235, 0)])
def test_the_error_of_core_s_rounding_is_what_was_measured(frames, sound_latents, error_ms):
    clip = canvas(frames / 24, clean_grid=False)
    assert 1000 * float(clip.sound_error_s(sound_latents)) == pytest.approx(error_ms, abs=0.01)


@pytest.mark.parametrize(("frames", "latents"), [(5, 2), (22, 7), (39, 12), (124, 37), (141, 42), (362, 107)])
def test_the_picture_latent_has_five_per_group_and_two_for_the_rest(frames, latents):
    assert canvas(frames / 24, clean_grid=False).video_shape == (1, 24, latents, 48, 84)


def test_the_canvas_of_its_latent_is_the_same_clip():
    for seconds in (1.7, 5.9, 14.0):
        clip = canvas(seconds, width=864, height=480)
        assert minimax_h3.h3_canvas_of(clip.video_shape) == clip


@pytest.mark.parametrize("shape", [(2, 24, 7, 48, 84), (1, 24, 8, 48, 84), (1, 24, 1, 48, 84), (1, 128, 7, 8, 8), ()])
def test_the_latent_of_another_model_has_no_canvas(shape):
    with pytest.raises(
        CanvasError, match=r"latent: expected the picture of MiniMax H3, \[1, 24, 5k\+2, height, width\]"
    ):
        minimax_h3.h3_canvas_of(shape)


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"frame_rate": 25}, "frame_rate: MiniMax H3 runs at 24 frames per second, got 25; use 24$"),
        ({"frame_rate": float("nan")}, "frame_rate: .* got nan; use 24$"),
        ({"two_stage": True}, "two_stage: MiniMax H3 is sampled at its final size, got True; use False$"),
        ({"width": 1350}, "width: MiniMax H3 draws multiples of 32 .* got 1350; nearest legal value 1344$"),
        ({"height": 5000}, "height: .* got 5000; nearest legal value 4096$"),
        ({"seconds": 0}, "seconds: one clip of MiniMax H3 lasts 0.21 to 149.67 s, got 0; nearest legal value 0.21$"),
        ({"seconds": -5}, "seconds: .* got -5; nearest legal value 0.21$"),
        ({"seconds": 200}, "seconds: .* got 200; nearest legal value 149.67$"),
    ],
)
def test_a_fault_names_the_nearest_legal_value(request_, message):
    with pytest.raises(CanvasError, match=message):
        canvas(**request_)


def test_all_faults_are_reported_at_once():
    with pytest.raises(CanvasError) as caught:
        canvas(999, width=1, height=1, frame_rate=30, two_stage=True)
    for name in ("seconds", "width", "height", "frame_rate", "two_stage"):
        assert f"{name}: " in str(caught.value)


@pytest.mark.parametrize("size", [(1344, 768), (768, 1344), (768, 768)])
def test_what_it_was_trained_on_needs_no_note(size):
    clip = canvas(width=size[0], height=size[1])
    assert minimax_h3.native_notes(clip) == ()


@pytest.mark.parametrize("seconds", [1.6, 18.6])
def test_an_untrained_length_is_noted(seconds):
    (note,) = minimax_h3.native_notes(canvas(seconds))
    assert note.startswith("MiniMax H3 was trained on 5.17 to 15.08 s, this clip lasts ")


@pytest.mark.parametrize("size", [(864, 480), (1536, 768)])
def test_an_unusual_size_is_noted(size):
    (note,) = minimax_h3.native_notes(canvas(width=size[0], height=size[1]))
    assert note.endswith(f"on the short side and 1344x768 in all, this clip has {size[0]}x{size[1]}.")
