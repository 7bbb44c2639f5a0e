import numpy as np
import pytest
from tandem.engine.mini.text.value_words import family, value_words
from tandem.engine.mini.text.vocabulary import vocabulary
from tandem.training.text.note_accuracy import (
    CONTRADICTED,
    MOST_UNKNOWN_ALARMS,
    contradictory_prompt,
    two_scene_prompts,
    unknown_word_rate,
)


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_a_contradictory_prompt_states_two_values_of_its_slot(language):
    rng = np.random.default_rng(0)
    for scene, slot in CONTRADICTED:
        text = contradictory_prompt(rng, language, scene, slot).casefold()
        assert len({mention.value for mention in value_words()[family(slot)].mentions(text)}) >= 2, text


def test_a_slot_that_a_scene_never_states_is_an_error():
    with pytest.raises(ValueError, match="never state floor"):
        contradictory_prompt(np.random.default_rng(0), "english", "ocean", "floor")


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_prompts_that_can_be_understood_are_hardly_ever_noted(language):
    assert unknown_word_rate(language, vocabulary()) < MOST_UNKNOWN_ALARMS


@pytest.mark.parametrize(("language", "example"), [("english", "a piano and a xylophone"), ("chinese", "钢琴和木琴")])
def test_a_prompt_of_two_scenes_names_both(language, example):
    prompts = two_scene_prompts(language)
    assert example in prompts
    for text in prompts:
        assert len({mention.value for mention in value_words()["scene"].mentions(text)}) == 2, text
