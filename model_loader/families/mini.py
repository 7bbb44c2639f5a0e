"""tandem-mini, our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import torch

from ...engine.decode import PICTURE
from ...engine.families.anchor_times import whole_frame_faults
from ...engine.families.canvas import FamilyCanvas
from ...engine.families.rules import RULES, FamilyRules
from ...engine.families.sampling_defaults import SamplingDefaults
from ...engine.latents import AVLatent, shape_faults
from ...engine.media.images import anchor_frame
from ...engine.media.sound import resampled, with_channels
from ...engine.mini import geometry
from ...engine.mini.preview import PreviewMap
from ...engine.mini.reading import reading_in_words
from ...engine.mini.telling import Freedom, agreed, told
from ...engine.mini.text.encoder import MAX_PROMPT_CHARACTERS
from ...engine.sampling.schedule import linear_sigmas
from ..joint_model import SCRIPT_KEY, JointModel, context_faults, script_for
from ..picture_vae import PictureNetwork
from ..ranged_decoding import decoded
from ..sound_vae import SoundNetwork
from ..text import notes_of
from .anchor import Anchor, GuidedTake
from .encoded import Encoded, encode, unread_pictures_note, with_note
from .parts import Parts, PartsError
from .vae_faults import vae_faults
from .voice import Voice, VoicedPrompt


@dataclass(frozen=True)
class MiniFamily:
    """Exact everywhere: every length is on the clean grid, and decoding in ranges changes nothing."""

    rules: FamilyRules = RULES["mini"]
    can_extend: bool = True
    sound_lock_fault: str = ""
    voice_fault: str = (
        "tandem-mini takes no reference voice; say in the prompt who speaks and how, for example: an old man whispers"
    )
    anchor_frames: int = geometry.FRAMES_PER_LATENT
    longest_prompt: int | None = MAX_PROMPT_CHARACTERS
    sound_time_dim: int = 2

    def owns(self, model: torch.nn.Module) -> bool:
        return isinstance(model, JointModel)

    def part_faults(self, parts: Parts) -> list[str]:
        return vae_faults(parts, self.rules.display_name, (PictureNetwork,), (SoundNetwork,))

    def shape_faults(self, video: Sequence[int], audio: Sequence[int]) -> list[str]:
        return shape_faults(video, audio)

    def locks_anchor(self, frame: int) -> bool:
        return True

    def anchor_faults(self, canvas: FamilyCanvas, frame: int, strength: float) -> list[str]:
        """Its training locked latents whole; it lets go of a frame that is held at less."""
        return whole_frame_faults(self.rules.display_name, strength)

    def fitted(self, image: torch.Tensor, fit: str, width: int, height: int) -> torch.Tensor:
        return anchor_frame(image, fit, width, height)

    def guided(self, parts: Parts, take: GuidedTake, anchors: Sequence[Anchor], canvas: FamilyCanvas) -> GuidedTake:
        return take

    def anchor_note(self, conditioning: list, anchors: Sequence[Anchor]) -> str:
        return ""

    def encode(
        self, parts: Parts, prompt: str, negative: str, variant: str, images: torch.Tensor | None = None
    ) -> Encoded:
        positive = encode(parts.clip, prompt)
        extra = positive[0][1]
        reading = reading_in_words(positive[0][0][0], extra.get(SCRIPT_KEY), notes_of(positive))
        read = Encoded(positive, encode(parts.clip, negative), reading)
        return with_note(read, unread_pictures_note(self.rules.display_name, images))

    def conditioning_faults(self, parts: Parts, name: str, conditioning: list) -> list[str]:
        return context_faults(name, conditioning)

    def sound_shape(self, parts: Parts, canvas: FamilyCanvas) -> tuple[int, ...]:
        return geometry.audio_latent_shape(canvas.video_shape[2])

    def told(
        self, conditioning: list, streams: AVLatent, mask: AVLatent | None, seeds: Sequence[int], frame_rate: Fraction
    ) -> list:
        """What the prompts leave open, and the cues, for every clip of the batch. Combined prompts are of one clip."""
        freedom = None if mask is None else Freedom.of(mask.video, mask.audio)
        scripts = [script_for(extra.get(SCRIPT_KEY), streams.audio.shape[2])[0] for _, extra in conditioning]
        shared = agreed([context[0] for context, _ in conditioning], scripts)
        completed = []
        for (context, words), (_, extra) in zip(shared, conditioning, strict=True):
            prompt = told(context[None], words[None], seeds, freedom)
            completed.append([prompt.context, {**extra, SCRIPT_KEY: prompt.script}])
        return completed

    def told_negative(self, conditioning: list, streams: AVLatent, frame_rate: Fraction) -> list:
        return conditioning

    def sigmas(self, parts: Parts, defaults: SamplingDefaults, steps: int, streams: AVLatent) -> torch.Tensor:
        return linear_sigmas(steps or defaults.steps, defaults.picture_shift or 1.0)

    def starting_noise(self, parts: Parts, noise: AVLatent, source: AVLatent, sigma: float) -> AVLatent:
        return noise

    def encode_sound(self, parts: Parts, waveform: torch.Tensor, sample_rate_hz: int) -> torch.Tensor:
        mono = with_channels(resampled(waveform, sample_rate_hz, geometry.SAMPLE_RATE_HZ), 1)
        return parts.sound_vae.encode(mono[None].movedim(1, -1))

    def voiced(self, parts: Parts, prompt: VoicedPrompt, voice: Voice) -> VoicedPrompt:
        raise PartsError(f"tandem_model: {self.voice_fault}")

    def decode_frames(self, parts: Parts, streams: AVLatent) -> torch.Tensor:
        side, batch = geometry.PICTURE_SIZE, streams.video.shape[0]
        shape = (batch, streams.canvas.frames, side, side, 3)
        return decoded(parts.picture_vae.decode, streams.video, PICTURE, shape).flatten(0, 1)

    def decode_samples(self, parts: Parts, streams: AVLatent, frame_rate: Fraction) -> torch.Tensor:
        """At once: the VAE cuts it into ranges by itself, since the pitch of one begins in the one before."""
        return parts.sound_vae.decode(streams.audio).reshape(1, 1, -1)

    def sample_rate_hz(self, parts: Parts) -> int:
        return geometry.SAMPLE_RATE_HZ

    def preview(self, parts: Parts) -> PreviewMap:
        return parts.model.model.latent_format.preview_map
