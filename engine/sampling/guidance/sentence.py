"""Guidance in words, with what it costs, for the node that samples."""

from __future__ import annotations

from .options import Guidance


def guidance_in_words(guidance: Guidance, steps: int) -> str:
    """What is done besides the scales, and how often the model predicts in one of `steps` steps, such as
    `Guidance: picture_sync 3, sound_sync 3, rescale 0.7, stg_scale 1 in block 28; 4 predictions per step.`"""
    costs = sorted({guidance.forwards_at(step, steps) for step in range(steps)})
    cost = f"{costs[0]} to {costs[-1]}" if len(costs) > 1 else f"{costs[0]}"
    noun = "prediction" if costs == [1] else "predictions"
    return f"Guidance: {', '.join(_parts(guidance)) or 'the scales alone'}; {cost} {noun} per step."


def _parts(guidance: Guidance) -> list[str]:
    parts = []
    if guidance.syncs:
        parts += [f"picture_sync {guidance.picture_sync:g}", f"sound_sync {guidance.sound_sync:g}"]
    if guidance.rescale > 0:
        parts.append(f"rescale {guidance.rescale:g}")
    if guidance.perturbs:
        blocks = " and ".join(map(str, guidance.stg_blocks))
        parts.append(f"stg_scale {guidance.stg_scale:g} in block {blocks or 'of the family'}")
    if guidance.keeps_identity:
        parts.append(f"identity_scale {guidance.identity_scale:g}")
    return parts
