"""Sampling one take: noise per stream, the guider, core's sampler, and the locked parts pasted back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import comfy.samplers
import comfy.utils
import torch

from ..engine.latents import AVLatent, paste_locked
from ..engine.mini.geometry import (
    AUDIO_LATENT_SECONDS,
    AUDIO_LATENTS_PER_VIDEO_LATENT,
    LATENT_SECONDS,
    MAX_VIDEO_LATENTS,
)
from ..engine.mini.text.script import MOST_SPEEDUP
from ..engine.sampling.guidance import Guidance
from ..engine.sampling.noise import SEED_RANGE, batch_seeds, picture_noise, sound_noise
from .av_latents import ReadLatent, nested, to_intermediate
from .families.parts import PartsError
from .guider import StreamGuider
from .joint_model import SCRIPT_KEY
from .locked_sampling import require_locks_kept
from .stream_sampler import FAMILY_DEFAULT, stream_sampler
from .tandem_model import TandemModel
from .text import last_words_of_first_clip

OnStep = Callable[[int, int, AVLatent], None]
"""Called after each step with its number from 1, the number of steps, and the clean clip as the model sees it."""

LONGEST_TAKE_S = float(LATENT_SECONDS * MAX_VIDEO_LATENTS)


@dataclass(frozen=True)
class SampleSettings:
    """What the user chose. `steps` 0, negative scales and the sampler "family default" stand for the family's own."""

    picture_seed: int
    sound_seed: int
    steps: int
    picture_scale: float
    sound_scale: float
    sampler: str

    def resolved(self, model: TandemModel) -> SampleSettings:
        """The same with the family's defaults filled in."""
        own = model.defaults
        return replace(
            self,
            steps=self.steps or own.steps,
            sampler=own.sampler if self.sampler == FAMILY_DEFAULT else self.sampler,
            picture_scale=own.picture_scale if self.picture_scale < 0 else self.picture_scale,
            sound_scale=own.sound_scale if self.sound_scale < 0 else self.sound_scale,
        )

    def for_pass(self, index: int, batch: int) -> SampleSettings:
        """Other seeds for each take of a chain: equal noise would repeat itself in the result."""
        return replace(
            self,
            picture_seed=(self.picture_seed + index * batch) % SEED_RANGE,
            sound_seed=(self.sound_seed + index * batch) % SEED_RANGE,
        )

    def sentence(self) -> str:
        """What is used, for the node that samples."""
        scales = f"scales {self.picture_scale:g} (picture) and {self.sound_scale:g} (sound)"
        steps = "1 step" if self.steps == 1 else f"{self.steps} steps"
        return f"{steps} of {self.sampler}, {scales}."


def sample_take(
    model: TandemModel,
    positive: list,
    negative: list,
    source: AVLatent,
    mask: AVLatent | None,
    settings: SampleSettings,
    on_step: OnStep,
    guidance: Guidance | None = None,
    sigmas: torch.Tensor | None = None,
) -> AVLatent:
    """One finished take of the shape of `source`; what `mask` locks (0) is bit for bit that of `source`.

    `sigmas` `[steps + 1]` are other noise levels than the family's: below 1 at their start, they refine `source`.
    Raises SamplerError, StepsError and GuidanceError before anything is sampled.
    """
    chosen, family = settings.resolved(model), model.family
    require_locks_kept(chosen.sampler, mask)
    batch = source.video.shape[0]
    noise = AVLatent(
        picture_noise(source.video.shape, batch_seeds(chosen.picture_seed, batch)),
        sound_noise(source.audio.shape, batch_seeds(chosen.sound_seed, batch), family.sound_time_dim),
    )
    if sigmas is None:
        sigmas = family.sigmas(model.parts, model.defaults, chosen.steps, source)
    else:
        noise = family.starting_noise(model.parts, noise, source, float(sigmas[0]))
    guider = StreamGuider(model.model)
    guider.set_conds(positive, negative)
    guider.set_guidance((guidance or Guidance()).with_scales(chosen.picture_scale, chosen.sound_scale))
    result = guider.sample(
        nested(noise),
        nested(source),
        stream_sampler(chosen.sampler, source, sigmas, chosen.picture_seed, chosen.sound_seed),
        sigmas,
        denoise_mask=None if mask is None else nested(mask),
        callback=_step_callback(on_step),
        disable_pbar=not comfy.utils.PROGRESS_BAR_ENABLED,
        seed=chosen.picture_seed,
    )
    finished = to_intermediate(AVLatent(*result.unbind()))
    return finished if mask is None else paste_locked(finished, source, mask)


