"""Telling a VAE of the wrong family, or in the wrong place, in words."""

from __future__ import annotations

from collections.abc import Sequence

from .parts import Parts, class_name


def vae_faults(parts: Parts, family: str, picture_classes: Sequence[type], sound_classes: Sequence[type]) -> list[str]:
    """What is wrong with the two VAEs of `family`, whose networks are of these classes; one sentence each."""
    picture, sound = parts.picture_vae.first_stage_model, parts.sound_vae.first_stage_model
    pictures, sounds = tuple(picture_classes), tuple(sound_classes)
    if isinstance(picture, sounds) and isinstance(sound, pictures):
        return ["picture_vae, sound_vae: the two are swapped; connect each to the other input"]
    faults = []
    for name, network, wanted in (("picture_vae", picture, pictures), ("sound_vae", sound, sounds)):
        if not isinstance(network, wanted):
            faults.append(
                f"{name}: expected that of {family} ({wanted[0].__name__}), got {class_name(network)}; load the "
                "file that belongs to the model"
            )
    return faults
