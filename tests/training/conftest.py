"""What the tests of training share: a synthesiser where there is one, and a bank that needs none."""

import numpy as np
import pytest
from tandem.training.speech.bank import Utterance
from tandem.training.speech.espeak import EspeakMissing, say
from tandem.training.speech.voices import VOICES
from tandem.training.world.voices import Voices

SPOKEN_HZ = {"man": 130, "woman": 210, "child": 260}


def spoken(person: str, emotion: str, language: str = "english", pace: str = "fast") -> Utterance:
    """Half a second of two buzzed vowels, the mouth open in the middle, in place of a synthesised line."""
    t = np.arange(8000) / 16000
    buzz = sum(np.sin(2 * np.pi * k * SPOKEN_HZ[person] * t) / k for k in range(1, 12))
    mouth = np.tile(np.array([0.0, 0.35, 0.0], np.float32), (50, 1))
    mouth[15:35, 0] = 1.0
    return Utterance(
        text="a e", language=language, person=person, voice=VOICES[person][0].variant, emotion=emotion, pace=pace,
        samples=(buzz * 4000).astype(np.int16), mouth=mouth,
        phonemes=((0.0, 0.22, "en:a", 0), (0.22, 0.28, "en:m", 0), (0.28, 0.5, "en:e@", 0)),
        pitches=(float(SPOKEN_HZ[person]),) * 3,
    )  # fmt: skip


@pytest.fixture(scope="session")
def voices() -> Voices:
    return Voices(
        [spoken(p, e, pace=pace) for p in ("man", "child") for e in ("happy", "sad") for pace in ("fast", "medium")]
    )


@pytest.fixture(scope="session")
def espeak(unavailable):
    """Skips where libespeak-ng is not installed: it is needed to make training data, not to run the model."""
    try:
        say("a", "en-us", rate_wpm=170, pitch=50, pitch_range=50, volume=100)
    except EspeakMissing as error:
        unavailable(str(error))
