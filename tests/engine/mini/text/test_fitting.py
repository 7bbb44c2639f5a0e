import pytest
from tandem.engine.mini.text.fitting import SpokenWord, clip_seconds, last_words, spoken_words
from tandem.engine.mini.text.line_model import Manner, Sound
from tandem.engine.mini.text.phonemes import SILENCE
from tandem.engine.mini.text.script import TimedPhoneme
from tandem.engine.mini.text.timeline import Line

MANNER = Manner("english", "neutral", "medium", "woman")
HI_YOU = (Sound("en:h", 0, 0), Sound("en:aI", 0, 0), Sound(SILENCE, 0, 0), Sound("en:j", 0, 1), Sound("en:u:", 0, 1))


def test_a_word_ends_with_its_last_sound():
    timed = [TimedPhoneme(0.1 * k, 0.1 * k + 0.1, "en:h") for k in range(8)]
    lines = [Line(HI_YOU, 1, MANNER, ("hi", "you")), Line(HI_YOU, 2, MANNER, ("hey", "you"))]
    found = spoken_words(lines, timed)
    assert [word.text for word in found] == ["hi", "you", "hey", "you"]
    assert [word.end_s for word in found] == pytest.approx([0.2, 0.4, 0.6, 0.8])


@pytest.mark.parametrize(
    ("latents", "seconds"), [(1, 1.92), (48, 1.92), (49, 2.08), (116, 4.64), (256, 10.24), (257, 10.4)]
)
def test_a_clip_is_as_long_as_its_script_in_whole_steps_and_not_shorter_than_the_shortest(latents, seconds):
    assert clip_seconds(latents) == pytest.approx(seconds)


def test_the_last_words_that_fit_are_written_as_their_language_is():
    english = [SpokenWord(text, 1.0 + k) for k, text in enumerate(("one", "two", "three", "four", "five"))]
    assert last_words(english, 4.0) == "two three four"
    assert last_words([SpokenWord(text, 1.0) for text in "你好吗我"]) == "好吗我"
    assert last_words(english, 0.5) == ""
