"""What the judges are trained towards."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from ...engine.mini.geometry import SAMPLE_RATE_HZ
from .judge_networks import (
    CLOSE_SIZE,
    SMALL_SIZE,
    SOUND_FRAMES_PER_SECOND,
    PhonemeJudge,
    PictureJudge,
    SoundJudge,
)
from .judge_sets import NOT_ASKED, PictureSet, SoundSet

POSITIVE_WEIGHT = 3.0
"""Impacts are rare: a missed one counts this many times."""

SLOT_WEIGHT = 0.4
FRAME_SAMPLES = SAMPLE_RATE_HZ // SOUND_FRAMES_PER_SECOND
SHORTEST_CROP_SAMPLES = 24_000
LONGEST_SHIFT_PIXELS = 3
"""Of the small frames."""


def picture_loss(judge: PictureJudge, data: PictureSet, index: torch.Tensor) -> torch.Tensor:
    down, right = torch.randint(-LONGEST_SHIFT_PIXELS, LONGEST_SHIFT_PIXELS + 1, (2,)).tolist()
    noise = 0.03 * torch.rand(len(index), 1, 1, 1, 1)
    enlarged = CLOSE_SIZE // SMALL_SIZE
    small = noisy(shifted(data.small[index], down, right), noise)
    close = noisy(shifted(data.close[index], enlarged * down, enlarged * right), noise)
    reading = judge(small, close)
    onset = _onset_loss(reading.onset, data.onset[index], data.onset_weight[index])
    mouth = ((reading.mouth - data.mouth[index]).square().mean(1) * data.mouth_weight[index]).mean()
    return 6 * onset + 10 * mouth + SLOT_WEIGHT * slot_loss(reading.slots, _at(data.slots, index))


def sound_loss(judge: SoundJudge, data: SoundSet, index: torch.Tensor) -> torch.Tensor:
    """On a random part of the clips: the judge must not depend on their length. Half of them are as loud as they were
    recorded, and only those say how loud that is."""
    as_recorded = torch.rand(len(index)) < 0.5
    samples, first, last = _crop(augmented(data.samples[index].float(), as_recorded))
    reading = judge(samples)
    onset = _onset_loss(reading.onset, data.onset[index, first:last], data.onset_weight[index])
    labels = _at(data.slots, index)
    labels["loudness"] = labels["loudness"].where(as_recorded, torch.tensor(NOT_ASKED))
    return 2 * onset + SLOT_WEIGHT * slot_loss(reading.slots, labels)


def phoneme_loss(judge: PhonemeJudge, data: SoundSet, index: torch.Tensor) -> torch.Tensor:
    """Connectionist temporal classification, helped by the known frames."""
    spoken, frames = judge(augmented(data.samples[index].float()))
    targets = [data.spoken[i] or () for i in index.tolist()]
    whole = F.ctc_loss(
        spoken.log_softmax(-1).transpose(0, 1),
        torch.tensor([p for target in targets for p in target]),
        torch.full((len(index),), spoken.shape[1]),
        torch.tensor([len(target) for target in targets]),
        zero_infinity=True,
    )
    return whole + F.cross_entropy(frames.flatten(0, 1), data.frames[index].flatten())


def augmented(samples: torch.Tensor, as_recorded: torch.Tensor | None = None) -> torch.Tensor:
    """`[B, L]` at another loudness, except for the clips that `as_recorded` (bool `[B]`) names, and noise under half of
    them."""
    gain = torch.exp2(torch.empty(len(samples), 1).uniform_(-1.5, 0.7))
    if as_recorded is not None:
        gain = gain.masked_fill(as_recorded[:, None], 1.0)
    level = 10 ** torch.empty(len(samples), 1).uniform_(-4.0, -2.2) * (torch.rand(len(samples), 1) < 0.5)
    return (samples * gain + level * torch.randn_like(samples)).clamp(-1, 1)


def shifted(frames: torch.Tensor, down: int, right: int) -> torch.Tensor:
    """`[B, F, H, W, 3]` moved by some pixels, all alike; edges are repeated."""
    for axis, way in ((2, down), (3, right)):
        size = frames.shape[axis]
        frames = frames.index_select(axis, (torch.arange(size) - way).clamp(0, size - 1))
    return frames


def noisy(frames: torch.Tensor, level: torch.Tensor) -> torch.Tensor:
    """uint8 -> float in 0..1 with noise of `level` around it."""
    clean = frames.float() / 255
    return clean + level * torch.randn_like(clean)


def _crop(samples: torch.Tensor) -> tuple[torch.Tensor, int, int]:
    """A random part on the 20 ms grid: the samples, its first and its last 20 ms."""
    frames = samples.shape[1] // FRAME_SAMPLES
    length = int(torch.randint(SHORTEST_CROP_SAMPLES // FRAME_SAMPLES, frames + 1, ())) // 2 * 2
    first = int(torch.randint(0, frames - length + 1, ()))
    return samples[:, first * FRAME_SAMPLES : (first + length) * FRAME_SAMPLES], first, first + length


def _onset_loss(logits: torch.Tensor, target: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    positive = torch.tensor(POSITIVE_WEIGHT)
    loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none", pos_weight=positive)
    return (loss.mean(1) * weight).mean()


def _at(labels: dict[str, torch.Tensor], index: torch.Tensor) -> dict[str, torch.Tensor]:
    return {name: values[index] for name, values in labels.items()}


def slot_loss(logits: dict[str, torch.Tensor], labels: dict[str, torch.Tensor]) -> torch.Tensor:
    """Cross-entropies of all slots together. A slot that few clips of the batch have counts less than one that all
    have, but not as little as their share."""
    losses = []
    for name, values in logits.items():
        known = int((labels[name] != NOT_ASKED).sum())
        if known:
            total = F.cross_entropy(values.float(), labels[name], ignore_index=NOT_ASKED, reduction="sum")
            losses.append(total / (known * len(values)) ** 0.5)
    return torch.stack(losses).sum()
