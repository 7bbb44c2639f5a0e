"""Reference voices of MiniMax H3's Ref2VA checkpoint: rows of sound beside the clip, and a mark that the text encoder
reads before the prompt, `<Audio 1>: ` for the first.

Both are what core's MiniMaxH3ReferenceToVideo makes. The mark is read together with the prompt, so Text Encode leaves
the worded prompt in the CONDITIONING, and it is read once more, with the marks.
"""

from __future__ import annotations

from dataclasses import replace

import comfy.sd

from .conditioning import with_values
from .encoded import Encoded
from .parts import Parts, PartsError
from .voice import FAMILY_IDENTITY, EncodeSound, Voice, VoicedPrompt

REFERENCES_KEY = "minimax_refs"
"""Core's key in the CONDITIONING's dict."""
WORDING_KEY = "tandem_wording"
MOST_VOICES = 3
"""As many as core's MiniMaxH3ReferenceToVideo takes."""


def takes_voices() -> bool:
    """Whether this core knows audio references: it brings a node for them then."""
    import comfy_extras.nodes_minimax_h3

    return hasattr(comfy_extras.nodes_minimax_h3, "MiniMaxH3ReferenceToVideo")


def with_wording(encoded: Encoded, prompt: str, negative: str) -> Encoded:
    """Prompts that were read without pictures, with what was read, so that they can be read again with voices."""
    positive = with_values(encoded.positive, {WORDING_KEY: prompt})
    return replace(encoded, positive=positive, negative=with_values(encoded.negative, {WORDING_KEY: negative}))


def with_voice_references(parts: Parts, prompt: VoicedPrompt, voice: Voice, encode: EncodeSound) -> VoicedPrompt:
    """The negative prompt gets the same voices, so that guidance moves along the words alone.

    Raises PartsError for a core that is too old, an identity scale, a fourth voice, and prompts that cannot be read
    again.
    """
    faults = _faults(prompt, voice)
    if faults:
        raise PartsError("; ".join(faults))
    latent = encode(parts, voice.waveform, voice.sample_rate_hz)
    block = {"kind": "audio", "ref_audio_t": latent.shape[-1], "audio_latent": latent}
    positive, negative = (_read_again(parts.clip, one, block) for one in (prompt.positive, prompt.negative))
    return VoicedPrompt(positive, negative, _notes(positive, voice))


def require_no_voices(*conditionings: list) -> None:
    """Raises PartsError for prompts with voices: core gives MiniMax H3 references or key frames, not both."""
    if any(extra.get(REFERENCES_KEY) for conditioning in conditionings for _, extra in conditioning):
        raise PartsError(
            "positive, negative: they have references and the latent is anchored to frames; MiniMax H3 takes one or "
            "the other, so leave out Reference Voice or Anchor Frames"
        )


def _faults(prompt: VoicedPrompt, voice: Voice) -> list[str]:
    faults = [] if takes_voices() else ["tandem_model: this ComfyUI gives MiniMax H3 no reference voices; update it"]
    if voice.identity.scale not in (FAMILY_IDENTITY, 0.0):
        faults.append(
            "identity_scale: MiniMax H3 has no guidance towards a voice, expected 0 or -1, got "
            f"{voice.identity.scale:g}; nearest legal value 0"
        )
    for name, conditioning in (("positive", prompt.positive), ("negative", prompt.negative)):
        if any(WORDING_KEY not in extra for _, extra in conditioning):
            faults.append(
                f"{name}: MiniMax H3 reads its voices together with the prompt, and this one cannot be read again; "
                "connect Text Encode (Tandem) without images, or use core's MiniMax H3 Reference to Video"
            )
        elif any(len(extra.get(REFERENCES_KEY, ())) >= MOST_VOICES for _, extra in conditioning):
            faults.append(f"{name}: MiniMax H3 takes at most {MOST_VOICES} voices, got one more; leave one out")
    return faults


def _read_again(clip: comfy.sd.CLIP, conditioning: list, block: dict) -> list:
    """Every prompt of a CONDITIONING with one more reference; what other nodes put into its dict stays."""
    read = []
    for _, extra in conditioning:
        blocks = [*extra.get(REFERENCES_KEY, ()), block]
        tokens = clip.tokenize(extra[WORDING_KEY], minimax_ref_items=[{"type": one["kind"]} for one in blocks])
        fresh = clip.encode_from_tokens_scheduled(tokens)
        read += [[context, {**extra, **made, REFERENCES_KEY: blocks}] for context, made in fresh]
    return read


def _notes(positive: list, voice: Voice) -> tuple[str, ...]:
    extra = positive[0][1]
    mark = f"<Audio {len(extra[REFERENCES_KEY])}>"
    notes = [f"{mark} lasts {voice.seconds:.2f} s. It is meant for the Ref2VA checkpoint of MiniMax H3."]
    if mark not in extra[WORDING_KEY]:
        notes.append(f"Say in the prompt who speaks with it, such as: the woman has the voice of {mark}.")
    return tuple(notes)
