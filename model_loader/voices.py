"""Giving a prompt the voice of a recording."""

from __future__ import annotations

from ..engine.media.voice import checked_voice
from .families.parts import PartsError
from .families.voice import Identity, Voice, VoicedPrompt
from .take import require_conditioning
from .tandem_model import TandemModel


def with_voice(model: TandemModel, positive: list, negative: list, audio: dict, identity: Identity) -> VoicedPrompt:
    """Both CONDITIONINGs, spoken by the first of `audio`, ComfyUI's AUDIO.

    Raises PartsError for a family that takes no voice or not this way and for CONDITIONING of another family,
    SoundError for an audio that is no voice.
    """
    if model.family.voice_fault:
        raise PartsError(f"tandem_model: {model.family.voice_fault}")
    require_conditioning(model, positive, negative)
    rate = int(audio["sample_rate"])
    voice = Voice(checked_voice(audio["waveform"], rate), rate, identity)
    return model.family.voiced(model.parts, VoicedPrompt(positive, negative), voice)
