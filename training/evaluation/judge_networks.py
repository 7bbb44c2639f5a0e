"""Three small networks that look and listen in place of a person. They are trained on world clips only, never on
anything that tandem-mini made, and they share no weights with it.

Dimension key: B batch, F frames, L samples, N sound frames at 50 per second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import nn

from ...engine.mini.geometry import SAMPLE_RATE_HZ
from ...engine.mini.layers import ResidualBlock1d
from ...engine.mini.operations import PlainOperations
from .features import MEL_BANDS, log_mel

SMALL_SIZE, CLOSE_SIZE = 64, 128
"""Pixels: every frame is seen small, as impacts are large; some are looked at closely, as brows and lids are not."""
CLOSE_EVERY = 8
SOUND_FRAMES_PER_SECOND = 50
FAR_FRAMES = 16
LOWEST_MIDI, PITCHES, PITCHES_PER_SEMITONE, PITCH_WIDTH = 40, 120, 2, 0.4
NOTE_WINDOW_SAMPLES, NOTE_HOP_SAMPLES = 4096, 640


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


class Glance(nn.Module):
    """Three small pictures in one look: `[B, 9, 64, 64]` -> `[B, width]`."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.see = nn.Sequential(
            nn.Conv2d(9, 16, 3, 2, 1), nn.GELU(),
            nn.Conv2d(16, 32, 3, 2, 1), nn.GELU(),
            nn.Conv2d(32, 48, 3, 2, 1), nn.GELU(),
            nn.Conv2d(48, 48, 3, 2, 1), nn.GELU(),
        )  # fmt: skip
        self.describe = nn.Linear(48 * 16, width)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.describe(self.see(pictures.contiguous(memory_format=torch.channels_last)).flatten(1))


