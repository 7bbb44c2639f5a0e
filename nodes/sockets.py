"""The socket type of this pack, and the inputs that several nodes share."""

from __future__ import annotations

from comfy_api.latest import io

from ..engine.families.rules import RULES
from ..engine.media.images import FITS
from ..model_loader.stream_sampler import FAMILY_DEFAULT, sampler_options
from .limits import LARGEST_SCALE, LARGEST_SEED, MOST_STEPS

CATEGORY = "Tandem"
OWN_SCALE = -1.0
"""Stands for the scale that the family is sampled with."""
SHOWN_STEP_S = 0.08
"""Half a video latent. The page rounds a field to the decimals of its step: with 0.16 it would turn 5.12 into 5.1."""

MINI = RULES["mini"].defaults()

TandemModelSocket = io.Custom("TANDEM_MODEL")
GuidanceSocket = io.Custom("TANDEM_GUIDANCE")


def tandem_model_input() -> io.Input:
    return TandemModelSocket.Input("tandem_model", tooltip="The loaded model, from Load Model or Model From Parts.")


def seed_inputs() -> list[io.Input]:
    return [
        io.Int.Input(
            "picture_seed",
            default=0,
            min=0,
            max=LARGEST_SEED,
            control_after_generate=True,
            tooltip="Seed of the picture's noise. The sound has its own seed, so changing this one keeps the sound's "
            "noise as it is.",
        ),
        io.Int.Input(
            "sound_seed",
            default=0,
            min=0,
            max=LARGEST_SEED,
            tooltip="Seed of the sound's noise. Change it alone to keep the picture's noise and try another sound.",
        ),
    ]


def sampling_inputs() -> list[io.Input]:
    return [
        io.Int.Input(
            "steps",
            default=0,
            min=0,
            max=MOST_STEPS,
            tooltip=f"Number of sampling steps. 0 takes the family's default ({MINI.steps} for tandem-mini).",
        ),
        _scale("picture_scale", MINI.picture_scale, "picture"),
        _scale("sound_scale", MINI.sound_scale, "sound"),
        io.Combo.Input(
            "sampler",
            options=sampler_options(),
            default=FAMILY_DEFAULT,
            tooltip=f'Sampler. "{FAMILY_DEFAULT}" is what the model was tuned for ({MINI.sampler} for tandem-mini).',
        ),
    ]


def guidance_input() -> io.Input:
    return GuidanceSocket.Input(
        "guidance", optional=True, tooltip="More ways to guide, from Advanced Guidance. May stay open."
    )


def joined_lines(*sentences: str) -> str:
    """Those that are not empty, one to a line."""
    return "\n".join(filter(None, sentences))


def _scale(name: str, own: float, stream: str) -> io.Input:
    return scale_input(
        name,
        f"Guidance scale of the {stream}: how closely it follows the prompt. -1 takes the family's default "
        f"({own:g} for tandem-mini), 1 switches guidance off for the {stream}.",
    )


def scale_input(name: str, tooltip: str) -> io.Input:
    return io.Float.Input(
        name, default=OWN_SCALE, min=OWN_SCALE, max=LARGEST_SCALE, step=0.1, round=0.01, tooltip=tooltip
    )


def fit_input(*, optional: bool = False) -> io.Input:
    return io.Combo.Input(
        "fit",
        options=list(FITS),
        default=FITS[0],
        optional=optional,
        tooltip="How an image of another shape than the clip fits: crop cuts what sticks out, pad adds black bars, "
        "stretch squeezes.",
    )
