"""How long a clip must be for its words, and which words still fit into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..geometry import AUDIO_LATENTS_PER_VIDEO_LATENT, LATENT_SECONDS, MAX_VIDEO_LATENTS, MIN_VIDEO_LATENTS
from .phonemes import SILENCE
from .script import TimedPhoneme
from .timeline import Line

LONGEST_CLIP_S = float(LATENT_SECONDS * MAX_VIDEO_LATENTS)
WORDS_SHOWN, CHARACTERS_SHOWN = 3, 24


@dataclass(frozen=True)
class SpokenWord:
    """An English word or a Chinese character of a script, and when its last sound ends."""

    text: str
    end_s: float


def spoken_words(lines: Sequence[Line], timed: Sequence[TimedPhoneme]) -> tuple[SpokenWord, ...]:
    """The words of `lines` in order; `timed` are all their sounds in the same order, without the pauses."""
    owners = [
        (number, sound.word) for number, line in enumerate(lines) for sound in line.sounds if sound.phoneme != SILENCE
    ]
    ends = {owner: item.end_s for owner, item in zip(owners, timed, strict=True)}
    return tuple(SpokenWord(lines[number].words[word], end_s) for (number, word), end_s in ends.items())


def clip_seconds(audio_latents: int) -> float:
    """The shortest legal clip that holds a script of `audio_latents`; longer than LONGEST_CLIP_S where none does."""
    latents = -(-audio_latents // AUDIO_LATENTS_PER_VIDEO_LATENT)
    return float(LATENT_SECONDS * max(latents, MIN_VIDEO_LATENTS))


def last_words(words: Sequence[SpokenWord], within_s: float = LONGEST_CLIP_S) -> str:
    """The last few words that end by `within_s`, as they are written; empty when not even one does."""
    fitting = [word.text for word in words if word.end_s <= within_s][-WORDS_SHOWN:]
    shown = ""
    for text in fitting:
        shown += " " + text if shown and (shown[-1].isascii() or text.isascii()) else text
    return shown[-CHARACTERS_SHOWN:]
