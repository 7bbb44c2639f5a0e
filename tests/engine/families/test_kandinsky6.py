import math

import pytest
from tandem.engine.canvas import CanvasError
from tandem.engine.families import kandinsky6
from tandem.engine.families.request import ClipRequest


def canvas(seconds=5.0, **request):
    return kandinsky6.k6_canvas(ClipRequest(seconds, **request))


def test_the_default_clip_is_that_of_its_nodes():
    clip = canvas()
    assert (clip.width, clip.height, clip.frames, clip.frame_rate) == (864, 480, 121, 24)
    assert clip.video_shape == (1, 16, 31, 60, 108)


@pytest.mark.parametrize("seconds", [0.2, 1.0, 2.5, 5.0, 41.7])
def test_the_length_is_the_nearest_4n_1(seconds):
    frames = canvas(seconds).frames
    assert frames == min(range(5, 1002, 4), key=lambda n: (abs(n - seconds * 24), n))


def test_picture_and_sound_never_end_together():
    assert not any(kandinsky6.k6_canvas_of((1, 16, latents, 60, 108)).clean for latents in range(1, 600))


def test_the_nodes_sound_reaches_beyond_the_picture_by_less_than_one_latent():
    for seconds in (1.0, 3.0, 5.0, 9.0):
        clip = canvas(seconds)
        by_their_formula = math.ceil(clip.frames / 24 * 44100 / 1024)
        assert 0 <= clip.sound_error_s(by_their_formula) < clip.sound.latent_s


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"seconds": 0}, "seconds: one clip of Kandinsky 6 lasts 0.21 to 41.71 s, got 0; nearest legal value 0.21$"),
        ({"seconds": 60}, "seconds: .* got 60; nearest legal value 41.71$"),
        ({"width": 1000}, "width: Kandinsky 6 draws multiples of 16 .* got 1000; nearest legal value 992$"),
        ({"height": 100}, "height: .* got 100; nearest legal value 256$"),
        ({"frame_rate": 25}, "frame_rate: Kandinsky 6 runs at 24 frames per second, got 25; use 24$"),
        ({"two_stage": True}, "two_stage: Kandinsky 6 is sampled at its final size, got True; use False$"),
    ],
)
def test_a_fault_names_the_nearest_legal_value(request_, message):
    with pytest.raises(CanvasError, match=message):
        canvas(**request_)


def test_what_it_is_made_for_needs_no_note():
    assert kandinsky6.native_notes(canvas()) == ()


def test_a_long_and_large_clip_is_noted():
    assert kandinsky6.native_notes(canvas(8.0, width=1280, height=720)) == (
        "Kandinsky 6 is made for 5 s, this clip lasts 8.04 s.",
        "Kandinsky 6 is made for 864x480 in all, this clip has 1280x720.",
    )


@pytest.mark.parametrize("shape", [(2, 16, 3, 8, 8), (1, 128, 3, 8, 8), (1, 16, 0, 8, 8), ()])
def test_the_latent_of_another_model_has_no_canvas(shape):
    with pytest.raises(CanvasError, match="latent: expected the picture of Kandinsky 6"):
        kandinsky6.k6_canvas_of(shape)
