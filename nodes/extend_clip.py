"""Extend Clip: picture and sound go on from where a clip ends."""

from __future__ import annotations

from comfy_api.latest import io, ui

from ..engine.extension import LATENT_S, MAX_CONTEXT_LATENTS, MAX_EXTENSION_S
from ..engine.latents import RATIO
from ..model_loader.asked_guidance import guidance_for
from ..model_loader.av_latents import read_latent, write_latent
from ..model_loader.extending import extend_chain, plan_for, seam_report
from ..model_loader.locked_sampling import lock_note
from ..model_loader.take import SampleSettings, warn_about_words, words_that_do_not_fit
from ..model_loader.tandem_model import TandemModel
from .limits import require_numbers
from .live_preview import LivePreview
from .sockets import (
    CATEGORY,
    SHOWN_STEP_S,
    guidance_input,
    joined_lines,
    sampling_inputs,
    seed_inputs,
    tandem_model_input,
)

DEFAULT_SECONDS, DEFAULT_CONTEXT_SECONDS = 5.12, 0.96
DISPLAY_NAME = "Extend Clip (Tandem)"


class TandemExtendClip(io.ComfyNode):
    """The end of the clip is locked and looked at; nothing of it changes."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemExtendClip",
            display_name=DISPLAY_NAME,
            category=CATEGORY,
            description="Continues picture and sound of a clip of tandem-mini by any number of seconds. The end of the "
            "clip is locked and looked at; nothing of it changes.",
            search_aliases=["continue", "longer", "extend video"],
            inputs=[
                tandem_model_input(),
                io.Latent.Input("latent", tooltip="The clip so far: from Joint Sampler, or from another Extend Clip."),
                io.Conditioning.Input(
                    "positive",
                    tooltip="What happens next, from Text Encode. Quoted words begin where the new part begins.",
                ),
                io.Conditioning.Input(
                    "negative",
                    tooltip="What guidance moves away from, from Text Encode. An empty negative prompt is the usual "
                    "choice.",
                ),
                *_length_inputs(),
                *seed_inputs(),
                *sampling_inputs(),
                guidance_input(),
            ],
            outputs=[
                io.Latent.Output(id="latent", display_name="latent"),
                io.String.Output(id="report", display_name="report"),
            ],
            hidden=[io.Hidden.unique_id],
        )

    @classmethod
    def execute(
        cls, tandem_model: TandemModel, latent: dict, positive, negative, sampler: str, guidance=None, **numbers: float
    ) -> io.NodeOutput:
        lengths = numbers.pop("seconds"), numbers.pop("context_seconds")
        require_numbers(**numbers)
        clip = read_latent(latent, tandem_model.family)
        plan = plan_for(tandem_model, clip, *lengths)
        settings = SampleSettings(sampler=sampler, **numbers).resolved(tandem_model)
        whole, guided = guidance_for(tandem_model, guidance, positive, settings)
        preview = LivePreview(cls.hidden.unique_id, tandem_model.preview_map, settings.steps * len(plan.passes))
        told = words_that_do_not_fit(positive, plan.new * RATIO, remedy="extend by", longest_s=MAX_EXTENSION_S)
        warn_about_words(DISPLAY_NAME, told)
        chain, script = extend_chain(tandem_model, clip, positive, negative, plan, settings, preview, whole)
        notes = guided, told, lock_note(settings.sampler, held=True)
        report = joined_lines(*notes, seam_report(tandem_model, chain, plan))
        return io.NodeOutput(
            write_latent(chain, script=script, frame_rate=clip.frame_rate), report, ui=ui.PreviewText(report, cls=cls)
        )


def _length_inputs() -> list[io.Input]:
    longest_context_s = MAX_CONTEXT_LATENTS * LATENT_S
    return [
        io.Float.Input(
            "seconds",
            default=DEFAULT_SECONDS,
            min=LATENT_S,
            max=MAX_EXTENSION_S,
            step=SHOWN_STEP_S,
            round=0.01,
            tooltip=f"How much is added, in seconds ({LATENT_S:g} to {MAX_EXTENSION_S:g}), rounded to steps of "
            f"{LATENT_S:g}. More than one take can hold is made in several.",
        ),
        io.Float.Input(
            "context_seconds",
            default=DEFAULT_CONTEXT_SECONDS,
            min=LATENT_S,
            max=longest_context_s,
            step=SHOWN_STEP_S,
            round=0.01,
            tooltip=f"How much of the end is looked at, in seconds ({LATENT_S:g} to {longest_context_s:g}). More holds "
            "motion and voice better and costs time.",
        ),
    ]
