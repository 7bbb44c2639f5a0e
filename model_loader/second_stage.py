"""The second stage of a clip: its picture enlarged, noised again and refined, its sound kept or refined along."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import partial, reduce
from typing import Any

import torch

from ..engine.families.sampling_defaults import ScheduleTail
from ..engine.families.second_stage import TargetSize, in_words, second_stage_levels, target_size
from ..engine.latents import AVLatent, paste_locked
from ..engine.media.images import FITS, first_picture
from ..engine.sampling.guidance import Guidance
from ..engine.sampling.noise import SEED_RANGE
from .anchors import anchor_size, with_anchor
from .av_latents import ReadLatent, free_mask
from .families.anchor import Anchor
from .families.parts import PartsError
from .families.stage_conditioning import size_faults
from .guided_take import sample_clip
from .latent_upscaling import made_sides, require_upsampler, resized, resized_mask, upsampled
from .stream_sampler import FAMILY_DEFAULT
from .take import OnStep, SampleSettings, require_conditioning
from .tandem_model import TandemModel

SECOND_STAGE_SALT = 0xD1B54A32D192ED03
"""The same seed in both stages must not give the noise that the clip was made from."""


@dataclass(frozen=True)
class Enlargement:
    """How the picture becomes larger: to which size in pixels, 0 for twice; by core's latent upsampler or, without one,
    by resizing; and the image that its first frame is locked to, if any."""

    width: int
    height: int
    upscale_model: Any = None
    image: torch.Tensor | None = None
    fit: str = FITS[0]

    @property
    def numbers(self) -> dict[str, float]:
        """What was typed, by field."""
        return {"width": self.width, "height": self.height}


@dataclass(frozen=True)
class StageSettings:
    """How it is refined. 0 for `steps` and `start_sigma`, negative scales and the sampler "family default" stand for
    the family's own second stage."""

    seed: int
    steps: int
    start_sigma: float
    picture_scale: float
    sound_scale: float
    sampler: str

    @property
    def numbers(self) -> dict[str, float]:
        """What was typed, by field."""
        return {name: value for name, value in asdict(self).items() if name != "sampler"}

    def sampling(self, model: TandemModel, steps: int) -> SampleSettings:
        """For the sampler: `steps` is how many there are, and the family's own are filled in."""
        seed = (self.seed ^ SECOND_STAGE_SALT) % SEED_RANGE
        own = model.defaults.refinement
        return SampleSettings(
            picture_seed=seed,
            sound_seed=seed,
            steps=steps,
            picture_scale=1.0 if self.picture_scale < 0 else self.picture_scale,
            sound_scale=1.0 if self.sound_scale < 0 else self.sound_scale,
            sampler=own.sampler if self.sampler == FAMILY_DEFAULT else self.sampler,
        )


def require_second_stage(model: TandemModel) -> None:
    """Raises PartsError for a family that draws one size only, or that has no second stage."""
    sizes, name = model.family.rules.sizes, model.display_name
    if sizes.smallest == sizes.largest:
        size = in_words((sizes.largest, sizes.largest))
        raise PartsError(
            f"tandem_model: {name} draws {size} and no other size, so its clips cannot be upscaled; use LTX-2 or "
            "MiniMax H3, or enlarge the frames after Video Decode"
        )
    if model.defaults.refinement is None:
        raise PartsError(f"tandem_model: {name} has no second stage; use LTX-2 or MiniMax H3")


def require_stage(
    model: TandemModel, positive: list, negative: list, clip: ReadLatent, wish: Enlargement
) -> TargetSize:
    """The size that the clip gets.

    Raises PartsError for an upscale model of something else and for CONDITIONING of another model or with frames of
    another size, CanvasError for a size that cannot be made.
    """
    require_second_stage(model)
    require_conditioning(model, positive, negative)
    target = _target(model, clip, wish)
    shape = (*clip.streams.video.shape[:3], *_sides(model, clip, target))
    faults = [*size_faults("positive", positive, shape), *size_faults("negative", negative, shape)]
    if faults:
        raise PartsError("; ".join(faults))
    return target


