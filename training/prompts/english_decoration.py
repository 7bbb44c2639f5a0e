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
            text = self.choose("#. @|#, @|@. #").replace("@", self.choose(english_words.LIGHT)).replace("#", text)
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
            text = self.choose(english_words.FILLERS).replace("#", text)
        elif self.chance(0.06):
            text = self.choose(english_words.SHOT_LISTS).replace("#", text)
        elif self.scene in SOUND_EFFECTS and self.chance(0.05):
            text = self.choose(english_words.SOUND_LISTS).replace("#", text)
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
