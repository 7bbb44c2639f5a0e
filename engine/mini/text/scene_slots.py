"""Which slots the synthetic world varies in which scene, and between which values: the transformer has met no others
there."""

from __future__ import annotations

import torch

from .attributes import SLOT_BY_NAME, SLOT_COUNT, SLOT_NAMES, SLOTS, UNSPECIFIED

_FIRST = "first_person first_hair first_clothes first_emotion"
_SECOND = "second_person second_hair second_clothes second_emotion"
_STRIKES = "object_colour pace loudness"
_MUSIC = "pace mood"
_NARRATED = "narrator language"
SCENE_SLOTS: dict[str, frozenset[str]] = {
    scene: frozenset(f"scene background camera {names}".split())
    for scene, names in {
        "talk": f"{_FIRST} language pace loudness",
        "dialogue": f"{_FIRST} {_SECOND} language",
        "sing": f"{_FIRST} pace melody",
        "rap": f"{_FIRST} language pace",
        "ball": "object_colour object_size floor",
        "bell": "object_colour pitch pace",
        "drum": _STRIKES,
        "glass": "object_colour",
        "fire": f"object_size {_NARRATED}",
        "ocean": f"loudness {_NARRATED}",
        "door": _STRIKES,
        "clap": _STRIKES,
        "hammer": _STRIKES,
        "balloon": "object_colour object_size pace",
        "water_drop": "pitch pace",
        "rain": f"place loudness {_NARRATED}",
        "wind": f"object object_colour loudness {_NARRATED}",
        "crowd": f"loudness {_NARRATED}",
        "piano": _MUSIC,
        "xylophone": _MUSIC,
        "violin": _MUSIC,
        "commercial": f"product object_colour ambience {_MUSIC} {_NARRATED}",
        "sing_words": f"{_FIRST} language melody {_MUSIC}",
    }.items()
}
FEWER_VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("ball", "object_colour"): ("red", "blue", "green", "yellow", "purple", "orange"),
    ("bell", "object_colour"): ("red", "blue", "yellow"),
    ("drum", "object_colour"): ("red", "blue", "green", "purple"),
    ("glass", "object_colour"): ("blue", "green", "white"),
    ("clap", "object_colour"): ("red", "blue", "green", "yellow", "purple", "white"),
    ("hammer", "object_colour"): ("red", "blue", "green", "yellow", "purple", "orange"),
    ("balloon", "object_colour"): ("red", "blue", "green", "yellow", "purple", "orange"),
    **dict.fromkeys([("ocean", "loudness"), ("rain", "loudness"), ("wind", "loudness")], ("quiet", "loud")),
    **dict.fromkeys(
        [
            ("drum", "loudness"),
            ("door", "loudness"),
            ("clap", "loudness"),
            ("hammer", "loudness"),
            ("crowd", "loudness"),
        ],
        ("quiet", "medium", "loud"),
    ),
}
"""Where a scene does not have every value of a slot."""
SPEAKERS_ON_SCREEN = {"talk": 1, "dialogue": 2, "sing": 1, "rap": 1, "sing_words": 1}
OFF_SCREEN = 3


def values_of(scene: str, slot: str) -> tuple[str, ...]:
    """The values of `slot` that clips of `scene` have; none where the scene does not have the slot."""
    if slot not in SCENE_SLOTS[scene]:
        return ()
    return FEWER_VALUES.get((scene, slot), SLOT_BY_NAME[slot].values[1:])


def keep_slots_of(scene: str, context: torch.Tensor) -> tuple[torch.Tensor, tuple[str, ...]]:
    """`[S, V]` with the slots that `scene` does not have left open, and the names of those that had been stated."""
    if scene == UNSPECIFIED:
        return context, ()
    kept, dropped = context.clone(), []
    for index in range(SLOT_COUNT):
        if SLOT_NAMES[index] in SCENE_SLOTS[scene]:
            continue
        if int(context[index].argmax()) != SLOTS[index].index(UNSPECIFIED):
            dropped.append(SLOT_NAMES[index])
        kept[index] = 0.0
        kept[index, SLOTS[index].index(UNSPECIFIED)] = 1.0
    return kept, tuple(dropped)
