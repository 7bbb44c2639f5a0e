"""The real clips that tandem-mini is compared with, kept for the next evaluation."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...engine import mini
from ...engine.mini import geometry
from .. import speech, world
from ..speech.bank import Utterance
from ..world.clip import make_clip
from ..world.voices import Voices
from .autoencoders import Autoencoders
from .clip_files import read, write
from .coded_clip import Coded, coded
from .fingerprint import fingerprint
from .judges import Judges

SOURCES = (world, speech, mini)


@dataclass(frozen=True)
class RealClips:
    """Draws clips in `voices`; with a `folder`, those that it has are read from there instead."""

    autoencoders: Autoencoders
    judges: Judges
    voices: Voices
    folder: Path | None = None

    @classmethod
    def kept_in(cls, folder: Path, coders: Autoencoders, judges: Judges, bank: Sequence[Utterance]) -> RealClips:
        """Keeps clips below `folder` and forgets those that were made with other code, weights or voices."""
        own = folder / origin(coders, judges, bank)
        for other in folder.glob("*"):
            if other != own:
                shutil.rmtree(other)
        own.mkdir(parents=True, exist_ok=True)
        return cls(coders, judges, Voices(bank), own)

    def clip(self, seed: int, video_latents: int, scene: str, camera: str | None = None) -> Coded:
        """The clip of `seed` as it is, and what the judges find in it once it has been through the autoencoders."""
        path = self.folder and self.folder / f"{scene}-{seed}-{video_latents}-{camera or 'any'}.safetensors"
        if path and path.is_file():
            return read(path)
        size = geometry.PICTURE_SIZE
        found = coded(
            make_clip(seed, video_latents, self.voices, scene, size, camera=camera), self.autoencoders, self.judges
        )
        if path:
            write(path, *found)
        return found


def origin(coders: Autoencoders, judges: Judges, bank: Sequence[Utterance]) -> str:
    """Of what clips are made and judged: changes with the code, with every weight, and with what the bank says."""
    networks = (coders.video, coders.audio, judges.picture, judges.sound, judges.phoneme)
    lines = (repr((line.text, line.voice, line.emotion, line.pace, line.phonemes)) for line in bank)
    return fingerprint(_sources(), networks, lines)


def _sources() -> Iterable[Path]:
    """The code of the world and of what it is told by, and that of the judges beside this file."""
    for package in SOURCES:
        yield from sorted(Path(package.__file__).parent.rglob("*.py"))
    yield from sorted(Path(__file__).parent.glob("*.py"))
