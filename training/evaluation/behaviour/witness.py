"""What the picture judge and the sound judge make of one stream: how sure they are of every value, and what moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch

from ....engine.mini.text.attributes import SLOT_BY_NAME
from ..judge_slots import SLOTS_OF, readable
from ..judges import Judges, heard_impacts_s, seen_impacts_s

Chances = dict[str, dict[str, float]]
"""Slot -> value -> probability."""


@dataclass(frozen=True)
class Seen:
    """One picture. `impacts_s`: instants of impacts; `mouth` `[F]`: opening of the widest mouth, 0..1."""

    chances: Chances
    impacts_s: np.ndarray
    mouth: np.ndarray


@dataclass(frozen=True)
class Heard:
    """One sound. `impacts_s`: instants of impacts; `samples` `[L]`."""

    chances: Chances
    impacts_s: np.ndarray
    samples: np.ndarray


def see(judges: Judges, frames: np.ndarray) -> Seen:
    """frames: uint8 `[F, 256, 256, 3]`."""
    reading = judges.look(frames)
    return Seen(_chances(reading.slots), seen_impacts_s(reading), reading.mouth[0].numpy())


def hear(judges: Judges, samples: np.ndarray) -> Heard:
    """samples: float32 `[L]`."""
    reading = judges.listen(samples)
    return Heard(_chances(reading.slots), heard_impacts_s(reading), samples)


def asked_chances(chances: Chances, stream: str, asked: Mapping[str, str]) -> dict[str, float]:
    """Slot -> probability of the value that was asked, for all that can be "seen" or "heard" (`stream`)."""
    return {slot: chances[slot].get(asked[slot], 0.0) for slot in SLOTS_OF[stream] if readable(stream, slot, asked)}


def _chances(slots: Mapping[str, torch.Tensor]) -> Chances:
    """A judge has no logit for "unspecified", the first value of every slot."""
    return {
        name: dict(zip(SLOT_BY_NAME[name].values[1:], logits[0].softmax(-1).tolist(), strict=True))
        for name, logits in slots.items()
    }
