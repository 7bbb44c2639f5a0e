"""What a take is told: the prompt, completed for every clip of the batch before it is sampled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .text.casting import cast
from .text.cue_plan import cued


@dataclass(frozen=True)
class Told:
    """`context` `[B, S, V]` slot probabilities and `script` `[B, A, 4]`, one row for each clip."""

    context: torch.Tensor
    script: torch.Tensor


@dataclass(frozen=True)
class Freedom:
    """What of a take is sampled: `rows`, bool `[A]`, is where both streams are; `picture` and `sound`, whether all of
    the stream is."""

    rows: torch.Tensor
    picture: bool = True
    sound: bool = True

    @classmethod
    def full(cls, audio_latents: int) -> Freedom:
        return cls(torch.ones(audio_latents, dtype=torch.bool))

    @classmethod
    def of(cls, video_mask: torch.Tensor, audio_mask: torch.Tensor) -> Freedom:
        """From masks `[B, C, T, H, W]` and `[B, C, A, F]`, 0 where a stream is kept."""
        seen, heard = video_mask.amax(dim=(0, 1, 3, 4)) > 0, audio_mask.amax(dim=(0, 1, 3)) > 0
        rows = (seen.repeat_interleave(len(heard) // len(seen)) & heard).cpu()
        return cls(rows, bool((video_mask > 0).all()), bool((audio_mask > 0).all()))


def told(
    context: torch.Tensor,
    script: torch.Tensor,
    seeds: Sequence[int],
    freedom: Freedom | None = None,
    before: torch.Tensor | None = None,
) -> Told:
    """Completes a prompt for clips with `seeds`: what it leaves open is chosen (`casting.py`), and when things strike
    is decided (`cue_plan.py`).

    context: `[1 or B, S, V]`. script: `[1 or B, A, 4]`. before: `[1 or B, A', 4]`, the script of a locked beginning.
    """
    free = freedom or Freedom.full(script.shape[1])
    scripts, contexts = script.expand(len(seeds), -1, -1), context.float().cpu().expand(len(seeds), -1, -1)
    cast_rows = [
        cast(row, words, seed, picture_free=free.picture, sound_free=free.sound)
        for row, words, seed in zip(contexts, scripts, seeds, strict=True)
    ]
    cued_scripts = [
        cued(words, row, seed, free.rows, None if before is None else before[index % len(before)])
        for index, (row, words, seed) in enumerate(zip(cast_rows, scripts, seeds, strict=True))
    ]
    return Told(torch.stack(cast_rows), torch.stack(cued_scripts))
