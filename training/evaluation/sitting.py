"""Prepares an exam and runs its studies one after the other."""

from __future__ import annotations

import math
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...engine.mini import geometry
from ..run_log import RUNS
from ..world.scenes import SCENES
from .asking import phrasings
from .exam import Exam, Scale, asked, make
from .held_out import held_out_bank, held_out_clips, held_out_lines
from .judges import Judges
from .model import Mini
from .real_clips import RealClips
from .recital import recite
from .report import Row
from .studies.ambience import ambience_rows
from .studies.cameras import camera_rows
from .studies.coding import coding_rows
from .studies.commercials import commercial_rows
from .studies.continuation import continuation_rows
from .studies.control import ambience_control_rows, strike_control_rows, voice_control_rows
from .studies.crossing import crossing_rows
from .studies.first_frame import first_frame_rows
from .studies.impacts import impact_rows
from .studies.kinds import attribute_rows, kind_rows
from .studies.lips import babble_rows, lag_rows, lip_rows
from .studies.long_clips import long_clip_rows
from .studies.moods import mood_rows
from .studies.music import music_rows
from .studies.narrators import narrator_rows
from .studies.rapping import rap_rows
from .studies.reading import reading_rows
from .studies.singing import singing_rows
from .studies.speakers import speaker_rows
from .studies.speech import speech_rows
from .studies.tones import tone_rows
from .studies.words import word_rows

Study = Callable[[Exam], list[Row]]

PROMISES: dict[str, tuple[Study, ...]] = {
    "what was asked for": (kind_rows, attribute_rows),
    "prompts, also mistyped": (reading_rows,),
    "speech": (speech_rows, tone_rows, word_rows),
    "lip-sync": (lip_rows, lag_rows, babble_rows),
    "dialogue": (speaker_rows,),
    "narrator": (narrator_rows,),
    "singing": (singing_rows,),
    "rap": (rap_rows,),
    "events": (impact_rows, strike_control_rows),
    "ambience": (ambience_rows, ambience_control_rows),
    "music": (music_rows,),
    "commercial": (commercial_rows,),
    "emotion, tone, volume": (mood_rows, voice_control_rows),
    "camera": (camera_rows,),
    "image to clip": (first_frame_rows,),
    "sound to picture and back": (crossing_rows,),
    "clips of ten seconds": (long_clip_rows,),
    "continuation": (continuation_rows,),
    "autoencoders": (coding_rows,),
}
"""What the model is to keep, and the studies that tell; a promise without a row that has a bar is information."""

SLOW_STUDIES: tuple[Study, ...] = (
    tone_rows,
    word_rows,
    babble_rows,
    strike_control_rows,
    voice_control_rows,
    ambience_control_rows,
    crossing_rows,
    long_clip_rows,
    mood_rows,
    continuation_rows,
    coding_rows,
)
"""Those that make many clips of their own, or fit listeners to many recordings, or have no bar."""

FULL = Scale(per_scene=8, lines=40, per_study=8, prompts=300, video_latents=20)
QUICK = Scale(per_scene=3, lines=12, per_study=3, prompts=60, video_latents=20)

REAL_CLIPS = RUNS / "real_clips"
LONGEST_LINE_S, AROUND_LINES_S = 2.0, 0.6


def prepare(mini: Mini, judges: Judges, scale: Scale, bank_folder: Path, say: Callable[[str], None]) -> Exam:
    """Draws the held-out clips, codes them, and lets the model make the same from prompts."""
    bank = held_out_bank(bank_folder)
    kept = RealClips.kept_in(REAL_CLIPS, mini.autoencoders, judges, bank)
    say(f"drawing and coding {scale.per_scene} held-out clips of every kind")
    coded = list(held_out_clips(scale.per_scene, scale.video_latents, kept))
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
    return Exam(mini, judges, scale, kept.voices, lines, clips, prompts, real, made, recitals, bank_folder, kept)


def scaled(scale: Scale, clips: int) -> Scale:
    """`scale` with `clips` of every kind, and as many in every further study."""
    return replace(scale, per_scene=clips, per_study=clips)


def sit(
    exam: Exam,
    wanted: Mapping[str, Sequence[Study]],
    without: Sequence[Study],
    say: Callable[[str], None],
    *,
    few_clips: bool = False,
) -> list[Row]:
    """The rows of the studies of the promises `wanted`, but for `without`; every row knows its promise.

    few_clips: there are so few that none may show what a row is about; such a row counts as not measured, not missed.
    """
    rows: list[Row] = []
    for promise, studies in wanted.items():
        for study in studies:
            if study in without:
                continue
            started = time.monotonic()
            found = _rows_of(study, exam)
            rows += [replace(row, promise=promise, measured=not (few_clips and row.empty)) for row in found]
            say(f"{study.__name__.replace('_', ' ')}: {len(found)} in {time.monotonic() - started:.0f} s")
    return rows


def _rows_of(study: Study, exam: Exam) -> list[Row]:
    """One row that misses its bar where a study breaks: what other studies found, for an hour perhaps, is not lost."""
    try:
        return study(exam)
    except Exception as error:
        traceback.print_exc()
        name = study.__name__.removesuffix("_rows").replace("_", " ")
        return [Row(f"{name}: the study broke", math.nan, bar=0.0, note=f"{type(error).__name__}: {error}")]
