"""Which slots every scene fills, and with which values: all that a prompt can ask of it.

Scenes stand under the name in their attribute `scene`. Every scene has a `background` and a `camera`. A narrator who is
not there has no voice and no language.
"""

from __future__ import annotations

from ...engine.mini.text.camera import CAMERAS
from ...engine.mini.text.music import BEATS_PER_MINUTE, SCALES
from .ambience import crowd, rain, wind
from .commercial import commercial
from .commercial.products import PRODUCTS
from .events import balloon, clap, door, hammer, water_drop
from .face import EXPRESSIONS
from .nature import WAVE_S
from .objects import BALL_HZ, BELL_HZ, DRUM_GAIN
from .palette import BACKGROUNDS, COLOURS, HAIR
from .people import EFFORTS, PACES, SPEECH_GAIN

Slots = dict[str, tuple[str, ...]]

PEOPLE, LANGUAGES = ("man", "woman", "child"), ("english", "chinese")
CLOTHES = ("red", "blue", "green", "yellow", "purple", "white")
MELODIES = ("rising", "falling", "wave")
EVERYWHERE: Slots = {"background": tuple(BACKGROUNDS), "camera": CAMERAS}
NARRATOR: Slots = {"narrator": PEOPLE, "language": LANGUAGES}


def _person(position: str) -> Slots:
    return {
        f"{position}_person": PEOPLE, f"{position}_hair": tuple(HAIR),
        f"{position}_clothes": CLOTHES, f"{position}_emotion": tuple(EXPRESSIONS),
    }  # fmt: skip


_PACE: Slots = {"pace": PACES}
_MUSIC: Slots = {"pace": tuple(BEATS_PER_MINUTE), "mood": tuple(SCALES)}

_OWN: dict[str, Slots] = {
    "talk": {**_person("first"), "language": LANGUAGES, **_PACE, "loudness": (*SPEECH_GAIN, *EFFORTS)},
    "dialogue": {**_person("first"), **_person("second"), "language": LANGUAGES},
    "sing": {**_person("first"), **_PACE, "melody": MELODIES},
    "rap": {**_person("first"), **_PACE, "language": LANGUAGES},
    "ball": {
        "object_colour": tuple(name for name in COLOURS if name != "white"),
        "object_size": ("small", "big"), "floor": tuple(BALL_HZ),
    },
    "bell": {"object_colour": ("yellow", "red", "blue"), "pitch": tuple(BELL_HZ), **_PACE},
    "drum": {
        "object_colour": ("red", "blue", "green", "purple"), **_PACE, "loudness": tuple(DRUM_GAIN),
    },
    "glass": {"object_colour": ("blue", "green", "white")},
    "fire": {"object_size": ("small", "big"), **NARRATOR},
    "ocean": {"loudness": tuple(WAVE_S), **NARRATOR},
    "door": {"object_colour": door.COLOUR_NAMES, "loudness": ("quiet", "medium", "loud"), **_PACE},
    "clap": {"object_colour": clap.COLOUR_NAMES, "loudness": ("quiet", "medium", "loud"), **_PACE},
    "hammer": {"object_colour": hammer.COLOUR_NAMES, "loudness": ("quiet", "medium", "loud"), **_PACE},
    "balloon": {"object_colour": balloon.COLOUR_NAMES, "object_size": tuple(balloon.LARGEST), **_PACE},
    "water_drop": {"pitch": tuple(water_drop.PLINK_HZ), **_PACE},
    "rain": {"place": rain.PLACES, "loudness": tuple(rain.DROPS_PER_S), **NARRATOR},
    "wind": {
        "object": wind.THINGS, "object_colour": wind.FLAG_COLOURS, "loudness": tuple(wind.STRENGTH), **NARRATOR,
    },
    "crowd": {"loudness": tuple(crowd.EXCITEMENT), **NARRATOR},
    "piano": _MUSIC,
    "xylophone": _MUSIC,
    "violin": _MUSIC,
    "commercial": {
        "product": tuple(PRODUCTS), "object_colour": tuple(COLOURS), "stage": commercial.STAGES, **_MUSIC,
        "ambience": commercial.AMBIENCES, **NARRATOR,
    },
    "sing_words": {**_person("first"), "language": LANGUAGES, **_MUSIC, "melody": MELODIES},
}  # fmt: skip

SCENE_ATTRIBUTES: dict[str, Slots] = {name: {"scene": (name,), **slots, **EVERYWHERE} for name, slots in _OWN.items()}


def faults(attributes: dict[str, str]) -> list[str]:
    """What is wrong with a scene's attributes, one sentence each: nothing for those that the table allows."""
    table = SCENE_ATTRIBUTES.get(attributes.get("scene", ""))
    if table is None:
        return [f"scene: expected one of {list(SCENE_ATTRIBUTES)}, got {attributes.get('scene')!r}"]
    optional = set(NARRATOR) if "narrator" in table else set()
    found = [f"{name}: not a slot of {attributes['scene']}" for name in attributes if name not in table]
    found += [f"{name}: missing" for name in table if name not in attributes and name not in optional]
    return found + [
        f"{name}: expected one of {list(table[name])}, got {value!r}"
        for name, value in attributes.items()
        if name in table and value not in table[name]
    ]
