"""Trains the duration model on the lines of the speech bank, spoken again with their words known.

`python -m tandem.training.text.train_durations --bank runs/bank --out runs/text/durations.safetensors --steps 1500`
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from ...engine.mini.text.attributes import UNSPECIFIED
from ...engine.mini.text.durations import DurationModel
from ...engine.mini.text.line_model import Manner, Sound, columns
from ...engine.mini.text.phonemes import SILENCE
from ..optimiser import MuonWithAdamW, learning_rate
from ..speech.bank import Utterance, load_bank, say_line
from ..speech.inventory import phoneme_name
from ..speech.pinyin import syllables
from ..speech.voices import HELD_OUT_VOICES, VOICES

BATCH = 96
MUON_RATE, ADAM_RATE = 2e-3, 2e-3
HIDE_MANNER = 0.15
LONGEST_PAUSE_S = 0.8


@dataclass(frozen=True)
class TimedLine:
    """The sounds of one line, pauses included, and how long each really lasted."""

    sounds: tuple[Sound, ...]
    seconds: tuple[float, ...]
    manner: Manner


def timed_line(utterance: Utterance) -> TimedLine | None:
    """The line spoken again; None where espeak groups the words otherwise than the text does."""
    voices = {voice.variant: voice for voice in (*VOICES[utterance.person], HELD_OUT_VOICES[utterance.person])}
    voice = voices[utterance.voice]
    speech, tones = say_line(utterance.text, utterance.language, voice, utterance.emotion, utterance.pace)
    spoken = syllables(utterance.text)[0] if utterance.language == "chinese" else utterance.text
    pause_after = [word.endswith(",") for word in re.findall(r"[^\s,]+,?", spoken)]
    if not speech.phonemes or speech.phonemes[-1].word + 1 != len(pause_after):
        return None
    sounds, seconds = [], []
    for now, after in zip(speech.phonemes, [*speech.phonemes[1:], None], strict=True):
        name = phoneme_name(utterance.language, now.mnemonic)
        sounds.append(Sound(name, tones[now.word] if tones else 0, now.word))
        seconds.append(now.end_s - now.start_s)
        if after is None:
            continue
        gap_s = max(after.start_s - now.end_s, 0.0)
        if after.word != now.word and pause_after[now.word]:
            sounds.append(Sound(SILENCE, 0, now.word))
            seconds.append(min(gap_s, LONGEST_PAUSE_S))
        else:
            seconds[-1] += gap_s
    manner = Manner(utterance.language, utterance.emotion, utterance.pace, utterance.person)
    return TimedLine(tuple(sounds), tuple(seconds), manner)


def batch_of(lines: list[TimedLine]) -> tuple[torch.Tensor, ...]:
    """Phonemes, tones, starts `[B, N]` int64, manner `[B, 4]`, seconds `[B, N]` (0 beyond the end)."""
    longest = max(len(line.sounds) for line in lines)
    ids = torch.zeros(3, len(lines), longest, dtype=torch.int64)
    seconds = torch.zeros(len(lines), longest)
    for k, line in enumerate(lines):
        ids[:, k, : len(line.sounds)] = torch.tensor(columns(list(line.sounds)))
        seconds[k, : len(line.sounds)] = torch.tensor(line.seconds)
    return *ids, torch.tensor([line.manner.ids() for line in lines]), seconds


def loss_of(model: DurationModel, batch: tuple[torch.Tensor, ...]) -> torch.Tensor:
    """Mean relative error, which weighs short and long sounds alike."""
    phonemes, tones, starts, manner, seconds = batch
    predicted = model(phonemes, tones, starts, manner)
    error = (predicted.clamp(min=0.01).log() - seconds.clamp(min=0.01).log()).abs()
    return (error * (starts > 0)).sum() / (starts > 0).sum()


def train(lines: list[TimedLine], steps: int, seed: int) -> DurationModel:
    torch.manual_seed(seed)
    rng = np.random.default_rng((seed, 31))
    model = DurationModel()
    optimiser = MuonWithAdamW(model, lambda name, p: name.startswith("layers") and p.ndim > 1, MUON_RATE, ADAM_RATE)
    for step in range(steps):
        phonemes, tones, starts, manner, seconds = batch_of([lines[i] for i in rng.integers(len(lines), size=BATCH)])
        hidden = torch.from_numpy(rng.random(manner.shape) < HIDE_MANNER)
        hidden[:, 0] = False
        loss = loss_of(model, (phonemes, tones, starts, manner.masked_fill(hidden, 0), seconds))
        optimiser.step(loss, learning_rate(step / steps, step))
        if step % 200 == 199:
            print(f"step {step + 1} of {steps}, loss {loss.item():.3f}", flush=True)
    return model.eval()


def mean_table(lines: list[TimedLine]) -> dict[tuple[str, str], float]:
    """Mean seconds of every phoneme at every pace: the table that the model has to beat."""
    found = defaultdict(list)
    for line in lines:
        for sound, seconds in zip(line.sounds, line.seconds, strict=True):
            found[sound.phoneme, line.manner.pace].append(seconds)
    return {key: float(np.mean(values)) for key, values in found.items()}


def errors(model: DurationModel, table: dict[tuple[str, str], float], lines: list[TimedLine]) -> dict:
    """On held-out lines: mean error per phoneme and of a whole line, of the model and of the table."""
    rows = []
    for line in lines:
        wanted = np.array(line.seconds)
        guess = np.array(model.seconds(list(line.sounds), line.manner))
        flat = np.array([table.get((sound.phoneme, line.manner.pace), 0.08) for sound in line.sounds])
        plain = np.array(
            model.seconds(list(line.sounds), Manner(line.manner.language, UNSPECIFIED, UNSPECIFIED, UNSPECIFIED))
        )
        rows.append([
            *(np.abs(kind - wanted).mean() * 1000 for kind in (guess, flat, plain)),
            *(abs(kind.sum() / wanted.sum() - 1) for kind in (guess, flat)),
        ])  # fmt: skip
    means = np.mean(rows, axis=0)
    return {
        "held_out_lines": len(lines),
        "phoneme_error_ms": round(means[0], 2),
        "phoneme_error_ms_mean_table": round(means[1], 2),
        "phoneme_error_ms_manner_unknown": round(means[2], 2),
        "line_length_error": round(means[3], 4),
        "line_length_error_mean_table": round(means[4], 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bank", type=Path, default=Path("runs/bank"))
    parser.add_argument("--out", type=Path, default=Path("runs/text/durations.safetensors"))
    parser.add_argument("--lines", type=int, default=5000)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    train_lines = [line for u in load_bank(args.bank / "train")[: args.lines] if (line := timed_line(u)) is not None]
    test_lines = [line for u in load_bank(args.bank / "test") if (line := timed_line(u)) is not None]
    print(f"{len(train_lines)} lines to train on, {len(test_lines)} held out", flush=True)
    model = train(train_lines, args.steps, args.seed)
    numbers = errors(model, mean_table(train_lines), test_lines)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(model.state_dict(), args.out, metadata={"config": json.dumps({"numbers": numbers})})
    print(json.dumps(numbers, indent=1))


if __name__ == "__main__":
    main()
