"""TANDEM_MODEL: everything that one family needs, in one socket."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import comfy.model_patcher
import comfy.sd
import folder_paths

from ..engine.mini.checkpoint import CheckpointError
from ..engine.mini.preview import PreviewMap
from .diffusion import build_model
from .picture_vae import PictureVAE
from .sound_vae import SoundVAE
from .text import build_clip
from .weights import BUILT_IN, FOLDER, built_in_path, load_checked


@dataclass(frozen=True)
class FamilyDefaults:
    """How a family is sampled when the user does not say otherwise."""

    steps: int
    sampler: str
    picture_scale: float
    sound_scale: float
    shift: float
    duration_s: float


MINI_DEFAULTS = FamilyDefaults(
    steps=24, sampler="euler", picture_scale=3.0, sound_scale=3.0, shift=1.0, duration_s=5.12
)


@dataclass(frozen=True)
class TandemModel:
    """A loaded family: core's own objects, usable with core's own nodes, and the family's defaults."""

    name: str
    model: comfy.model_patcher.ModelPatcher
    clip: comfy.sd.CLIP
    picture_vae: PictureVAE
    sound_vae: SoundVAE
    defaults: FamilyDefaults

    @property
    def preview_map(self) -> PreviewMap:
        """How latents are shown while sampling."""
        return self.model.model.latent_format.preview_map


def weight_options() -> list[str]:
    """What Load Model offers: the built-in weights first, then every `.safetensors` in the model folder `tandem`."""
    register_model_folder()
    found = [name for name in folder_paths.get_filename_list(FOLDER) if name.endswith(".safetensors")]
    return [BUILT_IN, *found]


def register_model_folder() -> None:
    """Makes `models/tandem` known to ComfyUI; again costs nothing."""
    folder_paths.add_model_folder_path(FOLDER, os.path.join(folder_paths.models_dir, FOLDER), is_default=True)
    folder_paths.folder_names_and_paths[FOLDER][1].add(".safetensors")


def path_of(option: str) -> Path:
    """The file behind an option of Load Model. Raises CheckpointError when it is no longer there."""
    if option == BUILT_IN:
        return built_in_path()
    found = folder_paths.get_full_path(FOLDER, option)
    if found is None:
        raise CheckpointError(f"model: expected one of {weight_options()}, got {option!r}; use {BUILT_IN!r}")
    return Path(found)


def load_tandem_model(option: str) -> TandemModel:
    """Loads the file behind `option`. Raises CheckpointError in one sentence when it cannot be used."""
    return tandem_model_from(path_of(option), option)


def tandem_model_from(path: Path, name: str, model_options: dict | None = None) -> TandemModel:
    """Loads `path`. `model_options` are those of `build_model`. Raises CheckpointError when the file cannot be used."""
    checkpoint = load_checked(path)
    return TandemModel(
        name=name,
        model=build_model(checkpoint, path, model_options),
        clip=build_clip(checkpoint, path),
        picture_vae=PictureVAE(checkpoint),
        sound_vae=SoundVAE(checkpoint),
        defaults=MINI_DEFAULTS,
    )
