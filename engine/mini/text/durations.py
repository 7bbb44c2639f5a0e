"""How long every phoneme lasts: a small convolutional network over the phonemes of a line."""

from __future__ import annotations

import torch

from .line_model import LineModel, Manner, Sound, columns

SHORTEST_S, LONGEST_S = 0.02, 0.8


class DurationModel(LineModel):
    """Seconds of every sound."""

    def forward(
        self, phonemes: torch.Tensor, tones: torch.Tensor, starts: torch.Tensor, manner: torch.Tensor
    ) -> torch.Tensor:
        return self.numbers(phonemes, tones, starts, manner).sub(2.5).exp().clamp(SHORTEST_S, LONGEST_S)

    @torch.no_grad()
    def seconds(self, sounds: list[Sound], manner: Manner) -> list[float]:
        """Length of every sound of one line; pauses have the length the model gives SILENCE."""
        if not sounds:
            return []
        read = [*columns(sounds), manner.ids()]
        return self(*(torch.tensor([row]) for row in read))[0].tolist()
