"""Prompts in English."""

from __future__ import annotations

from . import english_scene_words, english_templates, english_words
from .english_decoration import EnglishDecorator
from .lexicon import alternatives

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
    "mood_adjective": english_scene_words.MOOD_ADJECTIVES,
    "mood_phrase": english_scene_words.MOOD_PHRASES,
    "product": english_scene_words.PRODUCTS,
    "ambience_phrase": english_scene_words.AMBIENCE_PHRASES,
    "rain_place": english_scene_words.RAIN_PLACES,
    "wind_object": {"tree": english_scene_words.TREES, "flag": english_scene_words.FLAGS},
    "camera_phrase": english_words.CAMERA_PHRASES,
}
_TABLES_IN_SCENE = {"talk": {"loudness_adverb": english_words.VOICE_LOUDNESS_ADVERBS}}
_OWN_PIECES = {
    "rain_adjective": ("loudness", english_scene_words.RAIN_ADJECTIVES),
    "rain_adverb": ("loudness", english_scene_words.RAIN_ADVERBS),
    "wind_adjective": ("loudness", english_scene_words.WIND_ADJECTIVES),
    "wind_np": ("loudness", english_scene_words.WINDS),
    "crowd_adjective": ("loudness", english_scene_words.CROWD_ADJECTIVES),
    "crowd_verb": ("loudness", english_scene_words.CROWD_VERBS),
    "flag_noun": ("object", {"flag": english_scene_words.FLAGS}),
    "narrator": ("narrator", english_scene_words.NARRATORS),
}
"""Pieces of English alone: their slot and their words."""
_PRONOUNS = {"man": "he", "woman": "she"}
INTENSIFIED_CHANCE = 0.12


class EnglishWriter(EnglishDecorator):
    language = "english"
    words = english_words
    phrases = english_templates

    def table(self, name: str) -> dict[str, str]:
        return _TABLES_IN_SCENE.get(self.scene, {}).get(name, _TABLES[name])

    def piece(self, name: str) -> str:
        return self.state(*_OWN_PIECES[name]) if name in _OWN_PIECES else super().piece(name)

    def state(self, slot: str, table: dict[str, str]) -> str:
        """In training sometimes with an intensifier, unless that makes a phrase of evaluation alone."""
        word = super().state(slot, table)
        if self.held_out or word not in english_words.GRADABLE or self.rng.random() >= INTENSIFIED_CHANCE:
            return word
        stronger = f"{self.choose(english_words.INTENSIFIERS)} {word}"
        kept = (phrase for words in table.values() for phrase in alternatives(words).held_out)
        return word if stronger in kept else stronger

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
        if f"{owner}_person" in self.asked:
            return f"the {self.asked[f'{owner}_person']}"
        return f"the {owner}" if self.scene == "dialogue" else "the person"

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

    def say_self(self, person: int) -> str:
        noun = self.asked.get(f"{self.owner(person)}_person", "")
        return {"man": "himself", "woman": "herself"}.get(noun, "themselves")

    def say_emotion(self, person: int) -> str:
        return self.state(f"{self.owner(person)}_emotion", english_words.EMOTION_ADJECTIVES)

    def say_adv(self, person: int) -> str:
        owner, found = self.owner(person), []
        if f"{owner}_emotion" not in self.asked and self.chance(0.55):
            found.append(self.state(f"{owner}_emotion", english_words.EMOTION_ADVERBS))
        if self.has("pace") and self.chance(0.22):
            found.append(self.state("pace", english_words.PACE_ADVERBS))
        if self.has("loudness") and "loudness" not in self.asked and self.chance(0.26):
            found.append(self.piece("loudness_adverb"))
        if self.chance(0.12):
            found.append(self.state("language", english_words.LANGUAGE_PHRASES))
        return self._joined(found)

    def say_manner(self) -> str:
        """How loud and how fast something strikes."""
        found = []
        if self.has("loudness") and "loudness" not in self.asked and self.chance(0.35):
            found.append(self.piece("loudness_adverb"))
        if self.has("pace") and "pace" not in self.asked and self.chance(0.35):
            found.append(self.piece("pace_adverb"))
        return self._joined(found)

    def say_tempo(self) -> str:
        """The tempo of music, in words or in beats per minute."""
        in_numbers = self.rng.random() < 0.4
        table = english_scene_words.TEMPO_NUMBERS if in_numbers else english_scene_words.TEMPO_PHRASES
        return self.state("pace", table)

    def say_lang(self) -> str:
        return " " + self.state("language", english_words.LANGUAGE_PHRASES) if self.chance(0.15) else ""

    def say_sing_adv(self) -> str:
        found = []
        if "melody" not in self.asked and self.chance(0.45):
            found.append(self.state("melody", english_words.MELODY_PHRASES))
        if "pace" not in self.asked and self.chance(0.3):
            with_words = self.scene == "sing_words" and self.rng.random() < 0.6
            found.append(self.say_tempo() if with_words else self.piece("pace_adverb"))
        if "first_emotion" not in self.asked and self.chance(0.15):
            found.append(self.state("first_emotion", english_words.EMOTION_ADVERBS))
        if self.scene == "sing_words" and "mood" not in self.asked and self.chance(0.12):
            found.append(self.piece("mood_phrase"))
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
        if self.scene == "talk" and "loudness" not in self.asked and self.rng.random() < 0.25:
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

    def say_shot(self) -> str:
        return self.choose(english_words.SHOTS)

    def say_article_product(self) -> str:
        noun = self.piece("product")
        if not self.chance(0.6):
            return self._with_article(noun)
        colour = self.piece("colour")
        return self.choose(f"{self._with_article(f'{colour} {noun}')}|{self._with_article(noun)} in {colour}~")

    def say_plural(self) -> str:
        noun = self.state("product", english_scene_words.PRODUCTS_IN_PLURAL)
        return f"{self.piece('colour')} {noun}" if self.chance(0.5) else noun

    def say_music(self) -> str:
        """The music of a commercial."""
        found = [self.piece("mood_adjective")] if self.chance(0.6) else []
        if self.chance(0.2):
            found.append(self.piece("pace_adjective"))
        noun = self.choose("# music|# music|# music|# background music|a # soundtrack|a # jingle|a # tune|a # theme~")
        after = [f" {self.say_tempo()}"] if self.chance(0.3) else []
        if self.chance(0.15):
            after.append(f" {self.piece('mood_phrase')}")
        return noun.replace("#", " ".join(found)) + ",".join(after)

    def say_ambience(self) -> str:
        return self.choose(", | | , ") + self.piece("ambience_phrase") if self.chance(0.4) else ""

    def say_teller(self) -> str:
        return self.state("narrator", english_scene_words.TELLERS)

    def say_tree(self) -> str:
        return self._with_article(self.state("object", {"tree": english_scene_words.TREES}))

    def say_flag(self) -> str:
        noun = self.state("object", {"flag": english_scene_words.FLAGS})
        return self._with_article(f"{self.piece('colour')} {noun}" if self.chance(0.5) else noun)

    def say_swaying(self) -> str:
        """A tree or a flag; only a flag has a colour."""
        self.state("object", self.table("wind_object"))
        return self.say_flag() if self.asked["object"] == "flag" else self.say_tree()

    def _with_article(self, noun: str) -> str:
        return f"{self.choose('a|a|a|a|the|one')} {noun}"
