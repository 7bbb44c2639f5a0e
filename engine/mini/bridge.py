"""What picture and sound tell each other about the same 160 ms, without attention having to find out which those are.

Attention learns only slowly that a stroke and its bang belong to one instant. One latent's picture tokens and its sound
tokens share their place on the clock by construction, so a narrow layer may as well join them there.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .geometry import AUDIO_LATENTS_PER_VIDEO_LATENT


class Bridge(nn.Module):
    """Picture `[B, P T, D]` and sound `[B, 4 T, D]`, each plus what it hears of the other in the same latent.

    Every direction squeezes the other stream's tokens of one latent through `rank` numbers.
    """

    def __init__(self, width: int, picture_tokens: int, rank: int, *, operations, **kw) -> None:
        super().__init__()
        self.picture_width = picture_tokens * width
        self.sound_width = AUDIO_LATENTS_PER_VIDEO_LATENT * width
        self.sound_down = operations.Linear(self.sound_width, rank, bias=False, **kw)
        self.sound_up = operations.Linear(rank, self.picture_width, bias=False, **kw)
        self.picture_down = operations.Linear(self.picture_width, rank, bias=False, **kw)
        self.picture_up = operations.Linear(rank, self.sound_width, bias=False, **kw)

    def forward(
        self, video: torch.Tensor, audio: torch.Tensor, sound_to_picture: bool = True, picture_to_sound: bool = True
    ) -> tuple[torch.Tensor, torch.Tensor]:
        seen, heard = (F.rms_norm(x, (x.shape[-1],)) for x in (video, audio))
        batch = video.shape[0]
        if sound_to_picture:
            told = self.sound_up(F.gelu(self.sound_down(heard.reshape(batch, -1, self.sound_width))))
            video = video + told.reshape(video.shape)
        if picture_to_sound:
            told = self.picture_up(F.gelu(self.picture_down(seen.reshape(batch, -1, self.picture_width))))
            audio = audio + told.reshape(audio.shape)
        return video, audio
