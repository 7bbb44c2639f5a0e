"""Finding the words that are spoken: everything between quotation marks. A colon alone does not make speech."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

PLACEHOLDER = "\ue000"
"""Stands for one quote in the text that the reader sees (a character of Unicode's private use area)."""

CLOSING_MARKS = {
    '"': '"',
    "＂": "＂",
    "“": "”“",
    "”": "”",
    "„": "“”",
    "「": "」",
    "『": "』",
    "«": "»",
    "»": "«",
    "‘": "’",
}
UNCLOSED_NOTE = "A quotation mark is not closed: the words up to the end of the prompt are taken as spoken."


@dataclass(frozen=True)
class QuotedText:
    """`text` has one PLACEHOLDER for each of `quotes`, in order; `notes` are sentences for the user."""

    text: str
    quotes: tuple[str, ...]
    notes: tuple[str, ...]


def find_quotes(prompt: str) -> QuotedText:
    """Takes the quotes out of `prompt`. Empty quotes are dropped."""
    kept, quotes, notes, place = [], [], [], 0
    prompt = prompt.replace(PLACEHOLDER, "")
    while place < len(prompt):
        letter = prompt[place]
        if letter not in CLOSING_MARKS:
            kept.append(letter)
            place += 1
            continue
        end = _end_of_quote(prompt, place)
        if end is None and letter == "‘":
            kept.append(letter)
            place += 1
            continue
        if end is None:
            notes.append(UNCLOSED_NOTE)
            end = len(prompt)
        spoken = prompt[place + 1 : end].strip()
        if spoken:
            quotes.append(spoken)
            kept.append(PLACEHOLDER)
        place = end + 1
    return QuotedText("".join(kept), tuple(quotes), tuple(notes))


def _end_of_quote(prompt: str, start: int) -> int | None:
    closing = CLOSING_MARKS[prompt[start]]
    for place in range(start + 1, len(prompt)):
        if prompt[place] not in closing:
            continue
        is_apostrophe = prompt[place] == "’" and prompt[place + 1 : place + 2].isalpha()
        if not is_apostrophe:
            return place
    return None


def normalised(text: str) -> str:
    """What the reader reads: compatibility forms unified, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def simplified(text: str) -> str:
    """Lower case, compatibility forms unified, accents taken off Latin letters, one kind of apostrophe."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
