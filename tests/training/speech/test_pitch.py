"""Pitch of tones, glides and things without pitch."""

import numpy as np
import pytest
from tandem.training.speech.pitch import cents, fundamental_hz, midi_hz, pitch_track, times_s

RATE_HZ = 16_000


def voice(hertz: np.ndarray) -> np.ndarray:
    """Five harmonics of a pitch curve `[L]`."""
    phase = 2 * np.pi * np.cumsum(hertz) / RATE_HZ
    return sum(np.sin(k * phase) / k for k in range(1, 6)).astype(np.float32) * 0.2


def tone(hertz: float, seconds: float = 1.0) -> np.ndarray:
    return voice(np.full(int(seconds * RATE_HZ), hertz))


@pytest.mark.parametrize("hertz", [82.4, 110.0, 233.1, 440.0, 587.3])
def test_a_tone_is_tracked_to_within_five_cents(hertz):
    found = pitch_track(tone(hertz))[5:-5]
    assert np.abs(cents(found, hertz)).max() < 5


def test_a_voice_without_its_lowest_harmonic_keeps_its_pitch():
    t = np.arange(RATE_HZ) / RATE_HZ
    found = pitch_track(sum(np.sin(2 * np.pi * 150 * k * t) for k in (2, 3, 4, 5)) * 0.1)[5:-5]
    assert np.abs(cents(found, 150.0)).max() < 5


def test_a_glide_of_an_octave_is_followed_without_jumps():
    seconds = np.arange(RATE_HZ) / RATE_HZ
    found = pitch_track(voice(120 * 2**seconds))
    wanted = 120 * 2 ** times_s(len(found))
    assert np.abs(cents(found, wanted))[5:-5].max() < 20


@pytest.mark.parametrize("loudness", [0.0, 0.1])
def test_silence_and_noise_have_no_pitch(loudness):
    noise = np.random.default_rng(0).normal(size=RATE_HZ) * loudness
    assert np.isnan(pitch_track(noise)).mean() > 0.9
    assert np.isnan(fundamental_hz(noise))


def test_pauses_are_unvoiced_and_what_lies_between_is_not():
    found = pitch_track(np.concatenate([tone(200, 0.3), np.zeros(RATE_HZ // 2, np.float32), tone(300, 0.3)]))
    assert np.isnan(found[38:72]).all()
    assert np.nanmedian(found[:30]) == pytest.approx(200, rel=0.003)
    assert np.nanmedian(found[80:]) == pytest.approx(300, rel=0.003)


def test_there_is_one_value_per_ten_milliseconds():
    assert len(pitch_track(np.zeros(RATE_HZ))) == len(times_s(100)) == 100
    assert len(pitch_track(np.zeros(0))) == 0


@pytest.mark.parametrize("hertz", [95.0, 180.0, 330.0])
def test_the_fundamental_is_the_median_pitch(hertz):
    assert fundamental_hz(tone(hertz)) == pytest.approx(hertz, rel=0.003)


def test_an_octave_has_1200_cents_and_note_69_is_440_hertz():
    assert cents(440.0, 220.0) == pytest.approx(1200)
    assert midi_hz(69) == pytest.approx(440)
    assert midi_hz(57) == pytest.approx(220)
