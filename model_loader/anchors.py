"""Anchoring a clip to pictures that the user gives: by a lock where the family honours one, else for `guided_take`."""

from __future__ import annotations

from dataclasses import replace

import torch

from ..engine.families.anchor_times import AnchorError, occupied_faults, second_of
from ..engine.families.canvas import FamilyCanvas
from ..engine.latents import AVLatent
from .av_latents import ReadLatent, free_mask
from .families.anchor import Anchor
from .tandem_model import TandemModel


def canvas_of(model: TandemModel, clip: ReadLatent) -> FamilyCanvas:
    """The geometry of `clip`."""
    return model.family.rules.canvas_of(tuple(clip.streams.video.shape), clip.frame_rate)


def anchor_size(model: TandemModel, clip: ReadLatent) -> tuple[int, int]:
    """Width and height in pixels that a picture for `clip` must have."""
    canvas = canvas_of(model, clip)
    return canvas.width, canvas.height


def with_anchor(model: TandemModel, clip: ReadLatent, anchor: Anchor) -> ReadLatent:
    """The clip with one anchor more, in the order of time.

    Raises AnchorError with everything that the family cannot do with it, ImageError for an unknown fit.
    """
    family, canvas = model.family, canvas_of(model, clip)
    faults = family.anchor_faults(canvas, anchor.frame, anchor.strength) or occupied_faults(
        canvas,
        anchor.frame,
        [one.frame for one in clip.anchors],
        family.anchor_frames,
        lambda frame: not family.anchor_faults(canvas, frame, anchor.strength),
    )
    if faults:
        raise AnchorError("; ".join(faults))
    picture = family.fitted(anchor.image, anchor.fit, canvas.width, canvas.height)
    streams, mask = clip.streams, clip.mask
    if family.locks_anchor(anchor.frame):
        streams, mask = _locked(model, clip, picture, anchor.frame, anchor.strength)
    anchors = sorted((*clip.anchors, anchor), key=lambda one: one.frame)
    return replace(clip, streams=streams, mask=mask, anchors=tuple(anchors))


def anchor_pictures(model: TandemModel, clip: ReadLatent) -> torch.Tensor:
    """IMAGE `[N, height, width, 3]`: every anchor of `clip`, fitted to it."""
    size = anchor_size(model, clip)
    return torch.stack([model.family.fitted(one.image, one.fit, *size) for one in clip.anchors])


def anchor_sentence(model: TandemModel, clip: ReadLatent, anchor: Anchor) -> str:
    """Where an anchor is and how the sampler takes it."""
    canvas = canvas_of(model, clip)
    place = f"frame {anchor.frame + 1} of {canvas.frames} ({second_of(canvas, anchor.frame):.3f} s)"
    if not model.family.locks_anchor(anchor.frame):
        return f"{place[0].upper()}{place[1:]}: given to the model beside the clip, which comes near it."
    held = model.family.anchor_frames
    first = anchor.frame // held * held + 1
    frames = f"frame {first}" if held == 1 else f"frames {first} to {first + held - 1}"
    how = "kept as it is" if anchor.strength == 1 else f"kept at strength {anchor.strength:g}"
    return f"{place[0].upper()}{place[1:]}: the latent of {frames} is {how}."


def _locked(
    model: TandemModel, clip: ReadLatent, picture: torch.Tensor, frame: int, strength: float
) -> tuple[AVLatent, AVLatent]:
    """The latent that holds `frame` is a still of `picture`; a strength below 1 lets the sampler change it."""
    held = model.family.anchor_frames
    index = frame // held
    still = model.picture_vae.encode(picture[None].expand(held, -1, -1, -1)).to(clip.streams.video)
    video = clip.streams.video.clone()
    video[:, :, index : index + 1] = still
    mask = clip.mask or free_mask(clip.streams)
    kept = mask.video.clone()
    kept[:, :, index : index + 1] = 1.0 - strength
    return AVLatent(video, clip.streams.audio), AVLatent(kept, mask.audio)
