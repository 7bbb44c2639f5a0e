"""What the judges learn from: labels, weights and which clips are coded."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from tandem.training.evaluation import judge_sets
from tandem.training.evaluation.judge_sets import (
    LOOK_KINDS,
    NOT_ASKED,
    PICTURE_KINDS,
    SOUND_KINDS,
    SPEECH_KINDS,
    bumps,
    half_reconstructed,
    impact_weight,
    leave_silence,
    look_set,
    slot_labels,
    sound_set,
)
from tandem.training.world.scene import Scene
from tandem.training.world.scenes import ALL_SCENES
from tandem.training.world.voices import Voices


class Dark:
    """Autoencoders that turn every picture black and every sound silent."""

    encode_frames = encode_samples = staticmethod(lambda clip: clip)
    decode_frames = decode_samples = staticmethod(np.zeros_like)


def test_labels_are_masked_where_a_clip_shows_none():
    labels = slot_labels([{"scene": "talk", "loudness": "quiet"}, {"scene": "rain", "loudness": "loud"}], "seen")
    assert labels["loudness"].tolist() == [NOT_ASKED, 2]
    assert labels["scene"].tolist() == [0, 15]
    assert (labels["product"] == NOT_ASKED).all()


def test_rare_impacts_count_more_and_other_kinds_say_nothing():
    rare, dense = impact_weight("balloon", [1.0], 5.0), impact_weight("drum", list(np.arange(0, 5, 0.25)), 5.0)
    assert rare == 2.0
    assert dense == pytest.approx(0.7)
    assert impact_weight("rap", [1.0], 5.0) == 0
    assert 0 < impact_weight("rain", [], 5.0) < dense


def test_an_event_is_highest_in_its_own_frame():
    curve = bumps((0.1,), np.arange(10) * 0.04 + 0.02, 0.03)
    assert curve.argmax() == 2
    assert curve[6] < 0.01


def test_every_kind_is_looked_at_and_listened_to():
    assert set(PICTURE_KINDS) == set(SOUND_KINDS) == set(ALL_SCENES)
    assert {"talk", "dialogue", "commercial"} <= set(LOOK_KINDS)


@pytest.mark.parametrize("kinds", [SOUND_KINDS, SPEECH_KINDS])
def test_no_kind_of_sound_is_always_coded_or_never(kinds):
    for kind in set(kinds):
        turns = {index % 2 for index in range(2 * len(kinds)) if kinds[index % len(kinds)] == kind}
        assert turns == {0, 1}, kind


def test_half_of_the_sounds_go_through_the_autoencoder():
    sounds = sound_set(range(4), Voices([]), (), ("ball", "drum", "bell"))
    coded = half_reconstructed(sounds, Dark())
    assert [bool(clip.any()) for clip in coded.samples] == [True, False, True, False]


def test_looks_say_nothing_of_the_camera_and_of_impacts(monkeypatch):
    monkeypatch.setattr(judge_sets, "LOOK_KINDS", ("ball", "bell"))
    looks = look_set(range(2), Voices([]), Dark())
    assert looks.small.shape[1:] == (4, 64, 64, 3) and looks.close.shape[1:] == (1, 128, 128, 3)
    assert not looks.onset_weight.any()
    assert (looks.slots["camera"] == NOT_ASKED).all() and (looks.slots["scene"] == NOT_ASKED).all()
    assert (looks.slots["background"] != NOT_ASKED).all()


def test_somebody_who_falls_silent_keeps_the_first_line():
    kept = []
    for seed in range(8):
        scene = Scene(4.0, "sky", {"scene": "talk"})
        scene.samples[:] = 1.0
        scene.quotes = [SimpleNamespace(start_s=start_s) for start_s in (0.5, 2.0)]
        leave_silence(scene, np.random.default_rng(seed))
        kept.append(float(np.mean(scene.samples)))
    assert set(kept) == {0.5, 1.0}


def test_samples_of_a_set_are_those_of_its_kinds():
    sounds = sound_set(range(2), Voices([]), (), ("ball", "drum"))
    assert sounds.slots["scene"].tolist() == [4, 6]
    assert sounds.samples.dtype == torch.float16
    assert sounds.onset.max() > 0.5
    assert sounds.spoken == (None, None)
