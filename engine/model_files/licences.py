"""One sentence on the licence of each family's weights, to be read before they are used. No legal advice.

Sources: the model cards and licence texts of LTX-2 and LTX-2.5 (11 August 2026), the notices that quote the MiniMax H3
Community License (2 August 2026), the model cards of Kandinsky 6, and this repository.
"""

from __future__ import annotations

from .parts import Family

LICENCE_NOTES: dict[Family, str] = {
    "mini": "Read the licence of the weights: Apache-2.0.",
    "ltx": (
        "Read the licence of the weights: LTX-2 Community License, for LTX-2.5 the LTX-2.x Community License; "
        "it has terms of its own for commercial use from USD 10 million of annual revenue."
    ),
    "minimax_h3": (
        "Read the licence of the weights: MiniMax H3 Community License; its territory leaves out the European Union, "
        "the United Kingdom, South Korea and the United States, it asks for consent above USD 20 million of annual "
        "revenue, and it asks for safeguards in products and services."
    ),
    "kandinsky6": "Read the licence of the weights: MIT, by the model cards.",
}


def licence_note(family: Family) -> str:
    """What a person should read before using weights of this family."""
    return LICENCE_NOTES[family]
