"""A prompt cut at its quotes, and what a family makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from ..mini.text.quotes import PLACEHOLDER, find_quotes
from .on_screen import is_on_screen


@dataclass(frozen=True)
class Wording:
    """A prompt as a family wants to read it; `notes` are sentences for the user."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """`words` without their quotation marks, with the text up to the previous quote and on to the next one."""

    before: str
    words: str
    after: str

    @property
    def on_screen(self) -> bool:
        """Whether the words are seen, not heard."""
        return is_on_screen(self.before, self.after)


@dataclass(frozen=True)
class QuotedPrompt:
    """`between` has one text more than there are `quotes`: before, between and after them."""

    between: tuple[str, ...]
    quotes: tuple[Quote, ...]
    notes: tuple[str, ...]

    def with_quotes(self, written: list[str]) -> str:
        """The prompt with `written[i]` in the place of its quote number i."""
        parts = [self.between[0]]
        for quote, text in zip(written, self.between[1:], strict=True):
            parts += [quote, text]
        return "".join(parts)


def cut_at_quotes(prompt: str) -> QuotedPrompt:
    """Uses the pack's one rule of what a quote is (`engine/mini/text/quotes.py`)."""
    found = find_quotes(prompt)
    between = tuple(found.text.split(PLACEHOLDER))
    quotes = tuple(Quote(between[i], words, between[i + 1]) for i, words in enumerate(found.quotes))
    return QuotedPrompt(between, quotes, found.notes)


def straight(words: str) -> str:
    """`words` in straight double quotes; those inside become single ones."""
    return '"' + words.replace('"', "'") + '"'
