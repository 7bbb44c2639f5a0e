"""Where the official files of each model belong: the names and folders of ComfyUI's own workflow templates.

Kandinsky 6 has no template in core; its names are those of its node packs. A joint model needs every role that its
table has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .parts import Family, Role


@dataclass(frozen=True)
class OfficialFile:
    """A published file, and the ComfyUI model folder that it is meant for."""

    name: str
    folder: str


Table = dict[Role, tuple[OfficialFile, ...]]

ANY_VERSION = ""


def _all_in_one(checkpoint: str, text_encoder: str) -> Table:
    """One checkpoint with everything but the text encoder."""
    whole = (OfficialFile(checkpoint, "checkpoints"),)
    return {
        "transformer": whole,
        "text_encoder": (OfficialFile(text_encoder, "text_encoders"),),
        "text_projection": whole,
        "picture_vae": whole,
        "sound_vae": whole,
    }


GEMMA_3 = "gemma_3_12B_it_fp4_mixed.safetensors"
GEMMA_4 = (OfficialFile("gemma4-12b-with-proj-ltx-2.5-comfy-int8-convrot.safetensors", "text_encoders"),)

TABLES: dict[Family, dict[str, Table]] = {
    "mini": {
        ANY_VERSION: {
            "transformer": (OfficialFile("tandem-mini.safetensors", "tandem"),),
            "text_encoder": (OfficialFile("tandem-mini.safetensors", "tandem"),),
            "picture_vae": (OfficialFile("tandem-mini.safetensors", "tandem"),),
            "sound_vae": (OfficialFile("tandem-mini.safetensors", "tandem"),),
        }
    },
    "ltx": {
        "2.0": _all_in_one("ltx-2-19b-dev-fp8.safetensors", GEMMA_3),
        "2.3": _all_in_one("ltx-2.3-22b-dev-fp8.safetensors", GEMMA_3),
        "2.5": {
            "transformer": (
                OfficialFile("ltx-2.5-22b-distilled-transformer-comfy-int8-convrot.safetensors", "diffusion_models"),
            ),
            "text_encoder": GEMMA_4,
            "text_projection": GEMMA_4,
            "picture_vae": (OfficialFile("ltx-2.5-video-vae-bf16.safetensors", "vae"),),
            "sound_vae": (OfficialFile("ltx-2.5-audio-vae-bf16.safetensors", "vae"),),
        },
    },
    "minimax_h3": {
        ANY_VERSION: {
            "transformer": (
                OfficialFile("minimax_h3_fl2va_pruned_int8_convrot.safetensors", "diffusion_models"),
                OfficialFile("minimax_h3_ref2va_pruned_int8_convrot.safetensors", "diffusion_models"),
            ),
            "text_encoder": (OfficialFile("qwen3vl_32b_minimax_h3_nvfp4_awq.safetensors", "text_encoders"),),
            "picture_vae": (
                OfficialFile("minimax_h3_video_vae_int8_convrot.safetensors", "vae"),
                OfficialFile("minimax_h3_video_vae_fp16.safetensors", "vae"),
            ),
            "sound_vae": (OfficialFile("minimax_h3_audio_vae_fp32.safetensors", "vae"),),
        }
    },
    "kandinsky6": {
        ANY_VERSION: {
            "transformer": (
                OfficialFile("k6_lite_int8_convrot.safetensors", "diffusion_models"),
                OfficialFile("k6_lite_distill_int8_convrot.safetensors", "diffusion_models"),
                OfficialFile("k6_pro_distill_int8_convrot.safetensors", "diffusion_models"),
            ),
            "text_encoder": (OfficialFile("qwen_2.5_vl_7b.safetensors", "text_encoders"),),
            "pooled_text_encoder": (OfficialFile("clip_l.safetensors", "text_encoders"),),
            "picture_vae": (OfficialFile("hunyuan_video_vae_bf16.safetensors", "vae"),),
            "sound_vae": (OfficialFile("kandinsky6_audio_vae.safetensors", "vae"),),
        }
    },
}

REMARKS: dict[tuple[Family, Role], str] = {
    ("kandinsky6", "sound_vae"): (
        "v1-44.pth and bigvgan_generator.pt in models/audio_vae are pickles, which only Kandinsky 6's own nodes open"
    ),
}


def needed_roles(family: Family) -> tuple[Role, ...]:
    """Every part that a model of that family is made of."""
    return tuple(next(iter(TABLES[family].values())))


def official_files(family: Family, versions: Iterable[str], role: Role) -> tuple[OfficialFile, ...]:
    """The files that hold this part, those of earlier releases first; none for a release that is not known here."""
    tables = TABLES[family]
    wanted = [ANY_VERSION] if ANY_VERSION in tables else [version for version in versions if version in tables]
    return tuple(dict.fromkeys(file for version in wanted for file in tables[version][role]))
