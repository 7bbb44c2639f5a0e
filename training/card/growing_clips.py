"""Clips of one length on the card, more of them all the time."""

from __future__ import annotations

import torch

from ...engine.mini import geometry
from ...engine.mini.text.attributes import SLOT_COUNT
from ...engine.mini.text.script import COLUMNS
from ..mini.latent_batches import LatentClips, shares_of


class GrowingClips(LatentClips):
    """Like `LatentClips`, with room for `capacity` clips; those that are not there yet are never drawn.

    When it is full, new clips replace the oldest.
    """

    def __init__(self, video_latents: int, capacity: int, device: torch.device | str = "cpu") -> None:
        side, sounds = geometry.LATENT_SIZE, video_latents * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT
        shapes = {
            "video": ((video_latents, side, side, geometry.VIDEO_CHANNELS), torch.float16),
            "still": ((side, side, geometry.VIDEO_CHANNELS), torch.float16),
            "audio": ((sounds, geometry.AUDIO_CHANNELS), torch.float16),
            "slots": ((SLOT_COUNT,), torch.uint8),
            "script": ((sounds, COLUMNS), torch.uint8),
        }
        self.rows = {
            name: torch.zeros(capacity, *shape, dtype=dtype, device=device) for name, (shape, dtype) in shapes.items()
        }
        self.video_latents, self.capacity, self.held_out, self.seen = video_latents, capacity, 0, 0
        self.shares = torch.zeros(capacity, device=device)

    def __len__(self) -> int:
        return min(self.seen, self.capacity)

    def add(self, rows: dict[str, torch.Tensor]) -> None:
        """Takes in the clips of `rows`, `[N, ...]` each; they can be drawn from once all of them are written."""
        count = len(rows["slots"])
        rows, done = {**rows, "shares": shares_of(rows["slots"])}, 0
        while done < count:
            place = self.seen % self.capacity
            taken = min(count - done, self.capacity - place)
            for name, store in (*self.rows.items(), ("shares", self.shares)):
                store[place : place + taken] = rows[name][done : done + taken]
            self.seen, done = self.seen + taken, done + taken
