"""Captions are broken into lines that fit."""

from __future__ import annotations

import pytest
from tandem.devtools.captions import caption_font, wrapped

WIDTH = 120


@pytest.mark.parametrize("text", ["one two three four five six seven", "x" * 60, "一个女孩说：“下雪了”" * 3])
def test_no_line_is_wider_than_allowed_and_no_letter_is_lost(text: str) -> None:
    font = caption_font()
    lines = wrapped(text, font, WIDTH)
    assert len(lines) > 1 and max(map(font.getlength, lines)) <= WIDTH
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_where_they_fit() -> None:
    assert wrapped("short", caption_font(), WIDTH) == ["short"]
    words = "alpha beta gamma delta epsilon"
    assert " ".join(wrapped(words, caption_font(), WIDTH)) == words