class Portrait(nn.Module):
    """A close look at a few frames: every head learns where and when to look (a mean over all places and frames would
    drown a brow in the rest). `[B, F, 3, 128, 128]` -> `[B, heads * width]`."""

    def __init__(self, heads: int, width: int) -> None:
        super().__init__()
        self.see = nn.Sequential(
            nn.Conv2d(3, 32, 6, 4, 1), nn.GELU(),
            nn.Conv2d(32, 48, 3, 2, 1), nn.GELU(),
            nn.Conv2d(48, width, 3, 1, 1), nn.GELU(),
        )  # fmt: skip
        self.where = nn.Conv2d(width, heads, 1)
        self.place = nn.Parameter(torch.zeros(heads, CLOSE_SIZE // 8, CLOSE_SIZE // 8))

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        batch_and_frames = frames.shape[:2]
        h = self.see(frames.flatten(0, 1).contiguous(memory_format=torch.channels_last))
        weights = (self.where(h) + self.place).float().unflatten(0, batch_and_frames).transpose(1, 2).flatten(2)
        places = h.float().unflatten(0, batch_and_frames).transpose(1, 2).flatten(2)
        return torch.einsum("bhp,bcp->bhc", weights.softmax(-1), places).flatten(1)


class PictureJudge(nn.Module):
    """Sees impacts and mouths in every frame beside its two neighbours; colours, faces and things in close looks; and
    the camera's way in frames that lie far apart."""

    def __init__(self, slots: dict[str, int], width: int = 112, heads: int = 12, close: int = 64) -> None:
        super().__init__()
        self.motion = Glance(width)
        self.follow = nn.Sequential(
            nn.Conv1d(width, width, 5, padding=2), nn.GELU(), nn.Conv1d(width, width, 3, padding=1), nn.GELU()
        )
        self.onset_and_mouth = nn.Linear(width, 2)
        self.portrait = Portrait(heads, close)
        self.way = Glance(close)
        self.slots = SlotHeads(heads * close + 2 * width + close, slots)

    def forward(self, small: torch.Tensor, close: torch.Tensor) -> PictureReading:
        """small: `[B, F, 64, 64, 3]` in 0..1, all frames; close: `[B, F / 8 or more, 128, 128, 3]`, every eighth."""
        x = small.permute(0, 1, 4, 2, 3) - 0.5
        count = x.shape[1]
        h = _each(self.motion, _in_threes(x, torch.arange(count), 1))
        h = h + self.follow(h.transpose(1, 2)).transpose(1, 2)
        onset, mouth = self.onset_and_mouth(h).float().unbind(-1)
        middles = torch.arange(FAR_FRAMES, max(count - FAR_FRAMES // 2, FAR_FRAMES + 1), FAR_FRAMES)
        way = _each(self.way, _in_threes(x, middles, FAR_FRAMES)).mean(1)
        portrait = self.portrait(close.permute(0, 1, 4, 2, 3) - 0.5)
        seen = torch.cat([portrait, h.mean(1), h.amax(1), way], dim=-1)
        return PictureReading(onset, mouth.sigmoid(), self.slots(seen))


def _in_threes(x: torch.Tensor, middles: torch.Tensor, apart: int) -> torch.Tensor:
    """`[B, F, 3, H, W]` -> `[B, M, 9, H, W]`: the frames at `middles` `[M]` with those `apart` frames to both sides."""
    last = x.shape[1] - 1
    return torch.cat([x[:, (middles + shift).clamp(0, last)] for shift in (-apart, 0, apart)], dim=2)


def _each(glance: Glance, pictures: torch.Tensor) -> torch.Tensor:
    """`[B, M, 9, H, W]` -> `[B, M, width]`."""
    return glance(pictures.flatten(0, 1)).unflatten(0, pictures.shape[:2])


class SoundJudge(nn.Module):
    """Convolutions over log-mel spectra, and over semitones for scales and melodies."""

    def __init__(self, slots: dict[str, int], width: int = 96, notes: int = 64) -> None:
        super().__init__()
        self.listen = nn.Sequential(
            nn.Conv1d(MEL_BANDS, width, 5, padding=2), nn.GELU(),
            nn.Conv1d(width, width, 5, 2, 2), nn.GELU(),
            nn.Conv1d(width, width, 5, padding=2), nn.GELU(),
            nn.Conv1d(width, width, 5, padding=4, dilation=2), nn.GELU(),
        )  # fmt: skip
        self.onset = nn.Linear(width, 1)
        self.longer = nn.Sequential(nn.Conv1d(width, width, 5, 4, 2), nn.GELU(), nn.Conv1d(width, width, 5, padding=2))
        self.notes = nn.Sequential(
            nn.Conv1d(PITCHES, notes, 5, 2, 2), nn.GELU(), nn.Conv1d(notes, notes, 5, 2, 2), nn.GELU()
        )
        self.slots = SlotHeads(2 * width + 2 * notes, slots)

    def forward(self, samples: torch.Tensor) -> SoundReading:
        """samples: `[B, L]` in -1..1."""
        h = self.listen(log_mel(samples).transpose(1, 2))
        tracks = self.longer(h), self.notes(log_pitch(samples).transpose(1, 2))
        pooled = torch.cat([pool for track in tracks for pool in (track.mean(-1), track.amax(-1))], dim=-1)
        return SoundReading(self.onset(h.transpose(1, 2)).float()[..., 0], self.slots(pooled))


@lru_cache
def _pitch_matrix() -> torch.Tensor:
    """Spectrum bins to quarter tones: `[bins, PITCHES]`."""
    hertz = torch.arange(NOTE_WINDOW_SAMPLES // 2 + 1) * (SAMPLE_RATE_HZ / NOTE_WINDOW_SAMPLES)
    midi = 69 + 12 * torch.log2(hertz.clamp(min=1.0) / 440)
    centres = LOWEST_MIDI + torch.arange(PITCHES) / PITCHES_PER_SEMITONE
    return torch.exp(-0.5 * ((midi[:, None] - centres) / PITCH_WIDTH) ** 2)


def log_pitch(samples: torch.Tensor, floor: float = 1e-2) -> torch.Tensor:
    """`[B, L]` in -1..1 -> `[B, L / 640, PITCHES]`: logarithm of the level on every quarter tone from MIDI 40 up,
    relative to their mean. The bands of `log_mel` are wider than a semitone."""
    edge = (NOTE_WINDOW_SAMPLES - NOTE_HOP_SAMPLES) // 2
    padded = F.pad(samples.float(), (edge, edge))
    window = torch.hann_window(NOTE_WINDOW_SAMPLES)
    spectrum = torch.stft(
        padded, NOTE_WINDOW_SAMPLES, NOTE_HOP_SAMPLES, window=window, center=False, return_complex=True
    )
    level = torch.log(spectrum.abs().transpose(1, 2) @ _pitch_matrix() + floor) * 0.3
    return level - level.mean(-1, keepdim=True)


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
