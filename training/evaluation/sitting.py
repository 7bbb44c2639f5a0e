"""Prepares an exam and runs its studies one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ...engine.mini import geometry
from ..world.scenes import SCENES
from ..world.voices import Voices
from .asking import phrasings
from .exam import Exam, Scale, asked, make
from .held_out import held_out_bank, held_out_clips, held_out_lines
from .judges import Judges
from .model import Mini
from .recital import recite
from .report import Row
from .studies.coding import coding_rows
from .studies.continuation import continuation_rows
from .studies.control import control_rows
from .studies.crossing import crossing_rows
from .studies.first_frame import first_frame_rows
from .studies.impacts import impact_rows
from .studies.kinds import attribute_rows, kind_rows
from .studies.lips import babble_rows, lag_rows, lip_rows
from .studies.moods import mood_rows
from .studies.rapping import rap_rows
from .studies.reading import reading_rows
from .studies.singing import singing_rows
from .studies.speakers import speaker_rows
from .studies.speech import speech_rows
from .studies.tones import tone_rows
from .studies.words import word_rows

Study = Callable[[Exam], list[Row]]

QUICK_STUDIES: tuple[Study, ...] = (
    kind_rows,
    impact_rows,
    lip_rows,
    lag_rows,
    speech_rows,
    first_frame_rows,
    reading_rows,
    attribute_rows,
    mood_rows,
    coding_rows,
)
"""Every bar, and what costs next to nothing."""

ALL_STUDIES: tuple[Study, ...] = (
    *QUICK_STUDIES,
    speaker_rows,
    singing_rows,
    rap_rows,
    tone_rows,
    word_rows,
    babble_rows,
    crossing_rows,
    continuation_rows,
    control_rows,
)
LONGEST_LINE_S, AROUND_LINES_S = 2.0, 0.6


def prepare(mini: Mini, judges: Judges, scale: Scale, bank_folder: Path, say: Callable[[str], None]) -> Exam:
    """Draws the held-out clips, codes them, and lets the model make the same from prompts."""
    bank = held_out_bank(bank_folder)
    voices = Voices(bank)
    say(f"drawing and coding {scale.per_scene} held-out clips of every kind")
    coded = list(held_out_clips(scale.per_scene, scale.video_latents, voices, mini.autoencoders, judges))
    clips = tuple(clip for clip, _ in coded)
    duration_s = scale.video_latents * float(geometry.LATENT_SECONDS)
    lines = held_out_lines(bank, scale.lines, min(LONGEST_LINE_S, (duration_s - AROUND_LINES_S) / 2))
    prompts = tuple(prompt for scene in SCENES for prompt in phrasings(scene, scale.per_scene, lines))
    say(f"making {len(clips)} clips from held-out phrasings")
    requests = [asked(mini, prompt, index) for index, prompt in enumerate(prompts)]
    made = tuple(make(mini, judges, requests, scale.video_latents))
    say(f"making {len(lines)} lines that were never said")
    recitals = recite(mini, lines, scale.video_latents)
    real = tuple(seen for _, seen in coded)
    return Exam(mini, judges, scale, voices, lines, clips, prompts, real, made, recitals, bank_folder)


def sit(exam: Exam, studies: Sequence[Study], say: Callable[[str], None]) -> list[Row]:
    """The rows of `studies`."""
    rows: list[Row] = []
    for study in studies:
        started = time.monotonic()
        found = study(exam)
        rows += found
        say(f"{study.__name__.replace('_', ' ')}: {len(found)} in {time.monotonic() - started:.0f} s")
    return rows
