"""The tune of a line: how far every sound lies above or below the voice that says it."""

from __future__ import annotations

from itertools import groupby

import torch

from ..operations import PlainOperations
from .line_model import ENDINGS, LineModel, Manner, Sound, columns


class IntonationModel(LineModel):
    """Bins of 50 cents above the middle of the voice when it is calm and neutral, for every sound.

    What is asked of a voice is in it: a happy one lies higher and moves more, a sad one lower and hardly. It sees a
    whole sentence and the mark behind it, since a statement falls towards its end, and a question rises.
    """

    dilations = (1, 2, 4, 8)

    def __init__(self, *, width: int = 64, dtype=None, device=None, operations=PlainOperations) -> None:
        super().__init__(width=width, dtype=dtype, device=device, operations=operations)
        self.endings = operations.Embedding(len(ENDINGS), width, dtype=dtype, device=device)

    def forward(
        self,
        phonemes: torch.Tensor,
        tones: torch.Tensor,
        starts: torch.Tensor,
        manner: torch.Tensor,
        endings: torch.Tensor,
    ) -> torch.Tensor:
        """`[B, N]`, as `LineModel.numbers`, one sentence a row; `endings` `[B]`, places in ENDINGS."""
        return self.numbers(phonemes, tones, starts, manner, self.endings(endings))

    @torch.no_grad()
    def lifts(self, sounds: list[Sound], manner: Manner) -> list[float]:
        """Of every sound of one line, those without a pitch included, which lie between their neighbours. Every
        sentence has a tune of its own."""
        found: list[float] = []
        for _, sentence in groupby(sounds, lambda sound: sound.sentence):
            said = list(sentence)
            read = (torch.tensor([row]) for row in columns(said))
            found += self(*read, torch.tensor([manner.ids()]), torch.tensor([ENDINGS.index(said[-1].ending)]))[
                0
            ].tolist()
        return found
