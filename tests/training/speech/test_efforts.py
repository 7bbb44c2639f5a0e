"""Whispered and shouted lines, from a made-up voice."""

import numpy as np
import pytest
from tandem.training.speech.bank import Utterance
from tandem.training.speech.efforts import shouted, whispered
from tandem.training.speech.resynthesis import analyse

RATE_HZ, PITCH_HZ = 16000, 150


@pytest.fixture(scope="module")
def line():
    t = np.arange(RATE_HZ) / RATE_HZ
    buzz = sum(np.sin(2 * np.pi * k * PITCH_HZ * t) / k for k in range(1, 20))
    return Utterance(
        text="a", language="english", person="man", voice="v", emotion="neutral", pace="medium",
        samples=(buzz * 2500).astype(np.int16), phonemes=((0.0, 1.0, "en:a", 0),), mouth=np.zeros((101, 3), np.float32),
        pitches=(float(PITCH_HZ),),
    )  # fmt: skip


def rms(line: Utterance) -> float:
    return float(np.sqrt(np.mean((line.samples / 32767) ** 2)))


def harmonics_over_rest(samples: np.ndarray) -> float:
    """Power on the multiples of the pitch over that half-way between them; noise has both alike."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    near = [power[k * PITCH_HZ - 8 : k * PITCH_HZ + 9].sum() for k in range(2, 20)]
    between = [power[k * PITCH_HZ + 67 : k * PITCH_HZ + 84].sum() for k in range(2, 20)]
    return float(sum(near) / sum(between))


def test_a_whisper_has_no_voice_and_is_quieter(line):
    quiet = whispered(line, np.random.default_rng(0))
    assert harmonics_over_rest(line.samples) > 100 and 0.3 < harmonics_over_rest(quiet.samples) < 3
    assert rms(quiet) < 0.5 * rms(line)


def test_a_shout_is_higher_louder_and_brighter(line):
    loud = shouted(line, np.random.default_rng(0))
    analysis = analyse(loud.samples / 32767)
    assert np.median(analysis.pitch_hz[20:-20]) > 1.2 * PITCH_HZ
    assert rms(loud) > 1.15 * rms(line)

    def brightness(samples: np.ndarray) -> float:
        power, hz = np.abs(np.fft.rfft(samples)) ** 2, np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
        return float(power[(hz > 1000) & (hz < 4000)].sum() / power.sum())

    assert brightness(loud.samples) > 1.5 * brightness(line.samples)


@pytest.mark.parametrize("effort", [whispered, shouted])
def test_times_and_mouths_stay_and_the_same_generator_gives_the_same_sound(effort, line):
    first, again = (effort(line, np.random.default_rng(4)) for _ in range(2))
    assert len(first.samples) == len(line.samples)
    assert first.phonemes == line.phonemes and first.mouth is line.mouth
    assert np.array_equal(first.samples, again.samples)


def test_a_whisper_has_no_pitch_and_a_shout_a_higher_one(line):
    rng = np.random.default_rng(0)
    assert whispered(line, rng).pitches == (0.0,)
    assert shouted(line, rng).pitches == pytest.approx((1.35 * PITCH_HZ,))
