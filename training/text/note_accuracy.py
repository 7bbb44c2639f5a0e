"""How often the notes of the text encoder are right: unknown words and contradictions, on held-out prompts.

`python -m tandem.training.text.note_accuracy` prints the rates of the built-in weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch

from ...engine.mini import checkpoint
from ...engine.mini.text.attributes import most_likely
from ...engine.mini.text.contradictions import contradictions
from ...engine.mini.text.encoder import MiniTextEncoder
from ...engine.mini.text.notes import word_notes
from ...engine.mini.text.quotes import find_quotes
from ...engine.mini.text.scene_slots import keep_slots_of
from ...engine.mini.text.value_words import ValueWords, parse, value_words
from ...engine.mini.text.vocabulary import Vocabulary, vocabulary
from ..mini.export import WEIGHTS
from ..prompts.prompts import WRITERS, held_out_prompts
from ..prompts.writer import Writer
from .known_words import as_table, as_value_table, known_words, listen
from .scene_words import SCENE_WORDS

PROMPTS_PER_LANGUAGE = 500
MOST_UNKNOWN_ALARMS = 0.01
ORDINARY_PER_LANGUAGE = 200
SEED = 4243
CONTRADICTED: tuple[tuple[str, str], ...] = (
    ("talk", "first_emotion"),
    ("talk", "pace"),
    ("talk", "loudness"),
    ("talk", "first_hair"),
    ("talk", "first_clothes"),
    ("dialogue", "first_emotion"),
    ("sing", "pace"),
    ("sing", "first_emotion"),
    ("rap", "pace"),
    ("bell", "pitch"),
    ("bell", "pace"),
    ("drum", "loudness"),
    ("drum", "pace"),
    ("drum", "object_colour"),
    ("ball", "object_size"),
    ("ball", "object_colour"),
    ("ball", "floor"),
    ("glass", "object_colour"),
    ("fire", "object_size"),
    ("ocean", "loudness"),
    ("door", "pace"),
    ("balloon", "object_size"),
    ("rain", "place"),
    ("crowd", "loudness"),
    ("ocean", "narrator"),
    ("piano", "mood"),
    ("violin", "pace"),
    ("commercial", "product"),
    ("commercial", "ambience"),
    ("sing_words", "mood"),
)
"""Scene and slot of one contradictory prompt each, in both languages."""
MOST_TRIES = 500
TOGETHER = {"english": "a {} and a {}", "chinese": "{}和{}"}


def contradictory_prompt(rng: np.random.Generator, language: str, scene: str, slot: str) -> str:
    """A held-out prompt in which the words of another value follow those of the first one of `slot`."""
    base = WRITERS[language]

    class Contradicting(base):
        done = False

        def state(self, name: str, table: dict[str, str]) -> str:
            word = super().state(name, table)
            others = [words for value, words in table.items() if value != self.asked[name]]
            if name != slot or self.done or not others:
                return word
            self.done = True
            gap = " " if language == "english" else ""
            return word + gap + self.choose(str(self.rng.choice(others)))

    for _ in range(MOST_TRIES):
        writer: Writer = Contradicting(scene, rng, held_out=True)
        text = writer.write().text
        if writer.done:
            return text
    raise ValueError(f"{language} prompts of {scene} never state {slot}")


def two_scene_prompts(language: str) -> list[str]:
    """Every pair of neighbours in SCENE_WORDS, by the first name of each: "a drum and a piano"."""
    is_wanted = {"english": str.isascii, "chinese": lambda word: not word.isascii()}[language]
    names = [next(filter(is_wanted, words.split("|"))) for words in SCENE_WORDS.values()]
    return [TOGETHER[language].format(*pair) for pair in pairwise(names)]


def unknown_word_rate(language: str, words: Vocabulary) -> float:
    """Share of held-out prompts, which the reader is known to understand, that get a note about their words."""
    prompts = held_out_prompts(PROMPTS_PER_LANGUAGE, SEED, language)
    noted = [bool(word_notes(find_quotes(prompt.text).text, words)) for prompt in prompts]
    return round(sum(noted) / len(noted), 4)


def contradicted_slots(encoder: MiniTextEncoder, text: str, words: Mapping[str, ValueWords]) -> set[str]:
    """The slots of which the encoder would note a contradiction, with these value words."""
    quoted = find_quotes(text).text
    context = encoder.slots(quoted)
    context, _ = keep_slots_of(most_likely(context)["scene"][0], context)
    return {item.slot for item in contradictions(quoted, context, encoder.slots, words)}


@torch.no_grad()
def contradiction_rates(encoder: MiniTextEncoder, language: str, words: Mapping[str, ValueWords]) -> dict[str, float]:
    """Share of contradictory prompts whose slot is named, of two scenes in one, and of ordinary ones with a note."""
    rng = np.random.default_rng((SEED, 13))
    hits = [
        slot in contradicted_slots(encoder, contradictory_prompt(rng, language, scene, slot), words)
        for scene, slot in CONTRADICTED
    ]
    ordinary = held_out_prompts(ORDINARY_PER_LANGUAGE, SEED, language)
    alarms = [bool(contradicted_slots(encoder, item.text, words)) for item in ordinary]
    pairs = ["scene" in contradicted_slots(encoder, text, words) for text in two_scene_prompts(language)]
    rates = {"hits": hits, "two_scenes": pairs, "false_alarms": alarms}
    return {name: round(sum(each) / len(each), 4) for name, each in rates.items()}


def text_encoder_of(path: Path) -> MiniTextEncoder:
    """The text side of a tandem-mini file. Raises CheckpointError when `path` holds none."""
    weights = checkpoint.load(path)
    encoder = MiniTextEncoder(**weights.config["text_encoder"])
    encoder.load_state_dict(weights.parts["text_encoder"])
    return encoder.float().eval()


def report(encoder: MiniTextEncoder) -> dict:
    """All rates, with the shipped tables and with tables of the words of training alone, which prompts here exceed."""
    heard = listen(held_out=False)
    tables = {
        "shipped": (vocabulary(), value_words()),
        "training_words_only": (Vocabulary.parse(as_table(known_words(heard))), parse(as_value_table(heard))),
    }
    return {
        name: {
            language: {
                "word_note_false_alarms": unknown_word_rate(language, words),
                "contradictions": contradiction_rates(encoder, language, values),
            }
            for language in WRITERS
        }
        for name, (words, values) in tables.items()
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    print(json.dumps(report(text_encoder_of(WEIGHTS)), indent=1))
