"""How much of a clip the transformer already knows at much noise: a quick look at weights, kind by kind.

One prediction of the held-out rows of the rendered latents, told their own words and cues: `1 - error / power`, of what
changes in the picture over time and of the sound. It takes seconds where an evaluation takes minutes, and it is blind
to what sampling makes of it.

    python -m tandem.training.mini.explained runs/transformer/weights.safetensors [more files]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn.functional import one_hot

from ...engine.mini.text.attributes import SLOTS, VALUE_COUNT
from ...engine.mini.transformer import JointTransformer
from .latent_batches import LatentClips
from .train_transformer import begin_with, build

TIME = 0.9
LENGTHS = (12, 20, 32)
HELD_OUT = 64
SEED = 0

Sums = dict[str, torch.Tensor]
"""By kind of clip `[5]`: error and power of the motion, error and power of the sound, and how many clips."""


@torch.no_grad()
def errors(model: JointTransformer, rows: dict[str, torch.Tensor], rng: torch.Generator) -> Sums:
    """Sums over `rows`, as `LatentClips` has them."""
    video = rows["video"].float().permute(0, 4, 1, 2, 3)
    audio = rows["audio"].float().transpose(1, 2)[..., None]
    noisy = [torch.lerp(x, torch.randn(x.shape, generator=rng), TIME) for x in (video, audio)]
    times = (torch.full((len(video),), TIME),) * 2
    context = one_hot(rows["slots"].long(), VALUE_COUNT).float()
    velocities = model(noisy, times, context, rows["script"].long())
    seen, heard = (x - TIME * velocity for x, velocity in zip(noisy, velocities, strict=True))
    motion = video - video.mean(dim=2, keepdim=True)
    told = torch.stack(
        [
            _power(motion - (seen - seen.mean(dim=2, keepdim=True))), _power(motion),
            _power(audio - heard), _power(audio), torch.ones(len(video)),
        ],
        dim=1,
    )  # fmt: skip
    sums: Sums = defaultdict(lambda: torch.zeros(5))
    for kind, row in zip(rows["slots"][:, 0].tolist(), told, strict=True):
        sums[SLOTS[0].values[kind]] += row
    return sums


def _power(x: torch.Tensor) -> torch.Tensor:
    return x.square().flatten(1).sum(dim=1)


def explained(model: JointTransformer, clips: list[LatentClips]) -> Sums:
    """The sums of the held-out rows of all lengths."""
    rng = torch.Generator().manual_seed(SEED)
    whole: Sums = defaultdict(lambda: torch.zeros(5))
    for length in clips:
        held_out = {name: value[-length.held_out :] for name, value in length.rows.items()}
        for kind, row in errors(model, held_out, rng).items():
            whole[kind] += row
    return whole


def table(names: list[str], found: list[Sums]) -> str:
    """Markdown: a row for every kind, two columns for every file of weights."""
    lines = ["| kind | clips | " + " | ".join(f"motion, {name} | sound, {name}" for name in names) + " |"]
    lines.append("|---" * (2 + 2 * len(names)) + "|")
    for kind in sorted(found[0]):
        cells = [kind, f"{found[0][kind][4]:.0f}"]
        for sums in found:
            motion_error, motion, sound_error, sound, _ = sums[kind].tolist()
            cells += [f"{1 - motion_error / motion:.3f}", f"{1 - sound_error / sound:.3f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, nargs="+", help="files of transformer weights, as training writes them")
    files = parser.parse_args().weights
    clips = [LatentClips(length, held_out=HELD_OUT) for length in LENGTHS]
    found = []
    for file in files:
        model = build()
        begin_with(model, load_file(file))
        found.append(explained(model.eval(), clips))
    print(table([file.stem for file in files], found))


if __name__ == "__main__":
    main()
