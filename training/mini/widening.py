"""Transformer weights of a narrower config, laid out in a wider one that predicts the same.

A token's old numbers keep their places and its new ones start at zero: who writes to them writes nothing yet, who reads
them starts at random, so that training reaches both (Chen et al. 2016, "Net2Net: Accelerating Learning via Knowledge
Transfer"). Where new units start at random (heads, hidden units), those that read them start at zero. The mean square
of a token falls with every zero in it, so what is read behind one is scaled back.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import torch

from ...engine.mini.transformer import JointTransformer

Weights = dict[str, torch.Tensor]

NEW_UNITS = re.compile(r"(query_key_value|prompt_key_value|feed_forward\.up|time_in|time_out)\.")
"""Layers whose new rows start at random, and those whose new columns start at zero because of it."""
READS_NEW_UNITS = re.compile(r"(blocks\.\d+\.output|feed_forward\.down|time_out|modulation)\.weight")
TABLES = re.compile(
    r"(slot_keys|phoneme|speaker|prosody|accompaniment|voice_pitch|voice|video_place|modulation_bias)(\.weight)?$"
)
"""What is looked up or added: all of it is written to a token."""
BEHIND_A_MEAN_SQUARE = re.compile(r"(prompt_key_value|bridge\.(sound|picture)_down)\.weight")
"""Layers that read a normalised token as it is; all others read it through the scale of a modulation."""
MODULATIONS = {"modulation": (12, (1, 4, 7, 10)), "final_modulation": (4, (1, 3))}
"""Layers whose rows are so many vectors, and which of these are scales."""
BLOCK_SCALES = (1, 4)
A_WIDTH, A_HIDDEN_LAYER = "time_out.bias", "blocks.0.video_feed_forward.up.weight"
"""Weights that have as many rows as a token, or a hidden layer, has numbers."""


@dataclass(frozen=True)
class Growth:
    """Widths of tokens and hidden layers, before and after. Heads become more, not wider."""

    width: tuple[int, int]
    hidden: tuple[int, int]

    @classmethod
    def between(cls, narrow: Weights, wide: Weights) -> Growth:
        """From the shapes of two transformers' weights."""
        width, hidden = (tuple(len(w[name]) for w in (narrow, wide)) for name in (A_WIDTH, A_HIDDEN_LAYER))
        return cls(width, hidden)

    @property
    def factor(self) -> float:
        """A normalised token's old numbers times this are what they were."""
        return math.sqrt(self.width[0] / self.width[1])

    def places(self, before: int, after: int) -> torch.Tensor:
        """Where the numbers of an axis of `before` stand in one of `after`: an axis may be several tokens side by
        side. Raises ValueError for an axis that does not grow so."""
        if before == after or (before, after) == self.hidden:
            return torch.arange(before)
        old, new = self.width
        if before % old or after % new or before // old != after // new:
            raise ValueError(f"widening: expected axes of {self}, got one of {before} that becomes {after}")
        return (torch.arange(before // old)[:, None] * new + torch.arange(old)).flatten()


def widened(weights: Weights, model: JointTransformer, growth: Growth) -> Weights:
    """`weights` for `model`, which was built with the wider config and still has its starting weights.

    Laid out on the processor, wherever `model` is. Weights that `model` lacks stay as they are. Raises ValueError for a
    shape that does not fit.
    """
    fresh = {name: value.cpu() for name, value in model.state_dict().items()}
    wide = {name: _laid_out(name, old, fresh.get(name, old), growth) for name, old in weights.items()}
    for layer, (vectors, scales) in MODULATIONS.items():
        for kind in ("weight", "bias"):
            parts = wide[f"{layer}.{kind}"].unflatten(0, (vectors, growth.width[1]))
            parts[list(scales)] *= growth.factor
    final = wide["final_modulation.bias"].unflatten(0, (4, growth.width[1]))
    final[list(MODULATIONS["final_modulation"][1])] += growth.factor - 1
    for name, value in wide.items():
        if name.endswith("modulation_bias"):
            value[:, list(BLOCK_SCALES)] = growth.factor * (1 + value[:, list(BLOCK_SCALES)]) - 1
    return wide


def _laid_out(name: str, old: torch.Tensor, fresh: torch.Tensor, growth: Growth) -> torch.Tensor:
    """One weight in its new place, before scales are mended."""
    if old.shape == fresh.shape:
        return old.clone()
    if TABLES.search(name):
        return _put(old, torch.zeros_like(fresh), growth)
    rows = torch.zeros(len(fresh), dtype=torch.bool)
    rows[growth.places(len(old), len(fresh))] = True
    wide = fresh.clone()
    if old.ndim == 2 and READS_NEW_UNITS.search(name):
        wide[:, _new(old.shape[1], fresh.shape[1], growth)] = 0
    if not NEW_UNITS.search(name):
        wide[~rows] = 0
    return _put(old * (growth.factor if BEHIND_A_MEAN_SQUARE.search(name) else 1.0), wide, growth)


def _new(before: int, after: int, growth: Growth) -> torch.Tensor:
    is_new = torch.ones(after, dtype=torch.bool)
    is_new[growth.places(before, after)] = False
    return is_new


def _put(old: torch.Tensor, wide: torch.Tensor, growth: Growth) -> torch.Tensor:
    places = [growth.places(before, after) for before, after in zip(old.shape, wide.shape, strict=True)]
    wide[torch.meshgrid(*places, indexing="ij")] = old
    return wide
