"""Scenes that the shipped weights have not learned: drawn, heard and labelled like the others, made when named.

`people.talk` with an effort is labelled as the scene "talk" with the loudness "whisper" or "shout".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from . import people
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

MORE_SCENES: dict[str, SceneFunction] = {
    "door": door, "clap": clap, "hammer": hammer, "balloon": balloon, "water_drop": water_drop,
    "rain": rain, "wind": wind, "crowd": crowd,
    "piano": piano, "xylophone": xylophone, "violin": violin,
    "commercial": commercial, "sing_words": sing_words,
    "whisper": partial(people.talk, effort="whisper"), "shout": partial(people.talk, effort="shout"),
}  # fmt: skip
