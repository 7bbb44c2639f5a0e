"""What a prompt leaves open is chosen here, once for the whole clip, before it is sampled.

A model that is left to choose a background by itself chooses again in every part of the clip, and the colours drift.
So the seed of the picture chooses: among the values that the scene has, or the plain one where there is one.
"""

from __future__ import annotations

import numpy as np
import torch

from .attributes import SLOT_COUNT, SLOT_NAMES, SLOTS, UNSPECIFIED, most_likely, one_hot
from .cues import SPEAKER_COLUMN
from .scene_slots import OFF_SCREEN, SCENE_SLOTS, values_of
from .singing import OPEN as OPEN_SONG

CAST_STREAM = 11
"""Keeps the choice unrelated to the noise and the cues that have the same seed."""
PLAIN = {
    "camera": "static", "first_emotion": "neutral", "second_emotion": "neutral", "loudness": "medium",
    "pace": "medium", "ambience": "none",
}  # fmt: skip
"""What nobody mentions because it is usual."""
HEARD_ONLY = frozenset({"melody", "mood", "ambience"})
SEEN_ONLY = frozenset({
    "first_hair", "first_clothes", "second_hair", "second_clothes", "object_colour", "background", "camera", "product",
    "place", "object",
})  # fmt: skip
"""Slots that one stream shows alone. All others are shown by both: a loud hammer is raised higher."""
SPOKEN_SCENES = ("talk", "dialogue", "rap", "sing_words", "commercial")
SCENES_BY_SPEAKERS = {frozenset({1}): ("talk",), frozenset({1, 2}): ("dialogue",), frozenset({2}): ("dialogue",)}
NARRATED_SCENES = ("fire", "ocean", "rain", "wind", "crowd")


def cast(
    context: torch.Tensor, script: torch.Tensor, seed: int, *, picture_free: bool = True, sound_free: bool = True
) -> torch.Tensor:
    """`[S, V]` probabilities and the script `[A, 14]` -> `[S, V]` with a 1 in every row.

    What is stated takes its likeliest value. What is open is chosen by `seed`, as far as the streams that show it are
    free: a stream that is locked, even in part, shows it already. Who speaks which language is in the script.
    """
    values = {slot: value for slot, (value, _) in most_likely(context).items() if value != UNSPECIFIED}
    chances = np.random.default_rng((CAST_STREAM, seed)).random(SLOT_COUNT)
    speakers = frozenset(int(who) for who in script[:, SPEAKER_COLUMN].unique() if who)
    scenes = _possible_scenes(speakers) if picture_free and sound_free else ()
    scene = values.get("scene") or _chosen(scenes, chances[SLOT_NAMES.index("scene")])
    if scene == UNSPECIFIED:
        return one_hot(values)
    values["scene"] = scene
    for slot, chance in zip(SLOTS, chances, strict=True):
        if slot.name in values or not _is_free(slot.name, picture_free, sound_free):
            continue
        choice = _choice(scene, slot.name, speakers, chance)
        if choice != UNSPECIFIED:
            values[slot.name] = choice
    return one_hot(values)


def _choice(scene: str, slot: str, speakers: frozenset[int], chance: float) -> str:
    values = values_of(scene, slot)
    if slot == "language" or (slot == "narrator" and OFF_SCREEN not in speakers):
        return UNSPECIFIED
    if scene == "sing_words" and slot in OPEN_SONG:
        return OPEN_SONG[slot]
    return PLAIN[slot] if PLAIN.get(slot) in values else _chosen(values, chance)


def _possible_scenes(speakers: frozenset[int]) -> tuple[str, ...]:
    """Scenes for a prompt that names none: those with as many speakers."""
    on_screen = speakers - {OFF_SCREEN}
    if on_screen:
        return SCENES_BY_SPEAKERS.get(on_screen, ())
    if speakers:
        return NARRATED_SCENES
    return tuple(scene for scene in SCENE_SLOTS if scene not in SPOKEN_SCENES)


def _chosen(values: tuple[str, ...], chance: float) -> str:
    return values[int(chance * len(values))] if values else UNSPECIFIED


def _is_free(slot: str, picture_free: bool, sound_free: bool) -> bool:
    if slot in HEARD_ONLY:
        return sound_free
    return picture_free if slot in SEEN_ONLY else picture_free and sound_free
