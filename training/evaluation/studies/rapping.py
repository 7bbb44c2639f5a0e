"""Does the rap keep its beat? Tempo, phrases on the beat, and the mouth against the words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ....engine.mini.text.timeline import BEAT_S
from ..beats import find_beat
from ..exam import Exam, mean, scripted
from ..report import Row
from ..script_reading import phrase_starts_s
from .singing import mouth_and_script

ON_BEAT_S = 0.05
ON_BEAT_BAR = 0.8
MOUTH_SHARE_OF_CEILING = 0.9


def pace_heard(samples: np.ndarray) -> str:
    """The pace whose beat is nearest to the one that is heard."""
    beat_s = find_beat(samples).beat_s
    return min(BEAT_S, key=lambda pace: abs(BEAT_S[pace] - beat_s))


def phrases_on_beat(clips: Sequence[np.ndarray], scripts: Sequence[torch.Tensor]) -> float:
    """Share of the phrases of the scripts that begin within 50 ms of a beat that is heard."""
    pairs = zip(clips, scripts, strict=True)
    distances = [find_beat(samples).distance_s(phrase_starts_s(script)) for samples, script in pairs]
    return mean([distance_s <= ON_BEAT_S for clip in distances for distance_s in clip])


def chance_on_beat(clips: Sequence[np.ndarray]) -> float:
    """The same for instants anywhere."""
    return mean([min(1.0, 2 * ON_BEAT_S / find_beat(samples).beat_s) for samples in clips])


def rap_rows(exam: Exam) -> list[Row]:
    """Real clips rapped again from their own script."""
    chosen = exam.few("rap")
    clips, real = [exam.clips[i] for i in chosen], [exam.real[i] for i in chosen]
    made = exam.make([scripted(clip, 1700 + i) for i, clip in zip(chosen, clips, strict=True)])
    scripts = [clip.script for clip in clips]
    paces = [clip.attributes["pace"] for clip in clips]
    others = paces[1:] + paces[:1]
    made_sounds, real_sounds = ([o.samples for o in group] for group in (made, real))
    tempo = [
        mean([pace_heard(samples) == pace for samples, pace in zip(sounds, asked, strict=True)])
        for sounds, asked in ((made_sounds, paces), (real_sounds, paces), (made_sounds, others))
    ]
    on_beat = [phrases_on_beat(sounds, scripts) for sounds in (made_sounds, real_sounds)]
    groups = ((made, scripts), (real, scripts), (made, scripts[1:] + scripts[:1]))
    mouths = [mouth_and_script(*group) for group in groups]
    return [
        Row("rap, tempo as asked", *tempo),
        Row("rap, phrases begin on the beat", *on_beat, chance_on_beat(made_sounds), ON_BEAT_BAR),
        Row("mouth follows the rapped words", *mouths, MOUTH_SHARE_OF_CEILING * mouths[1]),
    ]
