"""Notes and mouths that are known."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, note_id, script_tensor
from tandem.training.evaluation.script_reading import opening
from tandem.training.evaluation.studies.singing import (
    median_error_cents,
    mouth_and_script,
    note_errors_cents,
    share_in_tune,
)
from tandem.training.speech.pitch import midi_hz

RATE_HZ, NOTE_S = 16_000, 0.4
MIDI = (57, 60, 64, 60)
VOWELS = ("a", "i", "o", "u")


def script() -> torch.Tensor:
    timed = [
        TimedPhoneme(0.04 + NOTE_S * k, 0.04 + NOTE_S * (k + 0.92), f"sing:{vowel}", 1, note_id(midi))
        for k, (midi, vowel) in enumerate(zip(MIDI, VOWELS, strict=True))
    ]
    return script_tensor(timed, PHONEME_IDS, 48)[None]


def song(off_cents: float = 0.0) -> np.ndarray:
    """The notes of the script, all of them `off_cents` too high."""
    t = np.arange(int(1.92 * RATE_HZ)) / RATE_HZ
    note = np.clip(((t - 0.04) // NOTE_S).astype(int), 0, 3)
    hertz = midi_hz(np.array(MIDI))[note] * 2 ** (off_cents / 1200)
    phase = 2 * np.pi * np.cumsum(hertz) / RATE_HZ
    return sum(np.sin(k * phase) / k for k in range(1, 6)) * 0.2


@pytest.mark.parametrize("off_cents", [0.0, 30.0, -70.0, 1200.0])
def test_the_error_of_every_note_is_measured_to_within_five_cents(off_cents):
    assert note_errors_cents(song(off_cents), script()) == pytest.approx([off_cents] * 4, abs=5)


def test_notes_that_are_not_sung_are_not_in_tune():
    errors = [note_errors_cents(np.zeros(int(1.92 * RATE_HZ)), script()), note_errors_cents(song(10), script())]
    assert share_in_tune(errors) == pytest.approx(0.5)
    assert median_error_cents(errors) == pytest.approx(10, abs=5)


def test_without_notes_there_is_nothing_to_measure():
    assert np.isnan([share_in_tune([]), median_error_cents([]), median_error_cents([np.array([np.nan])])]).all()


def test_a_mouth_that_follows_the_vowels_correlates_with_them(nothing):
    good = replace(nothing, mouth=opening(script()) + 0.1)
    bad = replace(nothing, mouth=opening(script())[::-1])
    assert mouth_and_script([good], [script()]) == pytest.approx(1)
    assert mouth_and_script([bad], [script()]) < 0.5
