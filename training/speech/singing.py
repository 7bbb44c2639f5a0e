"""A spoken line becomes a sung one: every vowel starts on its note and is held, consonants keep their length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...engine.mini.geometry import SAMPLE_RATE_HZ
from ...engine.mini.text.phonemes import is_vowel
from ...engine.mini.text.script import note_id
from ...engine.mini.text.singing import CONSONANT_SHARE, RELEASE_SHARE
from .bank import Phoneme, Utterance
from .mouths import CURVE_RATE_HZ
from .resynthesis import HOP, analyse, resynthesise
from .voices import voice_number

LOWEST_MIDI, HIGHEST_MIDI = 45, 76
FRAMES_PER_SECOND = SAMPLE_RATE_HZ / HOP
VIBRATO_HZ, VIBRATO_DEPTH, VIBRATO_AFTER_S = 5.5, 0.012, 0.18
GLIDE_S = 0.05
SUNG_RMS = 0.1


@dataclass(frozen=True)
class SungLine:
    """float64 `samples` at 16 kHz from `start_s`, `phonemes` with note ids, `mouth` `[m, 3]` at 100 Hz, the number of
    the `voice`.

    `phonemes` count from the start of `samples`; the first note begins `lead_s` into them.
    """

    text: str
    language: str
    samples: np.ndarray
    phonemes: tuple[Phoneme, ...]
    mouth: np.ndarray
    lead_s: float
    voice: int


def syllable_count(line: Utterance) -> int:
    """How many notes the line needs: one for every vowel."""
    return sum(is_vowel(name) for _, _, name, _ in line.phonemes)


def sing_line(line: Utterance, midi: Sequence[int], note_s: Sequence[float], rng: np.random.Generator) -> SungLine:
    """Sings `line` with one note of `midi` and one length of `note_s` for every vowel.

    Raises ValueError when the counts differ or a note lies outside MIDI 45 to 76.
    """
    if not len(midi) == len(note_s) == syllable_count(line):
        raise ValueError(f"notes: expected {syllable_count(line)}, one per vowel, got {len(midi)} and {len(note_s)}")
    if outside := [note for note in midi if not LOWEST_MIDI <= note <= HIGHEST_MIDI]:
        raise ValueError(f"notes: expected MIDI {LOWEST_MIDI} to {HIGHEST_MIDI}, got {outside}")
    timed, lead_s = _timed(line, note_s)
    times_s = np.arange(int(timed[-1][1] * FRAMES_PER_SECOND) + 1) / FRAMES_PER_SECOND
    analysis = analyse(np.asarray(line.samples, np.float64) / 32767)
    spoken_s = _spoken_time(line, timed, times_s)
    pitch = _pitch_curve(midi, lead_s + np.concatenate([[0], np.cumsum(note_s)[:-1]]), times_s)
    sound = resynthesise(analysis.at(spoken_s * FRAMES_PER_SECOND), pitch, rng)
    mouth_s = np.arange(int(timed[-1][1] * CURVE_RATE_HZ) + 1) / CURVE_RATE_HZ
    rows = np.clip(_spoken_time(line, timed, mouth_s) * CURVE_RATE_HZ, 0, len(line.mouth) - 1).round().astype(int)
    return SungLine(
        text=line.text,
        language=line.language,
        samples=_levelled(sound),
        phonemes=tuple((start, end, name, note_id(midi[note])) for start, end, name, note in timed),
        mouth=np.asarray(line.mouth)[rows],
        lead_s=lead_s,
        voice=voice_number(line.person, line.voice),
    )


def _timed(line: Utterance, note_s: Sequence[float]) -> tuple[list[tuple[float, float, str, int]], float]:
    """(start_s, end_s, name, index of the note) of every phoneme as sung, and the length of the opening consonants.

    Consonants sound before the note of the vowel that they lead to, those after the last vowel at its end.
    """
    groups: list[list[tuple[float, str]]] = [[]]
    vowels: list[str] = []
    for start, end, name, _ in line.phonemes:
        if is_vowel(name):
            vowels.append(name)
            groups.append([])
        else:
            groups[-1].append((end - start, name))
    lead_s = sum(length for length, _ in groups[0])
    out: list[tuple[float, float, str, int]] = []
    at = _append(out, groups[0], 0.0, 1.0, 0)
    for index, (vowel, note, closing) in enumerate(zip(vowels, note_s, groups[1:], strict=True)):
        wanted = sum(length for length, _ in closing)
        last = index + 1 == len(vowels)
        scale = min(1.0, CONSONANT_SHARE * note / wanted) if wanted else 1.0
        held = note * RELEASE_SHARE - wanted * scale if last else note - wanted * scale
        out.append((at, at + held, vowel, index))
        at = _append(out, closing, at + held, scale, index if last else index + 1)
    return out, lead_s


def _append(out: list, consonants: list[tuple[float, str]], at: float, scale: float, note: int) -> float:
    for length, name in consonants:
        out.append((at, at + length * scale, name, note))
        at += length * scale
    return at


def _spoken_time(line: Utterance, timed: Sequence[tuple[float, float, str, int]], times_s: np.ndarray) -> np.ndarray:
    """Where in the spoken line the sung one is at `times_s`: linear within every phoneme."""
    sung, spoken = [], []
    for (start, end, _, _), (from_s, to_s, _, _) in zip(timed, line.phonemes, strict=True):
        sung += [start, end - 1e-4]
        spoken += [from_s, to_s]
    return np.interp(times_s, sung, spoken)


def _pitch_curve(midi: Sequence[int], starts_s: np.ndarray, times_s: np.ndarray) -> np.ndarray:
    note = np.clip(np.searchsorted(starts_s, times_s, side="right") - 1, 0, len(midi) - 1)
    wanted = np.asarray(midi, float)
    since = times_s - starts_s[note]
    glide = np.clip(1 - since / GLIDE_S, 0, 1) * (note > 0)
    semitones = wanted[note] + (wanted[np.maximum(note - 1, 0)] - wanted[note]) * 0.5 * glide**2
    depth = VIBRATO_DEPTH * np.clip((since - VIBRATO_AFTER_S) / 0.15, 0, 1)
    return 440 * 2 ** ((semitones - 69) / 12) * (1 + depth * np.sin(2 * np.pi * VIBRATO_HZ * since))


def _levelled(sound: np.ndarray) -> np.ndarray:
    gain = SUNG_RMS / max(float(np.sqrt(np.mean(np.square(sound)))), 1e-6)
    return sound * min(gain, 0.9 / max(float(np.abs(sound).max()), 1e-6))
