"""The socket type of this pack, and the inputs that several nodes share."""

from __future__ import annotations

from comfy_api.latest import io

from ..model_loader.stream_sampler import FAMILY_DEFAULT, sampler_options
from ..model_loader.tandem_model import MINI_DEFAULTS
from .limits import LARGEST_SCALE, LARGEST_SEED, MOST_STEPS

CATEGORY = "Tandem"
SHOWN_STEP_S = 0.08
"""Half a video latent. The page rounds a field to the decimals of its step: with 0.16 it would turn 5.12 into 5.1."""

TandemModelSocket = io.Custom("TANDEM_MODEL")


def tandem_model_input() -> io.Input:
    return TandemModelSocket.Input("tandem_model", tooltip="The loaded model, from Load Model.")


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
            tooltip=f"Number of sampling steps. 0 takes the family's default ({MINI_DEFAULTS.steps} for tandem-mini).",
        ),
        _scale("picture_scale", MINI_DEFAULTS.picture_scale, "picture"),
        _scale("sound_scale", MINI_DEFAULTS.sound_scale, "sound"),
        io.Combo.Input(
            "sampler",
            options=sampler_options(),
            default=FAMILY_DEFAULT,
            tooltip=f'Sampler. "{FAMILY_DEFAULT}" is what the model was tuned for '
            f"({MINI_DEFAULTS.sampler} for tandem-mini).",
        ),
    ]


def _scale(name: str, default: float, stream: str) -> io.Input:
    return io.Float.Input(
        name,
        default=default,
        min=0.0,
        max=LARGEST_SCALE,
        step=0.1,
        round=0.01,
        tooltip=f"Guidance scale of the {stream}: how closely it follows the prompt. 1 switches guidance off for the "
        f"{stream}.",
    )
