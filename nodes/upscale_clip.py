"""Upscale Clip: the second stage, a finished clip made larger and refined."""

from __future__ import annotations

from comfy_api.latest import io, ui

from ..engine.families.ltx_sampling import REFINED_2_0, REFINED_2_3
from ..engine.families.native_sampling import H3_SECOND_START
from ..model_loader.asked_guidance import stage_guidance_for
from ..model_loader.av_latents import read_latent, write_latent
from ..model_loader.locked_sampling import holds_anything, lock_note
from ..model_loader.second_stage import Enlargement, StageSettings, enlarged, refined, refinement_sigmas, require_stage
from ..model_loader.stream_sampler import FAMILY_DEFAULT, sampler_options
from ..model_loader.take import told_take
from ..model_loader.tandem_model import TandemModel
from .limits import LARGEST_SEED, LARGEST_SIDE, MOST_STEPS, require_numbers
from .live_preview import LivePreview
from .sockets import CATEGORY, fit_input, guidance_input, joined_lines, scale_input, tandem_model_input

ENLARGEMENT = ("width", "height", "upscale_model", "image", "fit")
"""The inputs that say how the picture becomes larger; the other widgets say how it is refined."""


class TandemUpscaleClip(io.ComfyNode):
    """Only the picture grows; the sound comes out as it went in, bit for bit, unless it shall be refined too."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemUpscaleClip",
            display_name="Upscale Clip (Tandem)",
            category=CATEGORY,
            description="The second stage: makes the picture of a finished clip larger and refines it. The sound stays "
            "as it is.",
            search_aliases=["upscale latent", "second stage", "refine", "hires fix", "1080p"],
            inputs=[
                tandem_model_input(),
                io.Conditioning.Input("positive", tooltip="What the clip shows and says, as in the first stage."),
                io.Conditioning.Input(
                    "negative",
                    tooltip="What guidance moves away from. It has no effect at scales of 1, the family's own.",
                ),
                io.Latent.Input("latent", tooltip="The finished clip, from Joint Sampler."),
                *_size_inputs(),
                *_sampling_inputs(),
                io.Boolean.Input(
                    "keep_sound",
                    default=True,
                    tooltip="The sound comes out as it went in, bit for bit. Off: it is refined together with the "
                    "picture.",
                ),
                *_optional_inputs(),
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
        cls, tandem_model: TandemModel, positive, negative, latent: dict, keep_sound: bool, guidance=None, **chosen
    ) -> io.NodeOutput:
        wish = Enlargement(**{name: chosen.pop(name) for name in ENLARGEMENT if name in chosen})
        settings = StageSettings(**chosen)
        require_numbers(**wish.numbers, **settings.numbers)
        first = read_latent(latent, tandem_model.family, positive)
        target = require_stage(tandem_model, positive, negative, first, wish)
        clip = enlarged(tandem_model, first, target, wish)
        sigmas = refinement_sigmas(tandem_model, clip.streams, settings)
        sampling = settings.sampling(tandem_model, len(sigmas) - 1)
        voiced = [] if keep_sound else positive  # A voice to push towards means nothing to a sound that is frozen.
        whole, guided = stage_guidance_for(tandem_model, guidance, voiced, sampling)
        on_step = LivePreview(cls.hidden.unique_id, tandem_model.preview_map, sampling.steps).show
        prompts = told_take(tandem_model, positive, negative, clip, sampling)
        result = refined(tandem_model, *prompts, clip, sampling, sigmas, on_step, whole, keep_sound)
        note = lock_note(sampling.sampler, held=keep_sound or holds_anything(clip.mask))
        report = joined_lines(target.sentence(), f"From sigma {sigmas[0]:.6g}: {sampling.sentence()}", guided, note)
        finished = write_latent(result, frame_rate=clip.frame_rate, shown_size=clip.shown_size, made_from=clip.anchors)
        return io.NodeOutput(finished, report, ui=ui.PreviewText(report, cls=cls))


def _size_inputs() -> list[io.Input]:
    return [
        io.Int.Input(
            name,
            default=0,
            min=0,
            max=LARGEST_SIDE,
            step=8,
            tooltip=f"{title} of the finished frames in pixels; 0 is twice the clip's, or what upscale_model makes. A "
            "side that the family cannot draw is cut from the next larger one: 1080 from 1088.",
        )
        for name, title in (("width", "Width"), ("height", "Height"))
    ]


def _sampling_inputs() -> list[io.Input]:
    old, new = (levels.sigmas[0] for levels in (REFINED_2_0, REFINED_2_3))
    return [
        io.Int.Input(
            "seed",
            default=0,
            min=0,
            max=LARGEST_SEED,
            control_after_generate=True,
            tooltip="Seed of the second stage's noise. It may be that of the first stage; the noise is another.",
        ),
        io.Int.Input(
            "steps",
            default=0,
            min=0,
            max=MOST_STEPS,
            tooltip=f"Number of steps. 0 takes the family's own noise levels ({REFINED_2_3.steps} steps for LTX-2); "
            "another number takes points between them.",
        ),
        io.Float.Input(
            "start_sigma",
            default=0.0,
            min=0.0,
            max=1.0,
            step=0.001,
            round=0.000001,
            tooltip="Noise level, 0 to 1, at which refining starts: a higher one changes more of the picture. 0 takes "
            f"the family's own: {old:g} for LTX-2.0, {new:g} for LTX-2.3, {H3_SECOND_START:g} for MiniMax H3.",
        ),
        *(
            scale_input(
                f"{stream}_scale",
                f"Guidance scale of the {stream}. -1 takes that of the family's second stage, which is 1: no guidance.",
            )
            for stream in ("picture", "sound")
        ),
        io.Combo.Input(
            "sampler",
            options=sampler_options(),
            default=FAMILY_DEFAULT,
            tooltip=f'Sampler. "{FAMILY_DEFAULT}" is that of the family\'s second stage.',
        ),
    ]


def _optional_inputs() -> list[io.Input]:
    return [
        io.LatentUpscaleModel.Input(
            "upscale_model",
            optional=True,
            tooltip="The latent upsampler of LTX-2, from core's Load Latent Upscale Model. Open: the latent is "
            "resized, to any size.",
        ),
        io.Image.Input(
            "image",
            optional=True,
            tooltip="Another first frame than the first stage had. Pictures of Anchor Frames go along by themselves, "
            "fitted to the new size: leave it open for those.",
        ),
        fit_input(optional=True),
    ]
