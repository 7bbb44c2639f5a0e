"""Are the six moods seen and heard? As often as the judge of moods finds them in real clips: it finds nearly all faces,
but not all voices."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import count, islice, pairwise

import numpy as np

from ....engine.mini.geometry import SAMPLE_RATE_HZ
from ....engine.mini.text.attributes import EMOTIONS
from ...world.clip import make_scene
from ...world.scene import Scene
from ..asking import EFFORTS, Wish, phrase
from ..exam import Exam, asked, mean
from ..held_out import FIRST_SEED
from ..judges import Observation
from ..model import Request
from ..mood_judge import MoodJudge
from ..mood_sets import SCENE, SLOT
from ..report import Row
from .kinds import SHUFFLE_SEED

SHARE_OF_REAL = 0.9
SMALLEST_MARGIN = 0.05
"""Real clips must beat chance by this much, or nothing can be said about made ones."""
REAL_SEED, SEEDS_PER_MOOD, MADE_SEED = FIRST_SEED + 800_000, 10_000, 2600
REAL_VOICE_SEED, MADE_VOICE_SEED = FIRST_SEED + 1_000_000, 3_600
VOICES_PER_CLIP = 4
"""Voices that are listened to for each face that is looked at: they are harder to tell apart, and cost less."""


def share_of_ceiling(value: float, ceiling: float, floor: float) -> float:
    """0 at the floor, 1 at the ceiling; NaN when the two are too near."""
    return (value - floor) / (ceiling - floor) if ceiling - floor >= SMALLEST_MARGIN else float("nan")


def mood_rows(exam: Exam) -> list[Row]:
    """Talkers in every mood, as many of each, who say one line, the real ones too where their voice is judged: a mood
    is heard more surely in two. Floor: the mood that another one was asked for."""
    judge, each = MoodJudge.load(), max(2, exam.scale.per_study // 2)
    faces, voices = ([mood for mood in EMOTIONS for _ in range(count)] for count in (each, VOICES_PER_CLIP * each))
    shown = exam.make(_requests(exam, faces, MADE_SEED))
    seen = [[judge.observe(found).seen[SLOT] for found in group] for group in (shown, _real(exam, faces))]
    said = exam.make_sounds(_requests(exam, voices, MADE_VOICE_SEED))
    heard = [[judge.heard(samples) for samples in group] for group in (said, _real_voices(exam, voices))]
    return [row_of("seen", *seen, faces), row_of("heard", *heard, voices)]


def row_of(stream: str, made: Sequence[str], real: Sequence[str], moods: Sequence[str]) -> Row:
    """Share of right names. Where the judge cannot tell moods in real clips, the value cannot be measured and misses
    its bar. The note has the moods one by one, and how far the value is on the way from floor to ceiling."""
    others = [moods[i] for i in np.random.default_rng(SHUFFLE_SEED).permutation(len(moods))]
    value, ceiling, floor = (share_right(*pair) for pair in ((made, moods), (real, moods), (made, others)))
    share = share_of_ceiling(value, ceiling, floor)
    note = f"{share:.2f} of the way to real clips; {_one_by_one(made, moods)}"
    measured = float("nan") if math.isnan(share) else value
    return Row(f"mood {stream}", measured, ceiling, floor, SHARE_OF_REAL * ceiling, note=note)


def share_right(found: Sequence[str], moods: Sequence[str]) -> float:
    return mean([name == mood for name, mood in zip(found, moods, strict=True)])


def _requests(exam: Exam, moods: Sequence[str], first_seed: int) -> list[Request]:
    """Spoken, as the real ones are: the prompts of other studies may ask for a whisper, behind a hand, or a shout."""
    requests = []
    for index, mood in enumerate(moods):
        wish = Wish(SCENE, {SLOT: mood}, (exam.lines[index % len(exam.lines)].text,), EFFORTS)
        requests.append(asked(exam.mini, phrase(wish, index), first_seed + index))
    return requests


def _real(exam: Exam, moods: Sequence[str]) -> list[Observation]:
    """The world's own talkers in `moods`, which come mood by mood, through the autoencoders."""
    found = []
    for number, mood in enumerate(dict.fromkeys(moods)):
        first = REAL_SEED + number * SEEDS_PER_MOOD
        for seed in islice(_seeds(exam, mood, first), moods.count(mood)):
            found.append(exam.real_clips.clip(seed, exam.scale.video_latents, SCENE)[1])
    return found


def _real_voices(exam: Exam, moods: Sequence[str]) -> list[np.ndarray]:
    """One line of each of other talkers of the world, through the sound autoencoder."""
    coders, found = exam.mini.autoencoders, []
    for number, mood in enumerate(dict.fromkeys(moods)):
        first = REAL_VOICE_SEED + number * SEEDS_PER_MOOD
        scenes = (make_scene(seed, exam.scale.video_latents, exam.voices, SCENE) for seed in _seeds(exam, mood, first))
        spoken = (one_line(scene) for scene in scenes)
        for samples in islice((line for line in spoken if line is not None), moods.count(mood)):
            found.append(coders.decode_samples(coders.encode_samples(np.tanh(samples))))
    return found


def one_line(scene: Scene) -> np.ndarray | None:
    """The samples of a talker `[L]` with the first line that begins in the clip and ends in it; None without one."""
    starts = sorted(quote.start_s for quote in scene.quotes)
    for start_s, next_s in pairwise([*starts, scene.duration_s]):
        end_s = max((item.end_s for item in scene.phonemes if start_s <= item.start_s < next_s), default=np.inf)
        if start_s >= 0 and end_s <= scene.duration_s:
            at_s = np.arange(len(scene.samples)) / SAMPLE_RATE_HZ
            return np.where((at_s >= start_s) & (at_s < next_s), scene.samples, 0.0)
    return None


def _seeds(exam: Exam, mood: str, first: int) -> Iterator[int]:
    """The seeds from `first` on whose talker is in `mood`."""
    for seed in count(first):
        if make_scene(seed, exam.scale.video_latents, exam.voices, SCENE).attributes[SLOT] == mood:
            yield seed


def _one_by_one(found: Sequence[str], moods: Sequence[str]) -> str:
    """The share of right names for every mood."""
    notes = []
    for mood in EMOTIONS:
        own = [name == mood for name, asked_for in zip(found, moods, strict=True) if asked_for == mood]
        if own:
            notes.append(f"{mood} {mean(own):.2f} of {len(own)}")
    return ", ".join(notes)
