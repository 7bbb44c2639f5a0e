"""Prompts in Chinese."""

from __future__ import annotations

from ...engine.mini.text.scene_slots import OFF_SCREEN
from . import chinese_scene_words, chinese_templates, chinese_words
from .grammar import expand
from .lexicon import templates
from .writer import CAMERA_CHANCE, NARRATED_SCENES, NARRATION_CHANCE, NARRATOR_CHANCE, Writer

_TABLES = {
    "colour": chinese_words.OBJECT_COLOURS,
    "size": chinese_words.SIZES,
    "floor": chinese_words.FLOORS,
    "pitch_adjective": chinese_words.PITCH_ADJECTIVES,
    "pace_adverb": chinese_words.PACE_ADVERBS,
    "pace_adjective": chinese_words.PACE_ADJECTIVES,
    "pace_plain": chinese_words.PACE_PREDICATES,
    "loudness_adverb": chinese_words.STRIKE_ADVERBS,
    "loudness_adjective": chinese_words.LOUDNESS_ADJECTIVES,
    "loud_plain": chinese_words.LOUDNESS_PREDICATES,
    "melody_adjective": chinese_words.MELODY_ADJECTIVES,
    "melody_phrase": chinese_words.MELODY_PHRASES,
    "mood_adjective": chinese_scene_words.MOOD_ADJECTIVES,
    "mood_phrase": chinese_scene_words.MOOD_PHRASES,
    "product": chinese_scene_words.PRODUCTS,
    "ambience_phrase": chinese_scene_words.AMBIENCES,
    "rain_place": chinese_scene_words.RAIN_PLACES,
    "wind_object": chinese_scene_words.WIND_OBJECTS,
    "camera_phrase": chinese_words.CAMERAS,
}
_IN_MUSIC = {
    "pace_adverb": chinese_scene_words.MUSIC_PACE_ADVERBS,
    "pace_adjective": chinese_scene_words.MUSIC_PACE_ADJECTIVES,
    "pace_plain": chinese_scene_words.TEMPO_PHRASES,
}
_TABLES_IN_SCENE = {
    "ocean": {"loudness_adverb": chinese_words.WATER_ADVERBS},
    "talk": {"loudness_adverb": chinese_words.VOICE_ADVERBS},
    **dict.fromkeys(("piano", "xylophone", "violin", "commercial", "sing_words"), _IN_MUSIC),
}
_NARRATOR_PIECES = ("{narrator}", "{narrator_adv}")
_CAMERA_PLACES = "#，@|#，@|#。@|@，#|@:#|#。镜头:@|#。@，画面清晰|运镜:@。#~"
_NOUNS = {"man": "男人", "woman": "女人", "child": "孩子"}
_PRONOUNS = {"man": "他", "woman": "她"}


