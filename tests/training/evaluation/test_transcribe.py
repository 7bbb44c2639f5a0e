"""The independent recogniser on silence and on a synthesiser's voice."""

import numpy as np
import pytest

pytest.importorskip("pocketsphinx")

from tandem.training.evaluation.transcribe import closed_decoder, transcribe, words  # noqa: E402
from tandem.training.speech.bank import speak  # noqa: E402
from tandem.training.speech.espeak import EspeakMissing  # noqa: E402
from tandem.training.speech.voices import Voice  # noqa: E402


def test_words_are_lower_case_and_without_marks():
    assert words("Good morning, Anna! It's one.") == ("good", "morning", "anna", "it's", "one")


def test_a_closed_decoder_hears_which_of_two_words_is_said():
    decoder = closed_decoder(["elephant", "tomorrow", "qqqzzz"])
    for word in ("elephant", "tomorrow"):
        try:
            said = speak(word, "english", "man", Voice("m3"), "neutral", "medium")
        except EspeakMissing as error:
            pytest.skip(str(error))
        assert word in transcribe(decoder, np.asarray(said.samples) / 32767)


def test_silence_holds_no_word():
    assert transcribe(closed_decoder(["elephant"]), np.zeros(16_000)) == ()
