"""A script tensor read back: what is to be heard when, in which tone or on which note, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np
import torch

from ...engine.mini import geometry
from ...engine.mini.text.cues import WORD_COLUMNS
from ...engine.mini.text.phonemes import PHONEMES, is_vowel
from ...engine.mini.text.script import FIRST_NOTE_ID, LOWEST_MIDI, SLOT_SECONDS, SLOTS_PER_LATENT
from ..speech.mouths import closes_lips, shapes

SPEAKER, PROSODY = 2, 3
"""Columns of the script tensor."""
SHORTEST_PAUSE_S = 0.1
MOUTH_SMOOTHING = np.array([0.25, 0.5, 0.25])
MIDDLE_OF_FRAME_SLOT = 1
"""The world's mouths are 20 ms, one slot, ahead of the start of their frame."""


@dataclass(frozen=True)
class Sound:
    """One sound of a script, or a syllable of several; `prosody` as in the script tensor."""

    start_s: float
    end_s: float
    phonemes: tuple[str, ...]
    speaker: int = 1
    prosody: int = 0


def sounds(script: torch.Tensor) -> list[Sound]:
    """Runs of one phoneme, speaker and prosody of `[1, A, 14]`, silence left out."""
    rows = script[0].numpy().astype(np.int64)
    who_and_how = np.repeat(rows[:, SLOTS_PER_LATENT:WORD_COLUMNS], SLOTS_PER_LATENT, axis=0)
    slots = np.column_stack([rows[:, :SLOTS_PER_LATENT].ravel(), who_and_how])
    edges = np.flatnonzero((slots[1:] != slots[:-1]).any(axis=1)) + 1
    found = []
    for first, last in zip([0, *edges], [*edges, len(slots)], strict=True):
        phoneme, speaker, prosody = (int(value) for value in slots[first])
        if phoneme:
            found.append(Sound(first * SLOT_SECONDS, last * SLOT_SECONDS, (PHONEMES[phoneme],), speaker, prosody))
    return found


def notes(script: torch.Tensor) -> list[tuple[Sound, int]]:
    """The sung sounds of `[1, A, 14]` and the MIDI number of each."""
    return [
        (sound, sound.prosody - FIRST_NOTE_ID + LOWEST_MIDI)
        for sound in sounds(script)
        if sound.prosody >= FIRST_NOTE_ID
    ]


def phrase_starts_s(script: torch.Tensor) -> np.ndarray:
    """Seconds at which sounds begin after a pause, or at the start of the script `[1, A, 14]`."""
    parts = sounds(script)
    ends = [-SHORTEST_PAUSE_S, *(part.end_s for part in parts)]
    return np.array([p.start_s for p, end_s in zip(parts, ends, strict=False) if p.start_s - end_s >= SHORTEST_PAUSE_S])


def speakers(script: torch.Tensor) -> np.ndarray:
    """`[1, A, 14]` -> who speaks in every video latent `[A / 4]`: the one with most audio latents, 0 for nobody."""
    rows = script[0].numpy()
    who = np.where(rows[:, :SLOTS_PER_LATENT].any(axis=1), rows[:, SPEAKER], 0)
    each = geometry.AUDIO_LATENTS_PER_VIDEO_LATENT
    windows = who[: len(who) // each * each].reshape(-1, each)
    return np.array([np.bincount(window).argmax() for window in windows])


def opening(script: torch.Tensor) -> np.ndarray:
    """How far the sounds of `[1, A, 14]` open a mouth, 0..1 per frame `[A]`: the shapes that the world's faces take,
    without the part of loudness."""
    slots = np.zeros(script.shape[1] * SLOTS_PER_LATENT)
    for sound in sounds(script):
        first, last = round(sound.start_s / SLOT_SECONDS), round(sound.end_s / SLOT_SECONDS)
        slots[first:last] = _openings(sound.phonemes[0], last - first)
    return np.convolve(slots, MOUTH_SMOOTHING, "same")[MIDDLE_OF_FRAME_SLOT::SLOTS_PER_LATENT]


def _openings(phoneme: str, count: int) -> np.ndarray:
    mnemonic = phoneme.partition(":")[2]
    if closes_lips(mnemonic):
        return np.zeros(count)
    targets = np.array([shape[0] for shape in shapes(mnemonic)])
    return targets[np.linspace(0, len(targets) - 1, count).round().astype(int)]


def syllables(parts: Sequence[Sound]) -> list[Sound]:
    """Mandarin sounds grouped. A change of tone or speaker opens a syllable, and so does a consonant after a vowel,
    except an n or ng that no vowel follows."""
    groups: list[list[Sound]] = []
    for part, later in zip_longest(parts, parts[1:]):
        if groups and not _opens(groups[-1], part, later):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [replace(g[0], end_s=g[-1].end_s, phonemes=tuple(p for part in g for p in part.phonemes)) for g in groups]


def _opens(group: Sequence[Sound], part: Sound, later: Sound | None) -> bool:
    last, name = group[-1], part.phonemes[0]
    if (part.speaker, part.prosody) != (last.speaker, last.prosody):
        return True
    if is_vowel(name) or not any(is_vowel(item.phonemes[0]) for item in group):
        return is_vowel(name) and not is_vowel(last.phonemes[0]) and any(is_vowel(p.phonemes[0]) for p in group)
    closes = name in ("zh:n", "zh:N") and is_vowel(last.phonemes[0])
    return not closes or (later is not None and later.prosody == part.prosody and is_vowel(later.phonemes[0]))
