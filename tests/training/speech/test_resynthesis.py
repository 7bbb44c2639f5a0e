"""Source and filter: a new pitch is the pitch that was asked for, and the vowel stays the vowel."""

import numpy as np
import pytest
from tandem.training.speech.resynthesis import HOP, analyse, pulse_train, resynthesise

RATE_HZ = 16000


def vowel(pitch_hz: float, formant_hz: float = 700.0, seconds: float = 0.6) -> np.ndarray:
    """Harmonics under one resonance, 120 Hz wide."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    harmonics = np.arange(1, int(6000 / pitch_hz)) * pitch_hz
    levels = 1 / (1 + ((harmonics - formant_hz) / 120) ** 2) + 0.01
    return 0.1 * (levels[:, None] * np.sin(2 * np.pi * harmonics[:, None] * t)).sum(0)


def measured_pitch(sound: np.ndarray) -> float:
    """The strongest peak of the autocorrelation between 65 and 450 Hz, refined by a parabola."""
    sound = sound[len(sound) // 4 : len(sound) * 3 // 4]
    similar = np.correlate(sound, sound, "full")[len(sound) - 1 :]
    lag = 35 + int(similar[35:246].argmax())
    left, peak, right = similar[lag - 1 : lag + 2]
    return RATE_HZ / (lag + 0.5 * (left - right) / (left - 2 * peak + right))


@pytest.mark.parametrize("pitch_hz", [90.0, 140.0, 230.0, 310.0])
def test_the_pitch_of_a_voice_is_found(pitch_hz):
    analysis = analyse(vowel(pitch_hz))
    middle = slice(20, 100)
    assert np.median(analysis.pitch_hz[middle]) == pytest.approx(pitch_hz, rel=0.03)
    assert analysis.voiced[middle].min() > 0.9


def test_noise_is_not_voiced():
    noise = np.random.default_rng(0).normal(size=9600) * 0.1
    assert analyse(noise).voiced[10:-10].mean() < 0.1


@pytest.mark.parametrize("pitch_hz", [110.0, 196.0, 329.6])
def test_a_vowel_on_another_pitch_has_that_pitch_and_its_old_resonance(pitch_hz):
    analysis = analyse(vowel(130.0))
    sound = resynthesise(analysis, np.full(len(analysis.voiced), pitch_hz), np.random.default_rng(0))
    assert measured_pitch(sound) == pytest.approx(pitch_hz, rel=0.01)
    spectrum, hz = np.abs(np.fft.rfft(sound)), np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    assert hz[spectrum.argmax()] == pytest.approx(700, abs=pitch_hz / 2 + 40)


def test_the_level_of_a_vowel_survives_its_own_pitch():
    sound = vowel(130.0)
    analysis = analyse(sound)
    again = resynthesise(analysis, analysis.pitch_hz, np.random.default_rng(0))[: len(sound)]
    assert 0.5 < np.std(again[2000:-2000]) / np.std(sound[2000:-2000]) < 2.0


def test_a_pulse_train_has_equal_harmonics_and_unit_power():
    pulses = pulse_train(np.full(16000, 200.0))
    assert np.mean(pulses**2) == pytest.approx(1.0, rel=0.05)
    spectrum = np.abs(np.fft.rfft(pulses))
    harmonics = spectrum[200:7600:200]
    assert harmonics.min() > 0.95 * harmonics.max() > 20 * np.delete(spectrum, range(0, 8001, 200)).max()


def test_frames_taken_twice_make_the_sound_twice_as_long():
    analysis = analyse(vowel(130.0))
    slow = analysis.at(np.arange(2 * len(analysis.voiced)) / 2)
    sound = resynthesise(slow, slow.pitch_hz, np.random.default_rng(0))
    assert len(sound) == 2 * len(analysis.voiced) * HOP
    assert measured_pitch(sound) == pytest.approx(130, rel=0.03)
