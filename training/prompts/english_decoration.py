"""What any English prompt may carry besides its sentence: background, camera, style, requests, a narrator."""

from __future__ import annotations

import re

from ...engine.mini.text.scene_slots import OFF_SCREEN
from . import english_templates, english_words
from .grammar import expand
from .lexicon import templates
from .writer import CAMERA_CHANCE, NARRATED_SCENES, NARRATION_CHANCE, NARRATOR_CHANCE, Writer

SOUND_EFFECTS = frozenset(
    (
        "ball",
        "bell",
        "drum",
        "glass",
        "door",
        "clap",
        "hammer",
        "balloon",
        "water_drop",
        "fire",
        "ocean",
        "rain",
        "wind",
    )
)
"""What a list of sound effects may name."""
LIGHT = (
    "soft light falls from the left|warm light fills the room|bright daylight|the light is soft and even|"
    "dramatic lighting|rim light from behind|gentle studio light|the atmosphere is warm|volumetric light beams|"
    "lit by a single lamp|the mood is cinematic|the picture is sharp and full of detail"
)
FILLERS = (
    "please make a video: #|please show #|i want #|i want to see #|i would like a clip of #|can you make #|generate #|"
    "create a clip: #|create #|#, please|# please|#, thanks|ok so #|i need a short clip: #|could you draw #|hi, #|"
    "hello, please generate #|just #|make me a video of #|my idea: #|maybe #|let there be #|so basically #|"
    "animate this: #|#, make it look good|# and nothing else|#, just a few seconds|#, no text on the screen|"
    "i'm looking for #~|do me a favor and show #~"
)
SHOT_LISTS = (
    "0-5s: #|0-5s #|0s-4s: #|(0-5s) #|shot 1: #|scene 1: #|scene: #|visual: #|video: #|prompt: #|subject: #|#. audio: "
    "natural sound|#. sound: synchronized|#. style: cartoon|a five second clip: #|(0-8s) #~|opening shot: #~"
)
SOUND_LISTS = "sfx: #|sound: #|audio: #|sound effect: #|foley: #|audio only matters: #|sounds: #~"
VOWEL_AFTER_A = re.compile(r"\b([Aa]) (?=[aeio](?!ne\b)|u(?!ni|s))")


class EnglishDecorator(Writer):
    """Decorations stand around a text: `#` in their words is its place."""

    def decorate(self, text: str, has_background: bool) -> str:
        if not has_background and self.chance(0.22):
            text = self._with_phrase(text, self.state("background", english_words.BACKGROUNDS))
        if "camera" not in self.asked and self.rng.random() < CAMERA_CHANCE:
            text = self._with_camera(text, self.piece("camera_phrase"))
        return self._requested(self._narrated(self._styled(text)))

    def _with_phrase(self, text: str, words: str) -> str:
        return self.choose("@, #|#, @|#, @|# @|# @").replace("@", words).replace("#", text)

    def _with_camera(self, text: str, words: str) -> str:
        place = self.choose("#, @|#, @|#. @|@, #|@: #|#; @|#. camera: @|#, and @|# (@)|#. @, smooth|camera work: @. #~")
        return place.replace("@", words).replace("#", text)

    def _styled(self, text: str) -> str:
        if self.chance(0.14):
            style = ", ".join(self.choose(english_words.STYLES) for _ in range(self.rng.integers(1, 5)))
            text = self.choose("#, @|@, #|@: #|#. @|#. style: @").replace("@", style).replace("#", text)
        if self.chance(0.07):
            text = self.choose("#. @|#, @|@. #").replace("@", self.choose(LIGHT)).replace("#", text)
        return text

    def _narrated(self, text: str) -> str:
        """`text`, sometimes with a voice that is not in the picture; scenes with a narrator may say whose it is."""
        narrated = self.scene in NARRATED_SCENES
        if OFF_SCREEN in self.speakers or self.rng.random() >= (NARRATOR_CHANCE if narrated else NARRATION_CHANCE):
            return text
        lines = templates(english_templates.NARRATION, self.held_out)
        if not narrated:
            lines = tuple(line for line in lines if not {"{narrator}", "{teller}"} & set(re.findall(r"{\w+}", line)))
        line = expand(lines[self.rng.integers(len(lines))], self.rng, self.piece)
        return f"{text}{self.choose('. |, |; |. ')}{line}"

    def _requested(self, text: str) -> str:
        """`text` as people type it into other programs: with a request, or as a line of a shot list."""
        if self.chance(0.09):
            text = self.choose(FILLERS).replace("#", text)
        elif self.chance(0.06):
            text = self.choose(SHOT_LISTS).replace("#", text)
        elif self.scene in SOUND_EFFECTS and self.chance(0.05):
            text = self.choose(SOUND_LISTS).replace("#", text)
        return text

    def finish(self, text: str) -> str:
        text = VOWEL_AFTER_A.sub(r"\1n ", " ".join(text.split()))
        text = re.sub(r" ([,.;:])", r"\1", text).replace(",.", ".").replace(",,", ",").replace("..", ".")
        style = self.rng.random()
        if style < 0.6:
            text = text[:1].upper() + text[1:] + "."
        elif style < 0.7:
            text = text + "!"
        return text
