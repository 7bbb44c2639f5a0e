"""Draws training batches from the rendered latents: what is noisy, what is given, and which words are told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file

from ...engine.mini.picture_tokens import TOKENS_PER_LATENT
from ...engine.mini.text.attributes import SLOT_BY_NAME, SLOT_COUNT, SLOT_NAMES, VALUE_COUNT
from ...engine.mini.text.cues import FIRST_STRIKE_ID, without_cues
from ...engine.mini.text.points import without_points
from ...engine.mini.text.viewing import without_view
from ...engine.mini.text.voice_pitch import without_pitch, without_voice
from .latent_clips import FOLDER

FIRM = ("drum", "door", "hammer", "glass", "clap", "balloon", "water_drop", "violin", "piano")
SHARES = {
    **dict.fromkeys(FIRM, 0.7), "talk": 1.3, "dialogue": 1.5, "commercial": 1.5,
    **dict.fromkeys(("ball", "bell", "xylophone"), 1.7),
}  # fmt: skip
"""How often a clip of a kind is drawn, relative to the others: what is learned well makes room for what is not."""
CAPTION_DROP, SLOT_DROP_UP_TO, SCRIPT_DROP = 0.10, 0.4, 0.08
CUE_DROP = 0.15
"""Share of the clips whose script keeps its words and loses its cues."""
SCRIPT_DROP_GIVEN, CUE_DROP_GIVEN = 0.75, 0.8
"""The same where one stream is given: its moments are in it, and the other stream is to find them there."""
POINT_DROP, POINT_DROP_ANCHORED = 0.12, 0.8
"""Share of the clips whose script loses only its points and the camera's view; a clip with a given picture shows where
things are."""
PITCH_DROP, VOICE_DROP = 0.12, 0.1
"""Shares of the clips whose words come with neither pitch nor voice, as those of a prompt that leaves the person open,
and without a voice: nobody knows those that were held out."""
PREFIX_SCRIPT_DROP = 0.3
"""Share of the given beginnings that come without their script, as a clip from elsewhere does."""
SAME_TIME, SOUND_GIVEN, PICTURE_GIVEN = 0.45, 0.20, 0.20
"""Shares of clips: both streams at one time; the sound clean; the picture clean; the rest has independent times.

A clip with one stream given teaches the other to follow: without such clips either stream guesses for itself."""
TIME_MEAN, TIME_SPREAD = 0.6, 0.9
MOSTLY_NOISE, MOSTLY_NOISE_FROM = 0.3, 0.75
"""Share of the times drawn evenly from the noisiest end instead, where a stream can learn its moments only from the
other one."""
PREFIX_GIVEN, PHOTOGRAPH_GIVEN, ANCHOR_GIVEN, ANCHOR_LAST = 0.18, 0.12, 0.10, 0.5
"""Shares of clips whose first part is clean in both streams, whose first latent is a clean photograph, and of which one
picture latent is clean; and how often that is the last one."""
JITTER_SLOTS, JITTERED = 1, 0.5
"""Slots of 20 ms by which the words of a batch are moved to either side, and the share of the batches."""


@dataclass(frozen=True)
class Batch:
    """video `[B, 64, T, 8, 8]`, audio `[B, 32, A, 1]`, context `[B, S, V]`, script `[B, A, 14]`, times per token."""

    video: torch.Tensor
    audio: torch.Tensor
    context: torch.Tensor
    script: torch.Tensor
    video_time: torch.Tensor
    audio_time: torch.Tensor


class LatentClips:
    """All rendered clips of one length, held in the memory of `device`; generators must be of that device too."""

    def __init__(
        self, video_latents: int, folder: Path = FOLDER, held_out: int = 64, device: torch.device | str = "cpu"
    ) -> None:
        files = sorted(folder.glob(f"{video_latents:02d}-*.safetensors"))
        if not files:
            raise FileNotFoundError(f"no rendered clips of {video_latents} latents in {folder}")
        loaded = [load_file(file) for file in files]
        self.rows = {name: torch.cat([rows[name] for rows in loaded]).to(device) for name in loaded[0]}
        self.video_latents, self.held_out = video_latents, held_out
        self.shares = shares_of(self.rows["slots"][: len(self)])

    def __len__(self) -> int:
        return len(self.rows["slots"]) - self.held_out

    def batch(self, size: int, rng: torch.Generator, caption_drop: float = CAPTION_DROP) -> Batch:
        """`size` clips, a share of `caption_drop` of them without any prompt."""
        index = torch.multinomial(self.shares, size, replacement=True, generator=rng)
        rows = {name: value[index] for name, value in self.rows.items()}
        video = rows["video"].float()
        photographs = chance(size, rng) < PHOTOGRAPH_GIVEN
        video[:, 0] = torch.where(photographs[:, None, None, None], rows["still"].float(), video[:, 0])
        anchors = _anchors(size, self.video_latents, photographs, rng)
        video_time, audio_time = times(size, self.video_latents, anchors, rng)
        given = (video_time.amax(1) == 0) | (audio_time.amax(1) == 0)
        context, script = told_less(rows["slots"].long(), rows["script"].long(), caption_drop, given, rng)
        script = _less_placed(script, anchors.any(dim=1), rng)
        unknown = (audio_time == 0) & ~given[:, None] & (chance((size, 1), rng) < PREFIX_SCRIPT_DROP)
        script = torch.where(unknown[..., None], 0, script)
        return Batch(
            video.permute(0, 4, 1, 2, 3).contiguous(),
            rows["audio"].float().transpose(1, 2)[..., None].contiguous(),
            context, script, video_time, audio_time,
        )  # fmt: skip


def shares_of(slots: torch.Tensor) -> torch.Tensor:
    """`[N, S]` value of every slot of every clip -> float32 `[N]`, how often each is drawn relative to the others."""
    kinds = torch.tensor([SHARES.get(kind, 1.0) for kind in SLOT_BY_NAME["scene"].values], device=slots.device)
    return kinds[slots[:, SLOT_NAMES.index("scene")].long()]


def chance(size: int | tuple[int, ...], rng: torch.Generator) -> torch.Tensor:
    """Evenly distributed in 0..1, on the generator's device."""
    return torch.rand(size, generator=rng, device=rng.device)


