"""Words on a melody: every vowel sounds on its note, from its beat on."""

import numpy as np
import pytest
from tandem.training.speech.bank import Utterance
from tandem.training.speech.resynthesis import analyse
from tandem.training.speech.singing import sing_line, syllable_count

RATE_HZ, SPOKEN_HZ = 16000, 120
MIDI, NOTE_S = (57, 60, 64), (0.5, 0.4, 0.6)
PHONEMES = (
    (0.0, 0.06, "en:s", 0), (0.06, 0.2, "en:a", 0), (0.2, 0.26, "en:n", 0),
    (0.26, 0.4, "en:i:", 0), (0.4, 0.54, "en:oU", 0), (0.54, 0.6, "en:t", 0),
)  # fmt: skip


@pytest.fixture(scope="module")
def line():
    """A buzz for the vowels and the n, noise for the rest."""
    rng = np.random.default_rng(0)
    t = np.arange(int(0.6 * RATE_HZ)) / RATE_HZ
    buzz = sum(np.sin(2 * np.pi * k * SPOKEN_HZ * t) / k for k in range(1, 24))
    voiced = (t > 0.06) & (t < 0.54)
    sound = np.where(voiced, buzz, 0.3 * rng.normal(size=len(t)))
    return Utterance(
        text="sun ee oh t", language="english", person="man", voice="v", emotion="neutral", pace="medium",
        samples=(sound * 3000).astype(np.int16), phonemes=PHONEMES, mouth=np.zeros((61, 3), np.float32),
    )  # fmt: skip


def test_every_vowel_is_one_syllable(line):
    assert syllable_count(line) == 3


def test_every_vowel_has_the_pitch_of_its_note(line):
    song = sing_line(line, MIDI, NOTE_S, np.random.default_rng(0))
    analysis = analyse(song.samples)
    vowels = [phoneme for phoneme in song.phonemes if phoneme[2] in ("en:a", "en:i:", "en:oU")]
    for (start, end, _, _), midi in zip(vowels, MIDI, strict=True):
        middle = analysis.pitch_hz[int((start + 0.08) * 200) : int((end - 0.03) * 200)]
        semitones = 12 * np.log2(np.median(middle) / 440) + 69
        assert semitones == pytest.approx(midi, abs=0.35)


def test_vowels_begin_on_their_notes_and_phonemes_follow_each_other(line):
    song = sing_line(line, MIDI, NOTE_S, np.random.default_rng(0))
    starts = [start for start, _, name, _ in song.phonemes if name in ("en:a", "en:i:", "en:oU")]
    assert starts == pytest.approx([song.lead_s, song.lead_s + 0.5, song.lead_s + 0.9])
    assert song.lead_s == pytest.approx(0.06)
    ends = [end for _, end, _, _ in song.phonemes]
    assert [start for start, *_ in song.phonemes][1:] == pytest.approx(ends[:-1])
    assert len(song.samples) / RATE_HZ == pytest.approx(ends[-1], abs=0.01)


def test_phonemes_carry_their_note_in_the_script(line):
    song = sing_line(line, MIDI, NOTE_S, np.random.default_rng(0))
    notes = [prosody for *_, prosody in song.phonemes]
    assert notes == [6 + midi - 36 for midi in (57, 57, 60, 60, 64, 64)]


@pytest.mark.parametrize("midi", [(57, 60), (57, 60, 77), (44, 60, 64)])
def test_a_wrong_number_of_notes_and_notes_that_nobody_sings_are_refused(line, midi):
    with pytest.raises(ValueError, match="notes: expected"):
        sing_line(line, midi, NOTE_S[: len(midi)], np.random.default_rng(0))
