"""Music of the world under noise."""

import numpy as np
import pytest
from tandem.training.evaluation.backing_listener import music_heard, note_levels
from tandem.training.world.commercial.backing import backing


@pytest.mark.parametrize(("pace", "mood"), [("slow", "sad"), ("medium", "happy"), ("fast", "sad"), ("fast", "happy")])
def test_pace_and_mood_of_a_quiet_music_are_heard_under_loud_bursts(pace, mood):
    rng = np.random.default_rng(5)
    bursts = rng.normal(size=51_200) * (np.sin(np.arange(51_200) / 900) > 0.3) * 0.05
    assert music_heard(backing(rng, 3.2, pace, mood)[0] + bursts) == (pace, mood)


def test_silence_has_no_levels():
    assert not note_levels(np.zeros(16_000)).any()
