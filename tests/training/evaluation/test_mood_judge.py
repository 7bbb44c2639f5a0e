"""The judge of moods: what it hears in a voice, where it looks for a face, its file, what it says of drawn faces."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.attributes import EMOTIONS
from tandem.training.evaluation import mood_sets
from tandem.training.evaluation.judges import JudgesError
from tandem.training.evaluation.mood_features import COUNT, PERCENTILES, TIMBRE_BANDS, voice_features
from tandem.training.evaluation.mood_judge import FILE, TRAIN_COMMAND, MoodJudge, as_levels
from tandem.training.evaluation.mood_networks import FACE, cut_out
from tandem.training.evaluation.mood_sets import SLOT, middle_of_skin
from tandem.training.evaluation.train_mood_judge import (
    FACE_SEEDS,
    FACE_TEST_SEEDS,
    VOICE_SEEDS,
    VOICE_TEST_SEEDS,
    confusion,
)
from tandem.training.world.canvas import Canvas
from tandem.training.world.face import Look, draw_face
from tandem.training.world.palette import BACKGROUNDS, SKIN

RATE_HZ = 16_000
PITCH = slice(2 * TIMBRE_BANDS, 2 * TIMBRE_BANDS + len(PERCENTILES))
SPREAD = 2 * TIMBRE_BANDS + len(PERCENTILES)
LARGEST_FILE = 1_000_000


def voice(hertz: float, swing_octaves: float = 0.0) -> np.ndarray:
    """2 s of a buzz whose pitch swings around `hertz` three times a second."""
    t = np.arange(2 * RATE_HZ) / RATE_HZ
    phase = 2 * np.pi * np.cumsum(hertz * 2 ** (swing_octaves * np.sin(2 * np.pi * 3 * t))) / RATE_HZ
    return (0.1 * sum(np.sin(k * phase) / k for k in range(1, 12))).astype(np.float32)


def face(mood: str, skin: int = 0, x: float = 64, y: float = 56) -> np.ndarray:
    """Four frames `[4, 128, 128, 3]` of somebody silent, 0.4 s apart: eyes are open in most of them."""
    times_s = 0.4 * np.arange(4)
    canvas = Canvas(times_s, 128, BACKGROUNDS["mint"])
    look = Look("woman", SKIN[skin], "brown", "red", mood, 0.25)
    draw_face(canvas, look, np.zeros((4, 3)), x, y, 1.15)
    return canvas.finished()


@pytest.fixture(scope="module")
def judge() -> MoodJudge:
    return MoodJudge.load()


def test_loudness_does_not_change_what_is_heard():
    """With a breath of noise, as no band of a real voice is empty."""
    loud = voice(150, 0.2) + 0.01 * np.random.default_rng(0).normal(size=2 * RATE_HZ)
    np.testing.assert_allclose(voice_features(loud), voice_features(0.3 * loud), atol=0.02)


def test_a_voice_an_octave_higher_has_pitches_an_octave_higher():
    low, high = (np.mean(voice_features(voice(hertz))[PITCH]) for hertz in (120, 240))
    assert high - low == pytest.approx(1, abs=0.05)


def test_a_livelier_voice_has_a_wider_spread():
    dull, lively = (voice_features(voice(200, swing))[SPREAD] for swing in (0.02, 0.25))
    assert lively > dull + 0.2


def test_silence_and_a_moment_of_sound_have_features_too():
    for samples in (np.zeros(16_000), 0.1 * np.ones(640), np.zeros(640)):
        found = voice_features(samples)
        assert found.shape == (COUNT,) and np.isfinite(found).all()


def test_cutting_out_stays_in_the_picture_and_centres_the_face():
    picture = torch.zeros(2, 3, 128, 128)
    picture[0, :, 50, 70] = 1
    cut = cut_out(picture, torch.tensor([[70.0, 50.0], [0.0, 127.0]]))
    assert cut.shape == (2, 3, FACE, FACE)
    assert cut[0, 0, FACE // 2, FACE // 2] == 1


@pytest.mark.parametrize("place", [(50, 52), (64, 56), (80, 60)])
def test_the_face_is_found_where_it_is_drawn(judge, place):
    pictures = face("happy", x=place[0], y=place[1])
    found = judge.finder(as_levels(torch.from_numpy(pictures))).detach().numpy()
    assert np.abs(found - middle_of_skin(pictures[0])).max() < 6


@pytest.mark.parametrize("mood", EMOTIONS)
def test_drawn_faces_have_the_mood_that_they_were_drawn_with(judge, mood):
    assert [judge.seen(face(mood, skin)) for skin in range(len(SKIN))] == [mood] * len(SKIN)


def test_the_face_decides_and_nothing_else_in_the_picture(judge):
    pictures = face("happy")
    pictures[:, 100:] = 0
    assert judge.seen(pictures) == "happy"


def test_only_moods_of_an_observation_are_replaced(judge, nothing):
    nothing.seen.update({"scene": "talk", SLOT: "sad"})
    found = judge.observe(replace(nothing, sheet=face("angry")))
    assert found.seen == {"scene": "talk", SLOT: "angry"}
    assert set(found.heard) == {SLOT}
    assert nothing.seen[SLOT] == "sad"


def test_a_saved_judge_comes_back(tmp_path):
    torch.manual_seed(0)
    judge = MoodJudge.untrained()
    judge.save(tmp_path / "m.safetensors")
    loaded = MoodJudge.load(tmp_path / "m.safetensors")
    state = judge.face.state_dict()
    assert all(torch.equal(value, state[name].half().float()) for name, value in loaded.face.state_dict().items())


@pytest.mark.parametrize("content", [None, b"not a file of weights"])
def test_a_file_that_cannot_be_used_is_an_error_that_names_the_command(tmp_path, content):
    path = tmp_path / "m.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(JudgesError, match=TRAIN_COMMAND):
        MoodJudge.load(path)


def test_the_file_is_small_and_says_how_good_it_is(judge):
    assert FILE.stat().st_size < LARGEST_FILE
    held_out = judge.report["held_out"]
    assert held_out["seen_coded"] > 0.9
    assert held_out["heard_coded"] > 0.6


def test_no_clip_is_both_learned_from_and_tested_on():
    assert not set(FACE_SEEDS) & set(FACE_TEST_SEEDS)
    assert not set(VOICE_SEEDS) & set(VOICE_TEST_SEEDS)


def test_confusion_counts_truths_in_rows_and_names_in_columns():
    found = confusion(torch.tensor([0, 1, 1]), torch.tensor([0, 0, 1]))
    assert found[0][:2] == [1, 1] and found[1][1] == 1
    assert sum(map(sum, found)) == 3


def test_every_face_comes_as_it_is_and_coded(monkeypatch):
    """With autoencoders that turn every picture black, at twice the size."""

    class Dark:
        encode_frames = staticmethod(lambda frames: frames)

        @staticmethod
        def decode_frames(frames: np.ndarray) -> np.ndarray:
            return np.zeros((4, 256, 256, 3), np.uint8)

    class Clip:
        frames, attributes = face("calm"), {SLOT: "calm"}

    monkeypatch.setattr(mood_sets, "make_clip", lambda *args, **named: Clip)
    faces = mood_sets.face_set([1], None, Dark())
    assert [bool(picture.any()) for picture in faces.pictures] == [True, True, False, False]
    assert faces.moods.tolist() == [EMOTIONS.index("calm")] * 4
    assert faces.middles[0].tolist() == pytest.approx([64, 56], abs=8)
