"""What the prompt reader understood, as lines that a person reads."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from .geometry import AUDIO_LATENT_SECONDS
from .text.attributes import UNSPECIFIED, most_likely

NOTHING_ASKED = "The prompt leaves everything open: the model chooses."


def reading_in_words(context: torch.Tensor, script: torch.Tensor | None, notes: Sequence[str] = ()) -> str:
    """One line per slot that the prompt states, in `[S, V]` probabilities; then the speech, then the reader's notes.

    script: `[1, A, 4]` ids, or None when nobody speaks.
    """
    stated = [
        f"{slot.replace('_', ' ')}: {value} ({probability:.0%})"
        for slot, (value, probability) in most_likely(context).items()
        if value != UNSPECIFIED
    ]
    spoken = [] if script is None else [f"speech: {script.shape[1] * float(AUDIO_LATENT_SECONDS):.2f} s"]
    return "\n".join([*(stated + spoken or [NOTHING_ASKED]), *notes])
