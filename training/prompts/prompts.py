"""Prompts for training and for evaluation: whole phrasings and some words are kept for evaluation alone."""

from __future__ import annotations

import numpy as np

from ...engine.mini.text.attributes import SLOT_BY_NAME, UNSPECIFIED
from ..speech.sentences import LANGUAGES, draw_sentence
from .chinese_writer import ChineseWriter
from .english_writer import EnglishWriter
from .grammar import expand
from .writer import Prompt, Writer

WRITERS: dict[str, type[Writer]] = {"english": EnglishWriter, "chinese": ChineseWriter}
SCENES = tuple(value for value in SLOT_BY_NAME["scene"].values if value != UNSPECIFIED)
SCENE_WEIGHTS = {"talk": 3.0, "dialogue": 3.0, "sing": 2.2, "rap": 1.5, "bell": 1.8, "drum": 1.3}
TYPO_CHANCE = 0.15
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
_SCENE_WORDS = (
    "fire ocean sea ball bell drum sing song wave talk speak say glass music man woman child boy girl baby happy sad "
    "angry "
    "火 海 球 先生 小姐 铃 鼓 唱 歌 说 聊 浪 钟 杯 音乐 男 女 孩 妈 爸 奶奶 爷爷 哥 姐 弟 妹 宝宝 叫 问"
)
SCENE_WORDS = tuple(_SCENE_WORDS.split())
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def write_prompt(
    rng: np.random.Generator, language: str, *, scene: str | None = None, held_out: bool = False
) -> Prompt:
    """One prompt. Training prompts sometimes carry typing mistakes; held-out ones follow templates never trained on."""
    if scene is None:
        weights = np.array([SCENE_WEIGHTS.get(name, 1.0) for name in SCENES])
        scene = str(rng.choice(SCENES, p=weights / weights.sum()))
    prompt = WRITERS[language](scene, rng, held_out=held_out).write()
    if not held_out and language == "english" and rng.random() < TYPO_CHANCE:
        prompt = Prompt(with_typos(prompt.text, rng), prompt.attributes, prompt.speakers, prompt.language)
    return prompt


def with_typos(text: str, rng: np.random.Generator) -> str:
    """One or two letters swapped, dropped, doubled or replaced; quotation marks are never touched."""
    letters = list(text)
    for _ in range(rng.integers(1, 3)):
        places = [i for i in range(1, len(letters) - 1) if letters[i].isalpha() and letters[i + 1].isalpha()]
        if not places:
            break
        place = places[rng.integers(len(places))]
        kind = rng.integers(4)
        if kind == 0:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        elif kind == 1:
            del letters[place]
        elif kind == 2:
            letters.insert(place, letters[place])
        else:
            letters[place] = LETTERS[rng.integers(26)]
    return "".join(letters)


def foreign_prompt(rng: np.random.Generator, language: str) -> Prompt:
    """A sentence about something that tandem-mini cannot show: nothing in it is asked for."""
    groups = LANGUAGES[language].GROUPS
    while True:
        text = " ".join(draw_sentence(language, rng).text for _ in range(rng.integers(1, 3)))
        if rng.random() < 0.6:
            phrasings = FOREIGN_PHRASINGS[language]
            phrasing = phrasings[rng.integers(len(phrasings))]
            text = expand(phrasing, rng, lambda group: str(rng.choice(groups[group])))
        if not any(word in text for word in SCENE_WORDS):
            return Prompt(text, {}, (), language)


def training_prompt(rng: np.random.Generator) -> Prompt:
    """One prompt of the training stream: 55 % English, a few about foreign things."""
    language = "english" if rng.random() < 0.55 else "chinese"
    return foreign_prompt(rng, language) if rng.random() < FOREIGN_CHANCE else write_prompt(rng, language)


def training_prompts(count: int, seed: int) -> list[Prompt]:
    """`count` prompts of the training stream of `seed`."""
    rng = np.random.default_rng((seed, 11))
    return [training_prompt(rng) for _ in range(count)]


def held_out_prompts(count: int, seed: int, language: str) -> list[Prompt]:
    """`count` evaluation prompts of `language` ('english' or 'chinese'), every scene equally often."""
    rng = np.random.default_rng((seed, 12))
    return [write_prompt(rng, language, scene=SCENES[i % len(SCENES)], held_out=True) for i in range(count)]
