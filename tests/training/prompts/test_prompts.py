import re

import numpy as np
import pytest
from tandem.engine.mini.text.attributes import SLOT_BY_NAME, UNSPECIFIED
from tandem.engine.mini.text.quotes import find_quotes
from tandem.engine.mini.text.scene_slots import SCENE_SLOTS
from tandem.training.prompts import chinese_everyday, chinese_templates, english_everyday, english_templates
from tandem.training.prompts.prompts import (
    CHINESE_SCENE_WORD,
    ENGLISH_SCENE_WORD,
    SCENES,
    TYPO_CHANCE,
    WRITERS,
    foreign_prompt,
    held_out_prompts,
    training_prompts,
    with_typos,
    write_prompt,
)

LANGUAGES = tuple(WRITERS)


@pytest.fixture(scope="module")
def every_prompt() -> list:
    held_out = [prompt for language in LANGUAGES for prompt in held_out_prompts(200, 0, language)]
    return [*training_prompts(400, 0), *held_out]


def test_every_quote_has_a_speaker(every_prompt):
    for prompt in every_prompt:
        assert len(find_quotes(prompt.text).quotes) == len(prompt.speakers), prompt.text


def test_attributes_are_values_of_their_slots(every_prompt):
    for prompt in every_prompt:
        for slot, value in prompt.attributes.items():
            assert value in SLOT_BY_NAME[slot].values and value != UNSPECIFIED


def test_no_template_syntax_is_left_in_a_prompt(every_prompt):
    assert not [prompt.text for prompt in every_prompt if set(prompt.text) & set("{}[]|~^#@")]


@pytest.mark.parametrize("module", [english_templates, chinese_templates])
def test_every_scene_has_phrasings_for_training_and_for_evaluation(module):
    assert tuple(module.TEMPLATES) == SCENES
    for phrasings in module.TEMPLATES.values():
        held_out = [text for text in phrasings if text.startswith("~")]
        assert len(held_out) >= 2
        assert len(phrasings) - len(held_out) >= 8


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("held_out", [False, True])
@pytest.mark.parametrize("scene", SCENES)
def test_a_prompt_states_only_slots_of_its_scene(language, held_out, scene):
    rng = np.random.default_rng(3)
    for _ in range(15):
        prompt = write_prompt(rng, language, scene=scene, held_out=held_out)
        strange = set(prompt.attributes) - SCENE_SLOTS[prompt.attributes["scene"]]
        assert strange <= ({"language"} if prompt.speakers else set()), prompt


@pytest.mark.parametrize(("language", "word"), [("english", "purple"), ("chinese", "紫")])
def test_what_a_prompt_states_is_written_in_it(language, word):
    rng = np.random.default_rng(5)
    prompts = [write_prompt(rng, language, scene="ball", held_out=True) for _ in range(300)]
    stated = [prompt for prompt in prompts if prompt.attributes.get("object_colour") == "purple"]
    assert len(stated) > 10
    assert all(any(form in prompt.text.casefold() for form in (word, "violet", "lilac")) for prompt in stated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_song_with_a_line_is_a_scene_of_its_own(language):
    rng = np.random.default_rng(6)
    prompts = [write_prompt(rng, language, scene="sing") for _ in range(150)]
    sung = [prompt for prompt in prompts if 1 in prompt.speakers]
    assert {prompt.attributes["scene"] for prompt in sung} == {"sing_words"}
    assert {prompt.attributes["scene"] for prompt in prompts if 1 not in prompt.speakers} == {"sing"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whispers_and_shouts_belong_to_talk_alone(language):
    rng = np.random.default_rng(7)
    prompts = [write_prompt(rng, language) for _ in range(900)]
    strong = [prompt for prompt in prompts if prompt.attributes.get("loudness") in ("whisper", "shout")]
    assert strong
    assert {prompt.attributes["scene"] for prompt in strong} == {"talk"}


def test_held_out_prompts_are_the_same_every_time_and_cover_every_scene():
    assert held_out_prompts(30, 7, "english") == held_out_prompts(30, 7, "english")
    prompts = held_out_prompts(46, 7, "chinese")
    assert {prompt.attributes["scene"] for prompt in prompts} >= set(SCENES) - {"sing"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_held_out_prompts_with_typos_differ_only_in_their_letters(language):
    plain, mistyped = held_out_prompts(92, 7, language), held_out_prompts(92, 7, language, typos=True)
    changed = [a.text != b.text for a, b in zip(plain, mistyped, strict=True)]
    assert sum(changed) > 75
    for a, b in zip(plain, mistyped, strict=True):
        assert (a.attributes, a.speakers) == (b.attributes, b.speakers)
        assert find_quotes(a.text).quotes == find_quotes(b.text).quotes
        assert abs(len(a.text) - len(b.text)) <= 2


def test_typos_never_touch_quotation_marks_or_what_is_said():
    rng = np.random.default_rng(0)
    mistyped = {with_typos('a man says "hello there" and leaves', rng) for _ in range(50)}
    assert len(mistyped) > 20
    assert all('"hello there"' in item for item in mistyped)


def test_chinese_typos_keep_every_character_that_means_something():
    rng = np.random.default_rng(0)
    text = "一个红色的球在草地上弹跳“你好朋友”"
    mistyped = {with_typos(text, rng) for _ in range(100)}
    assert len(mistyped) > 20
    meaning = set("红色球草弹跳")
    assert all(meaning <= set(item) and item.endswith("“你好朋友”") for item in mistyped)
    assert {len(item) - len(text) for item in mistyped} >= {-1, 0, 1}


def test_a_prompt_without_words_has_no_typos():
    rng = np.random.default_rng(0)
    assert with_typos("1 2 3 !", rng) == "1 2 3 !"


def test_some_training_prompts_are_mistyped(monkeypatch):
    monkeypatch.setattr("tandem.training.prompts.prompts.with_typos", lambda text, rng: "slip")
    rng = np.random.default_rng(0)
    share = np.mean([write_prompt(rng, "english").text == "slip" for _ in range(500)])
    assert share == pytest.approx(TYPO_CHANCE, abs=0.06)


@pytest.mark.parametrize("language", LANGUAGES)
def test_foreign_prompts_ask_for_nothing_that_can_be_shown(language):
    rng = np.random.default_rng(0)
    texts = [foreign_prompt(rng, language).text for _ in range(200)]
    words = re.compile(f"{ENGLISH_SCENE_WORD.pattern}|{CHINESE_SCENE_WORD.pattern}")
    assert not [text for text in texts if words.search(text)]
    assert all(words.search(text) for text in ("a red phone", "the piano", "open the doors", "下雨", "一部手机"))
    assert not words.search("the train is late")


@pytest.mark.parametrize("everyday", [chinese_everyday.EVERYDAY, english_everyday.EVERYDAY])
def test_everyday_sentences_are_for_training_in_every_scene(everyday):
    assert set(everyday) == set(SCENES)
    assert not [line for lines in everyday.values() for line in lines if line.startswith("~")]