def _anchors(size: int, latents: int, photographs: torch.Tensor, rng: torch.Generator) -> torch.Tensor:
    """Bool `[B, T]`: picture latents that are given by themselves, the first one where there is a photograph."""
    last = chance(size, rng) < ANCHOR_LAST
    place = torch.where(last, latents - 1, torch.randint(0, latents, (size,), generator=rng, device=rng.device))
    anchored = photographs | (chance(size, rng) < ANCHOR_GIVEN)
    place = torch.where(photographs, 0, place)
    return (torch.arange(latents, device=rng.device)[None] == place[:, None]) & anchored[:, None]


def _less_placed(script: torch.Tensor, anchored: torch.Tensor, rng: torch.Generator) -> torch.Tensor:
    """Without points and view for a share of the clips."""
    lost = chance(len(script), rng) < torch.where(anchored, POINT_DROP_ANCHORED, POINT_DROP)
    return torch.where(lost[:, None, None], without_view(without_points(script)), script)


def times(size: int, latents: int, anchors: torch.Tensor, rng: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Times of every picture token `[B, 16T]` and sound token `[B, 4T]`: logit-normal, 0 where something is given."""
    video = noise_levels(size, rng)
    audio = torch.where(
        chance(size, rng) < SAME_TIME / (1 - SOUND_GIVEN - PICTURE_GIVEN),
        video, noise_levels(size, rng),
    )  # fmt: skip
    given = chance(size, rng)
    audio = torch.where(given < SOUND_GIVEN, 0.0, audio)
    video = torch.where(given > 1 - PICTURE_GIVEN, 0.0, video)
    prefix = torch.randint(1, latents * 2 // 3, (size,), generator=rng, device=rng.device)
    prefix = torch.where(chance(size, rng) < PREFIX_GIVEN, prefix, 0)
    position = torch.arange(latents, device=rng.device)[None]
    kept = position >= prefix[:, None]
    seen = kept & ~anchors
    video_tokens = (video[:, None] * seen).repeat_interleave(TOKENS_PER_LATENT, dim=1)
    return video_tokens, (audio[:, None] * kept).repeat_interleave(4, dim=1)


def noise_levels(size: int, rng: torch.Generator) -> torch.Tensor:
    """Logit-normal times (Esser et al. 2024, "Scaling Rectified Flow Transformers"), more of them noisy than clean:
    what happens when is decided early, at high noise."""
    usual = torch.sigmoid(TIME_MEAN + TIME_SPREAD * torch.randn(size, generator=rng, device=rng.device))
    noisy = MOSTLY_NOISE_FROM + (1 - MOSTLY_NOISE_FROM) * chance(size, rng)
    return torch.where(chance(size, rng) < MOSTLY_NOISE, noisy, usual)


def _struck(script: torch.Tensor) -> torch.Tensor:
    """Bool `[B]`: clips whose instants are exact, and stay so."""
    return (script[..., :2] >= FIRST_STRIKE_ID).flatten(1).any(dim=1)


def _moved(script: torch.Tensor, slots: torch.Tensor) -> torch.Tensor:
    """The sounds of speech so many slots of 20 ms later; who speaks and on which tone stays. slots: int64 `[1]`."""
    sounds = script[..., :2].flatten(1)
    places = (torch.arange(sounds.shape[1], device=script.device) - slots) % sounds.shape[1]
    phonemes = sounds[:, places].reshape(*script.shape[:2], 2)
    return torch.cat([phonemes, script[..., 2:]], dim=-1)


def told_less(
    slots: torch.Tensor, script: torch.Tensor, caption_drop: float, given: torch.Tensor, rng: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Forgets some slots, as prompts do; forgets whole prompts for classifier-free guidance; moves scripts a little.

    given: bool `[B]`, the clips of which one stream is clean.
    """
    size = len(slots)
    share = chance((size, 1), rng) * SLOT_DROP_UP_TO
    forget = chance((size, SLOT_COUNT), rng) < share
    forget[:, 0] &= chance(size, rng) < 0.3
    nothing = chance(size, rng) < caption_drop
    slots = torch.where(forget | nothing[:, None], 0, slots)
    silent = nothing | (chance(size, rng) < torch.where(given, SCRIPT_DROP_GIVEN, SCRIPT_DROP))
    no_cues = chance(size, rng) < torch.where(given, CUE_DROP_GIVEN, CUE_DROP)
    script = torch.where(no_cues[:, None, None], without_cues(script), script)
    no_pitch = chance(size, rng) < PITCH_DROP
    script = torch.where(no_pitch[:, None, None], without_pitch(script), script)
    no_voice = chance(size, rng) < VOICE_DROP
    script = torch.where(no_voice[:, None, None], without_voice(script), script)
    shift = torch.randint(-JITTER_SLOTS, JITTER_SLOTS + 1, (1,), generator=rng, device=rng.device)
    shift = shift * (chance(1, rng) < JITTERED)
    script = torch.where(_struck(script)[:, None, None], script, _moved(script, shift))
    return torch.nn.functional.one_hot(slots, VALUE_COUNT).float(), torch.where(silent[:, None, None], 0, script)
