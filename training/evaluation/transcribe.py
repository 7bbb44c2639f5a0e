"""An independent ear for English: CMU PocketSphinx with the models that it brings along, trained on human speech and
on nothing of this project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from pocketsphinx import Decoder

from ...engine.mini.geometry import SAMPLE_RATE_HZ

PEAK = 0.5
SILENCE_S = 0.25
"""Put around every line: the decoder estimates the background from it."""


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z']+", text.lower()))


def open_decoder() -> Decoder:
    """Knows English words and how they follow each other."""
    return Decoder(samprate=SAMPLE_RATE_HZ, loglevel="FATAL")


def closed_decoder(vocabulary: Iterable[str]) -> Decoder:
    """Expects any sequence of words of `vocabulary`; those that its dictionary lacks are never heard."""
    decoder = Decoder(samprate=SAMPLE_RATE_HZ, loglevel="FATAL", lm=None)
    known = sorted(word for word in set(vocabulary) if decoder.lookup_word(word) is not None)
    decoder.add_jsgf_string("words", f"#JSGF V1.0; grammar words; public <line> = ({' | '.join(known)})+;")
    decoder.activate_search("words")
    return decoder


def transcribe(decoder: Decoder, samples: np.ndarray) -> tuple[str, ...]:
    """`[L]` -> the words that are heard."""
    loudest = float(np.abs(samples).max(initial=0.0))
    level = PEAK / max(loudest, 1e-4)
    padded = np.pad(np.asarray(samples, np.float64) * level, round(SILENCE_S * SAMPLE_RATE_HZ))
    decoder.start_utt()
    decoder.process_raw((padded * 32767).astype(np.int16).tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return words(found.hypstr) if found is not None else ()


def transcribe_all(decoder: Decoder, clips: Sequence[np.ndarray]) -> list[tuple[str, ...]]:
    return [transcribe(decoder, samples) for samples in clips]
