"""Are the notes in tune, and does the mouth take the shape of the vowels? Of one vowel a note, and of sung words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ....engine.mini.text.phonemes import is_vowel
from ...speech.pitch import cents, midi_hz, pitch_track, times_s
from ..exam import Exam, mean, scripted
from ..judges import Observation
from ..measures import correlation
from ..report import Row
from ..script_reading import notes, opening
from .speech import error_rate, script_names

ATTACK_S, RELEASE_S = 0.08, 0.04
"""Left out of a note at its start, where the voice glides from the note before, and at its end."""
FEWEST_PITCHES = 4
IN_TUNE_CENTS = 50.0
"""Half a semitone: nearer to this note than to any other. Also what half of the notes must keep to."""
MOUTH_SHARE_OF_CEILING = 0.9


def note_errors_cents(samples: np.ndarray, script: torch.Tensor) -> np.ndarray:
    """Median pitch of the vowel of every note that lies inside the clip, against the script's; NaN where no voice is
    heard."""
    track = pitch_track(samples)
    instants = times_s(len(track))
    errors = []
    for sound, midi in notes(script):
        start_s, end_s = sound.start_s + ATTACK_S, sound.end_s - RELEASE_S
        if not is_vowel(sound.phonemes[0]) or start_s >= end_s or sound.start_s <= 0 or end_s > instants[-1]:
            continue
        held = track[(instants >= start_s) & (instants < end_s)]
        held = held[np.isfinite(held)]
        heard = len(held) >= FEWEST_PITCHES
        errors.append(float(cents(np.median(held), midi_hz(midi))) if heard else float("nan"))
    return np.array(errors)


def median_error_cents(errors: Sequence[np.ndarray]) -> float:
    """Median distance of the notes that are heard; NaN when none is."""
    heard = [abs(error) for notes_of_clip in errors for error in notes_of_clip if np.isfinite(error)]
    return float(np.median(heard)) if heard else float("nan")


def share_in_tune(errors: Sequence[np.ndarray]) -> float:
    """A note that is not heard is not in tune."""
    return mean([abs(error) < IN_TUNE_CENTS for notes_of_clip in errors for error in notes_of_clip])


def mouth_and_script(observations: Sequence[Observation], scripts: Sequence[torch.Tensor]) -> float:
    """Correlation of the mouth that is seen with the opening of the sounds of the script."""
    pairs = [(o.mouth, opening(script)) for o, script in zip(observations, scripts, strict=True)]
    counts = [min(len(seen), len(wanted)) for seen, wanted in pairs]
    return mean([correlation(s[:n], w[:n]) for (s, w), n in zip(pairs, counts, strict=True)])


def singing_rows(exam: Exam) -> list[Row]:
    """Real clips sung again from their own script. Floor: the script of another clip."""
    return [*_sung_rows(exam, "sing", "sung vowels", 1600)[0], *_words_rows(exam)]


def _words_rows(exam: Exam) -> list[Row]:
    """Of a line on a melody; and its words, as the phoneme judge hears them, who knows spoken ones."""
    rows, made, real, scripts = _sung_rows(exam, "sing_words", "sung words", 1650)
    wanted = [script_names(script) for script in scripts]
    said, sung = ([o.phonemes for o in group] for group in (made, real))
    errors = error_rate(said, wanted), error_rate(sung, wanted), error_rate(said, wanted[1:] + wanted[:1])
    return [*rows, Row("sung words, phoneme error", *errors, smaller_is_better=True)]


def _sung_rows(
    exam: Exam, scene: str, name: str, seed: int
) -> tuple[list[Row], list[Observation], list[Observation], list[torch.Tensor]]:
    """The rows, what was made, the real clips, and the scripts of both."""
    chosen = exam.few(scene)
    clips, real = [exam.clips[i] for i in chosen], [exam.real[i] for i in chosen]
    made = exam.make([scripted(clip, seed + i) for i, clip in zip(chosen, clips, strict=True)])
    scripts = [clip.script for clip in clips]
    groups = ((made, scripts), (real, scripts), (made, scripts[1:] + scripts[:1]))
    errors = [[note_errors_cents(o.samples, script) for o, script in zip(*group, strict=True)] for group in groups]
    mouths = [mouth_and_script(*group) for group in groups]
    rows = [
        Row(f"{name}, distance of the notes", *map(median_error_cents, errors), IN_TUNE_CENTS, True, "cents"),
        Row(f"{name}, notes within half a semitone", *map(share_in_tune, errors)),
        Row(f"{name}, mouth follows the script", *mouths, MOUTH_SHARE_OF_CEILING * mouths[1]),
    ]
    return rows, made, real, scripts
