"""TANDEM_MODEL: everything that one family needs, in one socket."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import comfy.model_patcher
import comfy.sd

from ..engine.families.rules import RULES
from ..engine.families.sampling_defaults import SamplingDefaults
from ..engine.model_files.header import ModelFileError
from .diffusion import build_model
from .families.family import Family
from .families.mini import MiniFamily
from .families.parts import Parts
from .families.registry import checked
from .latent_preview import LatentPreview
from .listing import AUTO, chosen, entry_of, variant_of
from .loading import CLIP_TYPES, load_parts
from .picture_vae import PictureVAE
from .sound_vae import SoundVAE
from .text import build_clip
from .weights import BUILT_IN, built_in_path, load_checked

MINI = RULES["mini"]


@dataclass(frozen=True)
class TandemModel:
    """A loaded family: core's own objects, usable with core's own nodes, and the family's rules.

    `variant` is one of the family's checkpoints, "" the usual one.
    """

    name: str
    family: Family
    parts: Parts
    variant: str = ""

    @property
    def model(self) -> comfy.model_patcher.ModelPatcher:
        return self.parts.model

    @property
    def clip(self) -> comfy.sd.CLIP:
        return self.parts.clip

    @property
    def picture_vae(self) -> comfy.sd.VAE:
        return self.parts.picture_vae

    @property
    def sound_vae(self) -> comfy.sd.VAE:
        return self.parts.sound_vae

    @property
    def display_name(self) -> str:
        return self.family.rules.display_name

    @property
    def defaults(self) -> SamplingDefaults:
        return self.family.rules.defaults(self.variant)

    @property
    def sample_rate_hz(self) -> int:
        """Of the decoded sound."""
        return self.family.sample_rate_hz(self.parts)

    @property
    def preview_map(self) -> LatentPreview:
        """How latents are shown while sampling."""
        return self.family.preview(self.parts)


def model_from_parts(name: str, parts: Parts, variant: str = "") -> TandemModel:
    """Raises PartsError for parts that do not belong together, VariantError for a variant that the family lacks."""
    family = checked(parts)
    family.rules.defaults(variant)
    return TandemModel(name, family, parts, variant)


def load_tandem_model(option: str, variant: str = AUTO) -> TandemModel:
    """Loads what an option of Load Model, or the name of a transformer's file, stands for.

    Raises CheckpointError, ModelFileError or PartsError with what cannot be used, VariantError for a variant that the
    family lacks.
    """
    if option == BUILT_IN:
        MINI.defaults("" if variant == AUTO else variant)
        return tandem_model_from(built_in_path(), option)
    choice, entry = chosen(option), entry_of(option)
    wanted = variant_of(choice, variant)
    if choice.family == "mini":
        return tandem_model_from(choice.transformer.path, entry)
    if choice.family not in CLIP_TYPES:
        raise ModelFileError(f"model: {choice.label} is sampled by the nodes of its own pack; use those")
    return model_from_parts(entry, load_parts(choice), wanted)


def tandem_model_from(path: Path, name: str, model_options: dict | None = None) -> TandemModel:
    """Loads `path`. `model_options` are those of `build_model`. Raises CheckpointError when the file cannot be used."""
    checkpoint = load_checked(path)
    parts = Parts(
        model=build_model(checkpoint, path, model_options),
        clip=build_clip(checkpoint, path),
        picture_vae=PictureVAE(checkpoint),
        sound_vae=SoundVAE(checkpoint),
    )
    return TandemModel(name, MiniFamily(), parts)
