"""The camera: at rest it moves nothing, it comes nearer smoothly, and it passes by."""

import numpy as np
import pytest
from tandem.engine.mini.text.camera import PAN_HALF_WAY, PUSH_ZOOM, camera_view
from tandem.training.world.clip import make_clip

TIMES_S = np.arange(48) / 25
LATENTS = 12


def test_a_camera_that_stands_still_has_no_view():
    assert camera_view("static", TIMES_S, 1.92) is None


def test_a_push_in_only_ever_comes_nearer_and_starts_and_ends_gently():
    zoom = camera_view("push_in", TIMES_S, 1.92).zoom
    steps = np.diff(np.log(zoom))
    assert zoom[0] == 1.0 and zoom[-1] == pytest.approx(PUSH_ZOOM, rel=0.01)
    assert (steps >= 0).all() and steps.max() > 4 * max(steps[0], steps[-1])


@pytest.mark.parametrize("direction", [-1, 1])
def test_a_pan_goes_from_one_side_to_the_other_at_one_size(direction):
    view = camera_view("pan", TIMES_S, 1.92, direction)
    assert (view.zoom == 1).all()
    assert (np.diff(view.x) * direction >= 0).all()
    assert np.ptp(view.x) == pytest.approx(2 * PAN_HALF_WAY, rel=0.01)


def test_an_unknown_camera_is_refused():
    with pytest.raises(ValueError, match="'push_in'.*got 'crane'"):
        camera_view("crane", TIMES_S, 1.92)


def shelf_columns(frames: np.ndarray) -> tuple[float, float]:
    """Middle and width, in shares of the picture, of the brown shelf under the glass, in its own rows."""
    middle = frames[len(frames) // 2 - len(frames) // 8 : len(frames) // 2 + len(frames) // 4].astype(int)
    brown = (np.abs(middle - (150, 110, 80)).max(-1) < 12).any(0)
    found = np.flatnonzero(brown) / frames.shape[1]
    return (found.min() + found.max()) / 2, np.ptp(found)


def test_the_picture_follows_the_camera(voices):
    clips = {
        camera: make_clip(4, LATENTS, voices, "glass", 64, camera=camera) for camera in ("static", "push_in", "pan")
    }
    first, last = (shelf_columns(clips["static"].frames[k]) for k in (0, -1))
    assert first == pytest.approx(last, abs=0.02)
    grown = shelf_columns(clips["push_in"].frames[-1])[1] / shelf_columns(clips["push_in"].frames[0])[1]
    assert grown == pytest.approx(PUSH_ZOOM, rel=0.08)
    moved = shelf_columns(clips["pan"].frames[-1])[0] - shelf_columns(clips["pan"].frames[0])[0]
    assert abs(moved) == pytest.approx(2 * PAN_HALF_WAY / 128, abs=0.03)
    assert np.array_equal(clips["static"].samples, clips["pan"].samples)
    assert [clip.attributes["camera"] for clip in clips.values()] == list(clips)
