"""Transformer weights of a smaller table of slots, laid out for the present one.

Slots and values are only ever appended (`engine/mini/text/attributes.py`), so the earlier table is a corner of the
present one. New rows are zero: until training fills them, a new value says nothing.
"""

from __future__ import annotations

import torch

from ...engine.mini.text.attributes import SLOT_COUNT, VALUE_COUNT


def grown(weights: dict[str, torch.Tensor], slots: int, values: int) -> dict[str, torch.Tensor]:
    """`weights` of a table of `slots` times `values`, with its two tables laid out for the present slots.

    Raises ValueError when the weights are not of such a table, or the table is larger than the present one.
    """
    keys, summed = weights["slot_keys.weight"], weights["slot_values.weight"]
    if len(keys) != slots * values:
        raise ValueError(f"table: expected the {len(keys)} rows of these weights, got {slots} x {values}")
    if slots > SLOT_COUNT or values > VALUE_COUNT:
        raise ValueError(f"table: expected at most {SLOT_COUNT} x {VALUE_COUNT}, got {slots} x {values}")
    table = keys.new_zeros(SLOT_COUNT, VALUE_COUNT, keys.shape[1])
    table[:slots, :values] = keys.view(slots, values, -1)
    wide = summed.new_zeros(len(summed), SLOT_COUNT, VALUE_COUNT)
    wide[:, :slots, :values] = summed.view(-1, slots, values)
    return {**weights, "slot_keys.weight": table.flatten(0, 1), "slot_values.weight": wide.flatten(1)}
