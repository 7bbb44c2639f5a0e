"""An independent ear for English: CMU PocketSphinx with the models that it brings along, trained on human speech and
on nothing of this project."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from pocketsphinx import Decoder

from ...engine.mini.geometry import SAMPLE_RATE_HZ

PEAK, BACKGROUND = 0.5, 0.003
"""Loudest sample, and the noise that is added: a recogniser that was trained on microphones loses its way in digital
silence."""
BACKGROUND_SEED = 6
SILENCE_S = 0.25
"""Put around every line: the decoder estimates the background from it."""


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z']+", text.lower()))


def open_decoder() -> Decoder:
    """Knows English words and how they follow each other."""
    return Decoder(samprate=SAMPLE_RATE_HZ, loglevel="FATAL")


def closed_decoder(vocabulary: Iterable[str]) -> Decoder:
    """Expects words of `vocabulary` alone, each as likely as any other at any place; those that its dictionary lacks
    are never heard."""
    decoder = Decoder(samprate=SAMPLE_RATE_HZ, loglevel="FATAL", lm=None)
    known = sorted(word for word in set(vocabulary) if decoder.lookup_word(word) is not None)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "words.arpa"
        path.write_text(_even_language_model(known), encoding="ascii")
        decoder.add_lm_file("words", str(path))
    decoder.activate_search("words")
    return decoder


def _even_language_model(known: Sequence[str]) -> str:
    """A unigram model in ARPA format: log10 of the probability before every word."""
    entries = [*known, "</s>"]
    even = math.log10(1 / len(entries))
    lines = ["-99 <s>", *(f"{even:.4f} {word}" for word in entries)]
    return "\n".join(["\\data\\", f"ngram 1={len(lines)}", "", "\\1-grams:", *lines, "", "\\end\\", ""])


def transcribe(decoder: Decoder, samples: np.ndarray) -> tuple[str, ...]:
    """`[L]` -> the words that are heard."""
    level = PEAK / max(float(np.abs(samples).max(initial=0.0)), 1e-4)
    padded = np.pad(np.asarray(samples, np.float64) * level, round(SILENCE_S * SAMPLE_RATE_HZ))
    noisy = padded + np.random.default_rng(BACKGROUND_SEED).normal(0, BACKGROUND, len(padded))
    decoder.start_utt()
    decoder.process_raw((noisy.clip(-1, 1) * 32767).astype(np.int16).tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return words(found.hypstr) if found is not None else ()


def transcribe_all(decoder: Decoder, clips: Sequence[np.ndarray]) -> list[tuple[str, ...]]:
    return [transcribe(decoder, samples) for samples in clips]