class ChineseWriter(Writer):
    language = "chinese"
    words = chinese_words
    phrases = chinese_templates

    def table(self, name: str) -> dict[str, str]:
        return _TABLES_IN_SCENE.get(self.scene, {}).get(name, _TABLES[name])

    def say_np(self, person: int) -> str:
        owner = self.owner(person)
        if self.rng.random() < 0.1 and f"{owner}_person" not in self.asked:
            return self.choose(chinese_words.ANYONE[self.scene])
        before = self._looks(owner)
        noun = self.state(f"{owner}_person", chinese_words.PEOPLE)
        article = self.choose("一个|一个|一个|一位|一名||这个")
        if before and self.rng.random() < 0.2:
            return f"{article}{noun}，{'，'.join(item.removesuffix('的') for item in before)}，"
        return article + "".join(before) + noun

    def _looks(self, owner: str) -> list[str]:
        found = []
        if self.chance(0.2):
            found.append(self.state(f"{owner}_emotion", chinese_words.EMOTION_ADJECTIVES) + "的")
        if self.chance(0.3):
            hair = self.state(f"{owner}_hair", chinese_words.HAIR)
            found.append(self.choose(f"{hair}的|{hair}的|有{hair}的|留着{hair}的|{hair}|长着{hair}的~"))
        if self.chance(0.35):
            colour = self.state(f"{owner}_clothes", chinese_words.CLOTHES_COLOURS)
            garment = self.choose(chinese_words.GARMENTS)
            found.append(self.choose(
                f"穿{colour}{garment}的|穿着{colour}{garment}的|穿{colour}{garment}的|身穿{colour}{garment}的|穿着{colour}的{garment}的|"
                f"{colour}{garment}的|一身{colour}{garment}的~"
            ))  # fmt: skip
        self.rng.shuffle(found)
        return found

    def say_the(self, person: int) -> str:
        owner = self.owner(person)
        if f"{owner}_person" in self.asked:
            return self.choose("那个||这个") + _NOUNS[self.asked[f"{owner}_person"]]
        return {1: "第一个人", 2: "对方"}[person]

    def say_he(self, person: int) -> str:
        return _PRONOUNS.get(self.asked.get(f"{self.owner(person)}_person", ""), "这个孩子")

    def say_person(self, person: int) -> str:
        return self.state(f"{self.owner(person)}_person", chinese_words.PEOPLE)

    def say_emotion(self, person: int) -> str:
        return self.state(f"{self.owner(person)}_emotion", chinese_words.EMOTION_ADJECTIVES)

    def say_face(self, person: int) -> str:
        return self.state(f"{self.owner(person)}_emotion", chinese_words.FACES)

    def say_adv(self, person: int) -> str:
        owner, found = self.owner(person), []
        if f"{owner}_emotion" not in self.asked and self.chance(0.55):
            found.append(self.state(f"{owner}_emotion", chinese_words.EMOTION_ADVERBS))
        if self.has("pace") and self.chance(0.22):
            found.append(self.state("pace", chinese_words.PACE_ADVERBS))
        if self.has("loudness") and self.chance(0.26) and "loudness" not in self.asked:
            found.append(self.state("loudness", chinese_words.VOICE_ADVERBS))
        if self.chance(0.14):
            found.append(self.state("language", chinese_words.LANGUAGE_PHRASES))
        return self._joined(found)

    def say_sing_adv(self) -> str:
        """How somebody sings: only a song with words has a language."""
        found = []
        if self.chance(0.3):
            found.append(self.piece("pace_adverb"))
        if "first_emotion" not in self.asked and self.chance(0.2):
            found.append(self.state("first_emotion", chinese_words.EMOTION_ADVERBS))
        if self.scene == "sing_words" and self.chance(0.12):
            found.append(self.state("language", chinese_words.LANGUAGE_PHRASES))
        return self._joined(found)

    def say_rap_adv(self) -> str:
        found = []
        if self.chance(0.35):
            found.append(self.state("pace", chinese_words.PACE_ADVERBS))
        if "first_emotion" not in self.asked and self.chance(0.3):
            found.append(self.state("first_emotion", chinese_words.EMOTION_ADVERBS))
        if self.chance(0.15):
            found.append(self.state("language", chinese_words.LANGUAGE_PHRASES))
        return self._joined(found)

    def _joined(self, found: list[str]) -> str:
        self.rng.shuffle(found)
        return self.choose("，||").join(found)

    def say_says(self, person: int) -> str:
        if self.has("loudness") and "loudness" not in self.asked and self.rng.random() < 0.2:
            return self.state("loudness", chinese_words.VOICE_VERBS)
        return self.choose("说|说|说|说道|讲|说着|表示~")

    def say_strained(self) -> str:
        """A verb for a whisper or a shout."""
        verbs = {effort: chinese_words.VOICE_VERBS[effort] for effort in ("whisper", "shout")}
        return self.state("loudness", verbs)

    def say_asks(self, person: int) -> str:
        return self.choose("问|问|问道|发问|询问~")

    def say_answers(self, person: int) -> str:
        return self.choose("回答|回答|答道|说|回答说|回复|应道~")

    def say_bg(self) -> str:
        return self.state("background", chinese_words.BACKGROUNDS)

    def say_colour_de(self) -> str:
        word = self.state("object_colour", chinese_words.OBJECT_COLOURS)
        return word + "的" if word.endswith("色") and self.rng.random() < 0.7 else word

    def say_place(self) -> str:
        return self.choose(chinese_words.PLACES)

    def say_item(self) -> str:
        """A product with its classifier, and often with its colour."""
        noun = self.piece("product")
        classifier = self.choose(chinese_scene_words.CLASSIFIERS[self.asked["product"]])
        return classifier + (self._coloured() if self.chance(0.5) else "") + noun

    def say_flag_or_tree(self) -> str:
        """What stands in the wind: only a flag has a colour."""
        noun = self.piece("wind_object")
        if self.asked["object"] == "flag":
            return self.choose("一面|一面|") + (self._coloured() if self.chance(0.6) else "") + noun
        return self.choose("一棵|") + noun if noun.endswith("树") else noun

    def _coloured(self) -> str:
        word = self.say_colour_de()
        return word if word.endswith("的") or len(word) == 1 else word + "的"

    def say_rain(self) -> str:
        return self.state("loudness", chinese_scene_words.RAIN_NOUNS)

    def say_rain_sound(self) -> str:
        return self.state("loudness", chinese_scene_words.RAIN_SOUNDS)

    def say_rain_view(self) -> str:
        return self.state("place", chinese_scene_words.RAIN_VIEWS)

    def say_wind(self) -> str:
        return self.state("loudness", chinese_scene_words.WIND_NOUNS)

    def say_crowd_adjective(self) -> str:
        return self.state("loudness", chinese_scene_words.CROWD_ADJECTIVES)

    def say_crowd_verb(self) -> str:
        return self.state("loudness", chinese_scene_words.CROWD_VERBS)

    def say_narrator(self) -> str:
        return self.state("narrator", chinese_scene_words.NARRATORS)

    def say_narrator_adv(self) -> str:
        return self.state("language", chinese_words.LANGUAGE_PHRASES) if self.chance(0.3) else ""

    def decorate(self, text: str, has_background: bool) -> str:
        """Decorations stand around a text: `#` in their words is its place, `@` that of what they state."""
        if not has_background and self.chance(0.22):
            words = self.state("background", chinese_words.BACKGROUNDS)
            text = self._around(text, "@，#|#，@|#，@|@，#|在@，#", words)
        if self.chance(0.12):
            style = "，".join(self.choose(chinese_words.STYLES) for _ in range(self.rng.integers(1, 4)))
            text = self._around(text, "#，@|@，#|@:#", style)
        if "camera" not in self.asked and self.rng.random() < CAMERA_CHANCE:
            text = self._around(text, _CAMERA_PLACES, self.piece("camera_phrase"))
        text = self._narrated(text)
        return self._around(text, chinese_words.REQUESTS, "") if self.chance(0.1) else text

    def _around(self, text: str, places: str, words: str) -> str:
        return self.choose(places).replace("@", words).replace("#", text)

    def _narrated(self, text: str) -> str:
        """`text`, sometimes with a voice that is not in the picture; scenes with a narrator may say whose it is."""
        narrated = self.scene in NARRATED_SCENES
        if OFF_SCREEN in self.speakers or self.rng.random() >= (NARRATOR_CHANCE if narrated else NARRATION_CHANCE):
            return text
        lines = templates(chinese_templates.NARRATION, self.held_out)
        if not narrated:
            lines = tuple(line for line in lines if not any(piece in line for piece in _NARRATOR_PIECES))
        line = expand(lines[self.rng.integers(len(lines))], self.rng, self.piece)
        return f"{text}{self.choose('。|，|；')}{line}"

    def finish(self, text: str) -> str:
        """Full-width marks, half-width marks or both; labels in brackets or on lines of their own."""
        text = text.replace("，，", "，").replace("，。", "。").replace("。。", "。")
        if "画面:" in text and self.rng.random() < 0.3:
            text = self._relabelled(text)
        style = self.rng.random()
        if style < 0.28:
            text = text.replace("，", ",").replace("。", ".")
        elif style < 0.5:
            text = text.replace(":", "：")
        elif style < 0.58:
            text = "".join(self.choose("，|,") if letter == "，" else letter for letter in text)
        elif style < 0.64:
            text = text.replace("，", " ")
        return text + self.choose("。|。|。|！|.") if self.rng.random() < 0.5 else text

    def _relabelled(self, text: str) -> str:
        if self.rng.random() < 0.5:
            return "\n".join(text.split("。"))
        for label in ("画面", "音效", "对白", "音乐", "歌词", "旁白"):
            text = text.replace(f"{label}:", f"【{label}】")
        return text
