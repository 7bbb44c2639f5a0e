"""Trains the intonation model on the lines of the speech bank: every sound's pitch above the middle of its voice.

`python -m tandem.training.text.train_intonation --bank runs/bank --out runs/text/intonation.safetensors`
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from ...engine.mini.text.intonation import IntonationModel
from ...engine.mini.text.line_model import ENDINGS, EXCLAMATION, QUESTION, STATEMENT, Sound, columns
from ...engine.mini.text.phonemes import SILENCE
from ..optimiser import MuonWithAdamW, learning_rate
from ..speech.bank import Utterance, load_bank, speak
from ..speech.middles import bins, middles
from ..speech.voices import HELD_OUT_VOICES, VOICES
from .train_durations import TimedLine, timed_line

BATCH = 96
MUON_RATE, ADAM_RATE = 2e-3, 2e-3
HIDE_MANNER = 0.1
ENDINGS_IN_TURN = (STATEMENT, STATEMENT, QUESTION, EXCLAMATION)


@dataclass(frozen=True)
class TunedLine:
    """The sounds of one sentence, pauses included, how high each is said, NaN in a pause, and the mark behind it."""

    line: TimedLine
    lifts: np.ndarray
    ending: str = STATEMENT

    def sounds(self) -> list[Sound]:
        """As a prompt's line has them."""
        return [replace(sound, ending=self.ending) for sound in self.line.sounds]


def ended(utterance: Utterance, ending: str) -> Utterance | None:
    """The line said again with another mark behind it, None where it became too long. In Mandarin a mark changes
    nothing that espeak says."""
    if ending == STATEMENT or utterance.language != "english":
        return utterance
    own = {voice.variant: voice for voice in (*VOICES[utterance.person], HELD_OUT_VOICES[utterance.person])}
    return speak(
        utterance.text + ending, utterance.language, utterance.person, own[utterance.voice], utterance.emotion,
        utterance.pace,
    )  # fmt: skip


def tuned_line(utterance: Utterance, middle: float, ending: str = STATEMENT) -> TunedLine | None:
    """None where the sounds of the line are not those of its recording, or have no pitch."""
    line = timed_line(utterance) if any(utterance.pitches) else None
    if line is None:
        return None
    is_said = np.array([sound.phoneme != SILENCE for sound in line.sounds])
    if [sound.phoneme for sound in line.sounds if sound.phoneme != SILENCE] != [p[2] for p in utterance.phonemes]:
        return None
    lifts = np.full(len(is_said), np.nan)
    lifts[is_said] = bins(utterance.pitches) - middle
    return TunedLine(line, lifts, ending)


def tuned_lines(bank: Sequence[Utterance], most: int | None = None) -> list[TunedLine]:
    """Those of the bank, whose voices must have neutral lines in it, with ENDINGS_IN_TURN behind them."""
    known = middles(bank)
    spoken = [u for u in bank[:most] if (u.person, u.voice) in known]
    marked = ((ended(u, ending), ending) for u, ending in zip(spoken, cycle(ENDINGS_IN_TURN), strict=False))
    lines = (tuned_line(u, known[u.person, u.voice], ending) for u, ending in marked if u is not None)
    return [line for line in lines if line is not None]


def batch_of(lines: Sequence[TunedLine]) -> tuple[torch.Tensor, ...]:
    """Phonemes, tones, starts `[B, N]` int64, manner `[B, 4]`, endings `[B]`, lifts `[B, N]` (NaN in pauses and beyond
    the end)."""
    longest = max(len(line.lifts) for line in lines)
    ids = torch.zeros(3, len(lines), longest, dtype=torch.int64)
    lifts = torch.full((len(lines), longest), torch.nan)
    for k, tuned in enumerate(lines):
        ids[:, k, : len(tuned.lifts)] = torch.tensor(columns(list(tuned.line.sounds)))
        lifts[k, : len(tuned.lifts)] = torch.from_numpy(tuned.lifts)
    manner = torch.tensor([tuned.line.manner.ids() for tuned in lines])
    return *ids, manner, torch.tensor([ENDINGS.index(tuned.ending) for tuned in lines]), lifts


def loss_of(model: IntonationModel, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
    """Mean error in bins, where there is a pitch."""
    *read, lifts = batch
    known = torch.isfinite(lifts)
    error = (model(*read) - lifts.nan_to_num()).abs()
    return (error * known).sum() / known.sum()


def train(lines: Sequence[TunedLine], steps: int, seed: int) -> IntonationModel:
    torch.manual_seed(seed)
    rng = np.random.default_rng((seed, 37))
    model = IntonationModel()
    optimiser = MuonWithAdamW(model, lambda name, p: name.startswith("layers") and p.ndim > 1, MUON_RATE, ADAM_RATE)
    for step in range(steps):
        *read, manner, endings, lifts = batch_of([lines[i] for i in rng.integers(len(lines), size=BATCH)])
        hidden = torch.from_numpy(rng.random(manner.shape) < HIDE_MANNER)
        hidden[:, 0] = False
        loss = loss_of(model, (*read, manner.masked_fill(hidden, 0), endings, lifts))
        optimiser.step(loss, learning_rate(step / steps, step))
        if step % 200 == 199:
            print(f"step {step + 1} of {steps}, loss {loss.item():.3f}", flush=True)
    return model.eval()


def errors(model: IntonationModel, lines: Sequence[TunedLine]) -> dict:
    """On held-out lines: mean error of the model, and of saying everything on the middle of the mood, in bins of 50
    cents; and how much of the tune's spread the model has."""
    found = [np.array(model.lifts(tuned.sounds(), tuned.line.manner)) for tuned in lines]
    known = [np.isfinite(tuned.lifts) for tuned in lines]
    moods = {tuned.line.manner.emotion for tuned in lines}
    flat = {
        mood: np.median(np.concatenate([
            tuned.lifts[k] for tuned, k in zip(lines, known, strict=True) if tuned.line.manner.emotion == mood
        ]))
        for mood in moods
    }  # fmt: skip
    rows = [
        (
            np.abs(guess[k] - tuned.lifts[k]).mean(), np.abs(flat[tuned.line.manner.emotion] - tuned.lifts[k]).mean(),
            guess[k].std(), tuned.lifts[k].std(),
        )
        for guess, tuned, k in zip(found, lines, known, strict=True)
    ]  # fmt: skip
    means = np.mean(rows, axis=0)
    return {
        "held_out_lines": len(lines),
        "error_bins": round(float(means[0]), 2),
        "error_bins_flat": round(float(means[1]), 2),
        "spread_share": round(float(means[2] / means[3]), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bank", type=Path, default=Path("runs/bank"))
    parser.add_argument("--out", type=Path, default=Path("runs/text/intonation.safetensors"))
    parser.add_argument("--lines", type=int, default=6000)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    lines, held_out = (
        tuned_lines(load_bank(args.bank / "train"), args.lines),
        tuned_lines(load_bank(args.bank / "test")),
    )
    print(f"{len(lines)} lines to train on, {len(held_out)} held out", flush=True)
    model = train(lines, args.steps, args.seed)
    numbers = errors(model, held_out)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(model.state_dict(), args.out, metadata={"config": json.dumps({"numbers": numbers})})
    print(json.dumps(numbers, indent=1))


if __name__ == "__main__":
    main()
