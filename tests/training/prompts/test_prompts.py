import numpy as np
import pytest
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, UNSPECIFIED
from tandem.engine.mini.text.quotes import find_quotes
from tandem.training.prompts import chinese_templates, english_templates
from tandem.training.prompts.prompts import SCENES, held_out_prompts, training_prompts, with_typos, write_prompt

ALL = [
    *training_prompts(400, 0),
    *held_out_prompts(200, 0, "english"),
    *held_out_prompts(200, 0, "chinese"),
]


def test_every_quote_has_a_speaker():
    for prompt in ALL:
        assert len(find_quotes(prompt.text).quotes) == len(prompt.speakers), prompt.text


def test_attributes_are_values_of_their_slots():
    for prompt in ALL:
        for slot, value in prompt.attributes.items():
            assert value in SLOT_BY_NAME[slot].values and value != UNSPECIFIED


def test_no_template_syntax_is_left_in_a_prompt():
    assert not [prompt.text for prompt in ALL if set(prompt.text) & set("{}[]|~")]


@pytest.mark.parametrize("module", [english_templates, chinese_templates])
def test_every_scene_has_phrasings_for_training_and_for_evaluation(module):
    assert tuple(module.TEMPLATES) == SCENES
    for phrasings in module.TEMPLATES.values():
        held_out = [text for text in phrasings if text.startswith("~")]
        assert len(held_out) >= 2
        assert len(phrasings) - len(held_out) >= 8


@pytest.mark.parametrize(("language", "word"), [("english", "purple"), ("chinese", "紫")])
def test_what_a_prompt_states_is_written_in_it(language, word):
    rng = np.random.default_rng(5)
    prompts = [write_prompt(rng, language, scene="ball", held_out=True) for _ in range(300)]
    stated = [prompt for prompt in prompts if prompt.attributes.get("object_colour") == "purple"]
    assert len(stated) > 10
    assert all(any(form in prompt.text.casefold() for form in (word, "violet", "lilac")) for prompt in stated)


def test_held_out_prompts_are_the_same_every_time_and_cover_every_scene():
    assert held_out_prompts(30, 7, "english") == held_out_prompts(30, 7, "english")
    assert {prompt.attributes["scene"] for prompt in held_out_prompts(30, 7, "chinese")} == set(SCENES)


def test_typos_never_touch_quotation_marks():
    rng = np.random.default_rng(0)
    text = 'a man says "hello there" and leaves'
    mistyped = {with_typos(text, rng) for _ in range(50)}
    assert len(mistyped) > 20
    assert all(item.count('"') == 2 for item in mistyped)
