"""What the judge of moods learns from: talkers of the world, each as it is and through the autoencoders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch

from ...engine.mini import geometry
from ...engine.mini.text.attributes import EMOTIONS
from ..world.clip import make_clip, make_scene
from ..world.palette import SKIN
from ..world.voices import Voices
from .autoencoders import Autoencoders
from .judge_sets import SILENCE_STREAM, leave_silence
from .mood_features import voice_features
from .mood_networks import PICTURE

SCENE, SLOT = "talk", "first_emotion"
LATENTS = (20, 32)
"""Lengths of the clips, in turn."""
WAYS = 2
"""Every clip comes as it is, then coded."""
LOOKS = (0, geometry.FRAMES_PER_LATENT - 1)
"""The frames of one latent that are looked at: the mouth moves between them."""
FACES_PER_CLIP = WAYS * len(LOOKS)
SKIN_TOLERANCE = 8
SAMPLES_PER_LATENT = geometry.SAMPLES_PER_AUDIO_LATENT


@dataclass(frozen=True)
class FaceSet:
    """`pictures` uint8 `[N, 128, 128, 3]`, FACES_PER_CLIP of every clip; `middles` `[N, 2]` (x, y) of the skin of the
    face in pixels; `moods` `[N]` index in EMOTIONS."""

    pictures: torch.Tensor
    middles: torch.Tensor
    moods: torch.Tensor


@dataclass(frozen=True)
class VoiceSet:
    """`features` `[N, features]` of `voice_features`, WAYS of every clip; `moods` `[N]` index in EMOTIONS."""

    features: torch.Tensor
    moods: torch.Tensor


def face_set(seeds: Iterable[int], voices: Voices, coders: Autoencoders) -> FaceSet:
    """One latent of every clip, wherever its camera is by then."""
    pictures, middles, moods = [], [], []
    for index, seed in enumerate(seeds):
        latents = LATENTS[index % len(LATENTS)]
        first = geometry.FRAMES_PER_LATENT * int(np.random.default_rng(seed).integers(0, latents))
        frames = slice(first, first + geometry.FRAMES_PER_LATENT)
        clip = make_clip(seed, latents, voices, SCENE, size=PICTURE, frames=frames)
        coded = coders.decode_frames(coders.encode_frames(clip.frames))
        half = coded.shape[1] // PICTURE
        pictures += [clip.frames[look] for look in LOOKS] + [coded[look, ::half, ::half] for look in LOOKS]
        middles += [middle_of_skin(clip.frames[look]) for look in LOOKS] * WAYS
        moods += [EMOTIONS.index(clip.attributes[SLOT])] * FACES_PER_CLIP
    return FaceSet(torch.from_numpy(np.stack(pictures)), torch.tensor(middles), torch.tensor(moods))


def middle_of_skin(frame: np.ndarray) -> tuple[float, float]:
    """uint8 `[128, 128, 3]` as drawn -> mean (x, y) of the pixels that have the commonest of the skins' colours."""
    masks = [np.abs(frame.astype(int) - skin).max(axis=-1) <= SKIN_TOLERANCE for skin in np.array(SKIN)]
    y, x = np.nonzero(max(masks, key=np.count_nonzero))
    return float(x.mean()), float(y.mean())


def voice_set(seeds: Iterable[int], voices: Voices, coders: Autoencoders) -> VoiceSet:
    """The sound of every clip; half of those with several lines fall silent after some, as prompts ask for few."""
    features, moods = [], []
    for index, seed in enumerate(seeds):
        scene = make_scene(seed, LATENTS[index % len(LATENTS)], voices, SCENE)
        leave_silence(scene, np.random.default_rng((seed, SILENCE_STREAM)))
        samples = np.tanh(scene.samples).astype(np.float32)
        whole = samples[: len(samples) // SAMPLES_PER_LATENT * SAMPLES_PER_LATENT]
        coded = coders.decode_samples(coders.encode_samples(whole))
        features += [voice_features(samples), voice_features(coded)]
        moods += [EMOTIONS.index(scene.attributes[SLOT])] * WAYS
    return VoiceSet(torch.from_numpy(np.stack(features)), torch.tensor(moods))
