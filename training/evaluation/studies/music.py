"""Does an instrument play as it was asked to: in its tempo, in its mood, by the hands that are seen?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....engine.mini.geometry import SAMPLE_RATE_HZ
from ....engine.mini.text.music import BEATS_PER_MINUTE, SCALES, midi_note
from ....engine.mini.text.tunes import INSTRUMENTS
from ...speech.pitch import midi_hz
from ..asking import Wish, phrase
from ..beats import melody_tempo_bpm
from ..exam import Exam, asked, mean
from ..judges import Observation
from ..report import Row
from .impacts import impacts_shuffled, impacts_together

ALLOWED_TEMPO_ERROR = 0.05
SHARE_OF_CEILING = 0.9
CLASS_SHARE_OF_CEILING = 0.95
NOTE_HALF_WIDTH_SEMITONES = 0.4
OTHER_WISH = 9
"""So many places on, another instrument plays in another tempo and another mood."""


def scale_notes(scene: str, mood: str) -> frozenset[int]:
    """MIDI notes that the world plays."""
    instrument = INSTRUMENTS[scene]
    lowest = instrument.roots[mood]
    return frozenset(midi_note(mood, lowest, key) for key in range(instrument.lowest + instrument.degrees))


def note_strength(samples: np.ndarray, midi: Sequence[int]) -> float:
    """Mean amplitude of `[L]` at the fundamentals of the notes `midi`."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    semitones = 12 * np.log2(np.maximum(np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ), 1.0) / midi_hz(0))
    return mean([float(spectrum[np.abs(semitones - note) < NOTE_HALF_WIDTH_SEMITONES].max()) for note in midi])


def mood_heard(samples: np.ndarray, scene: str) -> str:
    """The mood whose own notes, those that the other does not have, are stronger in `[L]`."""
    happy, sad = (scale_notes(scene, mood) for mood in ("happy", "sad"))
    return "happy" if note_strength(samples, happy - sad) >= note_strength(samples, sad - happy) else "sad"


def tempo_right(bpm: float, pace: str) -> bool:
    """Within 5 % of the tempo of `pace`; NaN is not."""
    return abs(bpm / BEATS_PER_MINUTE[pace] - 1) <= ALLOWED_TEMPO_ERROR


def music_rows(exam: Exam) -> list[Row]:
    """Every pace in either mood, on every instrument. Floors: what was asked of another clip."""
    wishes = [(scene, pace, mood) for scene in INSTRUMENTS for pace in BEATS_PER_MINUTE for mood in SCALES]
    prompts = [phrase(Wish(s, {"pace": p, "mood": m}), number) for number, (s, p, m) in enumerate(wishes)]
    made = exam.make([asked(exam.mini, prompt, 3000 + number) for number, prompt in enumerate(prompts)])
    chosen = exam.of(*INSTRUMENTS)
    real = [exam.real[i] for i in chosen]
    shown = [tuple(exam.clips[i].attributes[slot] for slot in ("scene", "pace", "mood")) for i in chosen]
    return [
        *_asked_rows(made, wishes, real, shown),
        *_hand_rows([*made, *(exam.made[i] for i in chosen)], [*wishes, *shown], real, shown),
    ]


def _asked_rows(
    made: Sequence[Observation], wishes: Sequence[tuple[str, ...]], real: Sequence[Observation], shown: Sequence
) -> list[Row]:
    others = [*wishes[OTHER_WISH:], *wishes[:OTHER_WISH]]
    groups = ((made, wishes), (real, shown), (made, others))
    tempi = [[melody_tempo_bpm(o.samples) for o in group] for group in (made, real)]
    tempo = [
        mean([tempo_right(bpm, pace) for bpm, (_, pace, _) in zip(found, asked_for, strict=True)])
        for found, asked_for in ((tempi[0], wishes), (tempi[1], shown), (tempi[0], others))
    ]
    moods, heard = (
        [mean([right(o, *wish) for o, wish in zip(*group, strict=True)]) for group in groups]
        for right in (_mood_right, _instrument_right)
    )
    return [
        Row("music, tempo within 5 %", *tempo, SHARE_OF_CEILING * tempo[1]),
        Row("music, major or minor as asked", *moods, SHARE_OF_CEILING * moods[1]),
        Row("music, instrument heard", *heard, CLASS_SHARE_OF_CEILING * heard[1]),
    ]


def _mood_right(observation: Observation, scene: str, _: str, mood: str) -> bool:
    return mood_heard(observation.samples, scene) == mood


def _instrument_right(observation: Observation, scene: str, _: str, __: str) -> bool:
    return observation.heard["scene"] == scene


def _hand_rows(
    made: Sequence[Observation], wishes: Sequence, real: Sequence[Observation], shown: Sequence
) -> list[Row]:
    """The picture's hand against the sound's notes."""
    rows = []
    for scene in INSTRUMENTS:
        ours, worlds = (
            [o for o, (kind, *_) in zip(group, kinds, strict=True) if kind == scene]
            for group, kinds in ((made, wishes), (real, shown))
        )
        ceiling = impacts_together(worlds)
        numbers = impacts_together(ours), ceiling, impacts_shuffled(ours)
        rows.append(Row(f"{scene}, notes seen and heard within 80 ms", *numbers, SHARE_OF_CEILING * ceiling))
    return rows
