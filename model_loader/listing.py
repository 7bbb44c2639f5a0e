"""The joint models that are really on this machine, as Load Model offers them."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import folder_paths

from ..engine.families.rules import RULES
from ..engine.model_files.absent import absent_parts
from ..engine.model_files.header import ModelFileError
from ..engine.model_files.licences import licence_note
from ..engine.model_files.pairing import Choice, choices
from ..engine.model_files.parts import PartFile
from ..engine.model_files.scan import scan
from .loading import CLIP_TYPES
from .weights import BUILT_IN, FOLDER, built_in_path

FOLDERS = ("checkpoints", "diffusion_models", "text_encoders", "vae", FOLDER)
Folders = tuple[tuple[str, tuple[str, ...]], ...]
LISTED_S = 1.0
AUTO = "auto"
"""The variant that the file tells, or else its name."""


def register_model_folder() -> None:
    """Makes `models/tandem` known to ComfyUI; again costs nothing."""
    folder_paths.add_model_folder_path(FOLDER, os.path.join(folder_paths.models_dir, FOLDER), is_default=True)
    folder_paths.folder_names_and_paths[FOLDER][1].add(".safetensors")


def listed() -> Mapping[str, Choice]:
    """Every model of ComfyUI's model folders by its name in the list; a checkpoint of tandem-mini by its file name.

    A listing serves for LISTED_S while no file comes or goes: core asks for a node's options several times in a prompt.
    """
    return _listed(*_state_of_folders())


def weight_files() -> tuple[PartFile, ...]:
    """Every weight file of a joint model, and every damaged file, behind the same listing."""
    return _scanned(*_state_of_folders())


def _state_of_folders() -> tuple[Folders, tuple[int, ...], int]:
    """The model folders with their paths, and what changes when the listing may have changed."""
    register_model_folder()
    known = [name for name in FOLDERS if name in folder_paths.folder_names_and_paths]
    folders = tuple((name, tuple(folder_paths.get_folder_paths(name))) for name in known)
    changed = tuple(_changed_ns(Path(path)) for _, paths in folders for path in paths)
    return folders, changed, int(time.monotonic() / LISTED_S)


@lru_cache(maxsize=2)
def _scanned(folders: Folders, _changed: tuple[int, ...], _period: int) -> tuple[PartFile, ...]:
    return tuple(scan(dict(folders)))


@lru_cache(maxsize=2)
def _listed(folders: Folders, changed: tuple[int, ...], period: int) -> Mapping[str, Choice]:
    found = choices(_scanned(folders, changed, period))
    names = Counter(choice.transformer.name for choice in found if choice.family == "mini")
    return {_name(choice, names[choice.transformer.name]): choice for choice in found}


def _changed_ns(folder: Path) -> int:
    """Changes when a file comes or goes."""
    return folder.stat().st_mtime_ns if folder.is_dir() else 0


def _name(choice: Choice, same: int) -> str:
    """Own checkpoints go by their file names, with the folder where two have `same` one."""
    file = choice.transformer
    if choice.family != "mini":
        return choice.label
    return file.name if same == 1 else f"{file.folder}/{file.name}"


def fingerprint(option: str) -> str:
    """Changes with every file of the model behind `option`. Names no folder of the user: core writes it into files."""
    if option == BUILT_IN:
        return _stamp(built_in_path())
    choice = listed().get(entry_of(option))
    if choice is None:
        return ""
    files = (choice.transformer, *choice.text_files, choice.picture_vae, choice.sound_vae)
    return " ".join(dict.fromkeys(_stamp(file.path) for file in files if file is not None))


def _stamp(path: Path) -> str:
    return f"{path.name} {path.stat().st_mtime_ns} {path.stat().st_size}" if path.is_file() else path.name


def model_options() -> list[str]:
    """What Load Model offers: the built-in weights first."""
    return [BUILT_IN, *listed()]


def variant_options() -> list[str]:
    """Every checkpoint of every family that core's loaders load."""
    return [AUTO, *dict.fromkeys(variant for family in CLIP_TYPES for variant in RULES[family].variants)]


def entry_of(option: str) -> str:
    """The entry of the list that `option` stands for: itself, or else the first whose file has the name at its end.

    A graph that was saved elsewhere, or before a file's entry was worded as it is now, so finds its file.
    """
    models = listed()
    if option == BUILT_IN or option in models:
        return option
    wanted = file_name_in(option)
    return next((entry for entry, choice in models.items() if choice.transformer.path.name == wanted), option)


def file_name_in(option: str) -> str:
    """`x.safetensors` from `x.safetensors`, `folder/x.safetensors` and `LTX-2.3, 22B, fp8: x.safetensors`."""
    return option.rsplit(": ", 1)[-1].replace("\\", "/").rsplit("/", 1)[-1]


def absence(option: str) -> str:
    """What to do about a model that is not on this machine, in one sentence; empty when it is."""
    entry, models = entry_of(option), listed()
    if entry == BUILT_IN or entry in models:
        return ""
    parts = absent_parts(file_name_in(option), weight_files())
    if parts:
        return "; ".join(f"model: {part.sentence}" for part in parts)
    return f"model: expected one of {[BUILT_IN, *models]}, got {option!r}; use {BUILT_IN!r}"


def chosen(option: str) -> Choice:
    """The model behind an option or a file name. Raises ModelFileError when it is not there, or for every part that is
    missing."""
    fault = absence(option)
    if fault:
        raise ModelFileError(fault)
    choice = listed()[entry_of(option)]
    if choice.missing:
        raise ModelFileError("; ".join(f"model: {part.sentence}" for part in choice.missing))
    return choice


def variant_of(choice: Choice, wanted: str) -> str:
    """`wanted`, or with AUTO the variant that the file or its name tells; "" where neither does.

    Raises VariantError for one that the family lacks.
    """
    rules = RULES[choice.family]
    if wanted != AUTO:
        rules.defaults(wanted)
        return wanted
    file, variants = choice.transformer, rules.variants
    stated = file.variant or file.variant_hint or "unknown"
    exact = [name for name in variants if name in (stated, f"{file.version}-{stated}")]
    of_kind = [name for name in variants if name.endswith(f"-{stated}")]
    of_version = [name for name in variants if file.version and name.startswith(f"{file.version}-")]
    return next(iter([*exact, *of_kind, *of_version]), "")


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
