"""The geometry of one clip of any family, exact, and where its sound latents stand to its frames."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .. import clock


@dataclass(frozen=True)
class SoundGrid:
    """The clock of a family's sound latents. Every latent lasts `latent_s`, but the first may decode to less.

    A family whose picture and sound autoencoders are both causal counts from the first frame: its streams meet
    where the last frame and the last sound latent *begin* together (`meets_at_start`). All others meet where the
    last frame and the last sound latent *end* together.
    """

    latent_s: Fraction
    first_latent_s: Fraction
    meets_at_start: bool = False

    def latents(self, frames: int, frame_rate: Fraction) -> Fraction:
        """How many sound latents belong to `frames` frames; not a whole number where the streams do not meet."""
        lead = 1 if self.meets_at_start else 0
        return clock.latents_in(clock.duration_s(frames - lead, frame_rate), self.latent_s) + lead

    def frames_between_meetings(self, frame_rate: Fraction) -> int:
        """The smallest number of frames that lasts a whole number of sound latents."""
        return clock.frames_per_whole(self.latent_s, frame_rate)

    def decoded_s(self, latents: int) -> Fraction:
        """How long the sound of `latents` latents is when decoded."""
        return self.first_latent_s + (latents - 1) * self.latent_s


@dataclass(frozen=True)
class FamilyCanvas:
    """A clip of `frames` frames; `video_shape` is that of its picture latent, `[1, C, T, H, W]`.

    The sound latent's shape is not here: how many latents it has is asked of the sound VAE, because ComfyUI's formula
    changed between versions.
    """

    width: int
    height: int
    frames: int
    frame_rate: Fraction
    video_shape: tuple[int, ...]
    sound: SoundGrid

    @property
    def duration_s(self) -> Fraction:
        return clock.duration_s(self.frames, self.frame_rate)

    @property
    def sound_latents(self) -> Fraction:
        """Sound latents that belong to the picture; a whole number only on the clean grid."""
        return self.sound.latents(self.frames, self.frame_rate)

    @property
    def clean(self) -> bool:
        """Whether picture and sound meet exactly, so that a chain of such clips never drifts."""
        return self.sound_latents.denominator == 1

    def samples(self, sample_rate_hz: int) -> int:
        """Samples of the finished clip's sound."""
        return clock.samples_for_frames(self.frames, self.frame_rate, sample_rate_hz)

    def sound_error_s(self, audio_latents: int) -> Fraction:
        """How far beyond the picture's last instant `audio_latents` latents reach; negative when they fall short.

        The last instant is where the streams meet: see SoundGrid.
        """
        return (audio_latents - self.sound_latents) * self.sound.latent_s

    def missing_sound_s(self, audio_latents: int) -> Fraction:
        """How much of the clip has no sound when `audio_latents` latents are decoded; 0 when they suffice."""
        return max(Fraction(0), self.duration_s - self.sound.decoded_s(audio_latents))
