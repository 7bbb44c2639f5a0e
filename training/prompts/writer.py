"""What the English and the Chinese prompt writers share: remembering what a prompt asks for while it is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from types import ModuleType

import numpy as np

from ...engine.mini.text.scene_slots import SCENE_SLOTS
from ..speech.sentences import draw_sentence
from .grammar import expand
from .lexicon import choose, templates

QUOTE_MARKS = {
    "english": (('"', '"'), ('"', '"'), ('"', '"'), ("“", "”"), ("“", "”"), ("«", "»"), ("「", "」")),
    "chinese": (("“", "”"), ("“", "”"), ('"', '"'), ('"', '"'), ("「", "」"), ("『", "』"), ("«", "»")),
}
OTHER_LANGUAGE_CHANCE = 0.25
NARRATION_CHANCE = 0.1
NARRATOR_CHANCE = 0.3
CAMERA_CHANCE = 0.15
DETAILS = (0.35, 0.35, 0.8, 0.8, 1.5, 1.5, 2.4)
"""How much a prompt says besides what it must: the last one writes three to five clauses."""
NARRATED_SCENES = frozenset(scene for scene, slots in SCENE_SLOTS.items() if "narrator" in slots)
SLOT_OF_PIECE = {
    "colour": "object_colour",
    "size": "object_size",
    "floor": "floor",
    "pitch_adjective": "pitch",
    "pace_adverb": "pace",
    "pace_adjective": "pace",
    "pace_plain": "pace",
    "loudness_adverb": "loudness",
    "loudness_adjective": "loudness",
    "loud_plain": "loudness",
    "melody_adjective": "melody",
    "melody_phrase": "melody",
    "mood_adjective": "mood",
    "mood_phrase": "mood",
    "product": "product",
    "ambience_phrase": "ambience",
    "rain_place": "place",
    "wind_object": "object",
    "camera_phrase": "camera",
}
SUNG_WORDS = {"sing": "sing_words"}
"""A song with words in quotes is a scene of its own."""


@dataclass(frozen=True)
class Prompt:
    """A prompt, the slots that it states, and the speaker (1, 2, or 3 off screen) of every quote in it, in order."""

    text: str
    attributes: dict[str, str]
    speakers: tuple[int, ...]
    language: str


class Writer(ABC):
    """Writes one prompt. Subclasses name their language, words, templates and the shapes of people."""

    language: str
    words: ModuleType
    phrases: ModuleType

    def __init__(self, scene: str, rng: np.random.Generator, *, held_out: bool) -> None:
        self.rng, self.held_out = rng, held_out
        self.scene = scene
        self.asked: dict[str, str] = {"scene": scene}
        self.speakers: list[int] = []
        self.detail = float(rng.choice(DETAILS))
        marks = QUOTE_MARKS[self.language]
        self.marks = marks[rng.integers(len(marks))]
        other = {"english": "chinese", "chinese": "english"}[self.language]
        self.spoken_language = other if rng.random() < OTHER_LANGUAGE_CHANCE else self.language

    def write(self) -> Prompt:
        """The finished prompt; which template it follows is drawn from the split that this writer serves."""
        options = templates(self.phrases.TEMPLATES[self.scene], self.held_out)
        template = options[self.rng.integers(len(options))]
        text = expand(template, self.rng, self.piece)
        if self.speakers:
            self.asked["scene"] = SUNG_WORDS.get(self.scene, self.scene)
        text = self.decorate(text, "{bg}" in template)
        return Prompt(self.finish(text), dict(self.asked), tuple(self.speakers), self.language)

    @abstractmethod
    def decorate(self, text: str, has_background: bool) -> str:
        """Adds what any prompt may carry: a background, a style, a narrator."""

    @abstractmethod
    def finish(self, text: str) -> str:
        """Punctuation and letter case."""

    def piece(self, name: str) -> str:
        """The text of one `{name}` of a template; what it states is remembered."""
        if name in SLOT_OF_PIECE:
            return self.state(SLOT_OF_PIECE[name], self.table(name))
        stem, digit = name.rstrip("123"), name[-1]
        method = getattr(self, f"say_{stem}")
        return method(int(digit)) if digit.isdigit() else method()

    @abstractmethod
    def table(self, name: str) -> dict[str, str]:
        """The words of a slot, value by value, for the piece `name`."""

    def state(self, slot: str, table: dict[str, str]) -> str:
        """A word for `slot`: the value stated before, or a new one."""
        if self.asked.get(slot) not in table:
            self.asked[slot] = str(self.rng.choice(list(table)))
        return choose(table[self.asked[slot]], self.rng, held_out=self.held_out)

    def has(self, slot: str) -> bool:
        """Whether the scene of this prompt, as far as it is known now, has `slot`."""
        return slot in SCENE_SLOTS[self.asked["scene"]]

    def chance(self, probability: float) -> bool:
        return bool(self.rng.random() < min(probability * self.detail, 0.95))

    def choose(self, words: str) -> str:
        return choose(words, self.rng, held_out=self.held_out)

    def say_q(self, speaker: int) -> str:
        self.speakers.append(speaker)
        sentence = draw_sentence(self.spoken_language, self.rng).text
        if self.spoken_language == "english" and self.rng.random() < 0.4:
            sentence = sentence.capitalize()
        ending = str(self.rng.choice(["", "", "", ".", "!", "?", "。", "！"]))
        return f"{self.marks[0]}{sentence}{ending}{self.marks[1]}"

    def owner(self, person: int) -> str:
        """Prefix of the slots of person 1 or 2."""
        return {1: "first", 2: "second"}[person]
