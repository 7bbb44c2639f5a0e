"""Cues: the moments of a script at which something strikes, a note is played, or the music has a beat.

They stand in the same tensor as the words (`script.py`): a strike in the first two columns, where a sound of speech
would stand, a played note in the column of tones from there on, a beat in the column of tones alone. A word wins over
a strike and over a note, which would make it sung; a beat wins over a tone, which lasts longer than its 40 ms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch

from .script import SLOT_SECONDS, SLOTS_PER_LATENT, note_id

FIRST_STRIKE_ID = 120
"""In the table of phonemes, whose own ids end before it."""
STRIKES = ("first", "second")
"""Two kinds, for whatever takes turns: the sticks of a drum, the mallets, the ways of a bow."""
FIRST_BEAT_ID = 60
"""In the table of tones and notes, which end before it."""
BEATS = ("beat", "bar")
SPEAKER_COLUMN, PROSODY_COLUMN = 2, 3
WORD_COLUMNS = 4
"""Those of words and cues."""
HAPPENING = slice(WORD_COLUMNS, 9)
"""Columns of what happens with the cues, and goes with them: accompaniment and points."""


@dataclass(frozen=True)
class Cue:
    """One moment, in seconds from the clip's start. `kind` is one of STRIKES or BEATS.

    A strike that plays a note has its `midi` number and how long it sounds.
    """

    at_s: float
    kind: str = "first"
    midi: int | None = None
    length_s: float = 0.0

    @property
    def slot(self) -> int:
        """Of 20 ms."""
        return round(self.at_s / SLOT_SECONDS)

    @property
    def row(self) -> int:
        """Of the script."""
        return self.slot // SLOTS_PER_LATENT


def with_cues(script: torch.Tensor, cues: Iterable[Cue]) -> torch.Tensor:
    """`[A, 14]` with `cues`, strikes only where no word stands; those outside the clip are left out.

    Raises ValueError for a kind that is none.
    """
    script = script.clone()
    sounds = script[:, :SLOTS_PER_LATENT].flatten()
    prosody = script[:, PROSODY_COLUMN]
    for cue in cues:
        slot, row = cue.slot, cue.row
        if not 0 <= slot < len(sounds):
            continue
        if cue.kind in BEATS:
            prosody[row] = FIRST_BEAT_ID + BEATS.index(cue.kind)
        elif cue.kind in STRIKES:
            _fill(sounds[slot : slot + 1], FIRST_STRIKE_ID + STRIKES.index(cue.kind))
            if cue.midi is not None:
                last = round((cue.at_s + cue.length_s) / SLOT_SECONDS / SLOTS_PER_LATENT)
                played = slice(row, max(last, row + 1))
                _fill(prosody[played], note_id(cue.midi), script[played, SPEAKER_COLUMN] == 0)
        else:
            raise ValueError(f"kind: expected one of {[*STRIKES, *BEATS]}, got {cue.kind!r}")
    script[:, :SLOTS_PER_LATENT] = sounds.reshape(-1, SLOTS_PER_LATENT)
    return script


def has_cues(script: torch.Tensor) -> bool:
    """Whether any cue stands in `[..., A, 4]`."""
    return bool(_strikes(script).any() or _beats(script).any())


def without_cues(script: torch.Tensor) -> torch.Tensor:
    """`[..., A, 14]` with nothing but its words, songs included, and the camera's view."""
    played = (script[..., SPEAKER_COLUMN] == 0) | _beats(script)
    sounds = torch.where(_strikes(script), 0, script[..., :SLOTS_PER_LATENT])
    prosody = torch.where(played, 0, script[..., PROSODY_COLUMN])
    script = script.clone()
    script[..., :SLOTS_PER_LATENT], script[..., PROSODY_COLUMN], script[..., HAPPENING] = sounds, prosody, 0
    return script


def moments(script: torch.Tensor) -> list[Cue]:
    """The cues of `[A, 14]` in order, each to the precision of its column, without notes."""
    found = []
    sounds, prosody = script[:, :SLOTS_PER_LATENT].flatten().tolist(), script[:, PROSODY_COLUMN].tolist()
    for slot, sound in enumerate(sounds):
        if sound >= FIRST_STRIKE_ID:
            found.append(Cue(slot * SLOT_SECONDS, STRIKES[sound - FIRST_STRIKE_ID]))
    for row, tone in enumerate(prosody):
        if tone >= FIRST_BEAT_ID:
            found.append(Cue(row * SLOT_SECONDS * SLOTS_PER_LATENT, BEATS[tone - FIRST_BEAT_ID]))
    return sorted(found, key=lambda cue: cue.at_s)


def _fill(places: torch.Tensor, value: int, where: torch.Tensor | bool = True) -> None:
    places[(places == 0) & where] = value


def _strikes(script: torch.Tensor) -> torch.Tensor:
    return script[..., :SLOTS_PER_LATENT] >= FIRST_STRIKE_ID


def _beats(script: torch.Tensor) -> torch.Tensor:
    return script[..., PROSODY_COLUMN] >= FIRST_BEAT_ID
