"""tandem-mini's text encoder: a prompt becomes a context (what is seen and heard) and a script (what is said when)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import torch
from torch import nn

from ..geometry import AUDIO_LATENT_SECONDS
from ..operations import PlainOperations
from . import timeline
from .attributes import SLOT_BY_NAME, SLOT_NAMES, UNSPECIFIED, most_likely, one_hot
from .chinese import PinyinTable
from .contradictions import contradictions
from .durations import DurationModel, Manner
from .letters import LettersToPhonemes
from .markup import plain, without_symbols
from .notes import language_notes, length_notes, reading_notes, skipped_notes, word_notes
from .phonemes import PHONEME_IDS
from .pronunciation import Pronouncer, SpokenLine
from .quotes import QuotedText, find_quotes
from .reader import PLACEHOLDER_ID, PromptReader
from .scene_slots import OFF_SCREEN, SPEAKERS_ON_SCREEN, keep_slots_of
from .script import TimedPhoneme, script_tensor
from .value_words import value_words
from .vocabulary import vocabulary

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
        quoted, notes = _cleaned(prompt)
        context, speakers = self._read(quoted)
        asked = {name: value for name, (value, _) in most_likely(context).items()}
        spoken = [self.pronouncer.line(quote) for quote in quoted.quotes]
        lines = [
            timeline.Line(line.sounds, who, _manner(asked, line.language, who))
            for line, who in zip(spoken, _possible_speakers(speakers, asked["scene"]), strict=True)
            if line.sounds
        ]
        timed = self._placed(lines, asked)
        speech_s = _end_s(timed)
        context, translation_notes = _with_language(context, asked, spoken)
        context, dropped = keep_slots_of(asked["scene"], context)
        notes += [
            *skipped_notes(spoken),
            *translation_notes,
            *word_notes(quoted.text, vocabulary()),
            *(item.sentence() for item in contradictions(quoted.text, context, self.slots, value_words())),
            *reading_notes(asked, dropped, bool(quoted.text.strip())),
            *length_notes(speech_s),
        ]
        if not timed:
            return EncodedPrompt(context[None], None, 0.0, tuple(notes))
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

    def slots(self, text: str) -> torch.Tensor:
        """`[S, V]` probabilities of a text whose quotes are placeholders."""
        return self._read(QuotedText(text, (), ()))[0]

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


def _cleaned(prompt: str) -> tuple[QuotedText, list[str]]:
    """The prompt as the reader and the pronouncer get it, and notes on what was taken out."""
    written = plain(prompt)
    quoted = find_quotes(written.text)
    words = without_symbols(quoted.text)
    return replace(quoted, text=words.text), [*written.notes, *words.notes, *quoted.notes]


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
    return context, language_notes(asked["language"], language)
