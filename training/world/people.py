"""Scenes with people: one who talks, two in dialogue, one who sings, one who raps."""

from __future__ import annotations

import numpy as np

from ...engine.mini.text.script import TimedPhoneme, note_id
from ..speech.bank import Utterance
from ..speech.efforts import shouted, whispered
from ..speech.voices import voice_number
from . import synth
from .canvas import Canvas
from .face import Look, draw_face, random_look
from .palette import BACKGROUNDS, shade
from .scene import CLOSED, MouthTrack, Quote, Scene, closed_mouth
from .voices import Voices

VOICE_GAIN = 2.2
"""The bank's voices lie near an rms of 0.08."""
SPEECH_GAIN = {"quiet": 0.3, "medium": 0.65, "loud": 1.0}
EFFORTS = {"whisper": whispered, "shout": shouted}
EFFORT_EMOTIONS = {"whisper": ("neutral", "calm", "sad", "happy"), "shout": ("angry", "surprised", "happy")}
EFFORT_GAIN = 0.65
BEAT_S = {"slow": 0.48, "medium": 0.40, "fast": 0.32}
PACES = ("slow", "medium", "fast")
FIRST_BEAT_S = 0.08
MAJOR_SCALE = (0, 2, 4, 5, 7, 9, 11, 12)
LOWEST_SUNG_MIDI = {"man": 45, "woman": 57, "child": 57}
VOWEL_MOUTH = {
    "a": (1.0, 0.5, 0.0), "e": (0.55, 0.8, 0.0), "i": (0.3, 1.0, 0.0), "o": (0.7, 0.0, 1.0), "u": (0.35, 0.0, 1.0),
}  # fmt: skip


class SpokenTrack:
    """The lines of one person on the clip's clock, and the mouth that goes with them."""

    def __init__(self, scene: Scene, speaker: int) -> None:
        self.scene, self.speaker = scene, speaker
        self.lines: list[tuple[float, Utterance]] = []

    def say(self, start_s: float, line: Utterance, gain: float) -> None:
        synth.mix_in(self.scene.samples, line.samples.astype(np.float64) / 32767, start_s, VOICE_GAIN * gain)
        self.lines.append((start_s, line))
        self.scene.quotes.append(Quote(line.text, line.language, self.speaker, start_s))
        voice = voice_number(line.person, line.voice)
        self.scene.phonemes.extend(
            TimedPhoneme(start_s + begin, start_s + end, name, self.speaker, prosody, hertz, voice=voice)
            for (begin, end, name, prosody), hertz in zip(line.phonemes, line.pitches, strict=True)
        )

    def mouth(self, times_s: np.ndarray) -> np.ndarray:
        shape = closed_mouth(times_s)
        for start_s, line in self.lines:
            index = np.floor((times_s + 0.02 - start_s) * 100).astype(int)
            inside = (index >= 0) & (index < len(line.mouth))
            shape[inside] = line.mouth[index[inside]]
        return shape


def talk(
    rng: np.random.Generator, duration_s: float, background: str, voices: Voices, effort: str | None = None
) -> Scene:
    """One person says one or more lines in one mood, or with an `effort`: a whisper or a shout."""
    cast = voices.cast(rng, emotions=EFFORT_EMOTIONS.get(effort or ""))
    loudness = effort or str(rng.choice(list(SPEECH_GAIN)))
    look = random_look(rng, cast.person, cast.emotion)
    scene = Scene(duration_s, background, {
        "scene": "talk", **look.attributes("first"), "language": cast.language, "pace": cast.pace, "loudness": loudness,
    })  # fmt: skip
    track = SpokenTrack(scene, 1)
    for start_s, line in voices.fill(rng, cast, duration_s):
        if effort is None:
            track.say(start_s, line, SPEECH_GAIN[loudness])
        else:
            track.say(start_s, EFFORTS[effort](line, rng), EFFORT_GAIN)
    scene.mouths = [track.mouth]
    x, y = 64 + rng.uniform(-8, 8), 56 + rng.uniform(-4, 4)

    def draw(canvas: Canvas) -> None:
        canvas.box(64, 122, 110, 12, 2, shade(BACKGROUNDS[background], 0.8))
        draw_face(canvas, look, track.mouth(canvas.times_s), x, y, 1.15, loudness=loudness)

    scene.draw = draw
    return scene


