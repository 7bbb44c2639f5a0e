"""What every experiment works on: the model, its judges, held-out voices and lines, and how many clips to make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ....engine.sampling.guidance import Guidance
from ...speech.bank import Utterance
from ...world.voices import Voices
from ..judges import Judges
from ..model import OWN, Mini, Request
from .guided import guided
from .witness import Heard, Seen, hear, see


@dataclass(frozen=True)
class Subject:
    """`lines`: sentences that training never heard, in the order in which they are used. `clips`: of every kind."""

    mini: Mini
    judges: Judges
    voices: Voices
    lines: tuple[Utterance, ...]
    clips: int

    def make(
        self, requests: Sequence[Request], video_latents: int, guidance: Guidance, seen: bool = True, heard: bool = True
    ) -> Iterator[tuple[Seen | None, Heard | None]]:
        """One pair for each request; a stream that is not wanted is not decoded and is None."""
        coders = self.mini.autoencoders
        for video, audio in guided(self.mini, guidance).make(requests, video_latents):
            yield (
                see(self.judges, coders.decode_frames(video)) if seen else None,
                hear(self.judges, coders.decode_samples(audio)) if heard else None,
            )

    def frames(self, requests: Sequence[Request], video_latents: int) -> Iterator[np.ndarray]:
        """The pictures of clips that are made as the pack makes them, uint8 `[F, 256, 256, 3]`."""
        for video, _ in guided(self.mini, usual_guidance()).make(requests, video_latents):
            yield self.mini.autoencoders.decode_frames(video)


def usual_guidance() -> Guidance:
    """What the pack uses when nobody says otherwise."""
    return Guidance(OWN.picture_scale, OWN.sound_scale)
