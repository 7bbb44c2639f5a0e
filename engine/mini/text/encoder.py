"""tandem-mini's text encoder: a prompt becomes a context (what is seen and heard) and a script (what is said when)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import nn

from ..geometry import AUDIO_LATENT_SECONDS, LATENT_SECONDS, MAX_VIDEO_LATENTS
from ..operations import PlainOperations
from . import timeline
from .attributes import SLOT_BY_NAME, SLOT_NAMES, UNSPECIFIED, most_likely, one_hot
from .chinese import PinyinTable
from .durations import DurationModel, Manner
from .letters import LettersToPhonemes
from .phonemes import PHONEME_IDS
from .pronunciation import Pronouncer, SpokenLine
from .quotes import QuotedText, find_quotes
from .reader import PLACEHOLDER_ID, PromptReader
from .scene_slots import OFF_SCREEN, SPEAKERS_ON_SCREEN, keep_slots_of
from .script import TimedPhoneme, script_tensor

MAX_PROMPT_CHARACTERS = 2000
LANGUAGE_ROW = SLOT_NAMES.index("language")


class PromptError(ValueError):
    """A prompt that cannot be read, said in one sentence."""


@dataclass(frozen=True)
class EncodedPrompt:
    """`context` float32 `[1, S, V]`, probabilities; `script` int64 `[1, A, 4]`, or None when nothing is said.

    `speech_s` is when the last sound of the script ends; `notes` are sentences for the user.
    """

    context: torch.Tensor
    script: torch.Tensor | None
    speech_s: float
    notes: tuple[str, ...]


class MiniTextEncoder(nn.Module):
    """Reader, spelling network and duration model, with the tables they need.

    `exceptions`: English word -> phonemes. `chinese_readings`: syllable with tone -> characters.
    `chinese_words`: word -> syllables. `chinese_syllables`: pinyin -> phonemes. Phonemes and syllables are separated by
    spaces.
    """

    def __init__(
        self,
        *,
        characters: str,
        exceptions: dict[str, str],
        chinese_readings: dict[str, str],
        chinese_words: dict[str, str],
        chinese_syllables: dict[str, str],
        reader: dict[str, int] | None = None,
        letters: dict[str, int] | None = None,
        durations: dict[str, int] | None = None,
        dtype=None,
        device=None,
        operations=PlainOperations,
    ) -> None:
        super().__init__()
        place = {"dtype": dtype, "device": device, "operations": operations}
        self.reader = PromptReader(characters=characters, **(reader or {}), **place)
        self.letters = LettersToPhonemes(**(letters or {}), **place)
        self.durations = DurationModel(**(durations or {}), **place)
        pinyin = PinyinTable(chinese_readings, chinese_words)
        self.pronouncer = Pronouncer(self.letters, exceptions, pinyin, chinese_syllables)

    @torch.no_grad()
    def encode(self, prompt: str) -> EncodedPrompt:
        """Raises PromptError for a prompt of more than MAX_PROMPT_CHARACTERS characters. An empty prompt is allowed."""
        if len(prompt) > MAX_PROMPT_CHARACTERS:
            raise PromptError(
                f"prompt: expected at most {MAX_PROMPT_CHARACTERS} characters, got {len(prompt)}; "
                f"shorten it to {MAX_PROMPT_CHARACTERS}"
            )
        quoted = find_quotes(prompt)
        context, speakers = self._read(quoted)
        asked = {name: value for name, (value, _) in most_likely(context).items()}
        spoken = [self.pronouncer.line(quote) for quote in quoted.quotes]
        notes = [*quoted.notes, *_skipped_notes(spoken)]
        context, language_notes = _with_language(context, asked, spoken)
        lines = [
            timeline.Line(line.sounds, who, _manner(asked, line.language, who))
            for line, who in zip(spoken, _possible_speakers(speakers, asked["scene"]), strict=True)
            if line.sounds
        ]
        timed = self._placed(lines, asked)
        context, dropped = keep_slots_of(asked["scene"], context)
        notes += [*language_notes, *_reading_notes(asked, dropped, bool(prompt.strip())), *_length_notes(timed)]
        if not timed:
            return EncodedPrompt(context[None], None, 0.0, tuple(notes))
        speech_s = max(item.end_s for item in timed)
        script = script_tensor(timed, PHONEME_IDS, math.ceil(speech_s / float(AUDIO_LATENT_SECONDS)))
        return EncodedPrompt(context[None], script[None], speech_s, tuple(notes))

    def _read(self, quoted: QuotedText) -> tuple[torch.Tensor, list[int]]:
        """The `[S, V]` probabilities on the CPU in float32, and the reader's speaker of every quote."""
        if not quoted.text.strip():
            return one_hot({}), []
        ids = self.reader.encode(quoted.text)
        slots, speakers = self.reader(torch.tensor([ids], device=self.reader.letters.weight.device))
        places = [place for place, letter in enumerate(ids) if letter == PLACEHOLDER_ID]
        best = speakers[0, places, 1:].argmax(-1) + 1
        return slots[0].float().softmax(-1).cpu(), best.tolist()

    def _placed(self, lines: list[timeline.Line], asked: dict[str, str]) -> list[TimedPhoneme]:
        on_screen = [line for line in lines if line.speaker != OFF_SCREEN]
        off_screen = [line for line in lines if line.speaker == OFF_SCREEN]
        if asked["scene"] == "sing" and on_screen:
            song = timeline.sung(on_screen, asked["pace"], asked["melody"], asked["first_person"])
            return song + timeline.spoken(off_screen, self.durations, after_s=_end_s(song))
        if asked["scene"] == "rap" and on_screen:
            rap = timeline.rapped(on_screen, self.durations, asked["pace"])
            return rap + timeline.spoken(off_screen, self.durations, after_s=_end_s(rap))
        return timeline.spoken(lines, self.durations)


