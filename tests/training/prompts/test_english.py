"""English prompts: what they state, and what is kept for evaluation."""

import re
from collections import Counter

import numpy as np
import pytest
from tandem.engine.mini.text.attributes import SLOTS, UNSPECIFIED
from tandem.engine.mini.text.music import BEATS_PER_MINUTE
from tandem.engine.mini.text.quotes import find_quotes
from tandem.training.prompts import english_narration, english_scene_words, english_words
from tandem.training.prompts.english_templates import NARRATION, TEMPLATES
from tandem.training.prompts.english_writer import EnglishWriter
from tandem.training.prompts.grammar import expand
from tandem.training.prompts.lexicon import alternatives, templates
from tandem.training.prompts.prompts import SCENES, Prompt, write_prompt
from tandem.training.prompts.writer import CAMERA_CHANCE, NARRATED_SCENES

PROMPTS = 6000
LEAST_HELD_OUT = 300


@pytest.fixture(scope="module")
def prompts() -> list[Prompt]:
    rng = np.random.default_rng(0)
    return [write_prompt(rng, "english") for _ in range(PROMPTS)]


class Fixed(EnglishWriter):
    """A writer that follows one template and adds nothing to it."""

    def written(self, template: str) -> str:
        return self.finish(expand(template, self.rng, self.piece))


def phrasings(held_out: bool, draws: int) -> set[tuple[str, str]]:
    """Scenes with the choices that their templates make, pieces left as their names."""
    rng = np.random.default_rng(1)
    return {
        (scene, expand(template, rng, lambda name: f"<{name}>"))
        for scene, lines in TEMPLATES.items()
        for template in templates(lines, held_out)
        for _ in range(draws)
    }


@pytest.mark.parametrize("held_out", [False, True])
@pytest.mark.parametrize("scene", SCENES)
def test_every_template_expands(scene, held_out):
    rng = np.random.default_rng(2)
    for template in templates(TEMPLATES[scene], held_out):
        for _ in range(6):
            text = Fixed(scene, rng, held_out=held_out).written(template)
            assert text.strip(" .!") and not set(text) & set("{}[]|~#@"), template


def test_every_value_of_every_slot_is_stated(prompts):
    stated = Counter((slot, value) for prompt in prompts for slot, value in prompt.attributes.items())
    values = [(slot.name, value) for slot in SLOTS for value in slot.values if value != UNSPECIFIED]
    assert not [pair for pair in values if stated[pair] < 10]


def test_every_scene_has_five_phrasings_for_evaluation_alone():
    assert not [scene for scene, lines in TEMPLATES.items() if len(templates(lines, True)) < 5]


def test_phrasings_of_evaluation_are_many_and_none_is_trained_on():
    held_out, known = phrasings(True, 60), phrasings(False, 60)
    assert len(held_out) >= LEAST_HELD_OUT
    assert not held_out & known


def test_held_out_words_are_no_words_of_training():
    tables = [
        table
        for module in (english_words, english_scene_words)
        for table in vars(module).values()
        if isinstance(table, dict) and all(isinstance(words, str) for words in table.values())
    ]
    assert len(tables) > 30
    for words in (words for table in tables for words in table.values()):
        options = alternatives(words)
        assert not set(options.known + options.training) & set(options.held_out), words


def test_an_intensifier_never_makes_a_phrase_of_evaluation_alone():
    rng = np.random.default_rng(0)
    writer = EnglishWriter("bell", rng, held_out=False)
    table = {"high": "high|very high~"}
    said = {writer.state("pitch", table) for _ in range(3000)}
    assert {"high", "really high"} <= said and "very high" not in said


def test_evaluation_has_no_intensifiers_and_no_words_of_training_alone():
    writer = EnglishWriter("bell", np.random.default_rng(0), held_out=True)
    assert {writer.state("pitch", {"high": "high|shrill^|very high~"}) for _ in range(600)} == {"high", "very high"}


