"""What the judges name, and in which clips: some slots can be seen or heard in a few kinds of clips only."""

from __future__ import annotations

from collections.abc import Mapping

from ..world.clip import AMBIENT

IMPACT_SCENES = (
    "ball", "bell", "drum", "glass", "door", "clap", "hammer", "balloon", "water_drop", "piano", "xylophone", "violin",
)  # fmt: skip
"""Kinds whose strikes and notes are both seen and heard."""
AMBIENCES = AMBIENT

PICTURE_SLOTS = (
    "scene", "first_person", "first_hair", "first_clothes", "first_emotion", "second_person", "second_hair",
    "second_clothes", "second_emotion", "object_colour", "object_size", "floor", "background", "camera", "product",
    "place", "object", "loudness",
)  # fmt: skip
SOUND_SLOTS = (
    "scene", "first_person", "first_emotion", "language", "pace", "pitch", "melody", "floor", "mood", "narrator",
    "ambience", "loudness",
)  # fmt: skip
SLOTS_OF = {"seen": PICTURE_SLOTS, "heard": SOUND_SLOTS}

SEEN_EFFORTS = ("whisper", "shout")
"""How loud somebody talks is seen only by a hand before the mouth or by lines around it."""
_ONLY_IN = {
    "seen": {"loudness": ("talk", "clap", "hammer", "ocean", "rain", "wind", "crowd")},
    "heard": {"first_person": ("talk", "sing", "rap", "sing_words"), "first_emotion": ("talk", "rap")},
}
"""Slots that are in other kinds too, where nothing shows them: of two voices, neither is known to be the first."""


def readable(stream: str, slot: str, attributes: Mapping[str, str]) -> bool:
    """Whether a clip with `attributes` has a value of `slot` that can be "seen" or "heard" (`stream`) in it."""
    if slot not in attributes:
        return False
    scene = attributes.get("scene", "")
    if scene not in _ONLY_IN[stream].get(slot, (scene,)):
        return False
    return (stream, slot, scene) != ("seen", "loudness", "talk") or attributes[slot] in SEEN_EFFORTS