def _end_s(timed: list[TimedPhoneme]) -> float:
    return max((item.end_s for item in timed), default=0.0)


def _possible_speakers(speakers: list[int], scene: str) -> list[int]:
    """Speakers that are not on screen in `scene` become the first person, or a voice off screen where nobody is."""
    if scene == UNSPECIFIED:
        return speakers
    people = SPEAKERS_ON_SCREEN.get(scene, 0)
    return [who if who == OFF_SCREEN or who <= people else (1 if people else OFF_SCREEN) for who in speakers]


def _manner(asked: dict[str, str], language: str, speaker: int) -> Manner:
    """What the prompt leaves open is said at a medium pace."""
    pace = "medium" if asked["pace"] == UNSPECIFIED else asked["pace"]
    if speaker == OFF_SCREEN:
        return Manner(language, "neutral", pace, UNSPECIFIED)
    owner = {1: "first", 2: "second"}[speaker]
    return Manner(language, asked[f"{owner}_emotion"], pace, asked[f"{owner}_person"])


def _with_language(
    context: torch.Tensor, asked: dict[str, str], spoken: list[SpokenLine]
) -> tuple[torch.Tensor, list[str]]:
    """The language slot follows the quotes: they are said as they are written."""
    heard = [line.language for line in spoken if line.language]
    if not heard:
        return context, []
    language = max(sorted(set(heard)), key=heard.count)
    context = context.clone()
    context[LANGUAGE_ROW] = 0.0
    context[LANGUAGE_ROW, SLOT_BY_NAME["language"].index(language)] = 1.0
    if asked["language"] in (UNSPECIFIED, language):
        return context, []
    return context, [
        f"The words in quotes are {language} and are spoken so; nothing is translated into {asked['language']}."
    ]


def _skipped_notes(spoken: list[SpokenLine]) -> list[str]:
    skipped = dict.fromkeys(letter for line in spoken for letter in line.skipped)
    return [f"These characters cannot be spoken and are skipped: {' '.join(skipped)}"] if skipped else []


def _reading_notes(asked: dict[str, str], dropped: tuple[str, ...], has_text: bool) -> list[str]:
    notes = []
    if has_text and asked["scene"] == UNSPECIFIED:
        notes.append("No scene was recognised in the prompt: the model chooses what is seen and heard.")
    stated = [name for name in dropped if asked[name] != UNSPECIFIED]
    if stated:
        names = ", ".join(f"{name.replace('_', ' ')} ({asked[name]})" for name in stated)
        notes.append(f"The scene {asked['scene']!r} does not vary in: {names}; the picture and sound leave it open.")
    return notes


def _length_notes(timed: list[TimedPhoneme]) -> list[str]:
    longest_s = float(LATENT_SECONDS * MAX_VIDEO_LATENTS)
    if _end_s(timed) <= longest_s:
        return []
    return [
        f"The quoted words take {_end_s(timed):.1f} s, more than the {longest_s:.2f} s of one clip: "
        "they are spoken faster and what does not fit is left out."
    ]