def told_take(
    model: TandemModel, positive: list, negative: list, clip: ReadLatent, settings: SampleSettings
) -> tuple[list, list]:
    """Both CONDITIONINGs with everything that is only known when a take is sampled, by the picture's seeds.

    Raises PartsError for the CONDITIONING of another family's text encoder.
    """
    require_conditioning(model, positive, negative)
    family, rate = model.family, clip.frame_rate
    seeds = batch_seeds(settings.picture_seed, clip.streams.video.shape[0])
    asked = family.told(positive, clip.streams, clip.mask, seeds, rate)
    return asked, family.told_negative(negative, clip.streams, rate)


def require_conditioning(model: TandemModel, positive: list, negative: list) -> None:
    """Raises PartsError for the CONDITIONING of another family's text encoder."""
    faults = [
        fault
        for name, conditioning in (("positive", positive), ("negative", negative))
        for fault in model.family.conditioning_faults(model.parts, name, conditioning)
    ]
    if faults:
        raise PartsError("; ".join(faults))


def script_of(conditioning: list) -> torch.Tensor | None:
    """The script `[B, A, 14]` in a CONDITIONING, or None when nobody speaks."""
    return next((entry[1][SCRIPT_KEY] for entry in conditioning if SCRIPT_KEY in entry[1]), None)


def with_script(conditioning: list, script: torch.Tensor) -> list:
    """The same CONDITIONING with another script."""
    return [[entry[0], {**entry[1], SCRIPT_KEY: script}] for entry in conditioning]


def words_that_do_not_fit(
    conditioning: list, audio_latents: int, *, remedy: str = "use a Blank Clip of", longest_s: float = LONGEST_TAKE_S
) -> str:
    """A sentence about quoted words that are longer than a clip of `audio_latents`; empty when they fit.

    `remedy` is what to do, in words that end before a number of seconds; it helps up to `longest_s`.
    """
    script = script_of(conditioning)
    if script is None or script.shape[1] <= audio_latents:
        return ""
    enough_s = float(LATENT_SECONDS * -(-script.shape[1] // AUDIO_LATENTS_PER_VIDEO_LATENT))
    needed_s, clip_s = (float(AUDIO_LATENT_SECONDS * count) for count in (script.shape[1], audio_latents))
    fate = "spoken faster" if script.shape[1] <= audio_latents * MOST_SPEEDUP else "spoken faster and cut off"
    cure = f"{remedy} {enough_s:.2f} s or more"
    if enough_s > longest_s:
        end = last_words_of_first_clip(conditioning)
        first = f"end the words of this clip after “{end}” and" if end else "say less, or"
        cure = f"one clip has at most {longest_s:.2f} s: {first} go on in Extend Clip"
    return f"The quoted words need {needed_s:.2f} s and the clip has {clip_s:.2f} s, so they are {fate}; {cure}."


def warn_about_words(node: str, told: str) -> None:
    """Says `told` in the log, if there is something to say."""
    if told:
        logging.warning("%s: %s", node, told)


def _step_callback(on_step: OnStep):
    def callback(step: int, clean, _noisy, total: int) -> None:
        on_step(step + 1, total, AVLatent(*clean.unbind()))

    return callback
