"""The script of a clip of the world says where its camera looks, as it was drawn."""

from __future__ import annotations

import numpy as np
import pytest
from tandem.engine.mini.text.camera import MIDDLE
from tandem.engine.mini.text.viewing import FIRST_VIEW_COLUMN, VIEW
from tandem.training.world.clip import make_clip, make_scene
from tandem.training.world.labels import clip_script

LATENTS = 12


@pytest.mark.parametrize("camera", ["static", "push_in", "pan"])
def test_a_scene_and_its_clip_say_the_same(voices, camera) -> None:
    scene = make_scene(5, LATENTS, voices, "wind", camera=camera)
    clip = make_clip(5, LATENTS, voices, "wind", size=64, frames=slice(0, 1), camera=camera)
    scripts = [clip_script(found, 4 * LATENTS)[:, VIEW] for found in (scene, clip)]
    assert (scripts[0] == scripts[1]).all()
    assert (scripts[0] > 0).all()


def test_the_side_that_is_told_is_the_side_that_is_drawn(voices) -> None:
    """Seen by a camera that has gone to the right, the anvil is farther left."""
    clip = make_clip(7, LATENTS, voices, "hammer", size=64, camera="pan")
    side = clip_script(clip, 4 * LATENTS)[:, FIRST_VIEW_COLUMN]
    anvil = [_darkest_column(frame) for frame in (clip.frames[0], clip.frames[-1])]
    went_right = int(side[-1]) > int(side[0])
    assert (anvil[1] < anvil[0]) == went_right
    assert clip.view is not None and abs(clip.view.x[0] - MIDDLE) > 10


def _darkest_column(frame: np.ndarray) -> float:
    """Where what is darkest lies, from left to right: the anvil."""
    dark = (frame.astype(float).sum(axis=2) < 260).sum(axis=0)
    return float((dark * np.arange(len(dark))).sum() / max(dark.sum(), 1))
