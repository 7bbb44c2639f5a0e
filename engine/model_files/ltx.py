"""LTX-2.0, 2.3 and 2.5: parts and release by tensor names.

Names are those that ComfyUI detects by (comfy/model_detection.py, comfy/sd.py, comfy/text_encoders/lt.py). A release is
told by the stamp `model_version` in the metadata ("2.5.0"), else by what changed in the networks:

- transformer: 2.3 added `prompt_scale_shift_table`, 2.5 dropped the bias of the picture's feed-forward layers;
- vocoder: 2.3 added a second stage, `bwe_generator` (48 kHz);
- text projection: one matrix in 2.0, one for each stream since 2.3;
- text encoder: Gemma 3 12B until 2.3, Gemma 4 12B in 2.5, whose global layers have no `v_proj`;
- picture VAE: a diffusion decoder (`conv_in_x_t`) only in 2.5; convolutional ones look alike in all releases.
"""

from __future__ import annotations

from .header import Header
from .parts import Identity, Part
from .signature import CHECKPOINT_PREFIXES, VAE_PREFIXES, Signature, Size, has_size, parts_in

VERSIONS = ("2.0", "2.3", "2.5")

TRANSFORMER = "adaln_single.emb.timestep_embedder.linear_1.bias"
SOUND_STREAM = "audio_adaln_single.linear.weight"
GEMMA = ("model.layers.0.post_feedforward_layernorm.weight", "model.layers.47.self_attn.q_norm.weight")
GEMMA_31B = "model.layers.59.self_attn.q_norm.weight"
GEMMA_3_ONLY = "model.layers.5.self_attn.v_proj.weight"
CONVOLUTIONAL_DECODER = "decoder.up_blocks.0.res_blocks.0.conv1.conv.weight"
DIFFUSION_DECODER = "decoder.conv_in_x_t.weight"
SECOND_VOCODER_STAGE = "vocoder.bwe_generator."
PROJECTION = "text_embedding_projection."

PICTURE_ONLY_VAE = ("decoder.timestep_scale_multiplier", "decoder.last_time_embedder.timestep_embedder.linear_1.weight")
"""Only the decoders of LTX-Video, the earlier model without sound, take a time."""
OLDEST_PICTURE_ONLY_VAE = Size(CONVOLUTIONAL_DECODER, 0, 512)

SIGNATURES = (
    Signature("transformer", (TRANSFORMER, SOUND_STREAM), prefixes=CHECKPOINT_PREFIXES),
    Signature("text_encoder", GEMMA, absent=(GEMMA_31B,)),
    Signature("text_projection", (PROJECTION + "aggregate_embed.weight",)),
    Signature("text_projection", (PROJECTION + "weight",)),
    Signature("text_projection", (PROJECTION + "video_aggregate_embed.weight",)),
    Signature("picture_vae", (DIFFUSION_DECODER,), prefixes=VAE_PREFIXES),
    Signature("picture_vae", (CONVOLUTIONAL_DECODER,), absent=PICTURE_ONLY_VAE, prefixes=VAE_PREFIXES),
    Signature("sound_vae", ("audio_vae.decoder.conv_in.conv.weight", "vocoder.resblocks.0.convs1.0.weight")),
    Signature("sound_vae", ("audio_vae.decoder.conv_in.conv.weight", "vocoder.vocoder.resblocks.0.convs1.0.weight")),
)
"""The sound VAE keeps its two prefixes, `audio_vae.` and `vocoder.`: core's loader expects both."""


def find(header: Header) -> Identity | None:
    """The LTX parts of a file; None when there are none, and for LTX-Video, which makes no sound."""
    if _is_picture_only(header):
        return None
    parts = parts_in(header, SIGNATURES)
    return Identity("ltx", parts, _versions(header, parts)) if parts else None


def _is_picture_only(header: Header) -> bool:
    transformer = any(
        prefix + TRANSFORMER in header.tensors and prefix + SOUND_STREAM not in header.tensors
        for prefix in CHECKPOINT_PREFIXES
    )
    return transformer or any(has_size(header, prefix, OLDEST_PICTURE_ONLY_VAE) for prefix in VAE_PREFIXES)


def _versions(header: Header, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """All releases that every part of the file may be of; when the parts disagree, nothing can be told."""
    stamped = stamped_version(header)
    if stamped:
        return (stamped,)
    possible = [_PART_VERSIONS[part.role](header, part.prefix) for part in parts]
    common = tuple(version for version in VERSIONS if all(version in versions for versions in possible))
    return common or VERSIONS


def stamped_version(header: Header) -> str | None:
    """`2.5` from the metadata `model_version` of `2.5.0`; None without a readable stamp."""
    numbers = header.metadata.get("model_version", "").split(".")
    if not all(number.isdecimal() for number in numbers):
        return None
    return ".".join((*numbers, "0")[:2])


def _transformer_versions(header: Header, prefix: str) -> tuple[str, ...]:
    block = prefix + "transformer_blocks.0."
    if block + "prompt_scale_shift_table" in header.tensors:
        return ("2.3",) if block + "ff.net.2.bias" in header.tensors else ("2.5",)
    return ("2.0",) if prefix + "caption_projection.linear_1.weight" in header.tensors else VERSIONS


def _text_encoder_versions(header: Header, prefix: str) -> tuple[str, ...]:
    return ("2.0", "2.3") if prefix + GEMMA_3_ONLY in header.tensors else ("2.5",)


def _text_projection_versions(header: Header, prefix: str) -> tuple[str, ...]:
    per_stream = prefix + PROJECTION + "video_aggregate_embed.weight" in header.tensors
    return ("2.3", "2.5") if per_stream else ("2.0",)


def _picture_vae_versions(header: Header, prefix: str) -> tuple[str, ...]:
    return ("2.5",) if prefix + DIFFUSION_DECODER in header.tensors else VERSIONS


def _sound_vae_versions(header: Header, prefix: str) -> tuple[str, ...]:
    second_stage = any(name.startswith(prefix + SECOND_VOCODER_STAGE) for name in header.tensors)
    return ("2.3", "2.5") if second_stage else ("2.0",)


_PART_VERSIONS = {
    "transformer": _transformer_versions,
    "text_encoder": _text_encoder_versions,
    "text_projection": _text_projection_versions,
    "picture_vae": _picture_vae_versions,
    "sound_vae": _sound_vae_versions,
}