def test_one_phrase_never_means_two_values():
    for table in (
        english_words.EMOTION_ADJECTIVES,
        english_words.EMOTION_ADVERBS,
        english_words.VOICE_LOUDNESS_ADVERBS,
        english_words.LOUD_VERBS,
        english_words.CAMERA_PHRASES,
        english_scene_words.MOOD_ADJECTIVES,
        english_scene_words.PRODUCTS,
        english_scene_words.NARRATORS,
        english_scene_words.AMBIENCE_PHRASES,
        english_scene_words.TEMPO_NUMBERS,
    ):
        counts = Counter(phrase.rstrip("~^") for words in table.values() for phrase in set(words.split("|")))
        assert not [phrase for phrase, count in counts.items() if count > 1]


def test_loudness_words_mean_the_same_in_every_scene():
    names = "LOUDNESS_ADVERBS VOICE_LOUDNESS_ADVERBS LOUDNESS_ADJECTIVES LOUD_VERBS RAIN_ADJECTIVES RAIN_ADVERBS"
    names += " WIND_ADJECTIVES WINDS CROWD_ADJECTIVES CROWD_VERBS"
    words = {**vars(english_words), **vars(english_scene_words)}
    meant: dict[str, set[str]] = {}
    for value, phrases in (item for name in names.split() for item in words[name].items()):
        for phrase in re.sub("[~^]", "", phrases).split("|"):
            meant.setdefault(phrase, set()).add(value)
    assert not {phrase: values for phrase, values in meant.items() if len(values) > 1}


def test_beats_per_minute_mean_the_nearest_tempo():
    for value, words in english_scene_words.TEMPO_NUMBERS.items():
        for phrase in words.replace("~", "").split("|"):
            number = int("".join(letter for letter in phrase if letter.isdigit()))
            nearest = min(BEATS_PER_MINUTE, key=lambda name: abs(BEATS_PER_MINUTE[name] - number))
            assert nearest == value, phrase


def test_any_prompt_may_have_a_camera(prompts):
    with_camera = [prompt for prompt in prompts if "camera" in prompt.attributes]
    assert {prompt.attributes["scene"] for prompt in with_camera} == set(SCENES)
    assert CAMERA_CHANCE <= len(with_camera) / PROMPTS < 2 * CAMERA_CHANCE


def test_styles_say_nothing_about_the_camera():
    camera = {phrase for words in english_words.CAMERA_PHRASES.values() for phrase in words.split("|")}
    assert not camera & set(english_words.STYLES.split("|"))
    assert "camera" not in english_words.STYLES


def test_only_scenes_with_a_narrator_say_whose_voice_it_is(prompts):
    named = [prompt for prompt in prompts if "narrator" in prompt.attributes]
    assert {prompt.attributes["scene"] for prompt in named} == NARRATED_SCENES
    assert all(prompt.speakers == (3,) for prompt in named)
    assert {3} < {speaker for prompt in prompts for speaker in prompt.speakers}


def test_a_narrator_who_is_named_has_words_in_training_and_evaluation():
    for held_out in (False, True):
        assert [line for line in templates(NARRATION, held_out) if "{narrator}" in line]
    assert english_narration.NARRATION is NARRATION


def test_an_article_fits_its_word():
    rng = np.random.default_rng(0)
    texts = [Fixed("ball", rng, held_out=False).written("a [orange|red|one-eyed] ball") for _ in range(60)]
    assert {text.casefold().strip(".!") for text in texts} == {"an orange ball", "a red ball", "a one-eyed ball"}


def test_only_a_flag_has_a_colour(prompts):
    windy = [prompt for prompt in prompts if prompt.attributes["scene"] == "wind"]
    coloured = [prompt for prompt in windy if "object_colour" in prompt.attributes]
    assert coloured and {prompt.attributes["object"] for prompt in coloured} == {"flag"}


def test_prompts_are_short_and_long(prompts):
    lengths = [len(find_quotes(prompt.text).text) for prompt in prompts]
    assert np.percentile(lengths, 5) < 25 and np.percentile(lengths, 95) > 150
