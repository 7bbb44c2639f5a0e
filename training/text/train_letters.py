"""Trains letters to phonemes on espeak-ng's own readings of an English word list.

`python -m tandem.training.text.train_letters --out runs/text/letters.safetensors --steps 2400`
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch.nn.attention import SDPBackend, sdpa_kernel

from ...engine.mini.text.letters import PLACES_PER_LETTER, SOUNDS, LettersToPhonemes, letter_ids, padded
from ..optimiser import MuonWithAdamW, learning_rate
from .edit_distance import edit_distance
from .lexicon import Pronunciation, bank_words, cached, is_held_out, words_alone, words_in_sentences

BATCH = 128
POOL = 8
"""Batches are cut from a pool sorted by length, so that little of a batch is padding."""

MUON_RATE, ADAM_RATE = 3e-3, 2e-3
BANK_WORD_WEIGHT = 4.0
SOUND_IDS = {name: index + 1 for index, name in enumerate(SOUNDS)}


def is_hidden(name: str, parameter: torch.nn.Parameter) -> bool:
    return parameter.ndim > 1 and not name.startswith(("letters", "sounds"))


def loss_of(network: LettersToPhonemes, words: list[str], lexicon: dict[str, Pronunciation]) -> torch.Tensor:
    rows = [letter_ids(word) for word in words]
    targets = [[SOUND_IDS[name] for name in lexicon[word]] for word in words]
    log_probabilities = network(padded(rows)).transpose(0, 1)
    return F.ctc_loss(
        log_probabilities,
        torch.tensor([sound for target in targets for sound in target]),
        torch.tensor([PLACES_PER_LETTER * len(row) for row in rows]),
        torch.tensor([len(target) for target in targets]),
        zero_infinity=True,
    )


def train(lexicon: dict[str, Pronunciation], steps: int, seed: int) -> LettersToPhonemes:
    torch.manual_seed(seed)
    rng = np.random.default_rng((seed, 23))
    words = sorted(word for word in lexicon if not is_held_out(word))
    weights = np.array([BANK_WORD_WEIGHT if word in bank_words() else 1.0 for word in words])
    network = LettersToPhonemes()
    optimiser = MuonWithAdamW(network, is_hidden, MUON_RATE, ADAM_RATE)
    for step in range(steps):
        if step % POOL == 0:
            pool = sorted(map(str, rng.choice(words, POOL * BATCH, p=weights / weights.sum())), key=len)
            order = rng.permutation(POOL)
        part = order[step % POOL]
        with sdpa_kernel(SDPBackend.MATH):
            loss = loss_of(network, pool[part * BATCH : (part + 1) * BATCH], lexicon)
            optimiser.step(loss, learning_rate(step / steps, step))
        if step % 100 == 99:
            print(f"step {step + 1} of {steps}, loss {loss.item():.3f}", flush=True)
    return network.eval()


def accuracy(network: LettersToPhonemes, lexicon: dict[str, Pronunciation]) -> dict:
    """On words never trained on: share of words right in every sound, and errors per sound."""
    words = sorted(word for word in lexicon if is_held_out(word))
    said = network.pronounce(words)
    errors = sum(edit_distance(lexicon[word], sounds) for word, sounds in zip(words, said, strict=True))
    right = sum(lexicon[word] == sounds for word, sounds in zip(words, said, strict=True))
    return {
        "held_out_words": len(words),
        "words_right": round(right / len(words), 4),
        "phoneme_error_rate": round(errors / sum(len(lexicon[word]) for word in words), 4),
    }


def exceptions(network: LettersToPhonemes, *lexicons: dict[str, Pronunciation]) -> dict[str, str]:
    """Words that the network says otherwise than the lexicons do (the last one counts): stored, space-separated."""
    wanted = {word: sounds for lexicon in lexicons for word, sounds in lexicon.items()}
    words = sorted(wanted)
    said = network.pronounce(words)
    return {word: " ".join(wanted[word]) for word, sounds in zip(words, said, strict=True) if sounds != wanted[word]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("runs/text/letters.safetensors"))
    parser.add_argument("--words", type=int, default=18_000)
    parser.add_argument("--steps", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    folder = args.out.parent
    lexicon = cached(folder / f"words_alone_{args.words}_{args.seed}.json", lambda: words_alone(args.words, args.seed))
    spoken = cached(folder / f"words_in_sentences_{args.seed}.json", lambda: words_in_sentences(args.seed))
    network = train(lexicon, args.steps, args.seed)
    numbers = accuracy(network, lexicon)
    table = exceptions(network, lexicon, spoken)
    counts = {"exceptions": len(table), "of_words": len({**lexicon, **spoken})}
    config = {"exceptions": table, "numbers": {**numbers, **counts}}
    save_file(network.state_dict(), args.out, metadata={"config": json.dumps(config)})
    print(json.dumps(config["numbers"], indent=1))


if __name__ == "__main__":
    main()
