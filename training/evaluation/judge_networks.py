"""Three small networks that look and listen in place of a person. They are trained on world clips only, never on
anything that tandem-mini made, and they share no weights with it.

Dimension key: B batch, F frames, L samples, N sound frames at 50 per second.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn

from ...engine.mini.layers import ResidualBlock1d
from ...engine.mini.operations import PlainOperations
from .features import MEL_BANDS, log_mel

PICTURE_SIZE = 64
SOUND_FRAMES_PER_SECOND = 50


@dataclass(frozen=True)
class PictureReading:
    """`onset` `[B, F]` logits of an impact in a frame, `mouth` `[B, F]` opening in 0..1 of the widest mouth,
    `slots` per slot name `[B, values]` logits."""

    onset: torch.Tensor
    mouth: torch.Tensor
    slots: dict[str, torch.Tensor]


@dataclass(frozen=True)
class SoundReading:
    """`onset` `[B, N]` logits of an impact in 20 ms, `slots` per slot name `[B, values]` logits."""

    onset: torch.Tensor
    slots: dict[str, torch.Tensor]


class SlotHeads(nn.Module):
    """One classifier per slot on a pooled feature: `{slot: number of values}` -> `{slot: [B, values]}`."""

    def __init__(self, width: int, slots: dict[str, int]) -> None:
        super().__init__()
        self.heads = nn.ModuleDict({name: nn.Linear(width, count) for name, count in slots.items()})

    def forward(self, pooled: torch.Tensor) -> dict[str, torch.Tensor]:
        return {name: head(pooled) for name, head in self.heads.items()}


class PictureJudge(nn.Module):
    """Looks at every frame beside its two neighbours, then along time."""

    def __init__(self, slots: dict[str, int], width: int = 112) -> None:
        super().__init__()
        self.see = nn.Sequential(
            nn.Conv2d(9, 16, 3, 2, 1), nn.GELU(),
            nn.Conv2d(16, 32, 3, 2, 1), nn.GELU(),
            nn.Conv2d(32, 48, 3, 2, 1), nn.GELU(),
            nn.Conv2d(48, 48, 3, 2, 1), nn.GELU(),
        )  # fmt: skip
        self.describe = nn.Linear(48 * 16, width)
        self.follow = nn.Sequential(
            nn.Conv1d(width, width, 5, padding=2), nn.GELU(), nn.Conv1d(width, width, 3, padding=1), nn.GELU()
        )
        self.onset_and_mouth = nn.Linear(width, 2)
        self.slots = SlotHeads(width, slots)

    def forward(self, frames: torch.Tensor) -> PictureReading:
        """frames: `[B, F, 64, 64, 3]` in 0..1."""
        batch, count = frames.shape[:2]
        x = frames.permute(0, 1, 4, 2, 3) - 0.5
        before, after = torch.cat([x[:, :1], x[:, :-1]], 1), torch.cat([x[:, 1:], x[:, -1:]], 1)
        x = torch.cat([before, x, after], 2).flatten(0, 1).contiguous(memory_format=torch.channels_last)
        h = self.describe(self.see(x).flatten(1)).reshape(batch, count, -1)
        h = h + self.follow(h.transpose(1, 2)).transpose(1, 2)
        onset, mouth = self.onset_and_mouth(h).float().unbind(-1)
        return PictureReading(onset, mouth.sigmoid(), self.slots(h.mean(1)))


class SoundJudge(nn.Module):
    """Convolutions over log-mel spectra."""

    def __init__(self, slots: dict[str, int], width: int = 96) -> None:
        super().__init__()
        self.listen = nn.Sequential(
            nn.Conv1d(MEL_BANDS, width, 5, padding=2), nn.GELU(),
            nn.Conv1d(width, width, 5, 2, 2), nn.GELU(),
            nn.Conv1d(width, width, 5, padding=2), nn.GELU(),
            nn.Conv1d(width, width, 5, padding=4, dilation=2), nn.GELU(),
        )  # fmt: skip
        self.onset = nn.Linear(width, 1)
        self.longer = nn.Sequential(nn.Conv1d(width, width, 5, 4, 2), nn.GELU(), nn.Conv1d(width, width, 5, padding=2))
        self.slots = SlotHeads(2 * width, slots)

    def forward(self, samples: torch.Tensor) -> SoundReading:
        """samples: `[B, L]` in -1..1."""
        h = self.listen(log_mel(samples).transpose(1, 2))
        longer = self.longer(h)
        pooled = torch.cat([longer.mean(-1), longer.amax(-1)], dim=-1)
        return SoundReading(self.onset(h.transpose(1, 2)).float()[..., 0], self.slots(pooled))


class PhonemeJudge(nn.Module):
    """Samples -> two phoneme logits per 20 ms: `spoken` for connectionist temporal classification (Graves et al. 2006;
    0 is its blank) and `frames`, which sound fills the 20 ms (0 is silence). It sees about 0.3 s to each side:
    too little to guess a word it did not hear."""

    def __init__(self, phonemes: int, width: int = 176) -> None:
        super().__init__()
        self.enter = nn.Conv1d(MEL_BANDS, width, 5, padding=2)
        self.fine = nn.Sequential(*self._blocks(width, 2))
        self.halve = nn.Conv1d(width, width, 4, 2, 1)
        self.coarse = nn.Sequential(*self._blocks(width, 4))
        self.norm = nn.LayerNorm(width)
        self.spoken = nn.Linear(width, phonemes)
        self.frames = nn.Linear(width, phonemes)

    @staticmethod
    def _blocks(width: int, count: int) -> list[nn.Module]:
        return [ResidualBlock1d(width, expand=2, operations=PlainOperations) for _ in range(count)]

    def forward(self, samples: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """samples `[B, L]` in -1..1 -> `spoken`, `frames`, each `[B, N, phonemes]`."""
        h = self.fine(self.enter(log_mel(samples).transpose(1, 2)).transpose(1, 2))
        h = self.norm(self.coarse(self.halve(h.transpose(1, 2)).transpose(1, 2)))
        return self.spoken(h).float(), self.frames(h).float()
