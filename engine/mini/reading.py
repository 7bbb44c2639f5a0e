"""What the prompt reader understood, as lines that a person reads."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from .geometry import AUDIO_LATENT_SECONDS
from .text.attributes import UNSPECIFIED, most_likely
from .text.fitting import LONGEST_CLIP_S, clip_seconds

NOTHING_ASKED = "The prompt leaves everything open: the model chooses."


def reading_in_words(context: torch.Tensor, script: torch.Tensor | None, notes: Sequence[str] = ()) -> str:
    """One line per slot that the prompt states, in `[S, V]` probabilities; then the speech, then the reader's notes.

    script: `[1, A, 14]` ids, or None when nobody speaks.
    """
    stated = [
        f"{slot.replace('_', ' ')}: {value} ({probability:.0%})"
        for slot, (value, probability) in most_likely(context).items()
        if value != UNSPECIFIED
    ]
    spoken = [] if script is None else [_speech_in_words(script.shape[1])]
    return "\n".join([*(stated + spoken or [NOTHING_ASKED]), *notes])


def _speech_in_words(audio_latents: int) -> str:
    speech_s, clip_s = audio_latents * float(AUDIO_LATENT_SECONDS), clip_seconds(audio_latents)
    needs = f"needs a clip of {clip_s:.2f} s" if clip_s <= LONGEST_CLIP_S else "too long for one clip"
    return f"speech: {speech_s:.2f} s ({needs})"
