"""Trains what a transformer knows of sound further, and leaves the picture as it is: after the sound autoencoder was
trained further, or the script has learned to say more of what is heard.

First on sounds alone (`sound_clips.py`), with only those layers that nothing but the sound goes through; then, in
between, on clips with their pictures, with attention and bridges too. Layers of the picture alone stay as they are.

    python -m tandem.training.mini.train_sound WEIGHTS --minutes 40 --alone-minutes 15
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file

from ...engine.mini.text.phonemes import PHONEME_IDS
from ...engine.mini.transformer import JointTransformer
from ..device import add_cores_option
from ..optimiser import MuonWithAdamW, learning_rate
from ..parallel_gradients import ParallelGradients
from ..run_log import RunLog
from .latent_batches import LatentClips
from .sound_alone import alone_loss
from .sound_clips import SoundClips
from .train_transformer import CONFIG, LENGTHS, begin_with, build, drawn_length, drawn_loss, follow, hidden

SOUND_PARTS = ("audio_", "voice_pitch.", "voice.", "accompaniment.", "clock_to_audio.")
SOUND_BLOCK_PARTS = (".audio_feed_forward.",)
PICTURE_PARTS = ("video_", "points_to_video.", "view_to_video.", "clock_to_video.", "script_to_video.")
PICTURE_BLOCK_PARTS = (".video_feed_forward.",)
SHARED_RATE = 0.3
"""Of the learning rate, for the layers that the picture goes through too."""
CAPTION_DROP = 0.12
ALONE_BATCH = 3
"""Times the clips of `LENGTHS` in a batch without pictures."""
JOINT_EVERY = 2
SAY_EVERY, SAVE_EVERY = 50, 500
EMA_DECAY = 0.998

Rngs = Sequence[torch.Generator]


def of_sound(name: str) -> bool:
    """Whether only sound goes through a weight."""
    return name.startswith(SOUND_PARTS) or any(part in name for part in SOUND_BLOCK_PARTS)


def of_both(name: str) -> bool:
    """Whether picture and sound go through a weight."""
    of_picture = name.startswith(PICTURE_PARTS) or any(part in name for part in PICTURE_BLOCK_PARTS)
    return not of_picture and not of_sound(name)


def let_learn(model: JointTransformer, learns: Callable[[str], bool]) -> None:
    for name, weight in model.named_parameters():
        weight.requires_grad_(learns(name))


def optimiser_of(model: JointTransformer, learns: Callable[[str], bool], rate: float, cores: int) -> MuonWithAdamW:
    let_learn(model, learns)
    return MuonWithAdamW(model, hidden, 2e-3 * rate, 1.5e-3 * rate, threads=cores)


def train(further: Path, minutes: float, alone_minutes: float, seed: int = 0, cores: int = 2) -> None:
    """Writes `runs/transformer/`, as the other trainings do."""
    torch.manual_seed(seed)
    log = RunLog("transformer", seed)
    sounds = {length: SoundClips(length) for length in LENGTHS}
    clips = {length: LatentClips(length) for length in LENGTHS} if minutes > alone_minutes else {}
    model = build()
    begin_with(model, load_file(further))
    own = optimiser_of(model, of_sound, 1.0, cores)
    shared = optimiser_of(model, of_both, SHARED_RATE, cores)
    gradients, average = ParallelGradients(model, cores), copy.deepcopy(model)
    rng = torch.Generator().manual_seed(seed)
    rngs = [torch.Generator().manual_seed(1000 * seed + core + 1) for core in range(cores)]
    step, seen, heard, means = 0, 0, 0, {}
    while log.minutes < minutes:
        joint = log.minutes > alone_minutes and step % JOINT_EVERY == 0
        for copied in gradients.models:
            let_learn(copied, (lambda name: of_sound(name) or of_both(name)) if joint else of_sound)
        length = drawn_length(rng)
        size = max(LENGTHS[length][0] * (1 if joint else ALONE_BATCH) // cores, 1)
        if joint:
            loss_of = partial(_joint_loss, clips[length], size, rngs)
        else:
            loss_of = partial(_alone_loss, sounds[length], size, rngs)
        losses = gradients(loss_of)
        rate = learning_rate(log.minutes / minutes, step)
        own.apply(rate)
        if joint:
            shared.apply(rate)
        follow(average, model, step, EMA_DECAY)
        step, seen, heard = step + 1, seen + size * cores * joint, heard + size * cores
        kind = "joint" if joint else "alone"
        means[kind] = losses if kind not in means else means[kind].lerp(losses, 0.02)
        if step % SAY_EVERY == 0:
            told = {f"{k}_{i}": v.item() for k, values in means.items() for i, v in enumerate(values)}
            log.say(step, **told, clips=seen, sounds=heard)
        if step % SAVE_EVERY == 0:
            keep(log, average, step, seen, heard)
    keep(log, average, step, seen, heard)
    (log.folder / "finished").touch()


def _joint_loss(clips: LatentClips, size: int, rngs: Rngs, model: JointTransformer, core: int) -> torch.Tensor:
    return drawn_loss(model, clips, size, rngs[core])


def _alone_loss(sounds: SoundClips, size: int, rngs: Rngs, model: JointTransformer, core: int) -> torch.Tensor:
    return alone_loss(model, sounds.batch(size, rngs[core], CAPTION_DROP), rngs[core])


def keep(log: RunLog, average: JointTransformer, step: int, seen: int, heard: int) -> None:
    log.save_weights(average)
    log.write(
        steps=step, clips_seen=seen, sounds_heard=heard, further=True, sound_only=True, phonemes=len(PHONEME_IDS),
        config=CONFIG,
    )  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="of the transformer to train further")
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--alone-minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=0)
    add_cores_option(parser)
    given = parser.parse_args()
    torch.set_num_threads(1)
    train(given.weights, given.minutes, given.alone_minutes, given.seed, given.cores)
