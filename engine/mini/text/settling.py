"""What a reading becomes once it is known who says what: slots that follow from the quotes and from the scene.

Every function takes and returns a context, float32 `[S, V]` probabilities.
"""

from __future__ import annotations

import torch

from .attributes import SLOT_BY_NAME, SLOT_NAMES, UNSPECIFIED
from .scene_slots import OFF_SCREEN, SPEAKERS_ON_SCREEN

WORDLESS, WITH_WORDS = "sing", "sing_words"
SPEAKING_SCENES = (UNSPECIFIED, "talk")
"""Whoever speaks alone can whisper and shout; a scene that is left open may become that."""
AS_LOUD_AS = {"whisper": "quiet", "shout": "loud"}


def moved(context: torch.Tensor, slot: str, old: str, new: str) -> torch.Tensor:
    """The probability of the value `old` of `slot` goes to the value `new`."""
    row, values = SLOT_NAMES.index(slot), SLOT_BY_NAME[slot]
    context = context.clone()
    context[row, values.index(new)] += context[row, values.index(old)]
    context[row, values.index(old)] = 0.0
    return context


def stated(context: torch.Tensor, slot: str, value: str) -> torch.Tensor:
    """`value` with certainty."""
    row = SLOT_NAMES.index(slot)
    context = context.clone()
    context[row] = 0.0
    context[row, SLOT_BY_NAME[slot].index(value)] = 1.0
    return context


def with_song(context: torch.Tensor, scene: str, speakers: set[int]) -> tuple[torch.Tensor, str]:
    """A song with words on screen is the scene of that name, a song without any is not; and the scene as it is now."""
    has_words = bool(speakers - {OFF_SCREEN})
    if scene == WORDLESS and has_words:
        return moved(context, "scene", WORDLESS, WITH_WORDS), WITH_WORDS
    if scene == WITH_WORDS and not has_words:
        return moved(context, "scene", WITH_WORDS, WORDLESS), WORDLESS
    return context, scene


def with_narrator(context: torch.Tensor, scene: str, speakers: set[int]) -> torch.Tensor:
    """A narrator who says nothing is none, and where nobody else could speak there is no language either."""
    if OFF_SCREEN in speakers:
        return context
    context = stated(context, "narrator", UNSPECIFIED)
    if scene == UNSPECIFIED or scene in SPEAKERS_ON_SCREEN:
        return context
    return stated(context, "language", UNSPECIFIED)


def with_loudness(context: torch.Tensor, scene: str) -> torch.Tensor:
    """Where nobody whispers or shouts, a whisper is quiet and a shout is loud."""
    if scene in SPEAKING_SCENES:
        return context
    for effort, loudness in AS_LOUD_AS.items():
        context = moved(context, "loudness", effort, loudness)
    return context
