"""tandem-mini's text encoder: a prompt becomes a context (what is seen and heard) and a script (what is said when)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import torch
from torch import nn

from ..geometry import AUDIO_LATENT_SECONDS
from ..operations import PlainOperations
from . import singing, timeline
from .attributes import UNSPECIFIED, most_likely, one_hot
from .chinese import PinyinTable
from .contradictions import contradictions
from .durations import DurationModel
from .fitting import SpokenWord, spoken_words
from .intonation import IntonationModel
from .letters import LettersToPhonemes
from .line_model import Manner
from .markup import plain, without_symbols
from .notes import language_notes, length_notes, quote_notes, reading_notes, skipped_notes, word_notes
from .phonemes import PHONEME_IDS
from .pronunciation import Pronouncer, SpokenLine
from .quotes import QuotedText, find_quotes
from .reader import PLACEHOLDER_ID, PromptReader
from .scene_slots import OFF_SCREEN, SPEAKERS_ON_SCREEN, keep_slots_of
from .script import TimedPhoneme, script_tensor
from .settling import stated, with_loudness, with_narrator, with_song
from .unread_words import unread_words
from .value_words import value_words
from .vocabulary import vocabulary

MAX_PROMPT_CHARACTERS = 2000


class PromptError(ValueError):
    """A prompt that cannot be read, said in one sentence."""


@dataclass(frozen=True)
class EncodedPrompt:
    """`context` float32 `[1, S, V]`, probabilities; `script` int64 `[1, A, 14]`, or None when nothing is said.

    `speech_s` is when the last sound of the script ends; `notes` are sentences for the user; `words` are those of the
    script.
    """

    context: torch.Tensor
    script: torch.Tensor | None
    speech_s: float
    notes: tuple[str, ...]
    words: tuple[SpokenWord, ...] = ()


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
        intonation: dict[str, int] | None = None,
        dtype=None,
        device=None,
        operations=PlainOperations,
    ) -> None:
        super().__init__()
        place = {"dtype": dtype, "device": device, "operations": operations}
        self.reader = PromptReader(characters=characters, **(reader or {}), **place)
        self.letters = LettersToPhonemes(**(letters or {}), **place)
        self.durations = DurationModel(**(durations or {}), **place)
        self.intonation = IntonationModel(**(intonation or {}), **place)
        pinyin = PinyinTable(chinese_readings, chinese_words)
        self.pronouncer = Pronouncer(self.letters, exceptions, pinyin, chinese_syllables)

    @torch.no_grad()
    def encode(self, prompt: str) -> EncodedPrompt:
        """Raises PromptError for a prompt of more than MAX_PROMPT_CHARACTERS characters. An empty prompt is allowed."""
        if len(prompt) > MAX_PROMPT_CHARACTERS:
            raise PromptError(
                f"prompt: expected at most {MAX_PROMPT_CHARACTERS} characters, got {len(prompt)}; "
                f"shorten it to {MAX_PROMPT_CHARACTERS}, which is far more than one clip can show and say"
            )
        quoted, notes = _cleaned(prompt)
        reading, speakers = self._read(quoted)
        asked = _values(reading)
        spoken = [self.pronouncer.line(quote) for quote in quoted.quotes]
        possible = _possible_speakers(speakers, asked["scene"])
        heard = [(line, who) for line, who in zip(spoken, possible, strict=True) if line.sounds]
        context, scene = with_song(reading, asked["scene"], {who for _, who in heard})
        timed, words = self._placed(heard, {**asked, "scene": scene})
        context, dropped = _settled(context, scene, heard)
        unread = unread_words(quoted.text, scene, asked, value_words())
        notes += [
            *skipped_notes(spoken),
            *language_notes(asked["language"], _language(heard)),
            *quote_notes(asked, {who for _, who in heard}),
            *word_notes(quoted.text, vocabulary()),
            *(item.sentence() for item in contradictions(quoted.text, context, self.slots, value_words())),
            *reading_notes({**asked, **unread, "scene": scene}, (*dropped, *unread), bool(quoted.text.strip())),
            *length_notes(words),
        ]
        if not timed:
            return EncodedPrompt(context[None], None, 0.0, tuple(notes))
        speech_s = max(item.end_s for item in timed)
        script = script_tensor(timed, PHONEME_IDS, math.ceil(speech_s / float(AUDIO_LATENT_SECONDS)))
        return EncodedPrompt(context[None], script[None], speech_s, tuple(notes), words)

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

    def _placed(
        self, heard: list[tuple[SpokenLine, int]], asked: dict[str, str]
    ) -> tuple[list[TimedPhoneme], tuple[SpokenWord, ...]]:
        """The sounds in time, and the words that they are; what is said off screen follows a song or a rap."""
        lines = [timeline.Line(line.sounds, who, _manner(asked, line.language, who), line.words) for line, who in heard]
        if asked["scene"] in ("sing_words", "rap"):
            lines.sort(key=lambda line: line.speaker == OFF_SCREEN)
        on_screen = [line for line in lines if line.speaker != OFF_SCREEN]
        performed: list[TimedPhoneme] = []
        if asked["scene"] == "sing_words":
            melody = singing.Melody(asked["pace"], asked["mood"], asked["melody"], asked["first_person"])
            performed = singing.sung_words(on_screen, self.durations, melody)
        elif asked["scene"] == "rap":
            performed = timeline.rapped(list(map(self._tuned, on_screen)), self.durations, asked["pace"])
        after_s = max((item.end_s for item in performed), default=0.0)
        rest = lines[len(on_screen) :] if performed else lines
        timed = performed + timeline.spoken(list(map(self._tuned, rest)), self.durations, after_s=after_s)
        return timed, spoken_words(lines, timed)

    def _tuned(self, line: timeline.Line) -> timeline.Line:
        """The line with the lift of every sound."""
        lifts = self.intonation.lifts(list(line.sounds), line.manner)
        sounds = tuple(replace(sound, lift=lift) for sound, lift in zip(line.sounds, lifts, strict=True))
        return replace(line, sounds=sounds)


def _cleaned(prompt: str) -> tuple[QuotedText, list[str]]:
    """The prompt as the reader and the pronouncer get it, and notes on what was taken out."""
    written = plain(prompt)
    quoted = find_quotes(written.text)
    words = without_symbols(quoted.text)
    return replace(quoted, text=words.text), [*written.notes, *words.notes, *quoted.notes]


def _values(context: torch.Tensor) -> dict[str, str]:
    return {name: value for name, (value, _) in most_likely(context).items()}


def _possible_speakers(speakers: list[int], scene: str) -> list[int]:
    """Speakers that are not on screen in `scene` become the first person, or a voice off screen where nobody is."""
    if scene == UNSPECIFIED:
        return speakers
    people = SPEAKERS_ON_SCREEN.get(scene, 0)
    return [who if who == OFF_SCREEN or who <= people else (1 if people else OFF_SCREEN) for who in speakers]


def _manner(asked: dict[str, str], language: str, speaker: int) -> Manner:
    """What the prompt leaves open is said at a medium pace. A narrator has no emotion of its own."""
    pace = "medium" if asked["pace"] == UNSPECIFIED else asked["pace"]
    if speaker == OFF_SCREEN:
        return Manner(language, "neutral", pace, asked["narrator"])
    owner = {1: "first", 2: "second"}[speaker]
    return Manner(language, asked[f"{owner}_emotion"], pace, asked[f"{owner}_person"])


def _language(heard: list[tuple[SpokenLine, int]]) -> str:
    """That of most quotes; an empty string when nothing is said."""
    languages = [line.language for line, _ in heard]
    return max(sorted(set(languages)), key=languages.count, default="")


def _settled(
    context: torch.Tensor, scene: str, heard: list[tuple[SpokenLine, int]]
) -> tuple[torch.Tensor, tuple[str, ...]]:
    """The context of the clip as it will be made, and the slots that were stated but that its scene does not have."""
    context = with_narrator(context, scene, {who for _, who in heard})
    if heard:
        context = stated(context, "language", _language(heard))
    return keep_slots_of(scene, with_loudness(context, scene))
