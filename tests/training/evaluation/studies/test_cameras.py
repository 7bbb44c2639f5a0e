"""The camera of clips of the world, whose camera is known."""

import numpy as np
import pytest
from tandem.training.evaluation.studies.cameras import camera_seen, even_share
from tandem.training.world.camera import CAMERAS
from tandem.training.world.clip import make_clip
from tandem.training.world.voices import Voices

LATENTS, FRAMES_OF_A_SHEET = 16, slice(4, None, 8)


@pytest.mark.parametrize("camera", CAMERAS)
@pytest.mark.parametrize("scene", ["piano", "door", "drum"])
def test_the_camera_of_a_drawn_clip_is_seen(scene, camera):
    clip = make_clip(7, LATENTS, Voices([]), scene=scene, size=128, frames=FRAMES_OF_A_SHEET, camera=camera)
    assert camera_seen(clip.frames) == camera


def test_an_empty_picture_stands_still():
    assert camera_seen(np.full((8, 128, 128, 3), 90, np.uint8)) == "static"


def test_every_camera_counts_alike():
    found = ["static"] * 10 + ["static", "pan"]
    truths = ["static"] * 10 + ["push_in", "pan"]
    assert even_share(found, truths) == pytest.approx(2 / 3)
