"""The bank of utterances that the world's people speak: sound, phoneme times, mouth curves, cached in a folder.

`python -m tandem.training.speech.bank FOLDER --split train --count 9000 --seed 1`
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

from ...engine.mini.geometry import SAMPLE_RATE_HZ
from .espeak import Speech, say
from .inventory import phoneme_name
from .mouths import mouth_curves
from .pinyin import syllables
from .pitches import pitches_of
from .sentences import draw_sentence
from .voices import (
    ALL_MANNERS,
    BASE_PITCH,
    BASE_RATE_WPM,
    ESPEAK_LANGUAGES,
    HELD_OUT_VOICES,
    MANNERS,
    PACES,
    VOICES,
    Voice,
)

ENGLISH_SHARE = 0.6
HELD_OUT_VOICE_SHARE = 0.3
SHORTEST_S, LONGEST_S = 0.3, 3.5
QUIETEST_SAMPLE = 0.008
LEAD_IN_S, LEAD_OUT_S = 0.01, 0.02
NEUTRAL_RMS = 0.08
PEAK_LIMIT = 0.97
UTTERANCES_PER_TASK = 100
FORMAT = 2

Phoneme = tuple[float, float, str, int]


@dataclass(frozen=True)
class Utterance:
    """One sentence as one person says it.

    `samples` int16 `[n]` at 16 kHz without silence at the edges; `phonemes` (start_s, end_s, name, prosody id);
    `mouth` float32 `[m, 3]` at 100 Hz: open, wide, round, each 0..1; `pitches` Hz of every phoneme, 0 in a line without
    any voice (`pitches.py`).
    """

    text: str
    language: str
    person: str
    voice: str
    emotion: str
    pace: str
    samples: np.ndarray
    phonemes: tuple[Phoneme, ...]
    mouth: np.ndarray
    pitches: tuple[float, ...] = ()

    @property
    def duration_s(self) -> float:
        return len(self.samples) / SAMPLE_RATE_HZ


def speak(text: str, language: str, person: str, voice: Voice, emotion: str, pace: str) -> Utterance | None:
    """Says `text` with espeak-ng; None when the result is shorter or longer than the bank takes."""
    speech, tones = say_line(text, language, voice, emotion, pace)
    samples, start_s = _trimmed(_resampled(speech))
    duration_s = len(samples) / SAMPLE_RATE_HZ
    if not SHORTEST_S <= duration_s <= LONGEST_S:
        return None
    timed = [
        (max(p.start_s - start_s, 0.0), min(p.end_s - start_s, duration_s), p.mnemonic, p.word)
        for p in speech.phonemes
        if p.start_s - start_s < duration_s and p.end_s > start_s
    ]
    if tones and max((word for *_, word in timed), default=0) + 1 != len(tones):
        return None
    mouth = mouth_curves([item[:3] for item in timed], samples, SAMPLE_RATE_HZ)
    pitches = pitches_of(samples, [item[:2] for item in timed])
    return Utterance(
        text,
        language,
        person,
        voice.variant,
        emotion,
        pace,
        _int16(samples, NEUTRAL_RMS * ALL_MANNERS[emotion].gain),
        tuple(
            (round(start, 3), round(end, 3), phoneme_name(language, mnemonic), tones[word] if tones else 0)
            for start, end, mnemonic, word in timed
        ),
        mouth,
        pitches,
    )


def say_line(text: str, language: str, voice: Voice, emotion: str, pace: str) -> tuple[Speech, tuple[int, ...]]:
    """What espeak-ng says, untrimmed, and the tone of every syllable (no tones in English)."""
    manner = ALL_MANNERS[emotion]
    spoken, tones = syllables(text) if language == "chinese" else (text, ())
    speech = say(
        spoken,
        f"{ESPEAK_LANGUAGES[language]}+{voice.variant}",
        rate_wpm=round(BASE_RATE_WPM * manner.rate * PACES[pace]),
        pitch=min(max(BASE_PITCH + manner.pitch + voice.pitch_shift, 0), 99),
        pitch_range=manner.pitch_range,
        volume=100,
    )
    return speech, tones


def _resampled(speech: Speech) -> np.ndarray:
    divisor = gcd(SAMPLE_RATE_HZ, speech.sample_rate_hz)
    return resample_poly(speech.samples, SAMPLE_RATE_HZ // divisor, speech.sample_rate_hz // divisor).astype(np.float32)


def _trimmed(samples: np.ndarray) -> tuple[np.ndarray, float]:
    """The samples without silence at the edges, and the seconds cut from the start."""
    loud = np.flatnonzero(np.abs(samples) > QUIETEST_SAMPLE)
    if not len(loud):
        return samples[:0], 0.0
    first = max(loud[0] - round(LEAD_IN_S * SAMPLE_RATE_HZ), 0)
    return samples[first : loud[-1] + round(LEAD_OUT_S * SAMPLE_RATE_HZ)], first / SAMPLE_RATE_HZ


def _int16(samples: np.ndarray, rms: float) -> np.ndarray:
    gain = rms / max(float(np.sqrt(np.mean(np.square(samples)))), 1e-6)
    gain = min(gain, PEAK_LIMIT / max(float(np.abs(samples).max()), 1e-6))
    return np.round(samples * gain * 32767).astype(np.int16)


def draw_utterance(split: str, rng: np.random.Generator, emotions: Sequence[str] = tuple(MANNERS)) -> Utterance:
    """One utterance of `split`: 'train', or 'test', which says held-out sentences, some of them in a held-out voice."""
    while True:
        language = "english" if rng.random() < ENGLISH_SHARE else "chinese"
        sentence = draw_sentence(language, rng)
        if sentence.held_out != (split == "test"):
            continue
        person = str(rng.choice(list(VOICES)))
        voice = VOICES[person][rng.integers(len(VOICES[person]))]
        if split == "test" and rng.random() < HELD_OUT_VOICE_SHARE:
            voice = HELD_OUT_VOICES[person]
        utterance = speak(
            sentence.text, language, person, voice, str(rng.choice(list(emotions))), str(rng.choice(list(PACES)))
        )
        if utterance is not None:
            return utterance


def _draw_many(task: tuple[str, int, int, int, tuple[str, ...]]) -> list[Utterance]:
    split, seed, index, count, emotions = task
    rng = np.random.default_rng((seed, index, 0 if split == "train" else 1))
    return [draw_utterance(split, rng, emotions) for _ in range(count)]


def build_bank(
    folder: Path,
    count: int,
    seed: int,
    split: str = "train",
    processes: int = 2,
    emotions: Sequence[str] = tuple(MANNERS),
) -> list[Utterance]:
    """Makes `count` utterances and writes them to `folder`: the same lines for the same arguments, on any number of
    processes (espeak-ng's own noise differs a little from run to run).

    Raises EspeakMissing without libespeak-ng and ValueError for an unknown split or emotion.
    """
    if split not in ("train", "test"):
        raise ValueError(f"split: expected 'train' or 'test', got {split!r}")
    if unknown := [emotion for emotion in emotions if emotion not in ALL_MANNERS]:
        raise ValueError(f"emotions: expected some of {list(ALL_MANNERS)}, got {unknown}")
    starts = range(0, count, UTTERANCES_PER_TASK)
    tasks = [
        (split, seed, index, min(UTTERANCES_PER_TASK, count - start), tuple(emotions))
        for index, start in enumerate(starts)
    ]
    if processes == 1:
        parts = [_draw_many(task) for task in tasks]
    else:
        with get_context("spawn").Pool(processes) as pool:
            parts = pool.map(_draw_many, tasks, chunksize=1)
    utterances = [utterance for part in parts for utterance in part]
    _write(Path(folder), utterances)
    return utterances


def _write(folder: Path, utterances: list[Utterance]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "samples.npy", np.concatenate([u.samples for u in utterances]))
    np.save(folder / "mouth.npy", np.concatenate([u.mouth for u in utterances]))
    rows = [
        {
            "text": u.text,
            "language": u.language,
            "person": u.person,
            "voice": u.voice,
            "emotion": u.emotion,
            "pace": u.pace,
            "sample_count": len(u.samples),
            "mouth_count": len(u.mouth),
            "phonemes": u.phonemes,
            "pitches": u.pitches,
        }
        for u in utterances
    ]
    index = {"format": FORMAT, "sample_rate_hz": SAMPLE_RATE_HZ, "utterances": rows}
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")


def load_bank(folder: Path) -> list[Utterance]:
    """Reads what `build_bank` wrote; samples and mouth curves stay memory-mapped.

    Raises FileNotFoundError when there is no bank in `folder` and ValueError when its format is another.
    """
    index = json.loads((Path(folder) / "index.json").read_text(encoding="utf-8"))
    if (index["format"], index["sample_rate_hz"]) != (FORMAT, SAMPLE_RATE_HZ):
        raise ValueError(f"bank: {folder} has another format; build it again with training.speech.bank")
    samples = np.load(Path(folder) / "samples.npy", mmap_mode="r")
    mouth = np.load(Path(folder) / "mouth.npy", mmap_mode="r")
    utterances, sample, row = [], 0, 0
    for item in index["utterances"]:
        next_sample, next_row = sample + item.pop("sample_count"), row + item.pop("mouth_count")
        item["phonemes"] = tuple((start, end, name, prosody) for start, end, name, prosody in item["phonemes"])
        item["pitches"] = tuple(item["pitches"])
        utterances.append(Utterance(**item, samples=samples[sample:next_sample], mouth=mouth[row:next_row]))
        sample, row = next_sample, next_row
    return utterances


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=("train", "test"), default="train")
    parser.add_argument("--count", type=int, default=9000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--emotions", nargs="+", choices=tuple(ALL_MANNERS), default=tuple(ALL_MANNERS))
    args = parser.parse_args()
    bank = build_bank(args.folder, args.count, args.seed, args.split, args.processes, args.emotions)
    print(f"{len(bank)} utterances, {sum(u.duration_s for u in bank) / 60:.1f} minutes, in {args.folder}")


if __name__ == "__main__":
    main()
