"""Networks that name the mood of one who talks: by the face, cut out of the picture, and by the voice.

Dimension key: B batch, S side of a picture.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .mood_features import PERCENTILES, TIMBRE_BANDS

PICTURE, FACE, SMALL = 128, 64, 32
"""Pixels: the whole picture, the face cut out of it (brows to mouth, also where the camera has come near), and the
small picture in which it is found."""
CELLS = SMALL // 2
CONTOUR = slice(2 * TIMBRE_BANDS, 2 * TIMBRE_BANDS + len(PERCENTILES) + 7)
"""The features of a voice that say how its pitch goes."""
NOISE, CONTOUR_NOISE = 0.3, 0.05
"""In training, in deviations of a feature: a mood moves the pitch by a few semitones, which is little beside what lies
between a man's and a child's."""


class FaceFinder(nn.Module):
    """Where the middle of the face is: `[B, 3, 128, 128]` in -0.5..0.5 -> (x, y) `[B, 2]` in pixels."""

    def __init__(self, width: int = 24) -> None:
        super().__init__()
        self.see = nn.Sequential(
            nn.Conv2d(3, width, 5, 2, 2), nn.GELU(),
            nn.Conv2d(width, width, 5, padding=2), nn.GELU(),
            nn.Conv2d(width, width, 5, padding=4, dilation=2), nn.GELU(),
            nn.Conv2d(width, 1, 3, padding=1),
        )  # fmt: skip

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        small = F.avg_pool2d(pictures, PICTURE // SMALL)
        share = self.see(small).float().flatten(1).softmax(-1).unflatten(1, (CELLS, CELLS))
        middles = (torch.arange(CELLS) + 0.5) * (PICTURE / CELLS)
        return torch.stack([(share.sum(1) * middles).sum(1), (share.sum(2) * middles).sum(1)], dim=-1)


def cut_out(pictures: torch.Tensor, middles: torch.Tensor) -> torch.Tensor:
    """`[B, 3, 128, 128]` and (x, y) `[B, 2]` -> the squares around them, `[B, 3, 64, 64]`, all within the picture."""
    corners = (middles - FACE / 2).round().long().clamp(0, PICTURE - FACE)
    return torch.stack([
        picture[:, y : y + FACE, x : x + FACE] for picture, (x, y) in zip(pictures, corners.tolist(), strict=True)
    ])  # fmt: skip


class FaceMood(nn.Module):
    """`[B, 3, 64, 64]` in -0.5..0.5 -> logits of the moods `[B, moods]`."""

    def __init__(self, moods: int) -> None:
        super().__init__()
        self.see = nn.Sequential(
            nn.Conv2d(3, 24, 3, 2, 1), nn.GELU(),
            nn.Conv2d(24, 40, 3, 2, 1), nn.GELU(),
            nn.Conv2d(40, 64, 3, 2, 1), nn.GELU(),
            nn.Conv2d(64, 64, 3, 2, 1), nn.GELU(),
        )  # fmt: skip
        self.describe = nn.Linear(64 * (FACE // 16) ** 2, 64)
        self.name = nn.Linear(64, moods)

    def forward(self, faces: torch.Tensor) -> torch.Tensor:
        return self.name(F.dropout(F.gelu(self.describe(self.see(faces).flatten(1))), 0.2, self.training))


class VoiceMood(nn.Module):
    """Features of a voice `[B, features]` -> logits of the moods `[B, moods]`; the first layer brings every feature to
    the same range. In training all have some noise, the pitch little, so that few clips teach no accidents."""

    middle: torch.Tensor
    spread: torch.Tensor

    def __init__(self, features: int, moods: int, width: int = 192) -> None:
        super().__init__()
        self.register_buffer("middle", torch.zeros(features))
        self.register_buffer("spread", torch.ones(features))
        self.layers = nn.Sequential(
            nn.Linear(features, width), nn.GELU(), nn.Dropout(0.3),
            nn.Linear(width, width), nn.GELU(), nn.Dropout(0.3),
            nn.Linear(width, moods),
        )  # fmt: skip

    def fit_range(self, features: torch.Tensor) -> None:
        """To the mean and the deviation of `[N, features]`."""
        self.middle.copy_(features.mean(0))
        self.spread.copy_(features.std(0) + 0.05)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        x = (features - self.middle) / self.spread
        if self.training:
            level = torch.full_like(self.middle, NOISE)
            level[CONTOUR] = CONTOUR_NOISE
            x = x + level * torch.randn_like(x)
        return self.layers(x)