def enlarged(model: TandemModel, clip: ReadLatent, target: TargetSize, wish: Enlargement) -> ReadLatent:
    """The clip with its picture, and the picture's mask, at the size of `target`; the sound as it was.

    Pictures that it was anchored to are fitted to the new size and anchored again: they are sharper than what became
    of them in the first stage. Raises ImageError and AnchorError for those that cannot be used.
    """
    sides, video = _sides(model, clip, target), clip.streams.video
    larger = resized(video, *sides) if wish.upscale_model is None else upsampled(model, video, wish.upscale_model)
    mask = None if clip.mask is None else AVLatent(resized_mask(clip.mask.video, *sides), clip.mask.audio)
    shown = target.shown if target.cropped else None
    grown = replace(clip, streams=AVLatent(larger, clip.streams.audio), mask=mask, shown_size=shown, anchors=())
    return reduce(partial(with_anchor, model), _anchors(clip, wish), grown)


def _anchors(clip: ReadLatent, wish: Enlargement) -> list[Anchor]:
    """Those of the first stage; an image that is given takes the place of the first frame's."""
    known = clip.anchors or clip.made_from
    if wish.image is None:
        return list(known)
    first = Anchor(0, first_picture(wish.image), wish.fit)
    return [first, *(one for one in known if one.frame)]


def refinement_sigmas(model: TandemModel, streams: AVLatent, settings: StageSettings) -> torch.Tensor:
    """`[steps + 1]` noise levels of the second stage of `streams`, which have their new size already."""
    schedule = model.defaults.refinement.schedule
    if isinstance(schedule, ScheduleTail):
        whole = model.family.sigmas(model.parts, model.defaults, 0, streams).tolist()
        own = second_stage_levels(whole, schedule.start)
    else:
        own = list(schedule.sigmas)
    return torch.tensor(second_stage_levels(own, settings.start_sigma, settings.steps))


def refined(
    model: TandemModel,
    positive: list,
    negative: list,
    clip: ReadLatent,
    settings: SampleSettings,
    sigmas: torch.Tensor,
    on_step: OnStep,
    guidance: Guidance | None = None,
    keep_sound: bool = True,
) -> AVLatent:
    """The enlarged clip, refined from `sigmas[0]` on; what its mask locks comes back bit for bit.

    So does the sound with `keep_sound`. A family that would not honour a lock on it refines the sound along with the
    picture, both as noisy as the model expects, and gets it back afterwards.
    """
    kept = clip.mask
    if keep_sound:
        mask = clip.mask or free_mask(clip.streams)
        kept = AVLatent(mask.video, torch.zeros_like(mask.audio))
    locked = clip.mask if model.family.sound_lock_fault else kept
    held = replace(clip, mask=locked)
    result = sample_clip(model, positive, negative, held, settings, on_step, guidance, sigmas)
    return result if kept is None else paste_locked(result, clip.streams, kept)


def _target(model: TandemModel, clip: ReadLatent, wish: Enlargement) -> TargetSize:
    source, made = anchor_size(model, clip), None
    if wish.upscale_model is not None:
        require_upsampler(model, wish.upscale_model)
        rows, columns = clip.streams.video.shape[-2:]
        tall, wide = made_sides(wish.upscale_model, rows, columns)
        made = (wide * (source[0] // columns), tall * (source[1] // rows))
    return target_size(model.family.rules.sizes, source, (wish.width, wish.height), made)


def _sides(model: TandemModel, clip: ReadLatent, target: TargetSize) -> tuple[int, int]:
    """Height and width in latents of `target`."""
    rows, columns = clip.streams.video.shape[-2:]
    width, height = anchor_size(model, clip)
    return target.drawn[1] * rows // height, target.drawn[0] * columns // width
