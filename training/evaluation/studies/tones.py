"""Are the tones of Mandarin right? Read from the melody of every syllable of sentences that training never heard."""

from __future__ import annotations

from collections.abc import Sequence

from ..exam import Exam, mean
from ..neighbours import Neighbours
from ..recital import START_S
from ..report import Row
from ..templates import recorded, template_lines
from ..tone_listener import Contour, contours, line_sounds, tone_listener

SHIFTS = range(3, 8)
SHARE_OF_CEILING = 0.9


def tones_right(listener: Neighbours, lines: Sequence[Sequence[Contour]], shift: int = 0) -> float:
    """Share of the syllables whose tone is heard; one without a pitch is wrong. `shift` gives every syllable the tone
    of another, that many places later in the same list."""
    found = [contour for line in lines for contour in line]
    tones = [contour.tone for contour in found[shift:] + found[:shift]]
    return mean([
        contour.features is not None and listener.choose(contour.features[None])[0] == tone
        for contour, tone in zip(found, tones, strict=True)
    ])  # fmt: skip


def tone_rows(exam: Exam) -> list[Row]:
    """The lines with the timing of their recordings, so that every syllable is where it is looked for. The note has the
    recordings without the sound autoencoder: what the listener itself can do. Floor: tones of other syllables."""
    chinese = [recital for recital in exam.recitals if recital.line.language == "chinese"]
    listener = tone_listener(exam.mini.autoencoders, template_lines(exam.bank_folder))
    said = [list(contours(r.said_in_time, line_sounds(r.line, START_S))) for r in chinese]
    coded = [list(contours(r.recorded, line_sounds(r.line, START_S))) for r in chinese]
    as_they_are = [list(contours(recorded(r.line), line_sounds(r.line))) for r in chinese]
    floor = mean([tones_right(listener, said, shift) for shift in SHIFTS])
    note = f"recordings as they are {tones_right(listener, as_they_are):.2f}"
    value, ceiling = tones_right(listener, said), tones_right(listener, coded)
    return [Row("tones of Mandarin", value, ceiling, floor, SHARE_OF_CEILING * ceiling, note=note)]
