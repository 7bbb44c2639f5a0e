import torch
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.contradictions import Contradiction, contradictions
from tandem.engine.mini.text.value_words import ValueWords

PACE = {"pace": ValueWords({"slow": ["slow", "slowly"], "fast": ["fast"]})}
EMOTION = {"emotion": ValueWords({"happy": ["happy"], "angry": ["angry"]})}


def last_word_wins(slot: str, words: ValueWords):
    """A reader of one slot: the last word of it decides."""

    def read(text: str) -> torch.Tensor:
        found = words.mentions(text)
        return one_hot({slot: found[-1].value} if found else {})

    return read


def test_two_values_of_one_slot_are_a_contradiction_and_the_sentence_names_both():
    read = last_word_wins("pace", PACE["pace"])
    (found,) = contradictions("A Slow fast rap", read("a slow fast rap"), read, PACE)
    assert found == Contradiction("pace", "slow", "fast", taken="fast")
    assert found.sentence() == "The prompt asks for two kinds of pace, slow and fast: fast is taken."


def test_the_reader_may_take_a_third_value():
    read = last_word_wins("pace", PACE["pace"])
    (found,) = contradictions("a slow fast rap", one_hot({"pace": "medium"}), read, PACE)
    assert found.sentence().endswith("slow and fast: medium is taken.")


def test_one_value_said_twice_is_none():
    read = last_word_wins("pace", PACE["pace"])
    assert contradictions("slowly, a slow rap", read("slow"), read, PACE) == []


def test_a_word_that_belongs_to_somebody_else_is_none():
    def read(text: str) -> torch.Tensor:
        stated = {"first_emotion": "happy"} if "happy" in text else {}
        return one_hot({**stated, "second_emotion": "angry"})

    prompt = "a happy man and an angry woman talk"
    assert contradictions(prompt, read(prompt), read, EMOTION) == []


def test_a_slot_without_a_reading_or_without_words_is_none():
    read = last_word_wins("pace", PACE["pace"])
    assert contradictions("a slow fast rap", one_hot({}), read, PACE) == []
    assert contradictions("a slow fast rap", one_hot({"melody": "wave"}), read, PACE) == []


SCENE = {"scene": ValueWords({"drum": ["drum"], "sing": ["sings"], "commercial": ["ad"], "rain": ["rain"]})}


def reads_scene(text: str) -> torch.Tensor:
    """The first word of a scene decides; what is sung has words."""
    found = SCENE["scene"].mentions(text)
    return one_hot({"scene": {"sing": "sing_words"}.get(found[0].value, found[0].value)} if found else {})


def test_two_scenes_are_a_contradiction_and_the_sentence_says_which_one_is_made():
    prompt = "a drum, and a woman sings"
    (found,) = contradictions(prompt, reads_scene(prompt), reads_scene, SCENE)
    assert found.sentence() == (
        "The prompt asks for two kinds of clip, a drum and a singer: only one of them can be made, and a drum is taken."
    )


def test_a_commercial_in_the_rain_is_one_clip():
    prompt = "an ad for a shoe in the rain"
    assert contradictions(prompt, reads_scene(prompt), reads_scene, SCENE) == []


def test_slots_of_people_are_told_in_plain_words():
    told = Contradiction("second_emotion", "happy", "angry", "angry").sentence()
    assert told == "The prompt asks for two kinds of emotion of the second person, happy and angry: angry is taken."
