"""What a prompt can ask of tandem-mini: a fixed list of slots, each with a handful of values.

The prompt reader turns a sentence into a probability over every slot's values; the joint transformer is conditioned on
those probabilities. Value 0 of every slot is UNSPECIFIED: the prompt leaves it open and the model chooses.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

UNSPECIFIED = "unspecified"


@dataclass(frozen=True)
class Slot:
    """One question about the clip and its possible answers (`values[0]` is always UNSPECIFIED)."""

    name: str
    values: tuple[str, ...]

    def index(self, value: str) -> int:
        """Position of `value`; raises ValueError for a value this slot does not have."""
        if value not in self.values:
            raise ValueError(f"{self.name}: expected one of {list(self.values)}, got {value!r}")
        return self.values.index(value)


def _slot(name: str, *values: str) -> Slot:
    return Slot(name, (UNSPECIFIED, *values))


PEOPLE = ("man", "woman", "child")
HAIR = ("black", "brown", "blond", "red")
CLOTHES = ("red", "blue", "green", "yellow", "purple", "white")
EMOTIONS = ("neutral", "happy", "sad", "angry", "surprised", "calm")

SLOTS: tuple[Slot, ...] = (
    _slot(
        "scene", "talk", "dialogue", "sing", "rap", "ball", "bell", "drum", "glass", "fire", "ocean", "door", "clap",
        "hammer", "balloon", "water_drop", "rain", "wind", "crowd", "piano", "xylophone", "violin", "commercial",
        "sing_words",
    ),
    _slot("first_person", *PEOPLE),
    _slot("first_hair", *HAIR),
    _slot("first_clothes", *CLOTHES),
    _slot("first_emotion", *EMOTIONS),
    _slot("second_person", *PEOPLE),
    _slot("second_hair", *HAIR),
    _slot("second_clothes", *CLOTHES),
    _slot("second_emotion", *EMOTIONS),
    _slot("language", "english", "chinese"),
    _slot("pace", "slow", "medium", "fast"),
    _slot("loudness", "quiet", "medium", "loud", "whisper", "shout"),
    _slot("pitch", "low", "medium", "high"),
    _slot("melody", "rising", "falling", "wave"),
    _slot("object_colour", "red", "blue", "green", "yellow", "purple", "orange", "white"),
    _slot("object_size", "small", "big"),
    _slot("floor", "wood", "metal", "grass"),
    _slot("background", "sky", "cream", "night", "mint", "rose", "grey"),
    _slot("camera", "static", "push_in", "pan"),
    _slot("mood", "happy", "sad"),
    _slot("narrator", *PEOPLE),
    _slot("product", "bottle", "box", "can", "cup", "shoe", "phone"),
    _slot("ambience", "none", "rain", "wind", "crowd"),
    _slot("place", "street", "window"),
    _slot("object", "tree", "flag"),
)  # fmt: skip
"""New slots and new values stand at the end: training goes on from weights of a smaller table."""

SLOT_NAMES = tuple(slot.name for slot in SLOTS)
SLOT_BY_NAME = {slot.name: slot for slot in SLOTS}
SLOT_COUNT = len(SLOTS)
VALUE_COUNT = max(len(slot.values) for slot in SLOTS)


def one_hot(attributes: dict[str, str]) -> torch.Tensor:
    """`[S, V]` float32, one row per slot: 1 at the asked value, or at UNSPECIFIED where `attributes` leaves it out.

    Raises KeyError for an unknown slot and ValueError for an unknown value.
    """
    unknown = [name for name in attributes if name not in SLOT_BY_NAME]
    if unknown:
        raise KeyError(f"unknown slots {unknown}; known: {list(SLOT_NAMES)}")
    rows = torch.zeros(SLOT_COUNT, VALUE_COUNT)
    for row, slot in zip(rows, SLOTS, strict=True):
        row[slot.index(attributes.get(slot.name, UNSPECIFIED))] = 1.0
    return rows


def most_likely(context: torch.Tensor) -> dict[str, tuple[str, float]]:
    """The reading of a `[S, V]` context in words: slot -> (value, probability)."""
    best = context.max(dim=-1)
    return {
        slot.name: (slot.values[int(i)], float(p)) for slot, i, p in zip(SLOTS, best.indices, best.values, strict=True)
    }
