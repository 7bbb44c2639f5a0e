"""Joint Sampler: picture and sound sampled together, with a seed and a guidance scale for each."""

from __future__ import annotations

from comfy_api.latest import io, ui

from ..model_loader.asked_guidance import guidance_for
from ..model_loader.av_latents import read_latent, write_latent
from ..model_loader.guided_take import sample_clip
from ..model_loader.locked_sampling import holds_anything, lock_note
from ..model_loader.take import (
    SampleSettings,
    script_of,
    told_take,
    warn_about_words,
    words_that_do_not_fit,
)
from ..model_loader.tandem_model import TandemModel
from .limits import require_numbers
from .live_preview import LivePreview
from .sockets import CATEGORY, guidance_input, joined_lines, sampling_inputs, seed_inputs, tandem_model_input

DISPLAY_NAME = "Joint Sampler (Tandem)"


class TandemJointSampler(io.ComfyNode):
    """One take. Locked parts of the latent come out as they went in, bit for bit."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemJointSampler",
            display_name=DISPLAY_NAME,
            category=CATEGORY,
            description="Samples picture and sound together, with a seed and a guidance scale for each.",
            search_aliases=["ksampler", "sample", "guidance", "cfg"],
            inputs=[
                tandem_model_input(),
                io.Conditioning.Input("positive", tooltip="What the clip shall show and say, from Text Encode."),
                io.Conditioning.Input(
                    "negative",
                    tooltip="What guidance moves away from, from Text Encode. An empty negative prompt is the usual "
                    "choice.",
                ),
                io.Latent.Input(
                    "latent",
                    tooltip="The clip to fill: from Blank Clip, or from Anchor Frames or Anchor Audio with parts of it "
                    "locked.",
                ),
                *seed_inputs(),
                *sampling_inputs(),
                guidance_input(),
            ],
            outputs=[io.Latent.Output(id="latent", display_name="latent")],
            hidden=[io.Hidden.unique_id],
        )

    @classmethod
    def execute(
        cls, tandem_model: TandemModel, positive, negative, latent, sampler: str, guidance=None, **numbers: float
    ) -> io.NodeOutput:
        require_numbers(**numbers)
        clip = read_latent(latent, tandem_model.family, positive)
        settings = SampleSettings(sampler=sampler, **numbers).resolved(tandem_model)
        whole, guided = guidance_for(tandem_model, guidance, positive, settings, clip.mask)
        preview = LivePreview(cls.hidden.unique_id, tandem_model.preview_map, settings.steps)
        told = joined_lines(
            words_that_do_not_fit(positive, clip.streams.audio.shape[2]),
            tandem_model.family.anchor_note(positive, clip.anchors),
            lock_note(settings.sampler, holds_anything(clip.mask)),
        )
        warn_about_words(DISPLAY_NAME, told)
        prompts = told_take(tandem_model, positive, negative, clip, settings)
        result = sample_clip(tandem_model, *prompts, clip, settings, preview.show, whole)
        script, rate = script_of(prompts[0]), clip.frame_rate
        finished = write_latent(result, script=script, frame_rate=rate, made_from=clip.anchors)
        return io.NodeOutput(finished, ui=ui.PreviewText(joined_lines(settings.sentence(), guided, told), cls=cls))
