"""Sentences for the user about what a prompt asked for and will not get."""

from __future__ import annotations

from ..geometry import LATENT_SECONDS, MAX_VIDEO_LATENTS
from .attributes import UNSPECIFIED
from .markup import shown
from .other_languages import LANGUAGE_NOTE, is_in_another_language
from .pronunciation import SpokenLine
from .vocabulary import Vocabulary

MOST_SKIPPED_SHOWN = 12


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
    if asked in (UNSPECIFIED, heard):
        return []
    return [f"The words in quotes are {heard} and are spoken so; nothing is translated into {asked}."]


def reading_notes(asked: dict[str, str], dropped: tuple[str, ...], has_text: bool) -> list[str]:
    """About a prompt without a scene, and about slots that were stated but that the scene does not have."""
    notes = []
    if has_text and asked["scene"] == UNSPECIFIED:
        notes.append("No scene was recognised in the prompt: the model chooses what is seen and heard.")
    stated = [name for name in dropped if asked[name] != UNSPECIFIED]
    if stated:
        names = ", ".join(f"{name.replace('_', ' ')} ({asked[name]})" for name in stated)
        notes.append(f"The scene {asked['scene']!r} does not vary in: {names}; the picture and sound leave it open.")
    return notes


def length_notes(speech_s: float) -> list[str]:
    """About speech that no clip can hold."""
    longest_s = float(LATENT_SECONDS * MAX_VIDEO_LATENTS)
    if speech_s <= longest_s:
        return []
    return [
        f"The quoted words take {speech_s:.1f} s, more than the {longest_s:.2f} s of one clip: "
        "they are spoken faster and what does not fit is left out."
    ]
