"""How far the judges themselves can be trusted: their agreement with the exact labels of held-out world clips."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from ...engine.mini.geometry import FRAME_RATE
from ..world.clip import WorldClip, make_clip
from ..world.scenes import ALL_SCENES
from ..world.voices import Voices
from .autoencoders import Autoencoders
from .judge_sets import RENDER_SIZE, SPEECH_SCENES
from .judge_slots import IMPACT_SCENES, readable
from .judges import Judges, Observation
from .measures import correlation, distances_s, edit_distance, share_within

KINDS = (*ALL_SCENES, "talk", "dialogue", "rap", "talk")
SEEDS = range(840_000_000, 840_000_000 + 3 * len(KINDS))
LATENTS = 16
LIMITS_S = {"": 0.08, "_40ms": 0.04}


def judge_report(judges: Judges, voices: Voices, autoencoders: Autoencoders) -> dict[str, float]:
    """Accuracies on real clips as they are, and (with the ending `_coded`) through the autoencoders."""
    scores: dict[str, list[float]] = defaultdict(list)
    for index, seed in enumerate(SEEDS):
        clip = make_clip(seed, LATENTS, voices, scene=KINDS[index % len(KINDS)], size=RENDER_SIZE)
        _score(scores, "", clip, judges.observe(clip.frames, clip.samples))
        frames = autoencoders.decode_frames(autoencoders.encode_frames(clip.frames))
        samples = autoencoders.decode_samples(autoencoders.encode_samples(clip.samples))
        _score(scores, "_coded", clip, judges.observe(frames, samples))
    errors = {
        ending: sum(scores.pop(f"phoneme_errors{ending}")) / sum(scores.pop(f"phonemes{ending}"))
        for ending in ("", "_coded")
    }
    means = {name: round(float(np.mean(values)), 4) for name, values in sorted(scores.items())}
    return means | {f"phoneme_error{key}": round(value, 4) for key, value in errors.items()}


def _score(scores: dict[str, list[float]], ending: str, clip: WorldClip, observed: Observation) -> None:
    for name in ("seen", "heard"):
        for slot, value in getattr(observed, name).items():
            if readable(name, slot, clip.attributes):
                scores[f"{name}_{slot}{ending}"].append(float(clip.attributes[slot] == value))
    if clip.scene in IMPACT_SCENES:
        truth = np.array(clip.onsets_s)
        for name in ("seen", "heard"):
            found = distances_s(getattr(observed, f"{name}_impacts_s"), truth)
            for near, limit_s in LIMITS_S.items():
                scores[f"{name}_impacts_{clip.scene}{near}{ending}"].append(share_within(found, limit_s))
    if "first_person" in clip.attributes:
        opening = clip.mouths[:, :, 0].max(axis=0)
        scores[f"mouth_correlation{ending}"].append(correlation(observed.mouth, opening))
    if clip.scene in SPEECH_SCENES:
        duration_s = len(clip.frames) / float(FRAME_RATE)
        said = [p.phoneme for p in clip.phonemes if 0 <= (p.start_s + p.end_s) / 2 < duration_s]
        scores[f"phoneme_errors{ending}"].append(edit_distance(said, observed.phonemes))
        scores[f"phonemes{ending}"].append(len(said))
