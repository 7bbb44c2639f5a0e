"""A few seconds of a voice, as a model is given them to speak with."""

from __future__ import annotations

import torch

from .sound import SoundError, checked

LEAST_VOICE_S, MOST_VOICE_S = 1.0, 30.0
SILENT_PEAK = 1e-3
"""A sound that never exceeds -60 dB of full scale holds no voice."""


def checked_voice(waveform: torch.Tensor, sample_rate_hz: int) -> torch.Tensor:
    """The first of a batch `[B, C, L]` as float32 on the CPU, `[C, L]`.

    Raises SoundError for what `checked` refuses, a length outside 1 to 30 s, and silence.
    """
    voice = checked(waveform, sample_rate_hz)
    seconds, faults = voice.shape[-1] / sample_rate_hz, []
    if not LEAST_VOICE_S <= seconds <= MOST_VOICE_S:
        nearest = min(max(seconds, LEAST_VOICE_S), MOST_VOICE_S)
        faults.append(
            f"audio: expected {LEAST_VOICE_S:g} to {MOST_VOICE_S:g} s of a voice, got {seconds:.2f} s; nearest legal "
            f"value {nearest:g} s"
        )
    if float(voice.abs().max()) < SILENT_PEAK:
        faults.append("audio: expected a voice, got silence (it stays below -60 dB of full scale)")
    if faults:
        raise SoundError("; ".join(faults))
    return voice
