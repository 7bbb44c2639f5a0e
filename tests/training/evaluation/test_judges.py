"""The judges as a file, and the networks in it."""

import numpy as np
import pytest
import torch
from tandem.training.evaluation.judge_networks import PictureJudge, log_pitch
from tandem.training.evaluation.judge_slots import PICTURE_SLOTS, SOUND_SLOTS
from tandem.training.evaluation.judges import TRAIN_COMMAND, Judges, JudgesError, shrink, slot_sizes

RATE_HZ = 16_000


@pytest.fixture(scope="module")
def judges() -> Judges:
    torch.manual_seed(0)
    return Judges.untrained(("en:a", "en:m"))


def test_saved_judges_come_back(judges, tmp_path):
    judges.save(tmp_path / "j.safetensors")
    loaded = Judges.load(tmp_path / "j.safetensors")
    assert loaded.inventory == ("en:a", "en:m")
    for part in ("picture", "sound", "phoneme"):
        state = getattr(judges, part).state_dict()
        for name, value in getattr(loaded, part).state_dict().items():
            assert torch.equal(value, state[name].half().float()), name


def test_judges_of_other_slots_are_an_error_that_names_the_command(judges, tmp_path):
    others = Judges(PictureJudge({"scene": 10}), judges.sound, judges.phoneme, judges.inventory)
    others.save(tmp_path / "old.safetensors")
    with pytest.raises(JudgesError, match=TRAIN_COMMAND):
        Judges.load(tmp_path / "old.safetensors")


def test_missing_judges_are_an_error_that_names_the_command(tmp_path):
    with pytest.raises(JudgesError, match=TRAIN_COMMAND):
        Judges.load(tmp_path / "none.safetensors")


def test_what_is_no_file_of_judges_is_an_error_too(tmp_path):
    (tmp_path / "bad.safetensors").write_bytes(b"not a file of weights")
    with pytest.raises(JudgesError, match="bad.safetensors"):
        Judges.load(tmp_path / "bad.safetensors")


@pytest.mark.parametrize("frames", [4, 12, 40])
def test_a_clip_of_any_length_is_observed(judges, frames):
    found = judges.observe(np.zeros((frames, 256, 256, 3), np.uint8), np.zeros(frames * 640, np.float32))
    assert found.mouth.shape == (frames,)
    assert set(found.seen) == set(PICTURE_SLOTS) and set(found.heard) == set(SOUND_SLOTS)


def test_shrinking_averages_squares():
    frames = np.zeros((1, 256, 256, 3), np.uint8)
    frames[0, 0, 0] = 255
    small = shrink(frames, 128)
    assert small.shape == (1, 128, 128, 3)
    assert small[0, 0, 0].tolist() == pytest.approx([0.25] * 3)


def test_slots_depend_on_where_a_thing_is_seen():
    """The close look finds what is small: one bright square of 12 pixels changes the reading, wherever it is."""
    torch.manual_seed(0)
    judge = PictureJudge(slot_sizes(("scene",))).eval()
    close = torch.zeros(3, 1, 128, 128, 3)
    close[1, :, 20:32, 20:32] = 1
    close[2, :, 90:102, 20:32] = 1
    with torch.no_grad():
        torch.nn.init.normal_(judge.portrait.place)
        read = judge(torch.zeros(3, 8, 64, 64, 3), close).slots["scene"]
    assert (read[0] - read[1]).abs().max() > 1e-4
    assert (read[1] - read[2]).abs().max() > 1e-4


@pytest.mark.parametrize("midi", [57, 69, 81])
def test_a_tone_is_loudest_on_its_own_semitone(midi):
    hertz = 440 * 2 ** ((midi - 69) / 12)
    samples = torch.sin(2 * torch.pi * hertz * torch.arange(2 * RATE_HZ) / RATE_HZ)[None]
    level = log_pitch(samples)
    assert level.shape == (1, 50, 120)
    assert abs(40 + level[0, 25].argmax().item() / 2 - midi) <= 0.5
