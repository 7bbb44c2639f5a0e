import numpy as np
import pytest
from tandem.engine.mini.text import value_words, vocabulary
from tandem.engine.mini.text.attributes import SLOT_BY_NAME
from tandem.engine.mini.text.vocabulary import Vocabulary
from tandem.training.prompts.chinese_writer import ChineseWriter
from tandem.training.prompts.english_writer import EnglishWriter
from tandem.training.text.known_words import Heard, as_table, known_words, listen, listening, write


@pytest.fixture(scope="module")
def heard() -> Heard:
    return listen(held_out=False)


def test_the_shipped_tables_are_those_that_the_prompts_give_now(tmp_path):
    paths = tmp_path / "known.txt", tmp_path / "values.txt"
    write(*paths)
    shipped = vocabulary.TABLE_PATH, value_words.TABLE_PATH
    assert [path.read_text("utf-8") for path in paths] == [path.read_text("utf-8") for path in shipped]


def test_words_of_evaluation_alone_are_left_out_unless_they_are_wanted(heard):
    training = Vocabulary.parse(as_table(known_words(heard)))
    assert {"crimson", "shirt"} <= training.english and "raincoat" not in training.english
    assert "连衣裙" in training.chinese and "运动服" not in training.chinese
    assert "raincoat" in vocabulary.vocabulary().english


def test_spoken_words_are_no_words_of_the_picture(heard):
    words = known_words(heard)
    assert {"elephant", "pizza"} <= words["others"] and not words["others"] & words["english"]


@pytest.mark.parametrize("writer", [EnglishWriter, ChineseWriter])
def test_what_is_drawn_does_not_get_into_the_words_that_are_collected(writer):
    collected = Heard(held_out=False)
    rng = np.random.default_rng(0)
    for _ in range(50):
        listening(writer, collected)("talk", rng, held_out=False).write()
    assert len(collected.phrases) > 50
    assert not [phrase for phrase in collected.phrases if "“" in phrase or '"' in phrase]


def test_every_value_of_a_slot_has_its_phrases(heard):
    assert "slowly" in heard.values["pace", "slow"] and "慢慢地" in heard.values["pace", "slow"]
    assert "unhappy" in heard.values["emotion", "sad"] and "first_emotion" not in {name for name, _ in heard.values}


def test_the_slots_of_every_scene_have_their_phrases_and_every_scene_its_names(heard):
    families = {name for name, _ in heard.values}
    assert {"camera", "mood", "narrator", "product", "ambience", "place", "object", "scene"} <= families
    assert ("loudness", "whisper") in heard.values and ("emotion", "surprised") in heard.values
    scenes = {value for name, value in heard.values if name == "scene"}
    assert scenes == set(SLOT_BY_NAME["scene"].values[1:]) - {"talk", "sing_words"}


def test_phrases_are_spelled_as_prompts_are_read(heard):
    assert "72 bpm" in heard.values["pace", "slow"]
    assert not [phrase for group in heard.values.values() for phrase in group if phrase != phrase.casefold()]


def test_no_phrase_states_two_values_of_one_slot(heard):
    for family in {name for name, _ in heard.values}:
        phrases = [phrase for (name, _), group in heard.values.items() if name == family for phrase in group]
        assert len(phrases) == len(set(phrases)), family
