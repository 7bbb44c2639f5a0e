"""Prompts for training and for evaluation: whole phrasings and some words are kept for evaluation alone."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from ...engine.mini.text.attributes import SLOT_BY_NAME, UNSPECIFIED
from ..speech.sentences import LANGUAGES, draw_sentence
from .chinese_writer import ChineseWriter
from .english_writer import EnglishWriter
from .grammar import expand
from .writer import QUOTE_MARKS, Prompt, Writer

WRITERS: dict[str, type[Writer]] = {"english": EnglishWriter, "chinese": ChineseWriter}
SCENES = tuple(value for value in SLOT_BY_NAME["scene"].values if value != UNSPECIFIED)
SCENE_WEIGHTS = {
    "talk": 3.5, "dialogue": 3.0, "sing": 1.8, "sing_words": 2.0, "rap": 1.5, "commercial": 3.0, "bell": 1.4,
    "drum": 1.3, "rain": 1.3, "wind": 1.3, "crowd": 1.3,
}  # fmt: skip
"""Of the training stream; scenes with more slots, or with more ways to be asked for, come more often."""
TYPO_CHANCE = 0.2
FOREIGN_CHANCE = 0.05
FOREIGN_PHRASINGS = {
    "english": (
        "[a|the|a big|a white|one] {animal} [runs|sleeps|sits|jumps|eats|is] [in the {place}|on the {thing}|]",
        "[a video of|show me|] [a|the] [red|new|old|] {thing} [in the {place}|on a {thing}|]",
        "{food} and {food} [on a {thing}|]",
        "[a|the] {place} in {month}[, 4k|, cartoon style|]",
        "[cartoon style|4k|cinematic], [a|the] {animal}",
    ),
    "chinese": (
        "[一只|一个|][大的|白色的|]{animal}[在{place}|][跑|睡觉|吃东西|走路]",
        "[一段视频:|画|][红色的|新的|旧的|]{thing}[在{place}|]",
        "{food}和{food}",
        "{time}的{place}[，高清|，卡通风格|]",
        "[卡通风格|高清]，{animal}",
    ),
}
_ENGLISH_SCENE_WORDS = (
    "fire ocean sea ball bell drum sing song wave talk speak say glass music man woman child boy girl baby happy sad "
    "angry surpris calm door clap hammer balloon drip rain wind storm crowd people audience piano xylophone marimba "
    "violin cello commercial advert bottle box cup shoe phone tree flag melody shout whisper camera"
)
CHINESE_SCENE_WORD = re.compile(
    "火 海 球 先生 小姐 铃 鼓 唱 歌 说 聊 浪 钟 杯 音乐 男 女 孩 妈 爸 奶奶 爷爷 哥 姐 弟 妹 宝宝 叫 问 门 掌 拍手"
    " 锤 水滴 滴 雨 风 树 旗 人群 观众 琴 旋律 广告 瓶 盒 罐 鞋 手机 电话 惊讶 吃惊 平静 镜头 喊 旁白".replace(" ", "|")
)
ENGLISH_SCENE_WORD = re.compile(rf"\b(?:{'|'.join(_ENGLISH_SCENE_WORDS.split())})")
"""How words begin that foreign prompts must not contain: "rain" is one of them, "train" is not."""
FUNCTION_CHARACTERS = frozenset("的地得了着在一个是有")
"""What a Chinese prompt can lose without asking for something else."""
QUOTED = re.compile(
    "|".join(f"{a}[^{b}]*{b}" for a, b in sorted({mark for row in QUOTE_MARKS.values() for mark in row}))
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def write_prompt(
    rng: np.random.Generator, language: str, *, scene: str | None = None, held_out: bool = False
) -> Prompt:
    """One prompt. Training prompts sometimes carry typing mistakes; held-out ones follow templates never trained on."""
    if scene is None:
        weights = np.array([SCENE_WEIGHTS.get(name, 1.0) for name in SCENES])
        scene = str(rng.choice(SCENES, p=weights / weights.sum()))
    prompt = WRITERS[language](scene, rng, held_out=held_out).write()
    if not held_out and rng.random() < TYPO_CHANCE:
        prompt = replace(prompt, text=with_typos(prompt.text, rng))
    return prompt


def with_typos(text: str, rng: np.random.Generator) -> str:
    """One or two letters outside quotes swapped, dropped, doubled or replaced, each mistake inside one word.

    Chinese characters are swapped with a neighbour or doubled; only those without a meaning of their own are dropped.
    """
    for _ in range(rng.integers(1, 3)):
        places = _places_of_typos(text)
        if not places:
            break
        place = places[rng.integers(len(places))]
        letter, after = text[place], text[place + 1 :]
        mistakes = [after[0] + letter + after[1:], letter + letter + after]
        if letter.isascii():
            mistakes += [after, LETTERS[rng.integers(len(LETTERS))] + after]
        elif letter in FUNCTION_CHARACTERS:
            mistakes = [after]
        text = text[:place] + mistakes[rng.integers(len(mistakes))]
    return text


def _places_of_typos(text: str) -> list[int]:
    """Where a letter that is not the first of the prompt has another one after it, both outside quotes."""
    unquoted = QUOTED.sub(lambda quote: '"' * len(quote.group()), text)
    return [i for i in range(1, len(text) - 1) if unquoted[i].isalpha() and unquoted[i + 1].isalpha()]


def foreign_prompt(rng: np.random.Generator, language: str) -> Prompt:
    """A sentence about something that tandem-mini cannot show: nothing in it is asked for."""
    groups = LANGUAGES[language].GROUPS
    while True:
        text = " ".join(draw_sentence(language, rng).text for _ in range(rng.integers(1, 3)))
        if rng.random() < 0.6:
            phrasings = FOREIGN_PHRASINGS[language]
            phrasing = phrasings[rng.integers(len(phrasings))]
            text = expand(phrasing, rng, lambda group: str(rng.choice(groups[group])))
        if not ENGLISH_SCENE_WORD.search(text) and not CHINESE_SCENE_WORD.search(text):
            return Prompt(text, {}, (), language)


def training_prompt(rng: np.random.Generator) -> Prompt:
    """One prompt of the training stream: 55 % English, a few about foreign things."""
    language = "english" if rng.random() < 0.55 else "chinese"
    return foreign_prompt(rng, language) if rng.random() < FOREIGN_CHANCE else write_prompt(rng, language)


def training_prompts(count: int, seed: int) -> list[Prompt]:
    """`count` prompts of the training stream of `seed`."""
    rng = np.random.default_rng((seed, 11))
    return [training_prompt(rng) for _ in range(count)]


def held_out_prompts(count: int, seed: int, language: str, typos: bool = False) -> list[Prompt]:
    """`count` evaluation prompts of `language` ('english' or 'chinese'), every scene equally often.

    With `typos` they are the same prompts, each with one or two typing mistakes.
    """
    rng = np.random.default_rng((seed, 12))
    prompts = [write_prompt(rng, language, scene=SCENES[i % len(SCENES)], held_out=True) for i in range(count)]
    if not typos:
        return prompts
    slips = np.random.default_rng((seed, 14))
    return [replace(prompt, text=with_typos(prompt.text, slips)) for prompt in prompts]
