"""The study of words with a recogniser whose mistakes are known."""

from types import SimpleNamespace

import numpy as np
import pytest
from tandem.training.speech.bank import Utterance

words = pytest.importorskip("tandem.training.evaluation.studies.words", exc_type=ImportError)


def recital(text: str, said: float, recorded: float, language: str = "english") -> SimpleNamespace:
    """A line whose clips are one number each, which the recogniser below knows."""
    samples = np.array([32767], np.int16)
    line = Utterance(text, language, "man", "m1", "neutral", "medium", samples, (), np.zeros((1, 3)))
    return SimpleNamespace(line=line, said=np.array([said]), recorded=np.array([recorded]))


def test_what_is_said_is_counted_beside_both_kinds_of_recordings(monkeypatch):
    heard = {1.0: ("good", "morning"), 0.5: ("good", "warning"), 0.2: ("my", "dog")}
    monkeypatch.setattr(words, "open_decoder", lambda: None)
    monkeypatch.setattr(words, "closed_decoder", lambda vocabulary: sorted(vocabulary))
    monkeypatch.setattr(words, "transcribe_all", lambda _, clips: [heard[round(float(clip[0]), 1)] for clip in clips])
    recitals = [recital("Good morning", 0.5, 1.0), recital("my dog", 0.2, 0.5), recital("早上好", 9, 9, "chinese")]
    rows = words.word_rows(SimpleNamespace(recitals=recitals))
    assert [row.value for row in rows] == [pytest.approx(1 / 4)] * 2
    assert [row.ceiling for row in rows] == [pytest.approx(2 / 4)] * 2
    assert rows[0].floor == pytest.approx(1)
    assert rows[0].note == "recordings as they are 0.50"
