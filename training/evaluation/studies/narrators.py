"""A voice from off screen over an ambience: is it clear, is it the one that was asked for, and is nobody seen?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ....engine.mini.geometry import SAMPLE_RATE_HZ
from ....engine.mini.text.scene_slots import SPEAKERS_ON_SCREEN
from ....engine.mini.text.script import SLOT_SECONDS, SLOTS_PER_LATENT
from ...world.clip import AMBIENT
from ..discriminant import Discriminant
from ..exam import Exam, mean, scripted
from ..judges import Observation
from ..measures import windows
from ..report import Row
from ..voice_listener import voice_features
from .speakers import SHORTEST_VOICE_S
from .speech import error_rate, script_names

SLOT_SAMPLES = round(SLOT_SECONDS * SAMPLE_RATE_HZ)
BED_PERCENTILE = 5
"""Between the sounds of a line there are instants at which the bed alone is heard."""
LEAST_OVER_BED_DB = 8.0
PHONEME_BAR, ALLOWED_OF_CEILING = 0.15, 1.15
"""Or so many times the errors that are heard in real clips, where those have more."""
VOICE_SHARE_OF_CEILING = 0.95


def said_slots(script: torch.Tensor) -> np.ndarray:
    """`[1, A, 9]` -> bool per 20 ms `[2 A]`: is something said?"""
    return script[0, :, :SLOTS_PER_LATENT].flatten().numpy() != 0


def voice_over_bed_db(samples: np.ndarray, script: torch.Tensor) -> float:
    """Level of the voice above what is heard beneath it, while words are said: half of the 20 ms are louder than the
    one, one in twenty is quieter than the other. NaN when nothing is said."""
    power = np.square(windows(np.asarray(samples, np.float64), SLOT_SAMPLES)).mean(axis=1)
    said = said_slots(script)
    count = min(len(power), len(said))
    power = power[:count][said[:count]]
    if not len(power):
        return float("nan")
    bed = max(float(np.percentile(power, BED_PERCENTILE)), 1e-10)
    return float(10 * np.log10(max(float(np.median(power)) / bed - 1, 1e-3)))


def spoken_part(samples: np.ndarray, script: torch.Tensor) -> np.ndarray:
    """What is heard while words are said, `[L]`."""
    slots, said = windows(samples, SLOT_SAMPLES), said_slots(script)
    count = min(len(slots), len(said))
    return slots[:count][said[:count]].ravel()


def voices_over_beds_db(observations: Sequence[Observation], scripts: Sequence[torch.Tensor]) -> float:
    """Mean over the clips; scripts without a clip are left out."""
    return mean([voice_over_bed_db(o.samples, script) for o, script in zip(observations, scripts, strict=False)])


def voices_right(
    listener: Discriminant, observations: Sequence[Observation], scripts: Sequence[torch.Tensor], people: Sequence[str]
) -> float:
    """Share of the clips with the voice that was asked for."""
    trios = zip(observations, scripts, people, strict=True)
    return mean([voice_right(listener, o.samples, script, person) for o, script, person in trios])


def voice_right(listener: Discriminant, samples: np.ndarray, script: torch.Tensor, person: str) -> bool:
    """Is the voice that of a man, woman or child as asked? Too little of it is not."""
    voice = spoken_part(samples, script)
    if len(voice) < SHORTEST_VOICE_S * SAMPLE_RATE_HZ:
        return False
    return listener.choose(voice_features(voice)[None])[0] == person


def people_seen(observation: Observation) -> bool:
    """Is it a scene of people that is seen?"""
    return observation.seen["scene"] in SPEAKERS_ON_SCREEN


def narrated(exam: Exam) -> list[int]:
    """The held-out clips in which a narrator speaks over an ambience."""
    return [i for i in exam.of(*AMBIENT) if exam.clips[i].attributes.get("narrator") and exam.clips[i].quotes]


def narrator_rows(exam: Exam) -> list[Row]:
    """Real clips made again from their own script. Floors: scripts and people of other clips."""
    chosen = narrated(exam)
    clips, real = [exam.clips[i] for i in chosen], [exam.real[i] for i in chosen]
    made = exam.make([scripted(clip, 1800 + i) for i, clip in zip(chosen, clips, strict=True)])
    scripts = [clip.script for clip in clips]
    others = scripts[1:] + scripts[:1]
    people = [clip.attributes["narrator"] for clip in clips]
    beds = [exam.real[i] for i in _without(exam)][: len(scripts)]
    over = [voices_over_beds_db(group, scripts) for group in (made, real, beds)]
    hidden = [mean([not people_seen(o) for o in group]) for group in (made, real)]
    groups = ((made, scripts, people), (real, scripts, people), (made, scripts, people[1:] + people[:1]))
    voices = [voices_right(exam.person_listener, *group) for group in groups]
    return [
        Row("narrator, voice over the bed", *over, LEAST_OVER_BED_DB, unit="dB"),
        phoneme_row("narrator, phoneme error", made, real, scripts, others),
        Row("narrator, the voice that was asked for", *voices, VOICE_SHARE_OF_CEILING * voices[1]),
        Row("narrator, nobody is seen", *hidden, bar=hidden[1]),
    ]


def _without(exam: Exam) -> list[int]:
    return [i for i in exam.of(*AMBIENT) if not exam.clips[i].attributes.get("narrator")]


def phoneme_row(
    name: str,
    made: Sequence[Observation],
    real: Sequence[Observation],
    scripts: Sequence[torch.Tensor],
    others: Sequence[torch.Tensor],
) -> Row:
    """Phoneme errors against `scripts`; floor: against `others`."""
    said, recorded = ([o.phonemes for o in group] for group in (made, real))
    wanted, unwanted = ([script_names(script) for script in group] for group in (scripts, others))
    ceiling = error_rate(recorded, wanted)
    bar = max(PHONEME_BAR, ALLOWED_OF_CEILING * ceiling)
    return Row(name, error_rate(said, wanted), ceiling, error_rate(said, unwanted), bar, smaller_is_better=True)
