"""The trained judges as one object: what is seen and heard in a clip, in numbers that the studies compare."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import safetensors
import torch
from safetensors.torch import save_file

from ...engine.mini.checkpoint import CheckpointError
from ...engine.mini.geometry import FRAME_RATE
from ...engine.mini.text.attributes import SLOT_BY_NAME
from .judge_networks import (
    CLOSE_EVERY,
    CLOSE_SIZE,
    SMALL_SIZE,
    SOUND_FRAMES_PER_SECOND,
    PhonemeJudge,
    PictureJudge,
    PictureReading,
    SoundJudge,
    SoundReading,
)
from .judge_slots import PICTURE_SLOTS, SOUND_SLOTS
from .measures import event_times
from .mouths import openings

FILE = Path(__file__).parent / "judges" / "judges.safetensors"
TRAIN_COMMAND = "python -m tandem.training.evaluation.train_judges"
KEPT_FRAMES = 8


class JudgesError(CheckpointError):
    """A file of judges that cannot be used, said in one sentence with the command that makes a new one."""


@dataclass(frozen=True)
class Observation:
    """What the judges saw and heard in one clip. `seen` and `heard`: slot -> value (never "unspecified");
    `mouth` `[F]` opening of the widest mouth; `mouths` `[2, F]` of the left and the right person of a dialogue;
    `phonemes`: what was said; `sheet`: a few frames `[8, 128, 128, 3]` for the eyes of a person."""

    seen_impacts_s: np.ndarray
    heard_impacts_s: np.ndarray
    mouth: np.ndarray
    mouths: np.ndarray
    seen: dict[str, str]
    heard: dict[str, str]
    phonemes: tuple[str, ...]
    samples: np.ndarray
    sheet: np.ndarray


def shrink(frames: np.ndarray, size: int) -> torch.Tensor:
    """uint8 `[F, H, W, 3]` -> float `[F, size, size, 3]` in 0..1, averaged over squares of pixels."""
    factor = frames.shape[1] // size
    squares = frames.reshape(len(frames), size, factor, size, factor, 3)
    return torch.from_numpy(squares.mean(axis=(2, 4), dtype=np.float32) / 255)


def slot_sizes(names: tuple[str, ...]) -> dict[str, int]:
    """Values to choose from: those of the slot without "unspecified"."""
    return {name: len(SLOT_BY_NAME[name].values) - 1 for name in names}


def take_parts(judges: object, parts: Iterable[str], tensors: Mapping[str, torch.Tensor]) -> None:
    """Loads the network that `judges` has under the name of each part with the tensors whose names begin with it."""
    for part in parts:
        state = {name[len(part) + 1 :]: value for name, value in tensors.items() if name.startswith(part + ".")}
        getattr(judges, part).load_state_dict(state)
        getattr(judges, part).eval()


@dataclass(frozen=True)
class Judges:
    """`inventory[i]` is the name of phoneme i + 1: 0 is the recogniser's blank and silence. `report`: how well the
    judges do on held-out real clips, from the file's metadata."""

    picture: PictureJudge
    sound: SoundJudge
    phoneme: PhonemeJudge
    inventory: tuple[str, ...]
    report: dict = field(default_factory=dict)

    @classmethod
    def untrained(cls, inventory: tuple[str, ...]) -> Judges:
        return cls(
            PictureJudge(slot_sizes(PICTURE_SLOTS)),
            SoundJudge(slot_sizes(SOUND_SLOTS)),
            PhonemeJudge(len(inventory) + 1),
            inventory,
        )

    @classmethod
    def load(cls, path: Path = FILE) -> Judges:
        """Raises JudgesError when there is no file, or one of judges of other kinds and slots than today's."""
        try:
            tensors, inventory, report = _read(path)
            judges = replace(cls.untrained(inventory), report=report)
            take_parts(judges, ("picture", "sound", "phoneme"), tensors)
        except FileNotFoundError as error:
            raise JudgesError(f"judges: expected a file {path}, found none; train them: `{TRAIN_COMMAND}`") from error
        except (RuntimeError, KeyError, safetensors.SafetensorError) as error:
            raise JudgesError(
                f"judges: expected networks for the {len(SLOT_BY_NAME['scene'].values) - 1} kinds of clips and the "
                f"slots of today, got others in {path}; train them anew: `{TRAIN_COMMAND}`"
            ) from error
        return judges

    def save(self, path: Path) -> None:
        """float16 weights; inventory and report go into the metadata."""
        parts = {"picture": self.picture, "sound": self.sound, "phoneme": self.phoneme}
        tensors = {f"{part}.{k}": v.half().contiguous() for part, m in parts.items() for k, v in m.state_dict().items()}
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(tensors, path, metadata={"inventory": json.dumps(self.inventory), "report": json.dumps(self.report)})

    @torch.no_grad()
    def look(self, frames: np.ndarray) -> PictureReading:
        """What the picture judge reads in frames, uint8 `[F, 256, 256, 3]` (or any multiple of 128); a batch of one."""
        small, close = shrink(frames, SMALL_SIZE), shrink(frames[::CLOSE_EVERY], CLOSE_SIZE)
        return self.picture(small[None], close[None])

    @torch.no_grad()
    def listen(self, samples: np.ndarray) -> SoundReading:
        """What the sound judge reads in samples, float32 `[L]`; a batch of one."""
        return self.sound(torch.from_numpy(samples)[None])

    @torch.no_grad()
    def observe(self, frames: np.ndarray, samples: np.ndarray) -> Observation:
        """frames uint8 `[F, 256, 256, 3]` (or any multiple of 128), samples float32 `[L]`."""
        picture, sound = self.look(frames), self.listen(samples)
        step = max(1, len(frames) // KEPT_FRAMES)
        half = frames.shape[1] // 128
        return Observation(
            seen_impacts_s=seen_impacts_s(picture),
            heard_impacts_s=heard_impacts_s(sound),
            mouth=picture.mouth[0].numpy(),
            mouths=openings(frames),
            seen=_named(picture.slots),
            heard=_named(sound.slots),
            phonemes=self.phonemes(samples),
            samples=samples,
            sheet=frames[step // 2 :: step, ::half, ::half][:KEPT_FRAMES].copy(),
        )

    def heard_impacts_s(self, samples: np.ndarray) -> np.ndarray:
        """Seconds of the impacts in `[L]`."""
        return heard_impacts_s(self.listen(samples))

    @torch.no_grad()
    def phonemes(self, samples: np.ndarray) -> tuple[str, ...]:
        """What is said in `[L]`: the likeliest phoneme per 20 ms, repetitions joined, blanks left out."""
        best = self.phoneme(torch.from_numpy(samples)[None])[0][0].argmax(dim=-1)
        return tuple(self.inventory[i - 1] for i in torch.unique_consecutive(best).tolist() if i)


def _read(path: Path) -> tuple[dict[str, torch.Tensor], tuple[str, ...], dict]:
    """Weights as float32, inventory and report."""
    with safetensors.safe_open(str(path), framework="pt") as file:
        tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 (not a dict)
        metadata = file.metadata() or {}
        return tensors, tuple(json.loads(metadata["inventory"])), json.loads(metadata["report"])


def seen_impacts_s(picture: PictureReading) -> np.ndarray:
    """Seconds of the impacts that are seen in one clip."""
    return event_times(picture.onset[0].sigmoid().numpy(), 1 / float(FRAME_RATE))


def heard_impacts_s(sound: SoundReading) -> np.ndarray:
    """Seconds of the impacts that are heard in one clip."""
    return event_times(sound.onset[0].sigmoid().numpy(), 1 / SOUND_FRAMES_PER_SECOND)


def _named(slots: dict[str, torch.Tensor]) -> dict[str, str]:
    return {name: SLOT_BY_NAME[name].values[1 + int(logits[0].argmax())] for name, logits in slots.items()}
