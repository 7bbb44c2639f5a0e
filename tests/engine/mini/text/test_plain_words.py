from tandem.engine.mini.text.attributes import SLOTS
from tandem.engine.mini.text.plain_words import SCENE_NAMES, slot_in_words, value_in_words


def test_every_scene_has_a_name():
    assert set(SCENE_NAMES) == set(SLOTS[0].values[1:])


def test_no_slot_and_no_value_is_told_as_it_is_spelled_in_the_code():
    words = [slot_in_words(slot.name) for slot in SLOTS]
    words += [value_in_words(slot.name, value) for slot in SLOTS for value in slot.values[1:]]
    assert not [word for word in words if "_" in word]
    assert len({slot_in_words(slot.name) for slot in SLOTS}) == len(SLOTS)


def test_people_own_their_slots():
    assert slot_in_words("second_clothes") == "clothes of the second person"
    assert slot_in_words("first_person") == "first person"
