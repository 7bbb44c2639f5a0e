import inspect

import pytest
from tandem.engine.canvas import CanvasError, mini_canvas
from tandem.engine.families import mini
from tandem.engine.families.native_sampling import MINI_VARIANTS
from tandem.engine.families.request import ClipRequest
from tandem.engine.sampling.flow import sample


@pytest.mark.parametrize("seconds", [1.92, 3.0, 5.12, 10.24])
def test_it_is_the_canvas_that_the_mini_has(seconds):
    own, clip = mini_canvas(seconds), mini.family_canvas(ClipRequest(seconds, 256, 256, 25.0))
    assert (clip.width, clip.height, clip.frames, clip.duration_s) == (256, 256, own.frames, own.duration_s)
    assert clip.video_shape == own.video_shape()
    assert clip.clean and clip.sound_latents == own.audio_latents
    assert mini.family_canvas_of(own.video_shape(3)) == clip


def test_all_faults_are_reported_at_once():
    with pytest.raises(CanvasError) as caught:
        mini.family_canvas(ClipRequest(60, 512, 0, 24.0, two_stage=True))
    assert str(caught.value) == (
        "seconds: one take lasts 1.92 to 10.24 s, got 60; nearest legal value 10.24, "
        "and Extend Clip makes a clip longer; "
        "width: tandem-mini draws 256 pixels, got 512; use 256; "
        "frame_rate: tandem-mini runs at 25 frames per second, got 24; use 25; "
        "two_stage: tandem-mini is sampled at its final size, got True; use False"
    )


def test_another_rate_alone_is_refused_too():
    with pytest.raises(CanvasError, match="^frame_rate: tandem-mini runs at 25 frames per second, got 30; use 25$"):
        mini.family_canvas(ClipRequest(5.12, frame_rate=30))


def test_the_latent_of_another_model_has_no_canvas():
    with pytest.raises(CanvasError, match="tandem-mini"):
        mini.family_canvas_of((1, 128, 3, 8, 8))


def test_it_is_sampled_as_without_comfyui():
    (ours,) = MINI_VARIANTS.values()
    defaults = {name: option.default for name, option in inspect.signature(sample).parameters.items()}
    assert (ours.steps, ours.picture_scale, ours.sound_scale) == (
        defaults["steps"],
        defaults["picture_scale"],
        defaults["sound_scale"],
    )
