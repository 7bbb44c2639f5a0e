"""The clock of the cues: how long ago the last strike or beat was, and how soon the next one comes.

What a struck thing shows and sounds like follows from these two times: a glass falls until it strikes and lies in
shards since, a bell rings on, a ball is highest in the middle between two impacts. They could be found by attention,
but a model as small as this one learns them late; so they are told.
"""

from __future__ import annotations

import torch

from .cues import BEATS, FIRST_BEAT_ID, FIRST_STRIKE_ID, PROSODY_COLUMN, STRIKES
from .script import SLOT_SECONDS, SLOTS_PER_LATENT

SHORTEST_DECAY_S, DECAYS = 0.02, 8
"""Every decay is twice as long as the one before it."""
"""A time `s` is told as `exp(-s / decay)` for each of them: precise for what is near, and 0 for what never comes."""
KINDS = len(STRIKES) + 1
"""Each kind of strike by itself, and all beats as one."""
CLOCK_WIDTH = KINDS * 2 * DECAYS


def cue_clock(script: torch.Tensor) -> torch.Tensor:
    """`[B, A, 14]` ids -> float32 `[B, A, CLOCK_WIDTH]`: per kind the decays since the last cue and until the next.

    Times are counted in slots of 20 ms from the second one of each row, in which a cue has just happened.
    """
    struck = _struck(script)
    batch, slots, _ = struck.shape
    index = torch.arange(slots, device=script.device)[None, :, None]
    last = torch.where(struck, index, -1).cummax(dim=1).values
    coming = torch.where(struck, index, slots).flip(1).cummin(dim=1).values.flip(1)
    after = torch.cat([coming[:, 1:], coming.new_full((batch, 1, KINDS), slots)], dim=1)
    since = _decayed(index - last, last >= 0)
    until = _decayed(after - index, after < slots)
    return torch.cat([since, until], dim=-1)[:, SLOTS_PER_LATENT - 1 :: SLOTS_PER_LATENT].flatten(2)


def _struck(script: torch.Tensor) -> torch.Tensor:
    """Bool `[B, 2A, KINDS]`: whether a cue of that kind stands in each slot of 20 ms; beats in the first of a row."""
    sounds = script[..., :SLOTS_PER_LATENT].flatten(1)
    tones = script[..., PROSODY_COLUMN]
    beats = (tones >= FIRST_BEAT_ID) & (tones < FIRST_BEAT_ID + len(BEATS))
    beats = torch.stack([beats, *[torch.zeros_like(beats)] * (SLOTS_PER_LATENT - 1)], dim=-1).flatten(1)
    return torch.stack([*(sounds == FIRST_STRIKE_ID + kind for kind in range(len(STRIKES))), beats], dim=-1)


def _decayed(slots: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """`[B, 2A, K]` numbers of slots -> `[B, 2A, K, DECAYS]`, 0 where not `known`."""
    decays = SHORTEST_DECAY_S * 2.0 ** torch.arange(DECAYS, device=slots.device)
    return torch.exp(-slots.float()[..., None] * SLOT_SECONDS / decays) * known[..., None]
