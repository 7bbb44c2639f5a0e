import sys

import pytest
from tandem.training.speech import espeak as espeak_module
from tandem.training.speech.espeak import EspeakMissing, say

NORMAL = {"rate_wpm": 170, "pitch": 50, "pitch_range": 50, "volume": 100}
pytestmark = pytest.mark.usefixtures("espeak")


def test_phonemes_come_with_their_words_in_order():
    speech = say("good morning", "en-us+m3", **NORMAL)
    assert [p.mnemonic for p in speech.phonemes] == ["g", "U", "d", "m", "O@", "n", "I", "N"]
    assert [p.word for p in speech.phonemes] == [0, 0, 0, 1, 1, 1, 1, 1]
    assert all(p.start_s < p.end_s for p in speech.phonemes)
    assert all(a.end_s <= b.start_s + 1e-6 for a, b in zip(speech.phonemes, speech.phonemes[1:], strict=False))
    assert speech.phonemes[-1].end_s <= len(speech.samples) / speech.sample_rate_hz


def test_pinyin_is_spoken_as_chinese():
    speech = say("ni3 hao3", "cmn-latn-pinyin+f2", **NORMAL)
    assert [p.mnemonic for p in speech.phonemes] == ["n", "i", "X", "Au"]


def test_a_faster_rate_is_shorter_and_repeats_have_the_same_phonemes():
    slow, fast, again = (say("hello world", "en-us", **{**NORMAL, "rate_wpm": rate}) for rate in (120, 240, 240))
    assert len(fast.samples) < 0.75 * len(slow.samples)
    assert [p.mnemonic for p in fast.phonemes] == [p.mnemonic for p in again.phonemes]
    assert [p.start_s for p in fast.phonemes] == pytest.approx([p.start_s for p in again.phonemes], abs=0.01)


def test_an_unknown_voice_is_named():
    with pytest.raises(ValueError, match="'no-such-voice'"):
        say("hello", "no-such-voice", **NORMAL)


def test_without_library_and_package_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(espeak_module, "LIBRARY_NAMES", ())
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(EspeakMissing, match="apt install espeak-ng"):
        espeak_module._open_library()
