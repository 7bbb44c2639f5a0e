"""What in a CONDITIONING belongs to the size at which a clip was sampled first, and to no other."""

from __future__ import annotations

GUIDES_KEY, KEY_FRAMES_KEY = "keyframe_idxs", "minimax_keyframes"
"""Core's LTXVAddGuide and MiniMaxH3ImageToVideo keep their frames under these."""


def size_faults(name: str, conditioning: list, video_shape: tuple[int, ...]) -> list[str]:
    """A sentence for each kind of frames in the CONDITIONING of the input `name` that do not fit a picture latent of
    `video_shape`, `[B, C, T, H, W]`."""
    extras = [extra for _, extra in conditioning]
    faults = []
    if any(extra.get(GUIDES_KEY) is not None for extra in extras):
        faults.append(
            f"{name}: it has guide frames of the first stage's size; take them out with core's LTXVCropGuides, "
            "together with their part of the latent, and connect the first frame to image"
        )
    sides = {tuple(frame["latent"].shape[-2:]) for extra in extras for frame in extra.get(KEY_FRAMES_KEY) or []}
    foreign = sides - {tuple(video_shape[-2:])}
    if foreign:
        found = " and ".join(f"{width}x{height}" for height, width in sorted(foreign))
        wanted = f"{video_shape[-1]}x{video_shape[-2]}"
        faults.append(
            f"{name}: its key frames have {found} latents, the second stage has {wanted}; encode the prompt with "
            "the same frames once more at the second stage's size"
        )
    return faults
