"""Every kind of clip of the world: the function that makes it, and its share of the training clips."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from . import nature, objects, people
from .ambience.crowd import crowd
from .ambience.rain import rain
from .ambience.wind import wind
from .commercial.commercial import commercial
from .events.balloon import balloon
from .events.clap import clap
from .events.door import door
from .events.hammer import hammer
from .events.water_drop import water_drop
from .music.piano import piano
from .music.violin import violin
from .music.xylophone import xylophone
from .scene import Scene
from .sing_words import sing_words
from .voices import Voices

SceneFunction = Callable[[np.random.Generator, float, str, Voices], Scene]

SCENES: dict[str, tuple[SceneFunction, float]] = {
    "talk": (people.talk, 0.13), "dialogue": (people.dialogue, 0.13), "sing": (people.sing, 0.03),
    "rap": (people.rap, 0.06), "ball": (objects.ball, 0.07), "bell": (objects.bell, 0.07), "drum": (objects.drum, 0.03),
    "glass": (objects.glass, 0.07), "fire": (nature.fire, 0.02), "ocean": (nature.ocean, 0.02),
    "door": (door, 0.04), "clap": (clap, 0.04), "hammer": (hammer, 0.035), "balloon": (balloon, 0.05),
    "water_drop": (water_drop, 0.035), "rain": (rain, 0.025), "wind": (wind, 0.02), "crowd": (crowd, 0.025),
    "piano": (piano, 0.06), "xylophone": (xylophone, 0.06), "violin": (violin, 0.045),
    "commercial": (commercial, 0.08), "sing_words": (sing_words, 0.06),
}  # fmt: skip
"""By the name in a clip's attribute `scene`. Shares need not sum to 1."""

VARIANTS: dict[str, tuple[SceneFunction, float]] = {
    "whisper": (partial(people.talk, effort="whisper"), 0.02), "shout": (partial(people.talk, effort="shout"), 0.02),
}  # fmt: skip
"""Kinds of their own for whoever asks for them by name; labelled as the scene "talk" with the loudness of that name."""

ALL_SCENES = {**SCENES, **VARIANTS}
