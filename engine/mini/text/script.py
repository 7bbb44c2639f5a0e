"""The script of a clip as the transformer reads it: which sound is made when, by whom, at which pitch.

A script tensor is int64 `[A, 14]`, one row per audio latent (40 ms), with the columns
`phoneme in the first 20 ms, phoneme in the second 20 ms, speaker, prosody, note of the accompaniment, x and y of one
thing that moves, x and y of another, side and enlargement of the camera's view, pitch of the voice, lift above the
middle of the voice, whose voice` (`accompaniment.py`, `points.py`, `viewing.py`, `voice_pitch.py`, `voices.py`); 0
means none in every column.
Speakers: 1 first person, 2 second person, 3 off screen. Prosody: 1-5 the tones of Mandarin (5 is neutral),
6 and up the sung notes, `6 + midi - 36`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from .voice_pitch import LIFT_COLUMN, PITCH_COLUMN, VOICE_COLUMN, lift_id, pitch_id
from .voices import NO_VOICE

COLUMNS = 14
SLOT_SECONDS = 0.02
SLOTS_PER_LATENT = 2
SPEAKER_COUNT = 4
PROSODY_COUNT = 64
MOST_SPEEDUP = 1.4
"""How much faster words are spoken to fit into a clip, before they are cut off."""
FIRST_NOTE_ID, LOWEST_MIDI, HIGHEST_MIDI = 6, 36, 84


@dataclass(frozen=True)
class TimedPhoneme:
    """One sound of the script. Times in seconds from the clip's start; `phoneme` is a name of the inventory.

    `hertz` is how high it is said, 0 where that is not known; `lift` how far above the middle of a voice that is still
    to be chosen; `voice` the number of the voice, 0 where nobody knows it.
    """

    start_s: float
    end_s: float
    phoneme: str
    speaker: int = 1
    prosody: int = 0
    hertz: float = 0.0
    lift: float | None = None
    voice: int = NO_VOICE


def note_id(midi: int) -> int:
    """Prosody id of a sung note; notes outside 36..84 take the nearest end."""
    return FIRST_NOTE_ID + min(max(midi, LOWEST_MIDI), HIGHEST_MIDI) - LOWEST_MIDI


def script_tensor(phonemes: Iterable[TimedPhoneme], ids: dict[str, int], audio_latents: int) -> torch.Tensor:
    """`[audio_latents, 14]` int64. A phoneme fills its 20 ms slots, at least one; later ones win.

    Phonemes beyond the end are left out. Raises KeyError for a phoneme that `ids` lacks.
    """
    slots = torch.zeros(audio_latents * SLOTS_PER_LATENT, dtype=torch.int64)
    rows = torch.zeros(audio_latents, COLUMNS, dtype=torch.int64)
    for item in phonemes:
        first = round(item.start_s / SLOT_SECONDS)
        last = max(first + 1, round(item.end_s / SLOT_SECONDS))
        slots[max(first, 0) : max(last, 0)] = ids[item.phoneme]
        sounding = slice(max(first // 2, 0), max((last + 1) // 2, 0))
        rows[sounding, 2], rows[sounding, 3] = item.speaker, item.prosody
        rows[sounding, PITCH_COLUMN], rows[sounding, LIFT_COLUMN] = pitch_id(item.hertz), lift_id(item.lift)
        rows[sounding, VOICE_COLUMN] = item.voice
    rows[:, :2] = slots.view(audio_latents, SLOTS_PER_LATENT)
    return rows


def widened(script: torch.Tensor) -> torch.Tensor:
    """`[..., A, K]` of an earlier version, which had fewer columns -> `[..., A, 14]`."""
    return F.pad(script, (0, max(COLUMNS - script.shape[-1], 0)))


def fit_script(script: torch.Tensor, audio_latents: int, *, most_speedup: float = MOST_SPEEDUP) -> torch.Tensor:
    """`[B, A, 14]` -> `[B, audio_latents, 14]`: padded with silence, or up to `most_speedup` faster, then cut."""
    script = widened(script)
    length = script.shape[1]
    if length <= audio_latents:
        silence = script.new_zeros(script.shape[0], audio_latents - length, COLUMNS)
        return torch.cat([script, silence], dim=1)
    used = min(length, round(audio_latents * most_speedup))
    index = torch.linspace(0, used - 1, audio_latents).round().long()
    return script[:, index.to(script.device)]
