"""The legal ranges of what people type, and the sentence for a value outside."""

from __future__ import annotations

import math

from ..engine.mini.text.encoder import MAX_PROMPT_CHARACTERS

LARGEST_SEED = (1 << 64) - 1
MOST_STEPS = 1000
LARGEST_SCALE = 30.0
LOSSLESS_CRF, SMALLEST_FILE_CRF = 0, 51
SLOWEST_FPS, FASTEST_FPS = 1.0, 240.0

RANGES: dict[str, tuple[float, float]] = {
    "picture_seed": (0, LARGEST_SEED),
    "sound_seed": (0, LARGEST_SEED),
    "steps": (0, MOST_STEPS),
    "picture_scale": (0.0, LARGEST_SCALE),
    "sound_scale": (0.0, LARGEST_SCALE),
    "frame_rate": (SLOWEST_FPS, FASTEST_FPS),
    "quality": (LOSSLESS_CRF, SMALLEST_FILE_CRF),
}


class InputError(ValueError):
    """Everything that is wrong with the inputs of a node, one sentence for each field."""


def require_numbers(**fields: float) -> None:
    """Raises InputError with every fault of `fields`.

    Core compares what is typed with the same ranges before a run, but lets NaN pass and does not see linked values.
    """
    _raise_all([fault for name, value in fields.items() for fault in _fault(name, value)])


def require_short(**texts: str) -> None:
    """Raises InputError for every text that is longer than the prompt reader takes."""
    _raise_all(
        [
            f"{name}: expected at most {MAX_PROMPT_CHARACTERS} characters, got {len(text)}; "
            f"shorten it to {MAX_PROMPT_CHARACTERS}"
            for name, text in texts.items()
            if len(text) > MAX_PROMPT_CHARACTERS
        ]
    )


def _raise_all(faults: list[str]) -> None:
    if faults:
        raise InputError("; ".join(faults))


def _fault(name: str, value: float) -> list[str]:
    low, high = RANGES[name]
    if math.isnan(value):
        return [f"{name}: expected a number from {low:g} to {high:g}, got nan"]
    if not low <= value <= high:
        nearest = low if value < low else high
        return [f"{name}: expected {low:g} to {high:g}, got {value:g}; nearest legal value {nearest:g}"]
    return []
