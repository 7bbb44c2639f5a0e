"""The names of slots, scenes and values as they stand in sentences for the user."""

from __future__ import annotations

SCENE_NAMES = {
    "talk": "a person who talks", "dialogue": "a dialogue", "sing": "a singer", "rap": "a rapper",
    "ball": "a bouncing ball", "bell": "a bell", "drum": "a drum", "glass": "a glass that breaks", "fire": "a fire",
    "ocean": "the ocean", "door": "a door", "clap": "clapping hands", "hammer": "a hammer",
    "balloon": "a balloon that pops", "water_drop": "water drops", "rain": "rain", "wind": "wind", "crowd": "a crowd",
    "piano": "a piano", "xylophone": "a xylophone", "violin": "a violin", "commercial": "a commercial",
    "sing_words": "a singer with words",
}  # fmt: skip
SLOT_NAMES_IN_WORDS = {
    "scene": "clip", "object_colour": "colour", "object_size": "size", "first_person": "first person",
    "second_person": "second person", "ambience": "background sound", "object": "thing in the wind",
}  # fmt: skip
VALUE_NAMES = {
    ("camera", "static"): "still", ("camera", "push_in"): "moving in", ("ambience", "none"): "no background sound",
}  # fmt: skip


def slot_in_words(slot: str) -> str:
    """Without an article: "hair of the second person"."""
    if slot in SLOT_NAMES_IN_WORDS:
        return SLOT_NAMES_IN_WORDS[slot]
    owner, _, kind = slot.partition("_")
    return f"{kind} of the {owner} person" if owner in ("first", "second") else slot.replace("_", " ")


def value_in_words(slot: str, value: str) -> str:
    """A scene with its article, any other value as a word or two."""
    if slot == "scene":
        return SCENE_NAMES[value]
    return VALUE_NAMES.get((slot, value), value.replace("_", " "))
