"""Voices from elsewhere: what happens to a line, and to its times."""

import numpy as np
import pytest
from tandem.training.evaluation.behaviour.recordings import (
    REVERBERATION_S,
    STRANGERS,
    OneLine,
    foreign_line,
    foreign_lines,
    in_a_room,
    stretched,
)
from tandem.training.speech.bank import Utterance
from tandem.training.speech.voices import HELD_OUT_VOICES, VOICES
from tandem.training.world.clip import make_scene

RATE_HZ = 16_000


@pytest.fixture
def line() -> Utterance:
    t = np.arange(8000) / RATE_HZ
    mouth = np.zeros((50, 3), np.float32)
    mouth[20:30, 0] = 1
    return Utterance(
        text="a", language="english", person="man", voice="v", emotion="neutral", pace="medium",
        samples=(8000 * np.sin(2 * np.pi * 200 * t)).astype(np.int16), phonemes=((0.1, 0.4, "en:a", 0),), mouth=mouth,
        pitches=(200.0,),
    )  # fmt: skip


def strongest_hz(samples: np.ndarray) -> float:
    return float(np.abs(np.fft.rfft(samples)).argmax()) * RATE_HZ / len(samples)


def test_a_longer_tape_is_deeper_and_its_times_go_along(line):
    longer = stretched(line, 1.25)
    assert longer.duration_s == pytest.approx(1.25 * line.duration_s)
    assert strongest_hz(longer.samples) == pytest.approx(160, abs=2)
    assert longer.phonemes[0][:2] == pytest.approx((0.125, 0.5)) and longer.pitches == (160.0,)
    opening = np.flatnonzero(longer.mouth[:, 0] > 0.5)
    assert opening[0] / 100 == pytest.approx(0.25, abs=0.02) and opening[-1] / 100 == pytest.approx(0.37, abs=0.02)


def test_a_room_goes_on_after_the_voice_and_begins_with_it(line):
    dry = np.zeros(RATE_HZ, np.float32)
    dry[4000:8000] = line.samples[:4000] / 32768
    wet = in_a_room(dry, np.random.default_rng(0))
    assert wet.shape == dry.shape and wet.dtype == np.float32
    assert np.abs(wet[:3990]).max() < 1e-6
    tail = np.sqrt(np.square(wet[8400:9200]).mean())
    gone = np.sqrt(np.square(wet[8000 + round(1.2 * REVERBERATION_S * RATE_HZ) :]).mean())
    assert tail > 0.005 and gone < 0.01 * tail
    assert np.corrcoef(wet[4000:8000], dry[4000:8000])[0, 1] > 0.8


def test_a_loud_recording_is_not_clipped():
    assert np.abs(in_a_room(np.sign(np.sin(np.arange(8000))).astype(np.float32), np.random.default_rng(0))).max() < 1


def test_a_scene_says_the_one_line_at_its_moment(line):
    scene = make_scene(5, 12, OneLine(line, 0.6), "talk")
    assert [(quote.text, quote.start_s) for quote in scene.quotes] == [("a", 0.6)]
    assert np.abs(scene.samples[: round(0.59 * RATE_HZ)]).max() < 1e-6 < np.abs(scene.samples).max()
    opening = scene.mouths[0](np.array([0.3, 0.85]))[:, 0]
    assert opening.tolist() == [0, 1]


def test_no_stranger_is_a_voice_of_the_world():
    known = {voice.variant for voices in VOICES.values() for voice in voices}
    known |= {voice.variant for voice in HELD_OUT_VOICES.values()}
    assert not known & {stranger.voice.variant for stranger in STRANGERS}


def test_every_stranger_can_speak(espeak, line):
    for stranger in STRANGERS:
        said = foreign_line(stranger, Utterance(**{**vars(line), "text": "good morning to you"}))
        assert said is not None and said.voice == stranger.voice.variant and said.phonemes


def test_too_few_lines_are_an_error_that_says_how_many(espeak, line):
    with pytest.raises(ValueError, match="expected 3 that last at most 0.1 s, found 0"):
        foreign_lines([line] * 3, 3, 0.1)


def test_sentences_are_said_again_by_others_when_there_are_few(espeak, line):
    sentence = Utterance(**{**vars(line), "text": "good morning"})
    said = foreign_lines([sentence, sentence], 5, 3.0)
    assert [one.voice for one in said] == [stranger.voice.variant for stranger in STRANGERS[:5]]
