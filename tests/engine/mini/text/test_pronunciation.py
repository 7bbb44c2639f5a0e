from itertools import groupby

import pytest
import torch
from tandem.engine.mini.text.chinese import PinyinTable
from tandem.engine.mini.text.letters import LettersToPhonemes
from tandem.engine.mini.text.phonemes import SILENCE
from tandem.engine.mini.text.pronunciation import Pronouncer, simplified

NUMBER = "en:n en:V en:m en:b en:3"


@pytest.fixture
def pronouncer():
    torch.manual_seed(0)
    exceptions = {"hi": "en:h en:aI", "twenty": "en:t", "one": "en:w en:V en:n", "percent": NUMBER, "cafe": "en:k"}
    pinyin = PinyinTable({"er4": "二", "shi2": "十", "yi1": "一", "hao3": "好"}, {})
    syllables = {"er": "zh:@r", "shi": "zh:s. zh:i.", "yi": "zh:i", "hao": "zh:X zh:Au"}
    return Pronouncer(LettersToPhonemes(width=32, blocks=1, heads=2).eval(), exceptions, pinyin, syllables)


def names(line) -> str:
    return " ".join(sound.phoneme for sound in line.sounds)


def test_stored_words_are_said_as_stored(pronouncer):
    line = pronouncer.line("Hi!")
    assert names(line) == "en:h en:aI"
    assert line.language == "english"


def test_digits_follow_the_language_around_them(pronouncer):
    assert names(pronouncer.line("hi 21")) == "en:h en:aI en:t en:w en:V en:n"
    assert names(pronouncer.line("好21")) == "zh:X zh:Au zh:@r zh:s. zh:i. zh:i"


def test_punctuation_inside_is_one_pause_and_at_the_end_none(pronouncer):
    assert names(pronouncer.line("hi, ... hi!?")) == f"en:h en:aI {SILENCE} en:h en:aI"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("hi", [(0, ".", 2)]),
        ("Hi, one?", [(0, "?", 6)]),
        ("Hi! 好？ one", [(0, "!", 3), (1, "?", 3), (2, ".", 3)]),
        ("hi?! one...", [(0, "?", 3), (2, ".", 3)]),
        ("", []),
    ],
)
def test_sounds_know_their_sentence_and_the_mark_behind_it(pronouncer, quote, expected):
    """Number, mark and count of sounds, the pause behind them included."""
    sounds = pronouncer.line(quote).sounds
    found = [(key, len(list(group))) for key, group in groupby(sounds, lambda sound: (sound.sentence, sound.ending))]
    assert [(*key, count) for key, count in found] == expected


def test_words_are_counted_so_that_they_can_be_kept_together(pronouncer):
    assert [sound.word for sound in pronouncer.line("hi 好好").sounds] == [0, 0, 1, 1, 2, 2]


def test_every_word_is_known_by_its_text_and_words_without_sounds_are_none(pronouncer):
    line = pronouncer.line("Hi, 龘好 21 café")
    assert line.words == ("hi", "好", "二", "十", "一", "cafe")
    assert {sound.word for sound in line.sounds} == set(range(6))


def test_accents_and_signs_are_read(pronouncer):
    assert names(pronouncer.line("Café 1%")) == f"en:k en:w en:V en:n {NUMBER}"
    assert simplified("Ｃafé’s") == "cafe's"


def test_what_cannot_be_said_is_reported_once(pronouncer):
    line = pronouncer.line("龘 ☃ ☃")
    assert line.skipped == ("龘", "☃")
    assert (line.sounds, line.language) == ((), "")
