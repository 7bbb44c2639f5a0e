"""tandem-mini in plain torch, as the evaluation uses it: read a prompt, sample a batch, decode clip by clip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from ...engine.families.rules import RULES
from ...engine.mini import checkpoint, geometry
from ...engine.mini.telling import Freedom, Told, told
from ...engine.mini.text.encoder import EncodedPrompt, MiniTextEncoder
from ...engine.mini.text.script import COLUMNS, fit_script
from ...engine.mini.transformer import JointTransformer
from ...engine.sampling.flow import Streams, sample
from ...engine.sampling.guidance import Guidance
from ...engine.sampling.schedule import linear_sigmas
from .autoencoders import Autoencoders
from .guided_transformer import GuidedTransformer

BATCH = 12
OWN = RULES["mini"].defaults()
"""How the pack samples when the user does not say otherwise."""


@dataclass(frozen=True)
class Request:
    """One clip to make. `script` `[1, A, 14]` or None; `known_*` are latents of this clip whose mask is 0 where kept.
    `cued`: the script is completed with the moments at which something strikes, as the pack does it."""

    context: torch.Tensor
    script: torch.Tensor | None
    seed: int
    known_video: torch.Tensor | None = None
    video_mask: torch.Tensor | None = None
    known_audio: torch.Tensor | None = None
    audio_mask: torch.Tensor | None = None
    cued: bool = True


@dataclass(frozen=True)
class Mini:
    """All four parts of a checkpoint."""

    transformer: JointTransformer
    autoencoders: Autoencoders
    reader: MiniTextEncoder
    steps: int = OWN.steps
    shift: float = OWN.picture_shift or 1.0
    scale: float = OWN.picture_scale
    given_sound_sync: float = OWN.given_sound_sync
    given_picture_sync: float = OWN.given_picture_sync

    @classmethod
    def load(cls, path: Path) -> Mini:
        """Raises CheckpointError when `path` holds no tandem-mini."""
        weights = checkpoint.load(path)
        transformer = JointTransformer(**weights.config["transformer"])
        transformer.load_state_dict(weights.parts["transformer"])
        reader = MiniTextEncoder(**weights.config["text_encoder"])
        reader.load_state_dict(weights.parts["text_encoder"])
        return cls(transformer.float().eval(), Autoencoders.of(weights), reader.float().eval())

    def read(self, prompt: str) -> EncodedPrompt:
        with torch.no_grad():
            return self.reader.encode(prompt)

    def make(self, requests: Sequence[Request], video_latents: int) -> Iterator[Streams]:
        """Samples in batches; yields the latents of one clip at a time, in order."""
        for start in range(0, len(requests), BATCH):
            batch = requests[start : start + BATCH]
            prompts = [told_of(item, video_latents) for item in batch]
            transformer, scale = self._following(batch[0])
            video, audio = sample(
                transformer,
                context=torch.cat([prompt.context for prompt in prompts]),
                script=torch.cat([prompt.script for prompt in prompts]),
                video_latents=video_latents,
                video_seeds=[item.seed for item in batch],
                audio_seeds=[item.seed for item in batch],
                steps=self.steps,
                sigmas=linear_sigmas(self.steps, self.shift),
                picture_scale=scale,
                sound_scale=scale,
                known_video=_stacked([item.known_video for item in batch]),
                video_mask=_stacked([item.video_mask for item in batch]),
                known_audio=_stacked([item.known_audio for item in batch]),
                audio_mask=_stacked([item.audio_mask for item in batch]),
            )
            yield from zip(video.split(1), audio.split(1), strict=True)

    def _following(self, request: Request) -> tuple[torch.nn.Module, float]:
        """The transformer and its guidance scale; what is made for a whole given stream is pushed to follow it."""
        syncs = [
            sync if known is not None and mask is not None and not mask.any() else 1.0
            for sync, known, mask in (
                (self.given_sound_sync, request.known_audio, request.audio_mask),
                (self.given_picture_sync, request.known_video, request.video_mask),
            )
        ]
        if syncs == [1.0, 1.0]:
            return self.transformer, self.scale
        return GuidedTransformer(self.transformer, Guidance(self.scale, self.scale, *syncs)), 1.0

    def make_sounds(self, requests: Sequence[Request], video_latents: int) -> list[np.ndarray]:
        """As `make`, without the pictures: samples `[L]` of every clip."""
        return [self.autoencoders.decode_samples(audio) for _, audio in self.make(requests, video_latents)]


def told_of(request: Request, video_latents: int) -> Told:
    """What the clip of a request is told, completed as the pack's sampler completes it."""
    script = fitted_script(request.script, video_latents)
    masks = [torch.ones(1, 1, video_latents, 1, 1), torch.ones(1, 1, script.shape[1], 1)]
    for index, mask in enumerate((request.video_mask, request.audio_mask)):
        if mask is not None:
            masks[index] = masks[index] * mask
    freedom = Freedom.of(*masks)
    if not request.cued:
        freedom = [replace(clip, rows=torch.zeros_like(clip.rows)) for clip in freedom]
    return told(request.context, script, [request.seed], freedom)


def fitted_script(script: torch.Tensor | None, video_latents: int) -> torch.Tensor:
    """`[1, A, 14]` or None -> `[1, 4 T, 14]` for a clip of T video latents: cut, or with silence behind it."""
    audio_latents = video_latents * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT
    if script is None:
        return torch.zeros(1, audio_latents, COLUMNS, dtype=torch.int64)
    return fit_script(script, audio_latents)


def _stacked(parts: list[torch.Tensor | None]) -> torch.Tensor | None:
    """One batch of what every request of it has; requests of one study have the same locks."""
    return None if parts[0] is None else torch.cat([part for part in parts if part is not None])
