"""A narrator who is not in the picture, over a scene that becomes quieter while words are said."""

from __future__ import annotations

import numpy as np

from ...engine.mini.text.scene_slots import OFF_SCREEN
from ..speech.bank import Utterance
from . import synth
from .people import SPEECH_GAIN, VOICE_GAIN, SpokenTrack
from .scene import Scene
from .voices import Voices

SPEECH_OVER_REST_DB = 14.0
RAMP_S = 0.25
CASTING_TRIES = 12


def narrate(scene: Scene, rng: np.random.Generator, voices: Voices) -> None:
    """Adds lines of speaker 3 to what the scene has so far, and the slots `narrator` and `language`.

    A scene that is too short for every line that was tried stays as it is.
    """
    for _ in range(CASTING_TRIES):
        cast = voices.narrator(rng)
        lines = list(voices.fill(rng, cast, scene.duration_s))
        if lines:
            break
    else:
        return
    scene.samples = ducked(scene.samples, lines)
    track = SpokenTrack(scene, OFF_SCREEN)
    for start_s, line in lines:
        track.say(start_s, line, SPEECH_GAIN["medium"])
    scene.attributes |= {"narrator": cast.person, "language": cast.language}


def ducked(samples: np.ndarray, lines: list[tuple[float, Utterance]]) -> np.ndarray:
    """`samples` brought down to 14 dB under the voice wherever a line is heard, with ramps of a quarter second."""
    at_s = np.arange(len(samples)) / synth.RATE_HZ
    words = np.zeros(len(samples))
    for start_s, line in lines:
        inside = np.minimum(at_s - start_s, start_s + line.duration_s - at_s)
        words = np.maximum(words, np.clip(1 + inside / RAMP_S, 0, 1))
    voice = [line.samples.astype(np.float64) / 32767 for _, line in lines]
    voice_rms = np.sqrt(np.mean(np.concatenate(voice) ** 2)) * VOICE_GAIN * SPEECH_GAIN["medium"]
    rest_rms = max(float(np.sqrt(np.mean(samples[words > 0.5] ** 2))), 1e-6) if (words > 0.5).any() else 1.0
    low = min(1.0, voice_rms * 10 ** (-SPEECH_OVER_REST_DB / 20) / rest_rms)
    return samples * (1 - (1 - low) * words)