def dialogue(rng: np.random.Generator, duration_s: float, background: str, voices: Voices) -> Scene:
    """Two people speak in turn: the first on the left."""
    language = voices.language(rng)
    casts = [voices.cast(rng, language=language, pace="medium") for _ in range(2)]
    looks = [random_look(rng, cast.person, cast.emotion) for cast in casts]
    scene = Scene(duration_s, background, {
        "scene": "dialogue", **looks[0].attributes("first"), **looks[1].attributes("second"), "language": language,
    })  # fmt: skip
    tracks = [SpokenTrack(scene, 1), SpokenTrack(scene, 2)]
    start_s, turn = rng.uniform(-0.5, 0.3), 0
    while (line := voices.line(rng, casts[turn % 2], duration_s + 0.1 - start_s)) is not None:
        tracks[turn % 2].say(start_s, line, SPEECH_GAIN["medium"])
        start_s, turn = start_s + line.duration_s + rng.uniform(0.15, 0.4), turn + 1
    scene.mouths = [track.mouth for track in tracks]

    def draw(canvas: Canvas) -> None:
        for k, track in enumerate(tracks):
            draw_face(canvas, looks[k], track.mouth(canvas.times_s), 34 + k * 60, 58, 0.85)

    scene.draw = draw
    return scene


def rap(rng: np.random.Generator, duration_s: float, background: str, voices: Voices) -> Scene:
    """Words that start on the beat of a drum machine, a head that nods with it."""
    pace = str(rng.choice(PACES))
    cast = voices.cast(rng, pace="fast")
    look = random_look(rng, cast.person, cast.emotion)
    scene = Scene(duration_s, background, {
        "scene": "rap", **look.attributes("first"), "language": cast.language, "pace": pace,
    })  # fmt: skip
    beat_s = BEAT_S[pace]
    beats = np.arange(FIRST_BEAT_S, duration_s, beat_s)
    _add_beat(rng, scene, beats, beat_s)
    track, beat = SpokenTrack(scene, 1), 0
    while beat < len(beats):
        line = voices.line(rng, cast, min(duration_s + 0.2 - beats[beat], 3.2 * beat_s + 0.3))
        if line is not None:
            track.say(float(beats[beat]), line, 0.8)
        beat += 1 if line is None else int(np.ceil(line.duration_s / beat_s))
    scene.mouths = [track.mouth]
    x = 64 + rng.uniform(-8, 8)

    def draw(canvas: Canvas) -> None:
        bob = 2 - 4 * np.abs(np.sin(np.pi * (canvas.times_s - FIRST_BEAT_S) / beat_s))
        draw_face(canvas, look, track.mouth(canvas.times_s), x, 56, 1.15, bob, cap=True)

    scene.draw = draw
    return scene


def _add_beat(rng: np.random.Generator, scene: Scene, beats: np.ndarray, beat_s: float) -> None:
    t = synth.seconds(0.16)
    kick = np.sin(2 * np.pi * (50 * t + 90 * 0.03 * (1 - np.exp(-t / 0.03)))) * np.exp(-t / 0.07) * 0.7
    for count, start_s in enumerate(beats):
        sound = kick if count % 2 == 0 else rng.normal(size=len(t)) * np.exp(-t / 0.04) * 0.28
        synth.mix_in(scene.samples, sound, start_s)
        hat = synth.bright(rng.normal(size=len(t))) * np.exp(-t / 0.012) * 0.1
        synth.mix_in(scene.samples, hat, start_s + beat_s / 2)
        scene.onsets_s.append(float(start_s))


