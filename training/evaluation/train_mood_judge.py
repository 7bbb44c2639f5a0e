"""Trains the judge of moods on talkers of the world, and tests it on others that say held-out sentences.

`python -m tandem.training.evaluation.train_mood_judge` writes judges/moods.safetensors; `--keep-sets` keeps the drawn
clips, and takes them from where an earlier run left them.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import torch
import torch.nn.functional as F

from ...engine.mini.text.attributes import EMOTIONS
from ..run_log import RUNS, git_revision
from ..world.voices import Voices
from . import judge_losses, mood_features, mood_sets
from .autoencoders import Autoencoders
from .held_out import held_out_bank
from .judge_cache import kept, origin
from .mood_judge import FILE, MoodJudge, as_levels
from .mood_networks import cut_out
from .mood_sets import FACES_PER_CLIP, WAYS, FaceSet, VoiceSet, face_set, voice_set
from .train_judges import BANK_COUNT, SEED, train, utterances

FACE_SEEDS, FACE_TEST_SEEDS = range(850_000_000, 850_002_160), range(850_002_160, 850_002_400)
VOICE_SEEDS, VOICE_TEST_SEEDS = range(855_000_000, 855_005_000), range(858_000_000, 858_000_200)
MINUTES = {"finder": 0.4, "face": 1.2, "voice": 0.08}
"""Processor time of the training of each part, without the drawing of its clips."""
RATE, SMOOTHING = 2e-3, 0.03
LONGEST_SHIFT, LONGEST_MISS = 6, 4
"""Pixels by which pictures are moved, and by which a face is cut out beside its place."""
SETS = RUNS / "mood_sets"
STREAMS = ("face", "voice")


def train_finder(judge: MoodJudge, data: FaceSet, minutes: float) -> int:
    def loss(index: torch.Tensor) -> torch.Tensor:
        down, right = torch.randint(-LONGEST_SHIFT, LONGEST_SHIFT + 1, (2,)).tolist()
        moved = judge_losses.shifted(data.pictures[index][:, None], down, right)[:, 0]
        wanted = data.middles[index] + torch.tensor([right, down])
        return F.smooth_l1_loss(judge.finder(recoloured(as_levels(moved))), wanted)

    return train(judge.finder, loss, len(data.moods), minutes=minutes, batch=48, rate=RATE)


def train_face(judge: MoodJudge, data: FaceSet, minutes: float) -> int:
    def loss(index: torch.Tensor) -> torch.Tensor:
        beside = torch.randint(-LONGEST_MISS, LONGEST_MISS + 1, (len(index), 2))
        faces = cut_out(as_levels(data.pictures[index]), data.middles[index] + beside)
        return F.cross_entropy(judge.face(recoloured(faces)), data.moods[index], label_smoothing=SMOOTHING)

    return train(judge.face, loss, len(data.moods), minutes=minutes, batch=64, rate=RATE)


def train_voice(judge: MoodJudge, data: VoiceSet, minutes: float) -> int:
    judge.voice.fit_range(data.features)

    def loss(index: torch.Tensor) -> torch.Tensor:
        return F.cross_entropy(judge.voice(data.features[index]), data.moods[index], label_smoothing=SMOOTHING)

    return train(judge.voice, loss, len(data.moods), minutes=minutes, batch=128, rate=RATE)


def recoloured(levels: torch.Tensor) -> torch.Tensor:
    """`[B, 3, H, W]` with other contrast, tint and noise in every picture: moods are no matter of colour."""
    count = len(levels)
    noise = 0.04 * torch.rand(count, 1, 1, 1) * torch.randn_like(levels)
    return levels * (1 + 0.15 * torch.randn(count, 1, 1, 1)) + 0.05 * torch.randn(count, 3, 1, 1) + noise


def confusion(found: torch.Tensor, moods: torch.Tensor) -> list[list[int]]:
    """`[N]` each, index in EMOTIONS -> how often (row) mood was named (column)."""
    count = len(EMOTIONS)
    return torch.bincount(moods * count + found, minlength=count * count).view(count, count).tolist()


def mood_report(judge: MoodJudge, faces: FaceSet, voices: VoiceSet) -> dict[str, object]:
    """Accuracy and confusion of every stream on held-out clips as they are, and ("_coded") through the autoencoders.
    A face is seen in all looks at its clip together."""
    seen = judge.faces(faces.pictures).view(-1, WAYS, FACES_PER_CLIP // WAYS, len(EMOTIONS)).mean(2).argmax(-1)
    heard = judge.voices(voices.features).view(-1, WAYS, len(EMOTIONS)).argmax(-1)
    report: dict[str, object] = {"moods": EMOTIONS}
    for stream, found, truth in (
        ("seen", seen, faces.moods[::FACES_PER_CLIP]),
        ("heard", heard, voices.moods[::WAYS]),
    ):
        for way, ending in enumerate(("", "_coded")):
            report[f"{stream}{ending}"] = round((found[:, way] == truth).float().mean().item(), 4)
            report[f"{stream}_confusion{ending}"] = confusion(found[:, way], truth)
    return report


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, help="tandem-mini with its autoencoders; default: those in runs/")
    parser.add_argument("--bank", type=Path, default=RUNS / "bank", help="folder of utterances; made when missing")
    parser.add_argument("--keep-sets", action="store_true", help=f"keep the drawn clips in runs/{SETS.name}")
    parser.add_argument("--parts", nargs="+", choices=STREAMS, default=list(STREAMS), help="the other stays as it is")
    parser.add_argument("--out", type=Path, default=FILE)
    return parser.parse_args()


def main() -> None:
    """Raises JudgesError when one part is to stay, and the judge in --out does not load."""
    args = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    coders = Autoencoders.of_runs() if args.weights is None else Autoencoders.load(args.weights)
    said = Voices(utterances(args.bank, "train", "judges", BANK_COUNT))
    unheard = Voices(held_out_bank(args.bank))
    folder = SETS / origin(coders, mood_sets, mood_features) if args.keep_sets else None
    judge = MoodJudge.untrained() if set(args.parts) == set(STREAMS) else MoodJudge.load(args.out)
    steps = dict(judge.report.get("recipe", {}).get("steps", {}))
    if "face" in args.parts:
        judge = replace(judge, finder=MoodJudge.untrained().finder, face=MoodJudge.untrained().face)
        faces = kept(folder, "faces", FaceSet, lambda: face_set(FACE_SEEDS, said, coders))
        steps["finder"] = train_finder(judge, faces, MINUTES["finder"])
        steps["face"] = train_face(judge, faces, MINUTES["face"])
    if "voice" in args.parts:
        judge = replace(judge, voice=MoodJudge.untrained().voice)
        voices = kept(folder, "voices", VoiceSet, lambda: voice_set(VOICE_SEEDS, said, coders))
        steps["voice"] = train_voice(judge, voices, MINUTES["voice"])
    test_faces = kept(folder, "test_faces", FaceSet, lambda: face_set(FACE_TEST_SEEDS, said, coders))
    test_voices = kept(folder, "test_voices", VoiceSet, lambda: voice_set(VOICE_TEST_SEEDS, unheard, coders))
    recipe = {"seed": SEED, "processor_minutes": MINUTES, "steps": steps, "git_revision": git_revision()}
    report = {"recipe": recipe, "held_out": mood_report(judge, test_faces, test_voices)}
    replace(judge, report=report).save(args.out)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
