"""Prompts in English."""

from __future__ import annotations

from . import english_templates, english_words
from .grammar import expand
from .lexicon import templates
from .writer import NARRATION_CHANCE, Writer

_TABLES = {
    "colour": english_words.OBJECT_COLOURS,
    "size": english_words.SIZES,
    "floor": english_words.FLOORS,
    "pitch_adjective": english_words.PITCH_ADJECTIVES,
    "pace_adverb": english_words.PACE_ADVERBS,
    "pace_adjective": english_words.PACE_ADJECTIVES,
    "loudness_adverb": english_words.LOUDNESS_ADVERBS,
    "loudness_adjective": english_words.LOUDNESS_ADJECTIVES,
    "melody_adjective": english_words.MELODY_ADJECTIVES,
    "melody_phrase": english_words.MELODY_PHRASES,
}
_PRONOUNS = {"man": "he", "woman": "she"}


class EnglishWriter(Writer):
    language = "english"
    words = english_words
    phrases = english_templates

    def table(self, name: str) -> dict[str, str]:
        return _TABLES[name]

    def say_np(self, person: int) -> str:
        owner = self.owner(person)
        if self.rng.random() < 0.1 and f"{owner}_person" not in self.asked:
            return self.choose(english_words.ANYONE[self.scene]) + self._looks_after(owner)
        adjectives = self._looks_before(owner)
        noun = self.state(f"{owner}_person", english_words.PEOPLE)
        phrase = " ".join([*adjectives, noun])
        article = self.choose("a|a|a|a|the||one")
        if article == "a" and phrase[0] in "aeiou":
            article = "an"
        return f"{article} {phrase}".strip() + self._looks_after(owner)

    def _looks_before(self, owner: str) -> list[str]:
        found = []
        if self.chance(0.2):
            found.append(self.state(f"{owner}_emotion", english_words.EMOTION_ADJECTIVES))
        if self.chance(0.18):
            found.append(self.state(f"{owner}_hair", english_words.HAIR_ADJECTIVES))
        return found

    def _looks_after(self, owner: str) -> str:
        hair = ""
        if f"{owner}_hair" not in self.asked and self.chance(0.2):
            hair = self.state(f"{owner}_hair", english_words.HAIR)
        clothes = ""
        if self.chance(0.35):
            colour = self.state(f"{owner}_clothes", english_words.CLOTHES_COLOURS)
            clothes = f"{'an' if colour[0] in 'aeiou' else 'a'} {colour} {self.choose(english_words.GARMENTS)}"
            if self.rng.random() < 0.25:
                clothes = f"{colour} {self.choose('clothes|clothing|clothes|garments')}"
            elif self.rng.random() < 0.15:
                clothes = colour
        if hair and clothes:
            return self.choose(
                f" with {hair} and {clothes}| with {hair} wearing {clothes}| with {hair} in {clothes}|"
                f" in {clothes} with {hair}|, {hair}, {clothes},| who has {hair} and wears {clothes}|"
                f", who wears {clothes} and has {hair},~"
            )
        if hair:
            return self.choose(f" with {hair}| with {hair}| who has {hair}| ({hair})| having {hair}~")
        if clothes:
            return self.choose(
                f" in {clothes}| in {clothes}| wearing {clothes}| dressed in {clothes}| with {clothes}|"
                f" who wears {clothes}| ({clothes})|, clothed in {clothes},~"
            )
        return ""

    def say_the(self, person: int) -> str:
        owner = self.owner(person)
        return f"the {self.asked[f'{owner}_person']}" if f"{owner}_person" in self.asked else f"the {owner}"

    def say_he(self, person: int) -> str:
        noun = self.asked.get(f"{self.owner(person)}_person", "")
        return _PRONOUNS.get(noun, "the child" if noun == "child" else "the person")

    def say_person(self, person: int) -> str:
        return self.state(f"{self.owner(person)}_person", english_words.PEOPLE)

    def say_clothes(self, person: int) -> str:
        colour = self.state(f"{self.owner(person)}_clothes", english_words.CLOTHES_COLOURS)
        return f"{colour} {self.choose(english_words.GARMENTS)}"

    def say_hair(self, person: int) -> str:
        return self.state(f"{self.owner(person)}_hair", english_words.HAIR)

    def say_adv(self, person: int) -> str:
        owner, found = self.owner(person), []
        if f"{owner}_emotion" not in self.asked and self.chance(0.55):
            found.append(self.state(f"{owner}_emotion", english_words.EMOTION_ADVERBS))
        if self.chance(0.22 if self.scene == "talk" else 0.05):
            found.append(self.state("pace", english_words.PACE_ADVERBS))
        if self.chance(0.22 if self.scene == "talk" else 0.05) and "loudness" not in self.asked:
            found.append(self.state("loudness", english_words.LOUDNESS_ADVERBS))
        if self.chance(0.12):
            found.append(self.state("language", english_words.LANGUAGE_PHRASES))
        return self._joined(found)

    def say_sing_adv(self) -> str:
        found = []
        if self.chance(0.5):
            found.append(self.state("melody", english_words.MELODY_PHRASES))
        if self.chance(0.3):
            found.append(self.state("pace", english_words.PACE_ADVERBS))
        if "first_emotion" not in self.asked and self.chance(0.15):
            found.append(self.state("first_emotion", english_words.EMOTION_ADVERBS))
        return self._joined(found)

    def say_sing_tail(self) -> str:
        return " " + self.state("melody", english_words.MELODY_PHRASES) if self.chance(0.4) else ""

    def say_rap_adv(self) -> str:
        found = []
        if self.chance(0.35):
            found.append(self.state("pace", english_words.PACE_ADVERBS))
        if "first_emotion" not in self.asked and self.chance(0.3):
            found.append(self.state("first_emotion", english_words.EMOTION_ADVERBS))
        if self.chance(0.15):
            found.append(self.state("language", english_words.LANGUAGE_PHRASES))
        return self._joined(found)

    def _joined(self, found: list[str]) -> str:
        self.rng.shuffle(found)
        return "" if not found else " " + self.choose(" and | and |, | ").join(found)

    def say_says(self, person: int) -> str:
        if self.scene == "talk" and "loudness" not in self.asked and self.rng.random() < 0.12:
            return self.state("loudness", english_words.LOUD_VERBS)
        return self.choose("says|says|says|says|said|is saying|speaks|tells us|states|announces|remarks|declares~")

    def say_asks(self, person: int) -> str:
        return self.choose("asks|asks|asks|asked|is asking|wants to know|inquires~")

    def say_answers(self, person: int) -> str:
        return self.choose("answers|answers|answers|replies|responds|says|answered|says back|returns~")

    def say_speaks(self, person: int) -> str:
        return self.choose("says|speaks|tells us|explains")

    def say_bg(self) -> str:
        return self.state("background", english_words.BACKGROUNDS)

    def say_place(self) -> str:
        return self.choose(english_words.PLACES)

    def decorate(self, text: str, has_background: bool) -> str:
        if not has_background and self.chance(0.22):
            words = self.state("background", english_words.BACKGROUNDS)
            text = self.choose(f"{words}, {text}|{text}, {words}|{text}, {words}|{text} {words}|{text} {words}")
        if self.chance(0.12):
            style = ", ".join(self.choose(english_words.STYLES) for _ in range(self.rng.integers(1, 4)))
            text = self.choose(f"{text}, {style}|{style}, {text}|{style}: {text}|{text}. {style}")
        if self.rng.random() < NARRATION_CHANCE:
            options = templates(english_templates.NARRATION, self.held_out)
            line = options[self.rng.integers(len(options))]
            text = f"{text}{self.choose('. |, |; |. ')}{expand(line, self.rng, self.piece)}"
        return text

    def finish(self, text: str) -> str:
        text = " ".join(text.split()).replace(" ,", ",").replace(",.", ".").replace(",,", ",")
        style = self.rng.random()
        if style < 0.6:
            text = text[:1].upper() + text[1:] + "."
        elif style < 0.7:
            text = text + "!"
        return text
