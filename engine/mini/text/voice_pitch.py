"""How high somebody speaks, sound by sound: two columns of the script.

A prompt's script says only the *lift*: how far a sound lies above the middle of the voice that says it
(`intonation.py`). Whose voice that is, is decided when a clip is sampled, once for the whole clip, and the lift becomes
a *pitch*. A model that has to find a pitch by itself finds another one every second, and a child becomes a woman.

Both are counted in bins of 50 cents, the pitch from 60 Hz.
"""

from __future__ import annotations

import math

import numpy as np
import torch

from ..voice_source import BINS_PER_OCTAVE, LOWEST_HZ, PITCH_BINS
from .attributes import UNSPECIFIED, most_likely

PITCH_COLUMN, LIFT_COLUMN = 11, 12
SPEAKER_COLUMN = 2
PITCH_IDS = 96
"""Size of the table of pitches: 0 is none, 1 to 88 are bins."""
LIFT_ZERO, LARGEST_LIFT = 128, 60
PERSON_SLOTS = {1: "first_person", 2: "second_person", 3: "narrator"}
"""By speaker."""
MIDDLES: dict[str, tuple[float, ...]] = {
    "man": (13.5, 17.1, 15.9),
    "woman": (38.8, 37.6, 40.9),
    "child": (49.9, 50.9, 52.8),
}
"""Bins of the middle of the voices that the world's people have, as `python -m tandem.training.speech.middles` counts
them."""
VOICE_STREAM = 13
"""Keeps the choice unrelated to the noise, the cast and the cues that have the same seed."""


def pitch_id(hertz: float) -> int:
    """0 for 0 Hz, 1 to 88 for 60 to 740 Hz; what is beyond takes the nearest end."""
    if hertz <= 0:
        return 0
    return 1 + min(max(round(BINS_PER_OCTAVE * math.log2(hertz / LOWEST_HZ)), 0), PITCH_BINS - 1)


def lift_id(lift: float | None) -> int:
    """0 for None, else 68 to 188 for 60 bins below to 60 above."""
    return 0 if lift is None else LIFT_ZERO + round(min(max(lift, -LARGEST_LIFT), LARGEST_LIFT))


def without_pitch(script: torch.Tensor) -> torch.Tensor:
    """`[..., A, 13]` that does not say how high anybody speaks."""
    script = script.clone()
    script[..., PITCH_COLUMN:] = 0
    return script


def voiced(
    script: torch.Tensor,
    context: torch.Tensor,
    seed: int,
    free: torch.Tensor,
    whole_sound: bool = True,
    before: torch.Tensor | None = None,
) -> torch.Tensor:
    """`[A, 13]` with a pitch wherever it has a lift and `free`, bool `[A]`, says that sound is sampled.

    context: `[S, V]`, which says who speaks; `seed` chooses one of the voices of such a person, for two speakers of a
    kind different ones. Who has spoken in `before` `[A', 13]`, the script of a locked beginning, keeps that voice.
    Where not the `whole_sound` is sampled and nobody knows who is heard in what is locked, no pitch is told: the voice
    that is heard goes on.
    """
    heard = None if before is None or not before.any() else before
    if heard is None and not whole_sound:
        return script
    values = {slot: value for slot, (value, _) in most_likely(context).items()}
    chances = np.random.default_rng((VOICE_STREAM, seed)).random(len(PERSON_SLOTS))
    script, taken = script.clone(), set[float]()
    for (speaker, slot), chance in zip(PERSON_SLOTS.items(), chances, strict=True):
        rows = (script[:, SPEAKER_COLUMN] == speaker) & (script[:, LIFT_COLUMN] > 0) & free
        rows &= script[:, PITCH_COLUMN] == 0
        middle = _heard_middle(heard, speaker)
        is_new = heard is None or not bool((heard[:, SPEAKER_COLUMN] == speaker).any())
        if middle is None and is_new and values[slot] != UNSPECIFIED:
            middle = _chosen(values[slot], chance, taken)
        if middle is not None and bool(rows.any()):
            bins = middle + script[rows, LIFT_COLUMN] - LIFT_ZERO
            script[rows, PITCH_COLUMN] = 1 + bins.round().long().clamp(0, PITCH_BINS - 1)
    return script


def _chosen(person: str, chance: float, taken: set[float]) -> float:
    """The middle of one of the voices of `person` that nobody else has; noted in `taken`."""
    voices = [middle for middle in MIDDLES[person] if middle not in taken]
    middle = voices[int(chance * len(voices))]
    taken.add(middle)
    return middle


def _heard_middle(before: torch.Tensor | None, speaker: int) -> float | None:
    """The middle of the voice in which `speaker` was told to speak so far, None where nothing says it."""
    if before is None:
        return None
    told = before[(before[:, SPEAKER_COLUMN] == speaker) & (before[:, PITCH_COLUMN] > 0) & (before[:, LIFT_COLUMN] > 0)]
    if not len(told):
        return None
    return float((told[:, PITCH_COLUMN] - 1 - told[:, LIFT_COLUMN] + LIFT_ZERO).float().median())
