"""Continuing a clip: the end of the chain is locked, the rest of the take is sampled, and only the rest is appended."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch

from .canvas import latents_in
from .latents import RATIO, AVLatent
from .mini import geometry
from .mini.text.script import fit_script

LATENT_S = float(geometry.LATENT_SECONDS)
MAX_CONTEXT_LATENTS = geometry.MAX_VIDEO_LATENTS // 2
MAX_EXTENSION_S = 600.0
"""Ten minutes: decoded as one IMAGE they take 12 GB, more than most machines have to spare."""


class ExtensionError(ValueError):
    """A continuation that cannot be made: every fault of the request, each with the nearest legal value."""


@dataclass(frozen=True)
class Pass:
    """One take of a continuation, in video latents. `take` exceeds `context + new` below the model's shortest take."""

    context: int
    new: int

    @property
    def take(self) -> int:
        return max(self.context + self.new, geometry.MIN_VIDEO_LATENTS)


@dataclass(frozen=True)
class Plan:
    """The takes that lengthen a chain of `chain` video latents."""

    chain: int
    passes: tuple[Pass, ...]

    @property
    def new(self) -> int:
        return sum(step.new for step in self.passes)

    @property
    def new_s(self) -> float:
        return self.new * LATENT_S

    @property
    def seams(self) -> tuple[int, ...]:
        """Where each new piece begins, in video latents from the start of the chain."""
        return tuple(self.chain + sum(step.new for step in self.passes[:i]) for i in range(len(self.passes)))


@dataclass(frozen=True)
class LockedTake:
    """What goes to the sampler: the context, then zeros; the mask is 0 over the context and 1 over the rest."""

    latent: AVLatent
    mask: AVLatent


def plan_extension(chain_latents: int, seconds: float, context_seconds: float) -> Plan:
    """How to lengthen a chain by about `seconds`, looking back about `context_seconds`.

    Both round to whole video latents of 160 ms. More than one take can hold is spread evenly over several.
    Raises ExtensionError with every fault of the request.
    """
    longest_context = min(chain_latents, MAX_CONTEXT_LATENTS)
    faults = [
        *_fault("seconds", seconds, 1, MAX_EXTENSION_S),
        *_fault("context_seconds", context_seconds, 1, longest_context * LATENT_S),
    ]
    if faults:
        raise ExtensionError("; ".join(faults))
    new, context = latents_in(seconds), latents_in(context_seconds)
    takes = math.ceil(new / (geometry.MAX_VIDEO_LATENTS - context))
    ends = [new * (i + 1) // takes for i in range(takes)]
    return Plan(chain_latents, tuple(Pass(context, end - start) for start, end in zip([0, *ends], ends, strict=False)))


def locked_take(chain: AVLatent, step: Pass) -> LockedTake:
    """The last `step.context` latents of `chain` at the head of an otherwise empty take, and its mask."""
    context, free = chain.tail(step.context), step.take - step.context
    batch, _, _, height, width = chain.video.shape

    def extended(stream: torch.Tensor, length: int, value: float) -> torch.Tensor:
        shape = [*stream.shape[:2], length, *stream.shape[3:]]
        return torch.cat([stream, stream.new_full(shape, value)], dim=2)

    locked = AVLatent(
        torch.zeros(batch, 1, step.context, height, width), torch.zeros(batch, 1, step.context * RATIO, 1)
    )
    return LockedTake(
        AVLatent(extended(context.video, free, 0.0), extended(context.audio, free * RATIO, 0.0)),
        AVLatent(extended(locked.video, free, 1.0), extended(locked.audio, free * RATIO, 1.0)),
    )


def script_of_pass(script: torch.Tensor, plan: Plan, index: int) -> torch.Tensor:
    """The part of `script` `[B, A, 14]` that take number `index` speaks, `[B, 4 * take, 14]`.

    The words begin where the new sound begins, not in the context, and run on from take to take.
    """
    step, done = plan.passes[index], sum(earlier.new for earlier in plan.passes[:index])
    whole = fit_script(script, plan.new * RATIO)
    spoken = whole[:, done * RATIO : (done + step.new) * RATIO]
    before = spoken.new_zeros(spoken.shape[0], step.context * RATIO, spoken.shape[2])
    return fit_script(torch.cat([before, spoken], dim=1), step.take * RATIO)


def extend(chain: AVLatent, plan: Plan, sample: Callable[[LockedTake, int], AVLatent]) -> AVLatent:
    """Runs `plan`: `sample(take, index)` returns the finished take; its context is dropped, its new part appended."""
    for index, step in enumerate(plan.passes):
        finished = sample(locked_take(chain, step), index)
        chain = chain.append(finished.span(step.context, step.context + step.new))
    return chain


def _fault(name: str, seconds: float, least: int, most_s: float) -> list[str]:
    legal = f"{least * LATENT_S:.2f} to {most_s:.2f} s"
    if not math.isfinite(seconds):
        return [f"{name}: expected a number from {legal}, got {seconds}"]
    if latents_in(seconds) < least:
        return [f"{name}: expected {legal}, got {seconds:.10g}; nearest legal value {least * LATENT_S:.2f}"]
    if latents_in(seconds) > round(most_s / LATENT_S):
        return [f"{name}: expected {legal}, got {seconds:.10g}; nearest legal value {most_s:.2f}"]
    return []
