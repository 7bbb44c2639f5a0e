"""What a take is told: the prompt, completed for every clip of the batch before it is sampled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .text.casting import cast
from .text.cue_plan import cued
from .text.viewing import viewed
from .text.voice_pitch import voiced


@dataclass(frozen=True)
class Told:
    """`context` `[B, S, V]` slot probabilities and `script` `[B, A, 14]`, one row for each clip."""

    context: torch.Tensor
    script: torch.Tensor


@dataclass(frozen=True)
class Freedom:
    """What of a clip is sampled: `rows`, bool `[A]`, is where both streams are; `picture` and `sound`, whether all of
    the stream is; `sounding`, bool `[A]`, where the sound is, None as `rows`."""

    rows: torch.Tensor
    picture: bool = True
    sound: bool = True
    sounding: torch.Tensor | None = None

    @classmethod
    def full(cls, audio_latents: int) -> Freedom:
        return cls(torch.ones(audio_latents, dtype=torch.bool))

    @classmethod
    def of(cls, video_mask: torch.Tensor, audio_mask: torch.Tensor) -> list[Freedom]:
        """Of every clip of a batch, from masks `[B, C, T, H, W]` and `[B, C, A, F]`, 0 where a stream is kept."""
        return [cls._of_clip(*masks) for masks in zip(video_mask.cpu(), audio_mask.cpu(), strict=True)]

    @classmethod
    def _of_clip(cls, video_mask: torch.Tensor, audio_mask: torch.Tensor) -> Freedom:
        seen, heard = video_mask.amax(dim=(0, 2, 3)) > 0, audio_mask.amax(dim=(0, 2)) > 0
        rows = seen.repeat_interleave(len(heard) // len(seen)) & heard
        return cls(rows, bool((video_mask > 0).all()), bool((audio_mask > 0).all()), heard)


def told(
    context: torch.Tensor,
    script: torch.Tensor,
    seeds: Sequence[int],
    freedom: Sequence[Freedom] | None = None,
    before: torch.Tensor | None = None,
    chain: torch.Tensor | None = None,
) -> Told:
    """Completes a prompt for clips with `seeds`: what it leaves open is chosen (`casting.py`), when things strike is
    decided (`cue_plan.py`), where the camera looks (`viewing.py`), and in whose voice words are said
    (`voice_pitch.py`).

    context: `[1 or B, S, V]`. script: `[1 or B, A, 14]`. freedom: that of every clip, or of one for all. before:
    `[1 or B, A', 14]`, the script of a locked beginning. chain: that of all that came before, `before` where None: who
    has spoken anywhere in it keeps that voice.
    """
    count = len(seeds)
    free = list(freedom or [Freedom.full(script.shape[1])])
    free = free * count if len(free) == 1 else free
    scripts, contexts = script.expand(count, -1, -1), context.float().cpu().expand(count, -1, -1)
    cast_rows = [
        cast(row, words, seed, picture_free=clip.picture, sound_free=clip.sound)
        for row, words, seed, clip in zip(contexts, scripts, seeds, free, strict=True)
    ]
    completed = []
    for index, (row, words, seed, clip) in enumerate(zip(cast_rows, scripts, seeds, free, strict=True)):
        earlier = None if before is None else before[index % len(before)]
        known = earlier if chain is None else chain[index % len(chain)]
        happening = cued(words, row, seed, clip.rows, earlier)
        seen = viewed(happening, row, seed, clip.rows, clip.picture, earlier)
        sounding = clip.rows if clip.sounding is None else clip.sounding
        completed.append(voiced(seen, row, seed, sounding, clip.sound, known))
    return Told(torch.stack(cast_rows).to(context), torch.stack(completed).to(script.device))


def agreed(
    contexts: Sequence[torch.Tensor], scripts: Sequence[torch.Tensor]
) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Several prompts of one clip, `[S, V]` and `[A, 14]` each: what one of them leaves open, and words that it does
    not have, it takes from the first other one that has them. Otherwise each would choose for itself."""
    words = next((script for script in scripts if script.any()), scripts[0])
    return [
        (_filled(context, contexts), script if script.any() else words)
        for context, script in zip(contexts, scripts, strict=True)
    ]


def _filled(context: torch.Tensor, others: Sequence[torch.Tensor]) -> torch.Tensor:
    """UNSPECIFIED is value 0 of every slot."""
    filled = context.clone()
    for other in others:
        is_open, is_stated = filled.argmax(dim=-1) == 0, other.argmax(dim=-1) != 0
        filled = torch.where((is_open & is_stated)[:, None], other.to(filled), filled)
    return filled
