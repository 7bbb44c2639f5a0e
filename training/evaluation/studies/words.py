"""Does a recogniser that knows nothing of this project understand the English?"""

from __future__ import annotations

from ..exam import Exam
from ..report import Row
from ..templates import recorded
from ..transcribe import closed_decoder, open_decoder, transcribe_all, words
from .speech import error_rate

ALLOWED_OF_CEILING = 1.15
"""Word errors as a multiple of those of the recordings."""


def word_rows(exam: Exam) -> list[Row]:
    """Word errors of what the model says, against those of the synthesiser's own recordings of the same lines, through
    the sound autoencoder and (in the note) as they are. Floor: the words of other lines."""
    english = [recital for recital in exam.recitals if recital.line.language == "english"]
    wanted = [words(recital.line.text) for recital in english]
    raw = [recorded(recital.line) for recital in english]
    rows = []
    for name, decoder in (
        ("word error, English, any words", open_decoder()),
        ("word error, English, among the words of the lines", closed_decoder(word for line in wanted for word in line)),
    ):
        said = transcribe_all(decoder, [recital.said for recital in english])
        coded = transcribe_all(decoder, [recital.recorded for recital in english])
        floor = error_rate(said, wanted[1:] + wanted[:1])
        note = f"recordings as they are {error_rate(transcribe_all(decoder, raw), wanted):.2f}"
        ceiling = error_rate(coded, wanted)
        bar = ALLOWED_OF_CEILING * ceiling
        rows.append(Row(name, error_rate(said, wanted), ceiling, floor, bar, smaller_is_better=True, note=note))
    return rows
