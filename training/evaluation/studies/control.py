"""Do the words of a prompt act? Loudness from whisper to shout, pitch, pace, who speaks, mood: heard in the sound, in
the asked order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ....engine.mini.geometry import SAMPLE_RATE_HZ
from ....engine.mini.text.attributes import PEOPLE
from ...speech.pitch import PITCHES_PER_SECOND, fundamental_hz, pitch_track
from ...world.clip import AMBIENT, make_scene
from ...world.scenes import VARIANTS
from ..asking import EFFORTS, Wish, phrase
from ..exam import Exam, asked, mean
from ..measures import active_s, rank_correlation, rms, share_in_order, strongest_hz
from ..report import Row
from ..voice_listener import voice_features

REAL_SEED = 890_000_000
SHARE_OF_CEILING = 0.9
BRIGHT_HZ = 1500.0


@dataclass(frozen=True)
class Control:
    """`values` of `slot` in rising order of what `measure` finds in a clip's samples.

    without: loudnesses that no prompt asks for. A whisper has no pitch, and a shout one of its own, whoever speaks in
    whichever mood; real talkers neither whisper nor shout, those who do are kinds of their own.
    """

    name: str
    slot: str
    values: tuple[str, ...]
    scene: str
    measure: Callable[[Exam, np.ndarray], float]
    fixed: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()


def _level(_: Exam, samples: np.ndarray) -> float:
    return rms(samples)


def _pitch(_: Exam, samples: np.ndarray) -> float:
    return strongest_hz(samples)


def _person(exam: Exam, samples: np.ndarray) -> float:
    """Which of PEOPLE the voice is heard as: pitch alone does not order what the autoencoder leaves of men."""
    return float(PEOPLE.index(exam.person_listener.choose(voice_features(samples)[None])[0]))


def _voice(_: Exam, samples: np.ndarray) -> float:
    return fundamental_hz(samples)


def _voiced(_: Exam, samples: np.ndarray) -> float:
    """Share of the time from the first to the last sound that has a pitch: a whisper has none."""
    return np.isfinite(pitch_track(samples)).sum() / PITCHES_PER_SECOND / max(active_s(samples), 0.1)


def _brightness(_: Exam, samples: np.ndarray) -> float:
    """Share of the amplitude above 1500 Hz: a raised voice has more of its sound there."""
    spectrum = np.abs(np.fft.rfft(samples))
    high = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ) >= BRIGHT_HZ
    return float(spectrum[high].sum() / max(spectrum.sum(), 1e-9))


def _strikes_per_s(exam: Exam, samples: np.ndarray) -> float:
    """By the median time between strikes: how many a clip holds depends on where in the rhythm it begins."""
    times_s = exam.judges.heard_impacts_s(samples)
    return float(1 / np.median(np.diff(times_s))) if len(times_s) > 1 else 0.0


def _speech_rate(exam: Exam, samples: np.ndarray) -> float:
    return len(exam.judges.phonemes(samples)) / max(active_s(samples), 0.1)


LOUDNESS, PACES = ("quiet", "medium", "loud"), ("slow", "medium", "fast")
VOICE_CONTROLS = (
    Control("talk, loudness", "loudness", LOUDNESS, "talk", _level),
    Control("talk, voiced share of a whisper", "loudness", ("whisper", "quiet"), "talk", _voiced),
    Control("talk, brightness of a shout", "loudness", ("loud", "shout"), "talk", _brightness),
    Control("talk, pace", "pace", PACES, "talk", _speech_rate),
    Control("talk, person's voice", "first_person", PEOPLE, "talk", _person, without=EFFORTS),
    Control(
        "talk, mood in the voice", "first_emotion", ("sad", "neutral", "happy"), "talk", _voice,
        {"first_person": "woman"}, EFFORTS,
    ),
)  # fmt: skip
STRIKE_CONTROLS = (
    Control("drum, loudness", "loudness", LOUDNESS, "drum", _level),
    Control("bell, pitch", "pitch", ("low", "medium", "high"), "bell", _pitch),
    Control("drum, pace", "pace", PACES, "drum", _strikes_per_s),
    Control("bell, pace", "pace", PACES, "bell", _strikes_per_s),
)
AMBIENCE_CONTROLS = (
    Control("ocean, loudness", "loudness", ("quiet", "loud"), "ocean", _level),
    Control("rain, loudness", "loudness", ("quiet", "loud"), "rain", _level),
    Control("wind, loudness", "loudness", ("quiet", "loud"), "wind", _level),
    Control("crowd, loudness", "loudness", LOUDNESS, "crowd", _level),
)
SEEDS = {control.name: number for number, control in enumerate((*VOICE_CONTROLS, *STRIKE_CONTROLS, *AMBIENCE_CONTROLS))}


def voice_control_rows(exam: Exam) -> list[Row]:
    return _control_rows(exam, VOICE_CONTROLS)


def strike_control_rows(exam: Exam) -> list[Row]:
    return _control_rows(exam, STRIKE_CONTROLS)


def ambience_control_rows(exam: Exam) -> list[Row]:
    return _control_rows(exam, AMBIENCE_CONTROLS)


def _control_rows(exam: Exam, controls: Sequence[Control]) -> list[Row]:
    """Rank correlation of the asked value with the measured one: 1 is obeyed in every clip, 0 is chance. And how surely
    two neighbouring values are told apart."""
    return [row for control in controls for row in _rows(exam, SEEDS[control.name], control)]


def _rows(exam: Exam, number: int, control: Control) -> list[Row]:
    made = _made(exam, number, control)
    real = _real(exam, number, control)
    by_value = [mean(values) for values in _by_level(made)]
    note = ", ".join(f"{value} {found:.3g}" for value, found in zip(control.values, by_value, strict=True))
    order, ceiling = least_in_order(made), least_in_order(real)
    return [
        Row(f"control, {control.name}", rank_correlation(made), rank_correlation(real), 0.0, note=note),
        Row(f"control, {control.name}, neighbours in order", order, ceiling, 0.5, SHARE_OF_CEILING * ceiling),
    ]


def least_in_order(found: list[tuple[int, float]]) -> float:
    """Of (level, measure) pairs: the share in order of the two neighbouring levels that are hardest to tell apart."""
    levels = _by_level(found)
    return min(share_in_order(low, high) for low, high in pairwise(levels))


def _by_level(found: list[tuple[int, float]]) -> list[list[float]]:
    return [[measure for level, measure in found if level == k] for k in range(1 + max(level for level, _ in found))]


def _made(exam: Exam, number: int, control: Control) -> list[tuple[int, float]]:
    """(position of the asked value, measure) of every clip made."""
    requests, levels = [], []
    for level, value in enumerate(control.values):
        for index in range(exam.scale.per_study):
            said = (exam.lines[index % len(exam.lines)].text,) if control.scene == "talk" else ()
            wish = Wish(control.scene, {**control.fixed, control.slot: value}, said, control.without)
            requests.append(asked(exam.mini, phrase(wish, index), 2000 + 100 * number + index))
            levels.append(level)
    sounds = exam.make_sounds(requests)
    return [(level, control.measure(exam, samples)) for level, samples in zip(levels, sounds, strict=True)]


def _real(exam: Exam, number: int, control: Control) -> list[tuple[int, float]]:
    """The same for the world's own sounds through the sound autoencoder."""
    found = []
    for level, value in enumerate(control.values):
        seed = REAL_SEED + 10_000 * number + 1_000 * level
        for _ in range(exam.scale.per_study):
            seed, samples = _next_real(exam, control, value, seed)
            found.append((level, control.measure(exam, samples)))
    return found


def _next_real(exam: Exam, control: Control, value: str, seed: int) -> tuple[int, np.ndarray]:
    """The first seed after `seed` whose scene has `value`, and its sound."""
    wanted = {**control.fixed, control.slot: value}
    narrated = False if control.scene in AMBIENT else None
    while True:
        seed += 1
        kind = value if value in VARIANTS else control.scene
        scene = make_scene(seed, exam.scale.video_latents, exam.voices, kind, narrated=narrated)
        if wanted.items() <= scene.attributes.items():
            coders = exam.mini.autoencoders
            return seed, coders.decode_samples(coders.encode_samples(np.tanh(scene.samples)))
