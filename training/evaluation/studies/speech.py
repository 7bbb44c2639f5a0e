"""Are the words right? Phoneme errors on sentences that training never heard."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ....engine.mini.text.phonemes import PHONEMES
from ..exam import Exam
from ..measures import edit_distance
from ..report import Row

BAR = 0.10


def error_rate(said: Sequence[Sequence[str]], wanted: Sequence[Sequence[str]]) -> float:
    """Edits per wanted phoneme (or word) over all lines together; NaN when nothing was wanted."""
    total = sum(len(line) for line in wanted)
    edits = sum(edit_distance(a, b) for a, b in zip(said, wanted, strict=True))
    return edits / total if total else float("nan")


def speech_rows(exam: Exam) -> list[Row]:
    recitals = exam.recitals
    wanted = [tuple(name for _, _, name, _ in recital.line.phonemes) for recital in recitals]
    said = {
        "predicted": _heard(exam, [recital.said for recital in recitals]),
        "true": _heard(exam, [recital.said_in_time for recital in recitals]),
    }
    real = _heard(exam, [recital.recorded for recital in recitals])
    others = wanted[1:] + wanted[:1]
    ceiling = error_rate(real, wanted)
    rows = []
    for kind, bar in (("predicted", BAR), ("true", None)):
        name = f"phoneme error, unseen sentences, {kind} durations"
        floor = error_rate(said[kind], others)
        rows.append(Row(name, error_rate(said[kind], wanted), ceiling, floor, bar, smaller_is_better=True))
    for language in ("english", "chinese"):
        chosen = [i for i, recital in enumerate(recitals) if recital.line.language == language]
        asked = [wanted[i] for i in chosen]
        numbers = (error_rate([group[i] for i in chosen], asked) for group in (said["predicted"], real))
        rows.append(Row(f"phoneme error, {language}", *numbers, smaller_is_better=True))
    written = [script_names(recital.read) for recital in recitals]
    rows.append(Row("phonemes read wrongly from the text", error_rate(written, wanted), smaller_is_better=True))
    return rows


def _heard(exam: Exam, clips: Sequence[np.ndarray]) -> list[tuple[str, ...]]:
    return [exam.judges.phonemes(samples) for samples in clips]


def script_names(script: torch.Tensor | None) -> tuple[str, ...]:
    """Phonemes of a script in order; two equal ones in a row count once, as they cannot be told apart."""
    if script is None:
        return ()
    return tuple(PHONEMES[i] for i in torch.unique_consecutive(script[0, :, :2].flatten()).tolist() if i)
