"""Trains the prompt reader on an endless stream of written prompts.

`python -m tandem.training.text.train_reader --out runs/text/reader.safetensors --steps 2500`
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch.nn.attention import SDPBackend, sdpa_kernel

from ...engine.mini.text.attributes import SLOTS, UNSPECIFIED
from ...engine.mini.text.quotes import find_quotes, normalised
from ...engine.mini.text.reader import (
    PADDING_ID,
    PLACEHOLDER_ID,
    UNKNOWN_ID,
    PromptReader,
)
from ..optimiser import MuonWithAdamW, learning_rate
from ..prompts.prompts import training_prompt, training_prompts
from ..prompts.writer import Prompt
from .earlier_reader import TABLE_KEY, slot_table, take_weights
from .export import saved_config
from .reader_accuracy import report

BATCH = 64
MUON_RATE, ADAM_RATE = 4e-3, 2e-3
SCENE_WEIGHT = 3.0
FORGET_LETTER = 0.015
NO_SPEAKER = -100
PROMPTS_FOR_CHARACTERS = 12_000
BASIC_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789 .,:;!?'()-/&%"


def known_characters(seed: int) -> str:
    """Every character of a sample of the training prompts, quotes left out."""
    letters = set(BASIC_CHARACTERS)
    for prompt in training_prompts(PROMPTS_FOR_CHARACTERS, seed + 1):
        letters |= set(normalised(find_quotes(prompt.text).text))
    return "".join(sorted(letter for letter in letters if ord(letter) < 0xE000 or ord(letter) > 0xF8FF))


def targets(prompt: Prompt) -> list[int]:
    """One value index per slot."""
    return [slot.index(prompt.attributes.get(slot.name, UNSPECIFIED)) for slot in SLOTS]


def collate(prompts: list[Prompt], reader: PromptReader) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids `[B, N]`, slot values `[B, S]`, speakers `[B, N]` (NO_SPEAKER away from the placeholders)."""
    rows = [reader.encode(find_quotes(prompt.text).text) for prompt in prompts]
    ids = torch.full((len(rows), max(map(len, rows))), PADDING_ID)
    speakers = torch.full_like(ids, NO_SPEAKER)
    for k, (row, prompt) in enumerate(zip(rows, prompts, strict=True)):
        ids[k, : len(row)] = torch.tensor(row)
        places = [i for i, letter in enumerate(row) if letter == PLACEHOLDER_ID]
        speakers[k, places] = torch.tensor(prompt.speakers, dtype=torch.int64)
    return ids, torch.tensor([targets(prompt) for prompt in prompts]), speakers


def batches(reader: PromptReader, seed: int, size: int) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Batches of prompts of like length, with some letters forgotten."""
    rng = np.random.default_rng((seed, 13))
    forget = torch.Generator().manual_seed(seed)
    while True:
        pool = sorted((training_prompt(rng) for _ in range(8 * size)), key=lambda prompt: len(prompt.text))
        for index in rng.permutation(8):
            ids, values, speakers = collate(pool[index * size : (index + 1) * size], reader)
            forgotten = torch.rand(ids.shape, generator=forget) < FORGET_LETTER
            yield torch.where(forgotten & (ids > PLACEHOLDER_ID), UNKNOWN_ID, ids), values, speakers


def loss_of(reader: PromptReader, batch: tuple[torch.Tensor, torch.Tensor, torch.Tensor]) -> torch.Tensor:
    ids, values, speakers = batch
    slot_logits, speaker_logits = reader(ids)
    each = F.cross_entropy(slot_logits.flatten(0, 1), values.flatten(), reduction="none").view_as(values)
    weights = torch.ones(len(SLOTS))
    weights[0] = SCENE_WEIGHT
    loss = (each * weights).sum(1).mean()
    if bool((speakers != NO_SPEAKER).any()):
        loss = loss + F.cross_entropy(speaker_logits.float().flatten(0, 1), speakers.flatten(), ignore_index=NO_SPEAKER)
    return loss


def is_hidden(name: str, parameter: torch.nn.Parameter) -> bool:
    """Muon takes the matrices between the letters and the answers."""
    return parameter.ndim > 1 and not name.startswith(("letters", "questions", "values", "speakers"))


def train(
    steps: int, seed: int, *, batch_size: int = BATCH, minutes: float | None = None, start_from: Path | None = None
) -> PromptReader:
    """The reader after `steps` steps, or fewer when `minutes` are over; `start_from` continues from earlier weights,
    with the letters that they know: another seed would see some other rare ones."""
    torch.manual_seed(seed)
    letters = known_characters(seed) if start_from is None else saved_config(start_from)["characters"]
    reader = PromptReader(characters=letters)
    if start_from is not None:
        take_weights(reader, start_from)
    optimiser = MuonWithAdamW(reader, is_hidden, MUON_RATE, ADAM_RATE)
    start = time.monotonic()
    for step, batch in enumerate(islice(batches(reader, seed + (start_from is not None), batch_size), steps)):
        progress = max(step / steps, (time.monotonic() - start) / (60 * minutes) if minutes else 0.0)
        if progress >= 1:
            break
        with torch.autocast("cpu", torch.bfloat16), sdpa_kernel(SDPBackend.MATH):
            loss = loss_of(reader, batch)
            optimiser.step(loss, learning_rate(progress, step))
        if step % 100 == 99:
            print(f"step {step + 1}, {progress:.0%}, loss {loss.item():.3f}", flush=True)
    return reader.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("runs/text/reader.safetensors"))
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--minutes", type=float, help="stop after this time, with the learning rate run down")
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument(
        "--start-from", type=Path, help="continue from this reader, or from the one in this text encoder"
    )
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    reader = train(args.steps, args.seed, batch_size=args.batch, minutes=args.minutes, start_from=args.start_from)
    numbers = report(reader)
    characters = "".join(reader.ids)
    config = json.dumps({"characters": characters, "steps": args.steps, "seed": args.seed, "numbers": numbers})
    args.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(reader.state_dict(), args.out, metadata={"config": config, TABLE_KEY: slot_table()})
    print(json.dumps(numbers, indent=1))


if __name__ == "__main__":
    main()
