"""Signs that people bring from other models and web pages: taken out before the prompt is read, each with a note."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_SHOWN, LONGEST_SHOWN = 3, 30
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
JOINERS = frozenset("\u200c\u200d\ufeff\u00ad\ufe0e\ufe0f")
"""Parts of emoji, of Persian words and of pasted text: gone without a word."""
SKIN_TONES = range(0x1F3FB, 0x1F400)
SYMBOL_CATEGORIES = frozenset({"So", "Me"})

EXTRA_NETWORK = re.compile(r"<(?:lora|lyco|hypernet|embedding):[^<>]*>|\bembedding:[\w./\\-]+", re.IGNORECASE)
TAG = re.compile(r"<{1,2}[/|!]?[a-z][^<>]*>{1,2}", re.IGNORECASE)
CHAT_MARK = re.compile(r"\[/?(?:INST|SYS|SYSTEM|USER|ASSISTANT)\]")
OPTION = re.compile(r"(?<![\w-])--[a-z]+(?:[ =][\d.:]+)?(?![\w-])", re.IGNORECASE)
BREAK = re.compile(r"\bBREAK\b")
CHOICE = re.compile(r"\{([^{}|]*)(?:\|[^{}]*)?\}")
WEIGHT = re.compile(r"[(\[]+([^()\[\]]*?)(?<!\d)\s*:\s*[-+]?\d{0,2}(?:\.\d*)?\s*[)\]]+")
DOUBLE_BRACKETS = re.compile(r"\({2,}([^()]*)\){2,}")
SQUARE_BRACKETS = re.compile(r"\[([^\[\]]*)\]")

INVISIBLE_NOTE = "Invisible control characters are left out."
NETWORK_NOTE = "LoRA and embedding tags have no effect here and are left out."
WEIGHT_NOTE = "Weights such as (word:1.3) have no effect here: the words are read without them."
CHOICE_NOTE = "Of a choice in braces such as {a|b} the first is read."
WRAPPERS = (
    (CHOICE, CHOICE_NOTE),
    (WEIGHT, WEIGHT_NOTE),
    (DOUBLE_BRACKETS, WEIGHT_NOTE),
    (SQUARE_BRACKETS, WEIGHT_NOTE),
)
"""What stands around words that are read, and what is said about it."""


@dataclass(frozen=True)
class PlainPrompt:
    """The words of a prompt, and sentences about what was taken out of it."""

    text: str
    notes: tuple[str, ...]


def plain(prompt: str) -> PlainPrompt:
    """`prompt` without control characters, tags, weights and choices; quotes and ordinary brackets stay."""
    notes: list[str] = []
    text = _visible(prompt)
    if len(text) < sum(letter not in JOINERS for letter in prompt):
        notes.append(INVISIBLE_NOTE)
    text = _without_tags(_without_networks(text, notes), notes)
    text = text.replace("\\(", "(").replace("\\)", ")")
    text = _unwrapped(text, notes)
    return PlainPrompt(text, tuple(notes))


def without_symbols(text: str) -> PlainPrompt:
    """`text` without emoji and dingbats, which the reader has never met."""
    symbols = [letter for letter in text if is_symbol(letter)]
    if not symbols:
        return PlainPrompt(text, ())
    return PlainPrompt(
        "".join(" " if is_symbol(letter) else letter for letter in text),
        (f"Emoji and signs are not read: {shown(symbols)}",),
    )


def is_symbol(letter: str) -> bool:
    return unicodedata.category(letter) in SYMBOL_CATEGORIES or ord(letter) in SKIN_TONES


def shown(items: list[str], most: int = MOST_SHOWN) -> str:
    """`"a, b, c and 2 more"`: each once, at most `most` of them by name, long ones cut."""
    each = [item if len(item) <= LONGEST_SHOWN else item[: LONGEST_SHOWN - 1] + "…" for item in dict.fromkeys(items)]
    rest = len(each) - most
    return ", ".join(each[:most]) + (f" and {rest} more" if rest > 0 else "")


def _visible(prompt: str) -> str:
    """Line breaks and tabs become spaces; what has no shape is dropped."""
    spaced = (" " if letter.isspace() else letter for letter in prompt)
    return "".join(c for c in spaced if c not in JOINERS and unicodedata.category(c) not in INVISIBLE_CATEGORIES)


def _without_networks(text: str, notes: list[str]) -> str:
    text, count = EXTRA_NETWORK.subn(" ", text)
    if count:
        notes.append(NETWORK_NOTE)
    return text


def _without_tags(text: str, notes: list[str]) -> str:
    """A lone BREAK separates parts of a prompt elsewhere; in a prompt of capitals it is a word."""
    tags: list[str] = []
    for pattern in (TAG, CHAT_MARK, OPTION) if text.isupper() else (TAG, CHAT_MARK, OPTION, BREAK):
        tags += (match.group() for match in pattern.finditer(text))
        text = pattern.sub(" ", text)
    if tags:
        notes.append(f"Left out as markup: {shown(tags)}. Words that are spoken go in quotation marks.")
    return text


def _unwrapped(text: str, notes: list[str]) -> str:
    """Choices, weights and emphasis from the inside out."""
    for pattern, note in WRAPPERS:
        text, count = pattern.subn(r"\1", text)
        if count and note not in notes:
            notes.append(note)
        while count:
            text, count = pattern.subn(r"\1", text)
    return text
