"""Templates with choices: `[a|b|]` picks one alternative (brackets may nest), `{name}` asks the writer for a piece."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def expand(template: str, rng: np.random.Generator, piece: Callable[[str], str]) -> str:
    """`template` with every choice made and every piece filled in, from left to right.

    Pieces of alternatives that were not picked are never asked for. Raises ValueError for brackets that do not match.
    """
    out, place = [], 0
    while place < len(template):
        letter = template[place]
        if letter == "[":
            end = _closing(template, place)
            alternatives = _split(template[place + 1 : end])
            out.append(expand(alternatives[rng.integers(len(alternatives))], rng, piece))
            place = end + 1
        elif letter == "{":
            end = template.index("}", place)
            out.append(piece(template[place + 1 : end]))
            place = end + 1
        else:
            out.append(letter)
            place += 1
    return "".join(out)


def _closing(template: str, start: int) -> int:
    depth = 0
    for place in range(start, len(template)):
        depth += {"[": 1, "]": -1}.get(template[place], 0)
        if depth == 0:
            return place
    raise ValueError(f"template: expected a closing bracket in {template!r}")


def _split(inside: str) -> list[str]:
    alternatives, depth = [""], 0
    for letter in inside:
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if letter == "|" and depth == 0:
            alternatives.append("")
        else:
            alternatives[-1] += letter
    return alternatives
