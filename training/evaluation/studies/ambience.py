"""Does what goes on sounding sound like itself?"""

from __future__ import annotations

from ...world.clip import AMBIENT
from ..exam import Exam, mean
from ..report import Row

SHARE_OF_CEILING = 0.95


def ambience_rows(exam: Exam) -> list[Row]:
    """Floor: the sounds of other scenes' clips."""
    chosen = exam.of(*AMBIENT)
    kinds = [exam.clips[i].scene for i in chosen]
    made, real = ([group[i].heard["scene"] for i in chosen] for group in (exam.made, exam.real))
    value, ceiling = (_share(heard, kinds) for heard in (made, real))
    return [
        Row(
            "ambience, sound class", value, ceiling, _share(made[::-1], kinds), SHARE_OF_CEILING * ceiling,
            note=", ".join(f"{kind} {_share(*_of(kind, made, kinds)):.2f}" for kind in AMBIENT),
        )
    ]  # fmt: skip


def _share(heard: list[str], kinds: list[str]) -> float:
    return mean([a == b for a, b in zip(heard, kinds, strict=True)])


def _of(kind: str, heard: list[str], kinds: list[str]) -> tuple[list[str], list[str]]:
    return [a for a, b in zip(heard, kinds, strict=True) if b == kind], [b for b in kinds if b == kind]