def sing(rng: np.random.Generator, duration_s: float, background: str, voices: Voices) -> Scene:
    """One vowel a note, up, down or around a major scale; notes rise beside the singer."""
    person, pace = str(rng.choice(["man", "woman", "child"])), str(rng.choice(PACES))
    melody = str(rng.choice(["rising", "falling", "wave"]))
    look = random_look(rng, person, "happy")
    scene = Scene(duration_s, background, {
        "scene": "sing", **look.attributes("first"), "pace": pace, "melody": melody,
    })  # fmt: skip
    note_s, lowest = BEAT_S[pace], LOWEST_SUNG_MIDI[person] + int(rng.integers(0, 5))
    first_s = rng.uniform(-0.4, 0.25)
    degrees = _melody(rng, melody, int(np.ceil((duration_s - first_s) / note_s)))
    vowels = [str(v) for v in rng.choice(list(VOWEL_MOUTH), len(degrees))]
    starts = first_s + note_s * np.arange(len(degrees))
    _add_singing(scene, starts, note_s, [lowest + MAJOR_SCALE[d] for d in degrees], vowels)
    mouth = _sung_mouth(starts, note_s, vowels)
    scene.mouths = [mouth]

    def draw(canvas: Canvas) -> None:
        t = canvas.times_s
        for start_s, degree in zip(starts, degrees, strict=True):
            note = canvas.between(start_s, start_s + 0.9)
            since = note.times_s - start_s
            seen = np.clip(since * 12, 0, 1) * np.clip((0.9 - since) * 4, 0, 1)
            x, y = 14 + 8 * np.sin(since * 4), 70 - degree * 7 - since * 18
            note.ellipse(x, y, 4, 3.2, (30, 30, 30), seen)
            note.line(x + 3.5, y, x + 3.5, y - 12, 0.8, (30, 30, 30), seen)
        draw_face(canvas, look, mouth(t), 70, 56, 1.15, -2 * np.sin(np.pi * (t - first_s) / note_s) ** 2)

    scene.draw = draw
    return scene


def _melody(rng: np.random.Generator, shape: str, count: int) -> list[int]:
    """Scale degrees 0..7; a rising or falling line starts over at the other end."""
    if shape == "wave":
        line = [0, 2, 4, 5, 7, 5, 4, 2]
    else:
        line = list(range(8)) if shape == "rising" else list(range(7, -1, -1))
    first = int(rng.integers(0, 5))
    return [line[(first + i) % len(line)] for i in range(count)]


def _add_singing(scene: Scene, starts: np.ndarray, note_s: float, midi: list[int], vowels: list[str]) -> None:
    count = len(scene.samples)
    t = np.arange(count) / synth.RATE_HZ
    note = np.clip(((t - starts[0]) // note_s).astype(int), 0, len(midi) - 1)
    within = t - starts[note]
    pitch = (440 * 2 ** ((np.asarray(midi) - 69) / 12))[note]
    formants = np.stack([synth.VOWEL_FORMANTS_HZ[v] for v in vowels])[note].T
    level = np.minimum(np.maximum(within, 0) / 0.04, 1) * np.minimum(np.maximum(note_s * 0.92 - within, 0) / 0.05, 1)
    pitch = synth.smooth(np.pad(pitch, 200, "edge"), 401)[200:-200] * (1 + 0.012 * np.sin(2 * np.pi * 5.5 * t))
    formants = np.stack([synth.smooth(np.pad(f, 400, "edge"), 801)[400:-400] for f in formants])
    scene.samples += synth.sung_vowels(pitch, formants) * level * 0.35
    for start_s, m, vowel in zip(starts, midi, vowels, strict=True):
        scene.onsets_s.append(float(start_s))
        scene.phonemes.append(
            TimedPhoneme(float(start_s), float(start_s + note_s * 0.92), f"sing:{vowel}", 1, note_id(m))
        )


def _sung_mouth(starts: np.ndarray, note_s: float, vowels: list[str]) -> MouthTrack:
    shapes = np.array([VOWEL_MOUTH[v] for v in vowels], np.float32)

    def at(times_s: np.ndarray) -> np.ndarray:
        note = ((times_s + 0.02 - starts[0]) // note_s).astype(int)
        heard = (note >= 0) & (note < len(starts))
        safe = np.clip(note, 0, len(starts) - 1)
        return np.where((heard & (times_s + 0.02 - starts[safe] < note_s * 0.92))[:, None], shapes[safe], CLOSED)

    def softened(times_s: np.ndarray) -> np.ndarray:
        return sum(w * at(times_s + d) for w, d in ((0.25, -0.04), (0.5, 0.0), (0.25, 0.04)))

    return softened


__all__ = ["Look", "dialogue", "rap", "sing", "talk"]
