"""The independent recogniser on silence and on a synthesiser's voice."""

import numpy as np
from tandem.training.evaluation.transcribe import closed_decoder, transcribe, words
from tandem.training.speech.bank import speak
from tandem.training.speech.voices import Voice


def test_words_are_lower_case_and_without_marks():
    assert words("Good morning, Anna! It's one.") == ("good", "morning", "anna", "it's", "one")


def test_a_closed_decoder_hears_which_of_two_words_is_said(espeak):
    decoder = closed_decoder(["elephant", "tomorrow", "qqqzzz"])
    for word in ("elephant", "tomorrow"):
        said = speak(word, "english", "man", Voice("m3"), "neutral", "medium")
        assert word in transcribe(decoder, np.asarray(said.samples) / 32767)


def test_words_that_are_not_in_the_vocabulary_are_never_heard():
    noise = np.random.default_rng(1).normal(size=16_000)
    assert set(transcribe(closed_decoder(["elephant"]), noise)) <= {"elephant"}
