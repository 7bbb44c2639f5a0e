"""Whatever is typed, the encoder of the built-in weights reads it, and says what it could not do."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import torch
from tandem.engine.mini import checkpoint
from tandem.engine.mini.text.encoder import MiniTextEncoder
from tandem.engine.mini.text.other_languages import LANGUAGE_NOTE
from tandem.engine.mini.text.quotes import UNCLOSED_NOTE
from tandem.engine.mini.text.script import COLUMNS

WEIGHTS = Path(__file__).parents[4] / "weights" / "tandem-mini.safetensors"
SOUPS = 300
LONGEST_SOUP = 120
_PIECES = (
    "a drum 一面鼓 submarine 潜水艇 quiet loud \" “ ” 「 」 « ' ‘ ’ ( ) [ ] { } | < > : 1.3 <b> </b> <lora:x:1> [INST] "
    "BREAK --ar \\ \\( % & + = @ # * ~ ... 。 ， 12:30 999 0 ½ Ⅳ é ß İ ﷽ ﬁ ｗ か カ 한 Ж א ع ก 🥁 👨‍👩‍👧 🇫🇷 1️⃣ ♪ ☃"
)
PIECES = _PIECES.split(" ")


@pytest.fixture(scope="module")
def encoder() -> MiniTextEncoder:
    weights = checkpoint.load(WEIGHTS)
    made = MiniTextEncoder(**weights.config["text_encoder"])
    made.load_state_dict(weights.parts["text_encoder"])
    return made.float().eval()


def soup(seed: int) -> str:
    """Known pieces, and characters from anywhere in Unicode, surrogates and control characters among them."""
    dice = random.Random(seed)
    anywhere = (chr(dice.choice((dice.randrange(256), dice.randrange(0x110000)))) for _ in range(LONGEST_SOUP))
    parts = (
        dice.choice(PIECES) if dice.random() < 0.7 else next(anywhere) for _ in range(dice.randrange(LONGEST_SOUP))
    )
    return dice.choice(("", " ")).join(parts)


def test_no_text_crashes_the_encoder(encoder) -> None:
    for seed in range(SOUPS):
        encoded = encoder.encode(soup(seed))
        assert torch.allclose(encoded.context.sum(-1), torch.ones(1, encoded.context.shape[1]), atol=1e-4), seed
        assert encoded.script is None or encoded.script.shape[2] == COLUMNS
        assert all(isinstance(note, str) and "\n" not in note and len(note) < 300 for note in encoded.notes), seed
        assert json.dumps(encoded.notes, ensure_ascii=False).encode(), seed


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("a submarine in the ocean", "never seen or heard: submarine"),
        ("一艘潜水艇", "never seen or heard: 潜水艇"),
        ("Une femme rousse parle avec un homme", LANGUAGE_NOTE),
        ("男の人が歌う", LANGUAGE_NOTE),
        ("a (red drum:1.3) is hit", "Weights such as"),
        ("a {red|blue} drum", "the first is read"),
        ("[INST] a drum [/INST]", "[INST], [/INST]"),
        ("a drum <lora:x:1>", "LoRA"),
        ("a drum 🥁", "Emoji"),
        ("a dru\x00m", "control characters"),
        ('a man says "good night', UNCLOSED_NOTE),
        ("a quiet loud drum", "two kinds of loudness"),
        ("a slow fast rap", "two kinds of pace"),
        ("a drum and a piano", "only one of them can be made"),
        ("a fast balloon pops loudly", "In a clip of a balloon that pops this cannot be chosen"),
        ("a bell rings at full volume", "this cannot be chosen and has no effect: loudness (loud)"),
        ("气球小声地爆炸", "this cannot be chosen and has no effect: loudness (quiet)"),
        ("a happy drum is hit", "this cannot be chosen and has no effect: mood (happy)"),
        ("an angry bell rings", "this cannot be chosen and has no effect: mood (angry)"),
        ("一个悲伤的鼓", "this cannot be chosen and has no effect: mood (sad)"),
        ("a happy angry woman talks", "two kinds of emotion of the first person"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_note(encoder, prompt, said) -> None:
    assert any(said in note for note in encoder.encode(prompt).notes)


@pytest.mark.parametrize(
    "prompt",
    [
        'A happy man in a blue coat asks: "who are you?" and an angry woman in red answers: "nobody"',
        "a red drum is hit loudly and fast",
        "一个高兴的男人问：“你是谁”，一个生气的女人回答：“没有人”",
        "a calm ocean",
        "a sad piano plays slowly",
        "under a blue sky a big red ball bounces on the grass",
    ],
)
def test_a_prompt_that_is_understood_has_no_notes(encoder, prompt) -> None:
    assert encoder.encode(prompt).notes == ()


def test_markup_does_not_change_what_is_read(encoder) -> None:
    plain, marked = (encoder.encode(text) for text in ("a red drum is hit", "a ((red drum:1.3)) is hit"))
    assert torch.equal(plain.context, marked.context)
