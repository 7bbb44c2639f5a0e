"""Sentences for the user about what a prompt asked for and will not get."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .attributes import UNSPECIFIED
from .fitting import LONGEST_CLIP_S, SpokenWord, last_words
from .markup import shown
from .other_languages import LANGUAGE_NOTE, is_in_another_language
from .plain_words import slot_in_words, value_in_words
from .pronunciation import SpokenLine
from .scene_slots import OFF_SCREEN
from .settling import WITH_WORDS
from .vocabulary import Vocabulary

MOST_SKIPPED_SHOWN = 12
SONG_NOTE = "Nothing stands in quotation marks, so only vowels are sung: quoted words would be sung as words."
NARRATOR_NOTE = "The narrator says nothing: what is said goes in quotation marks."


def word_notes(text: str, vocabulary: Vocabulary) -> list[str]:
    """About the words outside quotes: another language, or else things that training never showed."""
    if is_in_another_language(text, vocabulary):
        return [LANGUAGE_NOTE]
    unknown = vocabulary.unknown_english(text) + vocabulary.unknown_chinese(text)
    return [f"tandem-mini has never seen or heard: {shown(unknown)}."] if unknown else []


def skipped_notes(spoken: list[SpokenLine]) -> list[str]:
    """About characters in quotes that have no sound."""
    skipped = list(dict.fromkeys(letter for line in spoken for letter in line.skipped))
    if not skipped:
        return []
    rest = len(skipped) - MOST_SKIPPED_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return [f"These characters cannot be spoken and are skipped: {' '.join(skipped[:MOST_SKIPPED_SHOWN])}{more}"]


def language_notes(asked: str, heard: str) -> list[str]:
    """About quotes that are written in another language than the prompt asks for."""
    if not heard or asked in (UNSPECIFIED, heard):
        return []
    return [f"The words in quotes are {heard} and are spoken so; nothing is translated into {asked}."]


def quote_notes(asked: dict[str, str], speakers: set[int]) -> list[str]:
    """About a singer or a narrator who was asked for but is given no words."""
    notes = []
    if asked["scene"] == WITH_WORDS and not speakers - {OFF_SCREEN}:
        notes.append(SONG_NOTE)
    if asked["narrator"] != UNSPECIFIED and OFF_SCREEN not in speakers:
        notes.append(NARRATOR_NOTE)
    return notes


def reading_notes(asked: dict[str, str], dropped: tuple[str, ...], has_text: bool) -> list[str]:
    """About a prompt without a scene, and about slots that were stated but that the scene does not have."""
    notes = []
    if has_text and asked["scene"] == UNSPECIFIED:
        notes.append("No scene was recognised in the prompt: the model chooses what is seen and heard.")
    stated = [name for name in dropped if asked[name] != UNSPECIFIED]
    if stated:
        names = ", ".join(f"{slot_in_words(name)} ({value_in_words(name, asked[name])})" for name in stated)
        scene = value_in_words("scene", asked["scene"])
        notes.append(f"In a clip of {scene} this cannot be chosen and has no effect: {names}.")
    return notes


def length_notes(words: Sequence[SpokenWord]) -> list[str]:
    """About speech that no clip can hold: how long it is, and where the first clip ends."""
    speech_s = max((word.end_s for word in words), default=0.0)
    if speech_s <= LONGEST_CLIP_S:
        return []
    clips, end = math.ceil(speech_s / LONGEST_CLIP_S), last_words(words)
    return [
        f"The quoted words take {speech_s:.1f} s and one clip holds at most {LONGEST_CLIP_S:.2f} s: cut them into "
        f"{clips} clips or more. The first ends after “{end}”; say the rest in Extend Clip."
    ]
