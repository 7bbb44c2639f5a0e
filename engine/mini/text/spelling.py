"""Forms of English words: what is left without an ending, and whether one typing mistake lies between two words."""

from __future__ import annotations

ENDINGS = ("ness", "ing", "ies", "ied", "ier", "est", "ers", "er", "ed", "es", "ly", "s")
COMPARING = ("ier", "est", "ers", "er")
SHORTEST_STEM, SHORTEST_COMPARED_STEM = 3, 4


def stems(word: str) -> frozenset[str]:
    """`word`, and what it may be a form of: `dancing` -> danc, dance; `bigger` -> bigg, big. Two forms share a stem."""
    found = {word}
    for ending in ENDINGS:
        rest = word.removesuffix(ending)
        shortest = SHORTEST_COMPARED_STEM if ending in COMPARING else SHORTEST_STEM
        if rest == word or len(rest) < shortest:
            continue
        found |= {rest, rest + "y"} if ending.startswith("i") and ending != "ing" else {rest, rest + "e"}
        if rest[-1] == rest[-2]:
            found.add(rest[:-1])
    return frozenset(found)


def is_one_mistake_away(word: str, other: str) -> bool:
    """True for one letter missing, doubled, added or wrong, or two neighbours swapped; never the first letter."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 1 or word == other:
        return False
    same = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    left, right = word[same:], other[same:]
    if len(word) != len(other):
        longer, shorter = (left, right) if len(left) > len(right) else (right, left)
        return longer[1:] == shorter
    return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
