"""Do the words of a prompt act? Loudness, pitch, pace, who speaks, mood: heard in the sound, in the asked order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ...world.clip import make_scene
from ..asking import Wish, phrase
from ..exam import Exam, asked, mean
from ..measures import active_s, rank_correlation, rms, share_in_order, strongest_hz
from ..pitch import fundamental_hz
from ..report import Row
from ..voice_listener import voice_features

REAL_SEED, REAL_PER_VALUE = 890_000_000, 8


@dataclass(frozen=True)
class Control:
    """`values` of `slot` in rising order of what `measure` finds in a clip's samples."""

    name: str
    slot: str
    values: tuple[str, ...]
    scene: str
    measure: Callable[[Exam, np.ndarray], float]
    fixed: dict[str, str] = field(default_factory=dict)


def _level(_: Exam, samples: np.ndarray) -> float:
    return rms(samples)


def _pitch(_: Exam, samples: np.ndarray) -> float:
    return strongest_hz(samples)


def _person(exam: Exam, samples: np.ndarray) -> float:
    """Which of PEOPLE the voice is heard as: pitch alone does not order what the autoencoder leaves of men."""
    return float(PEOPLE.index(exam.person_listener.choose(voice_features(samples)[None])[0]))


def _voice(_: Exam, samples: np.ndarray) -> float:
    return fundamental_hz(samples)


def _impacts(exam: Exam, samples: np.ndarray) -> float:
    return float(len(exam.judges.heard_impacts_s(samples)))


def _speech_rate(exam: Exam, samples: np.ndarray) -> float:
    return len(exam.judges.phonemes(samples)) / max(active_s(samples), 0.1)


PEOPLE = ("man", "woman", "child")
LOUDNESS, PACES = ("quiet", "medium", "loud"), ("slow", "medium", "fast")
CONTROLS = (
    Control("talk, loudness", "loudness", LOUDNESS, "talk", _level),
    Control("drum, loudness", "loudness", LOUDNESS, "drum", _level),
    Control("bell, pitch", "pitch", ("low", "medium", "high"), "bell", _pitch),
    Control("drum, pace", "pace", PACES, "drum", _impacts),
    Control("bell, pace", "pace", PACES, "bell", _impacts),
    Control("talk, pace", "pace", PACES, "talk", _speech_rate),
    Control("talk, person's voice", "first_person", PEOPLE, "talk", _person),
    Control(
        "talk, mood in the voice", "first_emotion", ("sad", "neutral", "happy"), "talk", _voice,
        {"first_person": "woman"},
    ),
)  # fmt: skip


def control_rows(exam: Exam) -> list[Row]:
    """Rank correlation of the asked value with the measured one: 1 is obeyed in every clip, 0 is chance. And how surely
    two neighbouring values are told apart."""
    return [row for number, control in enumerate(CONTROLS) for row in _rows(exam, number, control)]


def _rows(exam: Exam, number: int, control: Control) -> list[Row]:
    made = _made(exam, number, control)
    real = _real(exam, number, control)
    by_value = [mean(values) for values in _by_level(made)]
    note = ", ".join(f"{value} {found:.3g}" for value, found in zip(control.values, by_value, strict=True))
    return [
        Row(f"control, {control.name}", rank_correlation(made), rank_correlation(real), 0.0, note=note),
        Row(f"control, {control.name}, neighbours in order", least_in_order(made), least_in_order(real), 0.5),
    ]


def least_in_order(found: list[tuple[int, float]]) -> float:
    """Of (level, measure) pairs: the share in order of the two neighbouring levels that are hardest to tell apart."""
    levels = _by_level(found)
    return min(share_in_order(low, high) for low, high in pairwise(levels))


def _by_level(found: list[tuple[int, float]]) -> list[list[float]]:
    return [[measure for level, measure in found if level == k] for k in range(1 + max(level for level, _ in found))]


def _made(exam: Exam, number: int, control: Control) -> list[tuple[int, float]]:
    """(position of the asked value, measure) of every clip made."""
    per_value = max(2, exam.scale.per_study // 2)
    requests, levels = [], []
    for level, value in enumerate(control.values):
        for index in range(per_value):
            said = (exam.lines[index % len(exam.lines)].text,) if control.scene == "talk" else ()
            wish = Wish(control.scene, {**control.fixed, control.slot: value}, said)
            requests.append(asked(exam.mini, phrase(wish, index), 2000 + 100 * number + index))
            levels.append(level)
    sounds = exam.make_sounds(requests)
    return [(level, control.measure(exam, samples)) for level, samples in zip(levels, sounds, strict=True)]


def _real(exam: Exam, number: int, control: Control) -> list[tuple[int, float]]:
    """The same for the world's own sounds through the sound autoencoder."""
    coders, found = exam.mini.autoencoders, []
    wanted = dict.fromkeys(control.values, REAL_PER_VALUE)
    seed = REAL_SEED + 10_000 * number
    while any(wanted.values()):
        seed += 1
        scene = make_scene(seed, exam.scale.video_latents, exam.voices, control.scene)
        value = scene.attributes[control.slot]
        if not wanted.get(value) or any(scene.attributes[k] != v for k, v in control.fixed.items()):
            continue
        wanted[value] -= 1
        samples = coders.decode_samples(coders.encode_samples(np.tanh(scene.samples)))
        found.append((control.values.index(value), control.measure(exam, samples)))
    return found
