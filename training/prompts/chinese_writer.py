"""Prompts in Chinese."""

from __future__ import annotations

from . import chinese_templates, chinese_words
from .grammar import expand
from .lexicon import templates
from .writer import NARRATION_CHANCE, Writer

_TABLES = {
    "colour": chinese_words.OBJECT_COLOURS,
    "size": chinese_words.SIZES,
    "floor": chinese_words.FLOORS,
    "pitch_adjective": chinese_words.PITCH_ADJECTIVES,
    "pace_adverb": chinese_words.PACE_ADVERBS,
    "pace_adjective": chinese_words.PACE_ADJECTIVES,
    "pace_plain": chinese_words.PACE_ADJECTIVES,
    "loudness_adverb": chinese_words.LOUDNESS_ADVERBS,
    "loudness_adjective": chinese_words.LOUDNESS_ADJECTIVES,
    "loud_plain": chinese_words.LOUDNESS_ADJECTIVES,
    "melody_adjective": chinese_words.MELODY_ADJECTIVES,
}
_NOUNS = {"man": "男人", "woman": "女人", "child": "孩子"}
_PRONOUNS = {"man": "他", "woman": "她"}


class ChineseWriter(Writer):
    language = "chinese"
    words = chinese_words
    phrases = chinese_templates

    def table(self, name: str) -> dict[str, str]:
        return _TABLES[name]

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

    def say_adv(self, person: int) -> str:
        owner, found = self.owner(person), []
        if f"{owner}_emotion" not in self.asked and self.chance(0.55):
            found.append(self.state(f"{owner}_emotion", chinese_words.EMOTION_ADVERBS))
        if self.chance(0.22 if self.scene == "talk" else 0.05):
            found.append(self.state("pace", chinese_words.PACE_ADVERBS))
        if self.chance(0.22 if self.scene == "talk" else 0.05) and "loudness" not in self.asked:
            found.append(self.state("loudness", chinese_words.LOUDNESS_ADVERBS))
        if self.chance(0.14):
            found.append(self.state("language", chinese_words.LANGUAGE_PHRASES))
        return self._joined(found)

    def say_sing_adv(self) -> str:
        found = []
        if self.chance(0.3):
            found.append(self.state("pace", chinese_words.PACE_ADVERBS))
        if "first_emotion" not in self.asked and self.chance(0.2):
            found.append(self.state("first_emotion", chinese_words.EMOTION_ADVERBS))
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
        if self.scene == "talk" and "loudness" not in self.asked and self.rng.random() < 0.1:
            return self.state("loudness", {"quiet": "低语|耳语|悄悄说|小声说", "loud": "大喊|喊道|大叫|叫道|高喊"})
        return self.choose("说|说|说|说道|讲|说着|表示~")

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

    def decorate(self, text: str, has_background: bool) -> str:
        if not has_background and self.chance(0.22):
            words = self.state("background", chinese_words.BACKGROUNDS)
            text = self.choose(f"{words}，{text}|{text}，{words}|{text}，{words}|{words}，{text}|在{words}，{text}")
        if self.chance(0.12):
            style = "，".join(self.choose(chinese_words.STYLES) for _ in range(self.rng.integers(1, 4)))
            text = self.choose(f"{text}，{style}|{style}，{text}|{style}:{text}")
        if self.rng.random() < NARRATION_CHANCE:
            options = templates(chinese_templates.NARRATION, self.held_out)
            line = options[self.rng.integers(len(options))]
            text = f"{text}{self.choose('。|，|；')}{expand(line, self.rng, self.piece)}"
        return text

    def finish(self, text: str) -> str:
        text = text.replace("，，", "，").replace("，。", "。")
        style = self.rng.random()
        if style < 0.3:
            text = text.replace("，", ",").replace("。", ".")
        elif style < 0.5:
            text = text.replace(":", "：")
        return text + "。" if self.rng.random() < 0.5 else text
