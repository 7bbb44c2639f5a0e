"""Advanced Guidance: how strongly picture and sound are tied to each other, and other parts of the guidance."""

from __future__ import annotations

from comfy_api.latest import io

from ..engine.families.own_guidance import OwnGuidance
from ..engine.sampling.guidance import Guidance, StepWindow
from .limits import FAMILY_BLOCK, LARGEST_SCALE, LAST_BLOCK, MOST_STEPS, require_numbers, require_span
from .sockets import CATEGORY, GuidanceSocket

AS_SET, FAMILY_PRESET = "as set here", "family default"


class TandemAdvancedGuidance(io.ComfyNode):
    """What Joint Sampler does besides following the prompt. As it stands when added, it changes nothing."""

    @classmethod
    def define_schema(cls) -> io.Schema:
        return io.Schema(
            node_id="TandemAdvancedGuidance",
            display_name="Advanced Guidance (Tandem)",
            category=CATEGORY,
            description="Ties picture and sound more closely to each other while sampling, and softens strong "
            "guidance.",
            search_aliases=["modality guidance", "rescale cfg", "stg", "lip sync", "cfg"],
            inputs=[
                *_push_inputs(),
                *_window_inputs(),
            ],
            outputs=[GuidanceSocket.Output(id="guidance", display_name="guidance")],
        )

    @classmethod
    def execute(
        cls,
        picture_sync: float,
        sound_sync: float,
        rescale: float,
        stg_scale: float,
        stg_block: int,
        start: float,
        end: float,
        every: int,
        preset: str = AS_SET,
    ) -> io.NodeOutput:
        pushes = {"picture_sync": picture_sync, "sound_sync": sound_sync, "rescale": rescale, "stg_scale": stg_scale}
        require_numbers(**pushes, stg_block=stg_block, start=start, end=end, every=every)
        require_span(start, end)
        window = StepWindow(start, end, every)
        if preset == FAMILY_PRESET:
            return io.NodeOutput(OwnGuidance(sync_window=window, stg_window=window))
        blocks = () if stg_block == FAMILY_BLOCK else (stg_block,)
        return io.NodeOutput(Guidance(**pushes, stg_blocks=blocks, sync_window=window, stg_window=window))


def _strength(name: str, default: float, tooltip: str) -> io.Input:
    return io.Float.Input(name, default=default, min=0.0, max=LARGEST_SCALE, step=0.1, round=0.01, tooltip=tooltip)


def _share(name: str, default: float, tooltip: str) -> io.Input:
    return io.Float.Input(name, default=default, min=0.0, max=1.0, step=0.01, round=0.001, tooltip=tooltip)


def _push_inputs() -> list[io.Input]:
    return [
        _strength(
            "picture_sync",
            1.0,
            "How far the picture is pushed away from a picture that does not hear the sound, 0 to 30. 1 is "
            "off, 3 is usual for LTX-2, below 1 loosens. One more prediction per step, shared with sound_sync.",
        ),
        _strength(
            "sound_sync",
            1.0,
            "How far the sound is pushed away from a sound that does not see the picture, 0 to 30. 1 is off, "
            "3 is usual for LTX-2, below 1 loosens. One more prediction per step, shared with picture_sync.",
        ),
        _share("rescale", 0.0, "0 to 1: how much of the contrast and loudness that guidance adds is taken back."),
        _strength(
            "stg_scale",
            0.0,
            "Spatio-temporal guidance, LTX-2 only, 0 to 30: how far the clip is pushed away from one made "
            "without self-attention in one block. 0 is off, 1 is usual. One more prediction per step.",
        ),
        io.Int.Input(
            "stg_block",
            default=FAMILY_BLOCK,
            min=FAMILY_BLOCK,
            max=LAST_BLOCK,
            tooltip="The block for stg_scale, counted from 0. -1 is the family's own: 29 for LTX-2, 28 for 2.3.",
        ),
    ]


def _window_inputs() -> list[io.Input]:
    """In which steps the costly ones act, and whose numbers they are; a preset was added later, so it comes last."""
    return [
        _share("start", 0.0, "Share of the steps, 0 to 1, after which sync and stg_scale begin."),
        _share("end", 1.0, "Share of the steps, 0 to 1, after which sync and stg_scale end. More than start."),
        io.Int.Input(
            "every",
            default=1,
            min=1,
            max=MOST_STEPS,
            tooltip="Between start and end, sync and stg_scale act in every n-th step, 1 to 1000; in the steps "
            "between they are left out, which saves their time.",
        ),
        io.Combo.Input(
            "preset",
            options=[AS_SET, FAMILY_PRESET],
            default=AS_SET,
            tooltip=f'"{FAMILY_PRESET}": sync, rescale, stg_scale and stg_block are those of the variant that '
            "is sampled, as its own pipelines use them, and the numbers here have no effect but start, end and "
            "every.",
        ),
    ]
