"""Training the tune of lines."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.intonation import IntonationModel
from tandem.engine.mini.text.line_model import Manner, Sound
from tandem.training.speech.bank import speak
from tandem.training.speech.voices import VOICES
from tandem.training.text.train_durations import TimedLine
from tandem.training.text.train_intonation import TunedLine, batch_of, ended, errors, loss_of, train


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


def test_a_mark_is_learned():
    torch.set_num_threads(1)
    lines = [replace(tuned("calm", [0.0, 0.0, end, end]), ending=mark) for end, mark in ((3.0, "?"), (-3.0, "."))]
    model = train(lines, 300, seed=0)
    rising, falling = (model.lifts(line.sounds(), line.line.manner) for line in lines)
    assert min(rising[2:]) > 1.5 and max(falling[2:]) < -1.5


def test_every_sentence_has_a_tune_of_its_own():
    torch.manual_seed(0)
    model, manner = IntonationModel().eval(), Manner("english", "sad", "fast", "man")
    first = [Sound("en:h", 0, 0, sentence=0, ending="?"), Sound("en:E", 0, 0, sentence=0, ending="?")]
    second = [Sound("en:l", 0, 1, sentence=1), Sound("en:oU", 0, 1, sentence=1)]
    alone = [model.lifts(sentence, manner) for sentence in (first, second)]
    assert model.lifts(first + second, manner) == pytest.approx(alone[0] + alone[1])
    assert alone[1] != model.lifts([replace(sound, ending="?") for sound in second], manner)


def test_a_line_is_said_again_with_its_mark(espeak):
    line = speak("you like the red ball", "english", "woman", VOICES["woman"][0], "neutral", "medium")
    assert ended(line, ".") is line
    question = ended(line, "?")
    assert question.text.endswith("?") and question.pitches != line.pitches
    assert [sound[2] for sound in question.phonemes] == [sound[2] for sound in line.phonemes]


def test_nothing_said_has_no_tune():
    assert IntonationModel().lifts([], Manner("english", "happy", "medium", "woman")) == []


@pytest.mark.parametrize("count", [1, 40])
def test_every_sound_has_a_lift(count):
    model = IntonationModel().eval()
    assert len(model.lifts([Sound("en:E")] * count, Manner("english", "sad", "fast", "man"))) == count
