"""Running a planned continuation through the sampler, and measuring what it left at the seams."""

from __future__ import annotations

from typing import Protocol

import torch

from ..engine.extension import LockedTake, Pass, Plan, extend, plan_extension, script_of_pass
from ..engine.latents import RATIO, AVLatent
from ..engine.mini import geometry
from ..engine.mini.telling import Freedom, told
from ..engine.mini.text.script import COLUMNS, widened
from ..engine.sampling.guidance import Guidance
from ..engine.sampling.noise import batch_seeds
from ..engine.seam import measure_seam
from .av_latents import ReadLatent, to_intermediate
from .decoding import decode_frames, decode_samples
from .families.parts import PartsError
from .take import SampleSettings, require_conditioning, sample_take, script_of, with_script
from .tandem_model import TandemModel

SEAM_LATENTS = 6
"""Decoded on each side of a seam: the half second that is measured, and the 0.4 s that the sound decoder reaches."""


class StepDisplay(Protocol):
    """Where the steps of several takes are shown."""

    def show(self, step: int, steps: int, clean: AVLatent) -> None: ...

    def next_take(self, steps: int) -> None: ...


def plan_for(model: TandemModel, clip: ReadLatent, seconds: float, context_seconds: float) -> Plan:
    """How to lengthen `clip`. Raises PartsError for a family whose clips cannot be continued, else ExtensionError with
    every fault of the request."""
    if not model.family.can_extend:
        raise PartsError(f"tandem_model: Extend Clip continues clips of tandem-mini, got {model.display_name}")
    return plan_extension(clip.streams.video_latents, seconds, context_seconds)


def extend_chain(
    model: TandemModel,
    clip: ReadLatent,
    positive: list,
    negative: list,
    plan: Plan,
    settings: SampleSettings,
    display: StepDisplay,
    guidance: Guidance | None = None,
) -> tuple[AVLatent, torch.Tensor]:
    """The whole chain and its script. The context keeps the script it was made with, since that is what is heard."""
    require_conditioning(model, positive, negative)
    empty = torch.zeros(1, plan.new * RATIO, COLUMNS, dtype=torch.int64)
    asked = script_of(positive)
    spoken = empty if asked is None else asked
    script = _script_so_far(clip)

    def sample(take: LockedTake, index: int) -> AVLatent:
        nonlocal script
        step = plan.passes[index]
        chosen = settings.for_pass(index, batch=take.latent.video.shape[0])
        words = _words_and_cues(script_of_pass(spoken, plan, index), script, step, positive, chosen.picture_seed)
        script = torch.cat([script, words[:, step.context * RATIO : (step.context + step.new) * RATIO]], dim=1)
        asked = with_script(positive, words)
        finished = sample_take(model, asked, negative, take.latent, take.mask, chosen, display.show, guidance)
        display.next_take(chosen.steps)
        return finished

    return extend(to_intermediate(clip.streams), plan, sample), script


def seam_report(model: TandemModel, chain: AVLatent, plan: Plan) -> str:
    """What was added, and one line for each seam, measured on its decoded surroundings."""
    added = f"Added {plan.new_s:.2f} s in {len(plan.passes)} {'take' if len(plan.passes) == 1 else 'takes'}."
    first = AVLatent(chain.video[:1], chain.audio[:1])
    return "\n".join([added, *(_seam_line(model, first, seam) for seam in plan.seams)])


def _seam_line(model: TandemModel, chain: AVLatent, seam: int) -> str:
    start, stop = max(seam - SEAM_LATENTS, 0), min(seam + SEAM_LATENTS, chain.video_latents)
    around = chain.span(start, stop)
    frame = geometry.FRAMES_PER_LATENT
    seam_facts = measure_seam(
        decode_frames(model, around),
        decode_samples(model, around, geometry.FRAME_RATE).flatten(),
        geometry.FRAME_RATE,
        geometry.SAMPLE_RATE_HZ,
        seam * frame,
        start * frame,
    )
    return seam_facts.sentence()


def _words_and_cues(
    words: torch.Tensor, chain: torch.Tensor, step: Pass, positive: list, picture_seed: int
) -> torch.Tensor:
    """`[B, A, 14]` of one take: what the chain has in the context, then the new words and cues in its rhythm."""
    rows = step.context * RATIO
    before = chain[:, chain.shape[1] - rows :]
    freedom = [Freedom(torch.arange(words.shape[1]) >= rows, picture=False, sound=False)]
    script = told(positive[0][0], words, batch_seeds(picture_seed, len(chain)), freedom, before, chain).script
    return torch.cat([before, script[:, rows:]], dim=1)


def _script_so_far(clip: ReadLatent) -> torch.Tensor:
    """The script `[B, A, 14]` of every clip of the batch; zeros where it has none, or that of another clip: core's
    nodes may have cut it, or taken it out of a batch."""
    batch, length = clip.streams.video.shape[0], clip.streams.audio.shape[2]
    if clip.script is None or clip.script.shape[1] != length or clip.script.shape[0] not in (1, batch):
        return torch.zeros(batch, length, COLUMNS, dtype=torch.int64)
    return widened(clip.script.cpu()).expand(batch, -1, -1)
