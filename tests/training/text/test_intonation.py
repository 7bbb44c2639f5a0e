"""Training the tune of lines."""

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.intonation import IntonationModel
from tandem.engine.mini.text.line_model import Manner, Sound
from tandem.training.text.train_durations import TimedLine
from tandem.training.text.train_intonation import TunedLine, batch_of, errors, loss_of, train


def tuned(emotion: str, lifts: list[float]) -> TunedLine:
    sounds = tuple(Sound(name, 0, k // 2) for k, name in enumerate(["en:h", "en:E", "en:l", "en:oU"][: len(lifts)]))
    line = TimedLine(sounds, (0.1,) * len(lifts), Manner("english", emotion, "medium", "woman"))
    return TunedLine(line, np.array(lifts))


LINES = [tuned("happy", [1.5, 2.0, 1.8, 1.2]), tuned("sad", [-1.5, np.nan, -1.8]), tuned("happy", [1.5, 2.0])]


def test_a_pause_and_what_is_beyond_the_end_do_not_count():
    *_, lifts = batch_of(LINES)
    assert torch.isfinite(lifts).sum(dim=1).tolist() == [4, 2, 2]
    model = IntonationModel()
    loss = loss_of(model, batch_of(LINES[1:2]))
    assert torch.isfinite(loss) and loss > 0


def test_a_mood_is_learned():
    torch.set_num_threads(1)
    model = train(LINES, 300, seed=0)
    happy, sad = (model.lifts(list(line.line.sounds), line.line.manner) for line in LINES[:2])
    assert min(happy) > 0.5 and max(sad[0], sad[2]) < -0.5
    numbers = errors(model, LINES)
    assert numbers["held_out_lines"] == 3 and numbers["error_bins"] < 1


def test_nothing_said_has_no_tune():
    assert IntonationModel().lifts([], Manner("english", "happy", "medium", "woman")) == []


@pytest.mark.parametrize("count", [1, 40])
def test_every_sound_has_a_lift(count):
    model = IntonationModel().eval()
    assert len(model.lifts([Sound("en:E")] * count, Manner("english", "sad", "fast", "man"))) == count
