"""The judge of moods as one object: the mood of one who talks, by the face in a few frames and by the voice.

It stands beside the other judges (`judges.py`), whose numbers it leaves as they are, and has a file of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import safetensors
import torch
from safetensors.torch import save_file

from ...engine.mini.text.attributes import EMOTIONS
from .judges import JudgesError, Observation, take_parts
from .mood_features import COUNT, voice_features
from .mood_networks import FaceFinder, FaceMood, VoiceMood, cut_out
from .mood_sets import SLOT

FILE = Path(__file__).parent / "judges" / "moods.safetensors"
TRAIN_COMMAND = "python -m tandem.training.evaluation.train_mood_judge"
PARTS = ("finder", "face", "voice")


@dataclass(frozen=True)
class MoodJudge:
    """`report`: the recipe, and how well the judge does on held-out real clips, from the file's metadata."""

    finder: FaceFinder
    face: FaceMood
    voice: VoiceMood
    report: dict = field(default_factory=dict)

    @classmethod
    def untrained(cls) -> MoodJudge:
        return cls(FaceFinder(), FaceMood(len(EMOTIONS)), VoiceMood(COUNT, len(EMOTIONS)))

    @classmethod
    def load(cls, path: Path = FILE) -> MoodJudge:
        """Raises JudgesError when there is no file, or one of a judge with other features and moods than today's."""
        try:
            with safetensors.safe_open(str(path), framework="pt") as file:
                tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 (not a dict)
                judge = replace(cls.untrained(), report=json.loads((file.metadata() or {})["report"]))
            take_parts(judge, PARTS, tensors)
        except FileNotFoundError as error:
            raise JudgesError(f"moods: expected a file {path}, found none; train it: `{TRAIN_COMMAND}`") from error
        except (RuntimeError, KeyError, safetensors.SafetensorError) as error:
            raise JudgesError(
                f"moods: expected a judge of {COUNT} features of a voice and {len(EMOTIONS)} moods, got another in "
                f"{path}; train it anew: `{TRAIN_COMMAND}`"
            ) from error
        return judge

    def save(self, path: Path) -> None:
        """float16 weights; the report goes into the metadata."""
        tensors = {
            f"{part}.{name}": value.half().contiguous()
            for part in PARTS
            for name, value in getattr(self, part).state_dict().items()
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(tensors, path, metadata={"report": json.dumps(self.report)})

    @torch.no_grad()
    def faces(self, pictures: torch.Tensor) -> torch.Tensor:
        """uint8 `[B, 128, 128, 3]` -> log of the probability of every mood in every picture, `[B, moods]`."""
        levels = as_levels(pictures)
        return self.face(cut_out(levels, self.finder(levels))).log_softmax(-1)

    @torch.no_grad()
    def voices(self, features: torch.Tensor) -> torch.Tensor:
        """`[B, features]` -> log of the probability of every mood, `[B, moods]`."""
        return self.voice(features).log_softmax(-1)

    def seen(self, pictures: np.ndarray) -> str:
        """uint8 `[F, 128, 128, 3]`, a few frames of one clip -> the mood that is likeliest in all of them together."""
        return EMOTIONS[int(self.faces(torch.from_numpy(np.ascontiguousarray(pictures))).mean(0).argmax())]

    def heard(self, samples: np.ndarray) -> str:
        """float `[L]` -> the likeliest mood of the voice."""
        return EMOTIONS[int(self.voices(torch.from_numpy(voice_features(samples))[None])[0].argmax())]

    def observe(self, found: Observation) -> Observation:
        """`found` with the moods that this judge sees in its frames and hears in its samples."""
        seen, heard = self.seen(found.sheet), self.heard(found.samples)
        return replace(found, seen={**found.seen, SLOT: seen}, heard={**found.heard, SLOT: heard})


def as_levels(pictures: torch.Tensor) -> torch.Tensor:
    """uint8 `[B, H, W, 3]` -> float `[B, 3, H, W]` in -0.5..0.5."""
    return pictures.permute(0, 3, 1, 2).float() / 255 - 0.5
