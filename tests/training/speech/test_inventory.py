import pytest
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.training.speech.inventory import RELATIVES, phoneme_name
from tandem.training.speech.pinyin import syllables


def test_rare_sounds_take_a_relative_that_exists():
    assert all(name in PHONEME_IDS for name in RELATIVES.values())
    assert not set(RELATIVES) & set(PHONEME_IDS)
    assert phoneme_name("english", "I2") == "en:I"


def test_a_sound_without_a_relative_is_named():
    with pytest.raises(KeyError, match="en:qq"):
        phoneme_name("english", "qq")


def test_chinese_text_becomes_spaced_pinyin_with_tones():
    assert syllables("早上好,朋友") == ("zao3 shang4 hao3, peng2 you3", (3, 4, 3, 2, 3))
