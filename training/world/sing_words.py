"""A singer with words: every syllable of a line on its own note."""

from __future__ import annotations

import numpy as np

from ...engine.mini.text.music import BEATS_PER_MINUTE, SCALES, beat_seconds, midi_note
from ...engine.mini.text.script import TimedPhoneme
from ...engine.mini.text.singing import BREATH_BEATS, LAST_NOTE_BEATS, MELODIES, MOST_NOTES
from ..speech.bank import Utterance
from ..speech.singing import SungLine, sing_line, syllable_count
from . import synth
from .canvas import Canvas
from .choices import pick
from .face import draw_face, random_look
from .music.notes import draw_note, note_heights
from .palette import BACKGROUNDS, shade
from .scene import Quote, Scene, closed_mouth
from .voices import Cast, Voices

LOWEST_ROOT = {"man": 48, "woman": 58, "child": 60}
HIGHEST_ROOT = {"man": 53, "woman": 62, "child": 64}
"""The melody spans an octave above the root: MIDI 48 to 76."""
MOOD_EMOTIONS = {"happy": "happy", "sad": "sad"}
LINE_TRIES, LONGEST_LINE_S, SINGER_GAIN = 4, 9.0, 1.6


def sing_words(rng: np.random.Generator, duration_s: float, background: str, voices: Voices) -> Scene:
    """Lines one after the other, a beat of breath between them; a note rises for every syllable."""
    cast, pace, mood = voices.cast(rng), pick(rng, BEATS_PER_MINUTE), pick(rng, SCALES)
    melody, beat_s = pick(rng, MELODIES), beat_seconds(pace)
    look = random_look(rng, cast.person, MOOD_EMOTIONS[mood])
    scene = Scene(duration_s, background, {
        "scene": "sing_words", **look.attributes("first"), "language": cast.language, "pace": pace, "mood": mood,
        "melody": melody,
    })  # fmt: skip
    root = int(rng.integers(LOWEST_ROOT[cast.person], HIGHEST_ROOT[cast.person] + 1))
    sung: list[tuple[float, SungLine]] = []
    notes: list[tuple[float, int]] = []
    first_s = began_s = float(rng.uniform(0.15, 0.4))
    longest_s = np.inf  # A clip that is shorter than every line ends within one.
    while (line := _line_for(rng, cast, voices, longest_s, beat_s)) is not None:
        degrees = _degrees(rng, melody, syllable_count(line))
        lengths = np.full(len(degrees), beat_s)
        lengths[-1] = LAST_NOTE_BEATS * beat_s
        song = sing_line(line, [midi_note(mood, root, d) for d in degrees], lengths, rng)
        sung.append((first_s - song.lead_s, song))
        notes += [(first_s + k * beat_s, degree) for k, degree in enumerate(degrees)]
        first_s += float(lengths.sum()) + BREATH_BEATS * beat_s
        longest_s = duration_s - first_s
    _add_to(scene, sung, notes)

    def mouth(times_s: np.ndarray) -> np.ndarray:
        shape = closed_mouth(times_s)
        for start_s, song in sung:
            index = np.floor((times_s + 0.02 - start_s) * 100).astype(int)
            inside = (index >= 0) & (index < len(song.mouth))
            shape[inside] = song.mouth[index[inside]]
        return shape

    scene.mouths = [mouth]
    heights = note_heights([degree for _, degree in notes], 84, 36) if notes else []

    def draw(canvas: Canvas) -> None:
        canvas.box(64, 122, 110, 12, 2, shade(BACKGROUNDS[background], 0.8))
        ink = (245, 245, 250) if background == "night" else (30, 30, 40)
        sway = -2 * np.cos(np.pi * (canvas.times_s - began_s) / beat_s)
        draw_face(canvas, look, mouth(canvas.times_s), 72, 56, 1.1, sway)
        for (start_s, _), height in zip(notes, heights, strict=True):
            draw_note(canvas, start_s, 18, height, ink, 1.2)

    scene.draw = draw
    return scene


def _line_for(
    rng: np.random.Generator, cast: Cast, voices: Voices, longest_s: float, beat_s: float
) -> Utterance | None:
    """The longest of some lines of the cast whose syllables fit before the end of the clip at one a beat."""
    drawn = [voices.line(rng, cast, LONGEST_LINE_S) for _ in range(LINE_TRIES)]
    counted = [(syllable_count(line), line) for line in drawn if line is not None]
    fitting = [(n, line) for n, line in counted if 1 <= n <= MOST_NOTES and (n + 1) * beat_s <= longest_s]
    return max(fitting, key=lambda pair: pair[0], default=(0, None))[1]


def _degrees(rng: np.random.Generator, melody: str, count: int) -> list[int]:
    shape = MELODIES[melody]
    first = int(rng.integers(0, len(shape) - count + 1)) if count < len(shape) else 0
    return [shape[min(first + k, len(shape) - 1)] for k in range(count)]


def _add_to(scene: Scene, sung: list[tuple[float, SungLine]], notes: list[tuple[float, int]]) -> None:
    for start_s, song in sung:
        synth.mix_in(scene.samples, song.samples, start_s, SINGER_GAIN)
        scene.quotes.append(Quote(song.text, song.language, 1, start_s))
        scene.phonemes.extend(
            TimedPhoneme(start_s + begin, start_s + end, name, 1, note, voice=song.voice)
            for begin, end, name, note in song.phonemes
        )
    scene.onsets_s.extend(start_s for start_s, _ in notes)
