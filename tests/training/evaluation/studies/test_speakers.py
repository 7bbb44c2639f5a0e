"""Dialogues whose mouths are known."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, script_tensor
from tandem.training.evaluation.judges import Observation
from tandem.training.evaluation.studies.speakers import motion, right_mouth, voice_of, wrong_motion

FRAMES = 48
TURNS = [TimedPhoneme(0.0, 0.96, "en:a", 1), TimedPhoneme(0.96, 1.92, "en:a", 2)]


def script() -> torch.Tensor:
    return script_tensor(TURNS, PHONEME_IDS, FRAMES)[None]


@pytest.fixture
def dialogue(nothing) -> Callable[[float], Observation]:
    """leak -> a dialogue: the left mouth moves in the first half, the right one in the second, the other by `leak` of
    that. The voice of the left is 100 Hz, that of the right 300 Hz."""

    def make(leak: float = 0.0) -> Observation:
        moving = np.tile([0.0, 1.0], FRAMES // 2)
        left = np.where(np.arange(FRAMES) < FRAMES // 2, 1.0, leak)
        t = np.arange(640 * FRAMES) / 16_000
        voice = np.where(t < t[-1] / 2, np.sin(2 * np.pi * 100 * t), np.sin(2 * np.pi * 300 * t))
        mouths = np.stack([moving * left, moving * left[::-1]])
        return replace(nothing, mouths=mouths, samples=voice.astype(np.float32))

    return make


def test_motion_is_counted_per_160_ms(dialogue):
    assert motion(dialogue()).shape == (2, FRAMES // 4)
    assert motion(dialogue())[0, 1] == pytest.approx(4)


def test_mouths_that_take_turns_as_the_script_are_right(dialogue):
    assert right_mouth([dialogue()], [script()]) == pytest.approx(1, abs=0.1)
    assert wrong_motion([dialogue()], [script()]) == pytest.approx(0, abs=0.1)


def test_without_a_dialogue_no_mouth_is_measured():
    assert np.isnan([right_mouth([], []), wrong_motion([], [])]).all()


def test_swapped_mouths_are_wrong(dialogue):
    swapped = replace(dialogue(), mouths=dialogue().mouths[::-1])
    assert right_mouth([swapped], [script()]) == pytest.approx(0, abs=0.1)
    assert wrong_motion([swapped], [script()]) > 5


def test_a_silent_mouth_that_moves_half_as_much_is_measured_as_half(dialogue):
    assert wrong_motion([dialogue(leak=0.5)], [script()]) == pytest.approx(0.5, abs=0.1)


def test_windows_without_a_voice_do_not_count(dialogue):
    assert np.isnan(right_mouth([replace(dialogue(), samples=np.zeros(640 * FRAMES))], [script()]))


def test_the_voice_of_a_side_is_what_is_heard_while_its_mouth_moves(dialogue):
    for side, hertz in enumerate((100, 300)):
        voice = voice_of(dialogue(), side)
        strongest = np.abs(np.fft.rfft(voice)).argmax() * 16_000 / len(voice)
        assert strongest == pytest.approx(hertz, abs=5)
