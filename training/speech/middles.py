"""The middle of every voice of the bank: the pitch in which it says neutral lines, in bins of 50 cents from 60 Hz.

    python -m tandem.training.speech.middles FOLDER

prints what `MIDDLES` in `engine/mini/text/voices.py` says.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...engine.mini.voice_source import BINS_PER_OCTAVE, LOWEST_HZ
from .bank import Utterance, load_bank
from .voices import HELD_OUT_VOICES, VOICES

NEUTRAL = "neutral"


def bins(pitches: Sequence[float]) -> np.ndarray:
    """Hz -> bins, as `voice_source.bins_of`."""
    return BINS_PER_OCTAVE * np.log2(np.asarray(pitches) / LOWEST_HZ)


def middles(bank: Sequence[Utterance]) -> dict[tuple[str, str], float]:
    """By person and voice: the median over neutral lines of the median of each; voices without such a line are left
    out."""
    found = defaultdict(list)
    for line in bank:
        if line.emotion == NEUTRAL and any(line.pitches):
            found[line.person, line.voice].append(np.median(bins(line.pitches)))
    return {voice: round(float(np.median(values)), 1) for voice, values in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bank", type=Path, help="the folder of a split")
    found = middles(load_bank(parser.parse_args().bank))
    for person, voices in VOICES.items():
        variants = [voice.variant for voice in (*voices, HELD_OUT_VOICES[person])]
        print(person, {name: found[person, name] for name in variants if (person, name) in found})


if __name__ == "__main__":
    main()
