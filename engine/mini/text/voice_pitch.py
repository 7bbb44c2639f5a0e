"""In whose voice, and how high, every sound is said: three columns of the script.

A prompt's script says only the *lift*: how far a sound lies above the middle of the voice that says it
(`intonation.py`). Whose *voice* that is (`voices.py`), is decided when a clip is sampled, once for the whole clip, and
the lift becomes a *pitch*. A model that has to find both by itself finds others every second, and a child becomes a
woman.

Pitch and lift are counted in bins of 50 cents, the pitch from 60 Hz.
"""

from __future__ import annotations

import math

import numpy as np
import torch

from ..voice_source import BINS_PER_OCTAVE, LOWEST_HZ, PITCH_BINS
from .attributes import UNSPECIFIED, most_likely
from .voices import NO_VOICE, Voice, chosen, voice_of

PITCH_COLUMN, LIFT_COLUMN, VOICE_COLUMN = 11, 12, 13
SPEAKER_COLUMN = 2
PITCH_IDS = 96
"""Size of the table of pitches: 0 is none, 1 to 88 are bins."""
LIFT_ZERO, LARGEST_LIFT = 128, 60
PERSON_SLOTS = {1: "first_person", 2: "second_person", 3: "narrator"}
"""By speaker."""
VOICE_STREAM = 13
"""Keeps the choice unrelated to the noise, the cast and the cues that have the same seed."""
VOICELESS_SCENES = ("sing",)
"""Vowels on notes sound alike whoever sings them."""


def pitch_id(hertz: float) -> int:
    """0 for 0 Hz, 1 to 88 for 60 to 740 Hz; what is beyond takes the nearest end."""
    if hertz <= 0:
        return 0
    return 1 + min(max(round(BINS_PER_OCTAVE * math.log2(hertz / LOWEST_HZ)), 0), PITCH_BINS - 1)


def lift_id(lift: float | None) -> int:
    """0 for None, else 68 to 188 for 60 bins below to 60 above."""
    return 0 if lift is None else LIFT_ZERO + round(min(max(lift, -LARGEST_LIFT), LARGEST_LIFT))


def without_pitch(script: torch.Tensor) -> torch.Tensor:
    """`[..., A, 14]` that says neither how high nor in whose voice anybody speaks."""
    script = script.clone()
    script[..., [PITCH_COLUMN, LIFT_COLUMN, VOICE_COLUMN]] = 0
    return script


def without_voice(script: torch.Tensor) -> torch.Tensor:
    """`[..., A, 14]` that does not say in whose voice anybody speaks."""
    script = script.clone()
    script[..., VOICE_COLUMN] = NO_VOICE
    return script


def voiced(
    script: torch.Tensor,
    context: torch.Tensor,
    seed: int,
    free: torch.Tensor,
    whole_sound: bool = True,
    before: torch.Tensor | None = None,
) -> torch.Tensor:
    """`[A, 14]` with a voice wherever somebody speaks, a pitch wherever there is a lift besides, and `free`, bool
    `[A]`, says that sound is sampled.

    context: `[S, V]`, which says who speaks; `seed` chooses one of the voices of such a person, for two speakers of a
    kind different ones. Who has spoken in `before` `[A', 14]`, the script of a locked beginning, keeps that voice.
    Where not the `whole_sound` is sampled and nobody knows who is heard in what is locked, nothing is told: the voice
    that is heard goes on.
    """
    heard = None if before is None or not before.any() else before
    if heard is None and not whole_sound:
        return script
    values = {slot: value for slot, (value, _) in most_likely(context).items()}
    if values["scene"] in VOICELESS_SCENES:
        return script
    earlier = {speaker: _heard_voice(heard, speaker) for speaker in PERSON_SLOTS}
    script, taken = script.clone(), {voice.number for voice in earlier.values() if voice}
    chances = np.random.default_rng((VOICE_STREAM, seed)).random(len(PERSON_SLOTS))
    for (speaker, slot), chance in zip(PERSON_SLOTS.items(), chances, strict=True):
        voice = earlier[speaker]
        is_new = heard is None or not bool((heard[:, SPEAKER_COLUMN] == speaker).any())
        if voice is None and is_new and values[slot] != UNSPECIFIED:
            voice = chosen(values[slot], chance, taken)
            taken.add(voice.number)
        if voice is not None:
            _say(script, (script[:, SPEAKER_COLUMN] == speaker) & free, voice)
    return script


def _say(script: torch.Tensor, rows: torch.Tensor, voice: Voice) -> None:
    """Writes `voice`, and its pitch where there is a lift, into those of the `rows` that say nothing yet."""
    rows = rows & (script[:, PITCH_COLUMN] == 0) & (script[:, VOICE_COLUMN] == NO_VOICE)
    script[rows, VOICE_COLUMN] = voice.number
    rows = rows & (script[:, LIFT_COLUMN] > 0)
    bins = voice.middle + script[rows, LIFT_COLUMN] - LIFT_ZERO
    script[rows, PITCH_COLUMN] = 1 + bins.round().long().clamp(0, PITCH_BINS - 1)


def _heard_voice(before: torch.Tensor | None, speaker: int) -> Voice | None:
    """The voice in which `speaker` was told to speak so far, None where nothing says it. Scripts of earlier versions
    say how high that was, but not whose voice."""
    if before is None:
        return None
    told = before[before[:, SPEAKER_COLUMN] == speaker]
    numbers = told[told[:, VOICE_COLUMN] != NO_VOICE][:, VOICE_COLUMN]
    if len(numbers):
        return voice_of(int(numbers[-1]))
    told = told[(told[:, PITCH_COLUMN] > 0) & (told[:, LIFT_COLUMN] > 0)]
    if not len(told):
        return None
    middle = (told[:, PITCH_COLUMN] - 1 - told[:, LIFT_COLUMN] + LIFT_ZERO).float().median()
    return Voice(NO_VOICE, float(middle))
