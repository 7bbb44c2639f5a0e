"""Who speaks? In a dialogue: the right mouth at the right time, the other one still, and a voice that fits the face."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from ....engine.mini import geometry
from ..coded_clip import HeldOutClip
from ..discriminant import Discriminant
from ..exam import Exam, mean, samples_per_frame, scripted
from ..held_out import FIRST_SEED
from ..judges import Observation
from ..measures import windows
from ..report import Row
from ..script_reading import speakers
from ..voice_listener import voice_features

STILL_SEED = FIRST_SEED + 700_000
PEOPLE = ("first_person", "second_person")
WINDOW_SAMPLES = samples_per_frame() * geometry.FRAMES_PER_LATENT
VOICED_SHARE = 0.1
"""A window of 160 ms is voiced when it has this share of the loudness of the loudest."""
SHORTEST_VOICE_S = 0.3
SHARE_OF_CEILING = 0.95
ALLOWED_WRONG_MOTION, ALLOWED_OF_CEILING = 0.1, 1.1
"""A tenth of the motion of the mouth that speaks; or a tenth above the real clips, where those have more."""


def motion(observation: Observation) -> np.ndarray:
    """How far the left and the right mouth move in every window of 160 ms: `[2, W]`."""
    change = np.abs(np.diff(observation.mouths, axis=1, prepend=observation.mouths[:, :1]))
    whole = change.shape[1] // geometry.FRAMES_PER_LATENT * geometry.FRAMES_PER_LATENT
    return change[:, :whole].reshape(2, -1, geometry.FRAMES_PER_LATENT).sum(axis=2)


def voiced(samples: np.ndarray) -> np.ndarray:
    """Which windows of 160 ms have a voice: bool `[W]`."""
    level = np.sqrt(np.square(windows(samples, WINDOW_SAMPLES)).mean(axis=1))
    return level > VOICED_SHARE * level.max(initial=1e-6)


def moved(observation: Observation, script: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Motion of the mouth that speaks and of the other one, in the voiced windows in which `script` has a speaker on
    screen: two times `[V]`."""
    both, who = motion(observation), speakers(script)
    count = min(both.shape[1], len(who))
    chosen = np.flatnonzero(np.isin(who[:count], (1, 2)) & voiced(observation.samples)[:count])
    speaking = who[chosen] - 1
    return both[speaking, chosen], both[1 - speaking, chosen]


def right_mouth(observations: Sequence[Observation], scripts: Sequence[torch.Tensor]) -> float:
    """Share of the voiced windows in which the mouth that speaks moves more."""
    pairs = [moved(o, script) for o, script in zip(observations, scripts, strict=True)]
    return mean([moves for speaking, silent in pairs for moves in speaking > silent])


def wrong_motion(observations: Sequence[Observation], scripts: Sequence[torch.Tensor]) -> float:
    """Motion of the mouths that are silent, relative to that of those that speak."""
    pairs = [moved(o, script) for o, script in zip(observations, scripts, strict=True)]
    speaking, silent = (float(sum(part[k].sum() for part in pairs)) for k in (0, 1))
    return silent / speaking if speaking else float("nan")


def voice_of(observation: Observation, side: int) -> np.ndarray:
    """What is heard while the mouth of `side` (0 left, 1 right) is seen to move more: `[L]`."""
    both = motion(observation)
    heard = windows(observation.samples, WINDOW_SAMPLES)
    count = min(both.shape[1], len(heard))
    chosen = (both[side, :count] > both[1 - side, :count]) & voiced(observation.samples)[:count]
    return heard[:count][chosen].ravel()


def voices_fit(listener: Discriminant, observations: Sequence[Observation], people: Sequence[tuple[str, str]]) -> float:
    """Share of the people, in dialogues of two different kinds of people, whose voice is of their own kind."""
    found = []
    for observation, pair in zip(observations, people, strict=True):
        for side in range(2 if pair[0] != pair[1] else 0):
            voice = voice_of(observation, side)
            if len(voice) < SHORTEST_VOICE_S * geometry.SAMPLE_RATE_HZ:
                continue
            found.append(listener.choose(voice_features(voice)[None])[0] == pair[side])
    return mean(found)


def still_dialogues(exam: Exam) -> tuple[list[HeldOutClip], list[Observation]]:
    """Real dialogues before a camera that stands still: mouths are looked for where such a camera has them."""
    seeds = range(STILL_SEED, STILL_SEED + exam.scale.per_study)
    pairs = [exam.real_clips.clip(seed, exam.scale.video_latents, "dialogue", "static") for seed in seeds]
    return [clip for clip, _ in pairs], [seen for _, seen in pairs]


def speaker_rows(exam: Exam) -> list[Row]:
    """Floors: the turns of another dialogue; the faces swapped."""
    clips, real = still_dialogues(exam)
    made = exam.make([scripted(clip, 1500 + i) for i, clip in enumerate(clips)])
    scripts = [clip.script for clip in clips]
    others = scripts[1:] + scripts[:1]
    people = [tuple(clip.attributes[slot] for slot in PEOPLE) for clip in clips]
    swapped = [pair[::-1] for pair in people]
    turns = [right_mouth(*pair) for pair in ((made, scripts), (real, scripts), (made, others))]
    wrong = [wrong_motion(*pair) for pair in ((made, scripts), (real, scripts), (made, others))]
    fits = [voices_fit(exam.person_listener, *pair) for pair in ((made, people), (real, people), (made, swapped))]
    bar = max(ALLOWED_WRONG_MOTION, ALLOWED_OF_CEILING * wrong[1])
    return [
        Row("dialogue, the mouth that speaks moves more", *turns, SHARE_OF_CEILING * turns[1]),
        Row("dialogue, motion of the silent mouth", *wrong, bar, smaller_is_better=True, unit="of the other"),
        Row("dialogue, voices fit the faces", *fits, SHARE_OF_CEILING * fits[1]),
    ]
