"""The joint models that are really on this machine, as Load Model offers them."""

from __future__ import annotations

import os
from collections.abc import Mapping

import folder_paths

from ..engine.families.rules import RULES
from ..engine.model_files.header import ModelFileError
from ..engine.model_files.licences import licence_note
from ..engine.model_files.pairing import Choice, choices
from ..engine.model_files.scan import scan
from .loading import CLIP_TYPES
from .weights import BUILT_IN, FOLDER

FOLDERS = ("checkpoints", "diffusion_models", "text_encoders", "vae", FOLDER)
AUTO = "auto"
"""The variant that the file tells, or else its name."""


def register_model_folder() -> None:
    """Makes `models/tandem` known to ComfyUI; again costs nothing."""
    folder_paths.add_model_folder_path(FOLDER, os.path.join(folder_paths.models_dir, FOLDER), is_default=True)
    folder_paths.folder_names_and_paths[FOLDER][1].add(".safetensors")


def listed() -> Mapping[str, Choice]:
    """Every model of ComfyUI's model folders by its name in the list; a checkpoint of tandem-mini by its file name."""
    register_model_folder()
    known = [name for name in FOLDERS if name in folder_paths.folder_names_and_paths]
    found = choices(scan({name: folder_paths.get_folder_paths(name) for name in known}))
    return {choice.transformer.name if choice.family == "mini" else choice.label: choice for choice in found}


def model_options() -> list[str]:
    """What Load Model offers: the built-in weights first."""
    return [BUILT_IN, *listed()]


def variant_options() -> list[str]:
    """Every checkpoint of every family that core's loaders load."""
    return [AUTO, *dict.fromkeys(variant for family in CLIP_TYPES for variant in RULES[family].variants)]


def chosen(option: str) -> Choice:
    """The model behind an option. Raises ModelFileError when it is not there, or for every part that is missing."""
    models = listed()
    if option not in models:
        raise ModelFileError(f"model: expected one of {[BUILT_IN, *models]}, got {option!r}; use {BUILT_IN!r}")
    choice = models[option]
    if choice.missing:
        raise ModelFileError("; ".join(f"model: {part.sentence}" for part in choice.missing))
    return choice


def variant_of(choice: Choice, wanted: str) -> str:
    """`wanted`, or with AUTO the variant that the file or its name tells; "" where neither does."""
    if wanted != AUTO:
        return wanted
    file, variants = choice.transformer, RULES[choice.family].variants
    told = file.variant or file.variant_hint or ""
    exact = [name for name in variants if name in (told, f"{file.version}-{told}")]
    of_version = [name for name in variants if file.version and name.startswith(f"{file.version}-")]
    return next(iter([*exact, *of_version]), "")


def sentences(name: str, family: str, variant: str) -> str:
    """What was loaded, how it is sampled by default, and the note on its licence."""
    rules = RULES[family]
    own = rules.defaults(variant)
    scales = f"scales {own.picture_scale:g} (picture) and {own.sound_scale:g} (sound)"
    return "\n".join([
        f"{rules.display_name}, {variant or rules.variants[0]}: {own.steps} steps of {own.sampler}, {scales}.",
        licence_note(family),
        *([] if name == BUILT_IN else [name]),
    ])  # fmt: skip
