"""What the judges are trained towards."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from .judge_networks import PhonemeJudge, PictureJudge, SoundJudge
from .judge_sets import NOT_ASKED, PictureSet, SoundSet

POSITIVE_WEIGHT = 3.0
"""Impacts are rare: a missed one counts this many times."""

SHORTEST_CROP = 24_000


def picture_loss(judge: PictureJudge, data: PictureSet, index: torch.Tensor) -> torch.Tensor:
    frames = data.frames[index].float() / 255
    noise = 0.03 * torch.rand(len(index), 1, 1, 1, 1)
    reading = judge(frames + noise * torch.randn_like(frames))
    onset = _onset_loss(reading.onset, data.onset[index], data.onset_weight[index])
    mouth = ((reading.mouth - data.mouth[index]).square().mean(1) * data.mouth_weight[index]).mean()
    return 6 * onset + 10 * mouth + 0.3 * _slot_loss(reading.slots, data.slots, index)


def sound_loss(judge: SoundJudge, data: SoundSet, index: torch.Tensor) -> torch.Tensor:
    """On a random part of the clips: the judge must not depend on their length."""
    samples, first, last = _crop(augmented(data.samples[index].float()))
    reading = judge(samples)
    onset = _onset_loss(reading.onset, data.onset[index, first:last], data.onset_weight[index])
    return 2 * onset + 0.3 * _slot_loss(reading.slots, data.slots, index)


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


def augmented(samples: torch.Tensor) -> torch.Tensor:
    """Another loudness for every clip, and noise under half of them."""
    gain = torch.exp2(torch.empty(len(samples), 1).uniform_(-1.5, 0.7))
    level = 10 ** torch.empty(len(samples), 1).uniform_(-4.0, -2.2) * (torch.rand(len(samples), 1) < 0.5)
    return (samples * gain + level * torch.randn_like(samples)).clamp(-1, 1)


def _crop(samples: torch.Tensor) -> tuple[torch.Tensor, int, int]:
    """A random part on the 20 ms grid: the samples, its first and its last 20 ms."""
    frames = samples.shape[1] // 320
    length = int(torch.randint(SHORTEST_CROP // 320, frames + 1, ())) // 2 * 2
    first = int(torch.randint(0, frames - length + 1, ()))
    return samples[:, first * 320 : (first + length) * 320], first, first + length


def _onset_loss(logits: torch.Tensor, target: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    positive = torch.tensor(POSITIVE_WEIGHT)
    loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none", pos_weight=positive)
    return (loss.mean(1) * weight).mean()


def _slot_loss(logits: dict[str, torch.Tensor], labels: dict[str, torch.Tensor], index: torch.Tensor) -> torch.Tensor:
    losses = [
        F.cross_entropy(values.float(), labels[name][index], ignore_index=NOT_ASKED)
        for name, values in logits.items()
        if (labels[name][index] != NOT_ASKED).any()
    ]
    return torch.stack(losses).sum()
