import re

import numpy as np
import pytest
from tandem.training.speech import chinese, english
from tandem.training.speech.sentences import LANGUAGES, draw_sentence, held_out_words


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_held_out_words_are_a_small_share_and_never_in_training_sentences(language):
    words = {word for group in LANGUAGES[language].GROUPS.values() for word in group}
    held_out = held_out_words(language)
    assert 0.04 < len(held_out) / len(words) < 0.12
    rng = np.random.default_rng(0)
    for sentence in (draw_sentence(language, rng) for _ in range(400)):
        said = re.split(r"[ ,]+", sentence.text)
        if language == "english" and held_out & set(said):
            assert sentence.held_out


def test_a_sentence_always_belongs_to_the_same_split():
    rng = np.random.default_rng(1)
    seen: dict[str, bool] = {}
    for _ in range(3000):
        sentence = draw_sentence("chinese", rng)
        assert seen.setdefault(sentence.text, sentence.held_out) == sentence.held_out


def test_everyday_sentences_are_for_training():
    assert {"good morning", "hello", "how are you", "i love you"} <= set(english.ALWAYS_IN_TRAINING)
    assert {"你好", "早上好", "我很高兴"} <= set(chinese.ALWAYS_IN_TRAINING)


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_every_pattern_names_groups_that_exist(language):
    module = LANGUAGES[language]
    groups = {name for pattern in module.PATTERNS for name in re.findall(r"{(\w+)}", pattern)}
    assert groups - {"word"} <= set(module.GROUPS)
