"""Watching every sampler that runs a MODEL, core's own included. The MODEL carries the watcher; nothing is patched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import comfy.model_patcher
import comfy.utils
from comfy.patcher_extension import WrapperExecutor, WrappersMP

from ..engine.latents import AVLatent
from .take import OnStep

KEY = "tandem_step_watch"

StartWatch = Callable[[], OnStep | None]
"""Called whenever a sampler starts; gives what to call after each of its steps, or None when nobody looks."""


def watched(model: comfy.model_patcher.ModelPatcher, start: StartWatch) -> comfy.model_patcher.ModelPatcher:
    """A clone of `model` whose samplers are watched by `start`; what else is put on the clone later stays with it."""
    clone = model.clone()
    clone.remove_wrappers_with_key(WrappersMP.OUTER_SAMPLE, KEY)
    clone.add_wrapper_with_key(WrappersMP.OUTER_SAMPLE, KEY, _watching(start))
    return clone


def unwatched(model: comfy.model_patcher.ModelPatcher) -> comfy.model_patcher.ModelPatcher:
    """`model` for a sampler that shows its steps itself: without what `watched` added, everything else kept."""
    if not model.get_wrappers(WrappersMP.OUTER_SAMPLE, KEY):
        return model
    clone = model.clone()
    clone.remove_wrappers_with_key(WrappersMP.OUTER_SAMPLE, KEY)
    return clone


def _watching(start: StartWatch):
    """A wrapper around `CFGGuider.outer_sample`, with its arguments."""

    def sample(
        executor: WrapperExecutor,
        noise,
        latent_image,
        sampler,
        sigmas,
        denoise_mask=None,
        callback=None,
        disable_pbar=False,
        seed=None,
        latent_shapes=None,
        **later,
    ):
        # One stream alone is not joint sampling: there is no sound to show, and a model may refuse it.
        on_step = start() if latent_shapes is not None and len(latent_shapes) == 2 else None
        if on_step is not None:
            callback = _then(callback, on_step, latent_shapes)
        return executor(
            noise, latent_image, sampler, sigmas, denoise_mask, callback, disable_pbar, seed,
            latent_shapes=latent_shapes, **later,
        )  # fmt: skip

    return sample


def _then(callback, on_step: OnStep, shapes: Sequence[Sequence[int]]):
    """`callback` as it was, which raises when the user pressed cancel, then `on_step`. Here latents are still packed,
    `[B, 1, N]`."""

    def both(step: int, clean, noisy, total: int) -> None:
        if callback is not None:
            callback(step, clean, noisy, total)
        on_step(step + 1, total, AVLatent(*comfy.utils.unpack_latents(clean, shapes)))

    return both
