"""The reference voice of LTX-2: sound tokens before the clip's beginning, which its ID-LoRA was trained to speak with.

What core's LTXVReferenceAudio puts into the CONDITIONING. Its identity guidance, which that node patches into the
MODEL, is a part of the guidance here: only its scale goes with the CONDITIONING.
"""

from __future__ import annotations

from .conditioning import with_values
from .parts import Parts, PartsError
from .voice import FAMILY_IDENTITY, IDENTITY_KEY, EncodeSound, Identity, Voice, VoicedPrompt

VOICE_KEY = "ref_audio"
"""Core's key in the CONDITIONING's dict, and in the `model_conds` made of it."""
USUAL_IDENTITY = 3.0
"""The default of core's node."""
TRAINED_S = 5.0
"""About how long the voices were that the ID-LoRA was trained with, as core's node says."""
FAR_FROM_TRAINED_S = 3.0


def takes_voices() -> bool:
    """Whether this core knows reference voices: it brings a node for them then."""
    import comfy_extras.nodes_lt

    return hasattr(comfy_extras.nodes_lt, "LTXVReferenceAudio")


def with_reference_tokens(parts: Parts, prompt: VoicedPrompt, voice: Voice, encode: EncodeSound) -> VoicedPrompt:
    """Raises PartsError for a core that is too old, and for prompts that have a voice already."""
    if not takes_voices():
        raise PartsError("tandem_model: this ComfyUI gives LTX-2 no reference voice; update it")
    if any(VOICE_KEY in extra for _, extra in (*prompt.positive, *prompt.negative)):
        raise PartsError("positive, negative: they have a reference voice already, and LTX-2 takes one; use one node")
    latent = encode(parts, voice.waveform, voice.sample_rate_hz)
    reference = {VOICE_KEY: {"tokens": latent.movedim(2, 1).flatten(2)}}
    asked = voice.identity
    scale = USUAL_IDENTITY if asked.scale == FAMILY_IDENTITY else asked.scale
    identity = {IDENTITY_KEY: Identity(scale, asked.window)}
    positive = with_values(prompt.positive, {**reference, **identity})
    return VoicedPrompt(positive, with_values(prompt.negative, reference), _notes(parts, voice, scale))


def without_voice(model_conds: dict) -> dict:
    """What core made of a CONDITIONING for the model, without the voice."""
    return {name: cond for name, cond in model_conds.items() if name != VOICE_KEY}


def _notes(parts: Parts, voice: Voice, scale: float) -> tuple[str, ...]:
    notes = [f"The voice lasts {voice.seconds:.2f} s; identity guidance of {scale:g} {_cost(scale)}."]
    if abs(voice.seconds - TRAINED_S) > FAR_FROM_TRAINED_S:
        notes.append(f"The ID-LoRA was trained with about {TRAINED_S:g} s; another length may be less like the voice.")
    if not parts.model.patches:
        notes.append(
            "No LoRA is on this MODEL: without the ID-LoRA in it the voice is not taken over. Put it on by core's LoRA "
            "loader between Model Parts and Model From Parts."
        )
    return tuple(notes)


def _cost(scale: float) -> str:
    return "costs one more prediction per step" if scale else "costs nothing"
