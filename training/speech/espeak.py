"""Speaking with libespeak-ng through ctypes: samples plus the time and mnemonic of every phoneme.

Used only to make training data; nothing of espeak-ng is needed to run tandem-mini. The constants are those of
espeak-ng's `speak_lib.h` (version 1.51).
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache

import numpy as np

LIBRARY_NAMES = ("libespeak-ng.so.1", "libespeak-ng.dylib", "libespeak-ng.dll")
OUTPUT_SYNCHRONOUS, INITIALISE_PHONEME_EVENTS = 2, 1
EVENT_END_OF_LIST, EVENT_WORD, EVENT_PHONEME = 0, 1, 7
RATE, VOLUME, PITCH, RANGE = 1, 2, 3, 4
TEXT_IS_UTF8, POSITION_CHARACTER = 1, 1
STRESS_MARKS = "',%=;:|"


class EspeakMissing(RuntimeError):
    """libespeak-ng is not installed."""


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True)
class SpokenPhoneme:
    """A mnemonic of espeak without stress marks; `word` counts the words (in pinyin: the syllables) from 0."""

    start_s: float
    end_s: float
    mnemonic: str
    word: int


@dataclass(frozen=True)
class Speech:
    """What espeak said: float32 samples in -1..1 at `sample_rate_hz`, and the phonemes in them, pauses left out."""

    samples: np.ndarray
    sample_rate_hz: int
    phonemes: tuple[SpokenPhoneme, ...]


class _Speaker:
    """The one espeak-ng of this process: the library keeps global state, so there can be no second one."""

    def __init__(self) -> None:
        self.library, data = _open_library()
        self.sample_rate_hz = self.library.espeak_Initialize(OUTPUT_SYNCHRONOUS, 0, data, INITIALISE_PHONEME_EVENTS)
        self.blocks: list[np.ndarray] = []
        self.events: list[tuple[float, int, str]] = []
        self.callback = _Callback(self._receive)
        self.library.espeak_SetSynthCallback(self.callback)

    def _receive(self, wave, count: int, events) -> int:
        if count > 0:
            self.blocks.append(np.ctypeslib.as_array(wave, (count,)).copy())
        index = 0
        while events[index].type != EVENT_END_OF_LIST:
            event = events[index]
            if event.type in (EVENT_WORD, EVENT_PHONEME):
                name = bytes(event.id.string).split(b"\0")[0].decode("utf-8", "replace")
                self.events.append((event.audio_position / 1000, event.type, name))
            index += 1
        return 0


def _open_library() -> tuple[ctypes.CDLL, bytes | None]:
    """The system's library, or the one of the package `espeakng-loader` and where its voices lie."""
    for name in LIBRARY_NAMES:
        try:
            return ctypes.CDLL(name), None
        except OSError:
            continue
    try:
        import espeakng_loader
    except ImportError:
        raise EspeakMissing(
            "espeak-ng: expected libespeak-ng (Debian: apt install espeak-ng) or the package espeakng-loader, "
            "found none"
        ) from None
    return ctypes.CDLL(espeakng_loader.get_library_path()), espeakng_loader.get_data_path().encode()


@cache
def _speaker() -> _Speaker:
    return _Speaker()


def say(text: str, voice: str, *, rate_wpm: int, pitch: int, pitch_range: int, volume: int) -> Speech:
    """Speaks `text`. `pitch` and `pitch_range` are espeak's 0..99, `volume` 0..200 with 100 as normal.

    Raises EspeakMissing without the library and ValueError for a voice that espeak does not have.
    """
    speaker = _speaker()
    speaker.blocks.clear()
    speaker.events.clear()
    if speaker.library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise ValueError(f"espeak-ng: expected the name of an installed voice, got {voice!r}")
    for parameter, value in ((RATE, rate_wpm), (VOLUME, volume), (PITCH, pitch), (RANGE, pitch_range)):
        speaker.library.espeak_SetParameter(parameter, int(value), 0)
    data = text.encode()
    speaker.library.espeak_Synth(data, len(data) + 1, 0, POSITION_CHARACTER, 0, TEXT_IS_UTF8, None, None)
    speaker.library.espeak_Synchronize()
    wave = np.concatenate(speaker.blocks) if speaker.blocks else np.zeros(0, np.int16)
    samples = wave.astype(np.float32) / 32768
    end_s = len(samples) / speaker.sample_rate_hz
    return Speech(samples, speaker.sample_rate_hz, _phonemes(speaker.events, end_s))


def _phonemes(events: list[tuple[float, int, str]], end_s: float) -> tuple[SpokenPhoneme, ...]:
    word, found = -1, []
    phoneme_events = [item for item in events if item[1] == EVENT_PHONEME]
    ends = iter([item[0] for item in phoneme_events][1:] + [end_s])
    for start_s, kind, name in events:
        if kind == EVENT_WORD:
            word += 1
            continue
        stop_s = next(ends)
        mnemonic = name.lstrip(STRESS_MARKS)
        if mnemonic and mnemonic[0] not in "_(" and stop_s > start_s:
            found.append(SpokenPhoneme(start_s, stop_s, mnemonic, max(word, 0)))
    return tuple(found)
