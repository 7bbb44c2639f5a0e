"""How high phonemes are said, and the middle of a voice."""

import numpy as np
import pytest
from tandem.engine.mini.geometry import SAMPLE_RATE_HZ
from tandem.training.speech.bank import Utterance
from tandem.training.speech.middles import bins, middles
from tandem.training.speech.pitches import pitches_of


def tone(hertz: float, seconds: float = 0.2) -> np.ndarray:
    t = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return 0.1 * sum(np.sin(2 * np.pi * k * hertz * t) / k for k in range(1, 9))


def test_every_phoneme_has_its_own_pitch_and_noise_lies_between_its_neighbours():
    noise = 0.05 * np.random.default_rng(0).normal(size=round(0.2 * SAMPLE_RATE_HZ))
    samples = np.concatenate([tone(120), noise, tone(240)])
    found = pitches_of(samples, [(0.0, 0.2), (0.2, 0.4), (0.4, 0.6)])
    assert found == pytest.approx([120, np.sqrt(120 * 240), 240], rel=0.03)


def test_a_line_without_a_voice_has_no_pitch():
    noise = 0.05 * np.random.default_rng(0).normal(size=8000)
    assert pitches_of(noise, [(0.0, 0.2), (0.2, 0.5)]) == (0.0, 0.0)


def line(person: str, voice: str, emotion: str, pitches: tuple[float, ...]) -> Utterance:
    samples, mouth = np.zeros(100, np.int16), np.zeros((1, 3), np.float32)
    return Utterance("", "english", person, voice, emotion, "medium", samples, (), mouth, pitches)


def test_the_middle_of_a_voice_is_that_of_its_neutral_lines():
    bank = [
        line("man", "m1", "neutral", (100.0, 120.0, 140.0)),
        line("man", "m1", "happy", (400.0,)),
        line("man", "m1", "neutral", (0.0,)),
        line("child", "f3", "neutral", (240.0,)),
    ]
    assert middles(bank) == {("man", "m1"): 24.0, ("child", "f3"): 48.0}
    assert bins([60.0, 120.0]).tolist() == [0.0, 24.0]
