"""The legal ranges of what people type, and the sentence for a value outside."""

from __future__ import annotations

import math

LARGEST_SEED = (1 << 64) - 1
MOST_STEPS = 1000
LARGEST_SCALE = 30.0
LOSSLESS_CRF, SMALLEST_FILE_CRF = 0, 51
SLOWEST_FPS, FASTEST_FPS = 1.0, 240.0
LATEST_START_S = 3600.0
LARGEST_SIDE = 4096
WEAKEST_ANCHOR = 0.05
"""An anchor of 0 would be none."""
FAMILY_BLOCK, LAST_BLOCK = -1, 999
"""-1 stands for the family's own block. How many blocks a model has is known when it is sampled."""

RANGES: dict[str, tuple[float, float]] = {
    "picture_seed": (0, LARGEST_SEED),
    "sound_seed": (0, LARGEST_SEED),
    "steps": (0, MOST_STEPS),
    "picture_scale": (-1.0, LARGEST_SCALE),
    "sound_scale": (-1.0, LARGEST_SCALE),
    "frame_rate": (SLOWEST_FPS, FASTEST_FPS),
    "quality": (LOSSLESS_CRF, SMALLEST_FILE_CRF),
    "picture_sync": (0.0, LARGEST_SCALE),
    "sound_sync": (0.0, LARGEST_SCALE),
    "rescale": (0.0, 1.0),
    "stg_scale": (0.0, LARGEST_SCALE),
    "stg_block": (FAMILY_BLOCK, LAST_BLOCK),
    "start": (0.0, 1.0),
    "end": (0.0, 1.0),
    "every": (1, MOST_STEPS),
    "start_seconds": (0.0, LATEST_START_S),
    "width": (0, LARGEST_SIDE),
    "height": (0, LARGEST_SIDE),
    "seed": (0, LARGEST_SEED),
    "start_sigma": (0.0, 1.0),
    "time_s": (0.0, LATEST_START_S),
    "strength": (WEAKEST_ANCHOR, 1.0),
    "identity_scale": (-1.0, LARGEST_SCALE),
}


class InputError(ValueError):
    """Everything that is wrong with the inputs of a node, one sentence for each field."""


def require_numbers(**fields: float) -> None:
    """Raises InputError with every fault of `fields`.

    Core compares what is typed with the same ranges before a run, but lets NaN pass and does not see linked values.
    """
    _raise_all([fault for name, value in fields.items() for fault in _fault(name, value)])


def require_span(start: float, end: float) -> None:
    """Raises InputError unless the window of steps from `start` to `end` holds anything."""
    if not start < end:
        _raise_all(
            [f"end: expected more than start ({start:g}), got {end:g}; set start to 0 and end to 1 for all steps"]
        )


def require_short(longest: int, **texts: str) -> None:
    """Raises InputError for every text of more than `longest` characters."""
    _raise_all(
        [
            f"{name}: expected at most {longest} characters, got {len(text)}; shorten it to {longest}"
            for name, text in texts.items()
            if len(text) > longest
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
