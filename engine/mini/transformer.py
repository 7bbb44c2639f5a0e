"""The joint transformer: picture tokens and sound tokens in one attention, on one clock.

It predicts the clean latents and returns them as a rectified-flow velocity, `(x - clean) / t` (Li and He 2025, "Back to
Basics: Let Denoising Generative Models Denoise": predicting the clean data suits tokens as wide as the network).
Every stream has its own time, and every token may have its own: a locked token has time 0 and enters clean.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import nn

from . import geometry
from .bridge import Bridge
from .operations import PlainOperations, plain_attention
from .picture_tokens import PATCH, QUARTERS, TOKENS_PER_LATENT, by_token, patchify, unpatchify
from .text.accompaniment import ACCOMPANIMENT_COLUMN
from .text.attributes import SLOT_BY_NAME, SLOT_COUNT, SLOT_NAMES, VALUE_COUNT
from .text.cue_clock import CLOCK_WIDTH, cue_clock
from .text.cues import SPEAKER_COLUMN
from .text.points import POINT_WIDTH, point_maps
from .text.script import PROSODY_COUNT, SPEAKER_COUNT
from .text.viewing import VIEW_WIDTH, view_features
from .text.voice_pitch import PITCH_COLUMN, PITCH_IDS, VOICE_COLUMN
from .text.voices import VOICE_NUMBERS

ROLES = 3
"""Who says a sound: the first of two, the second of two, or anybody else."""
SMALLEST_TIME = 0.04
"""Below this time the velocity is computed as if the time were this: it keeps the division tame on the last step."""


def sinusoid(value: torch.Tensor, width: int, fastest: float = 1000.0) -> torch.Tensor:
    """Sinusoidal embedding (Vaswani et al. 2017) of values in 0..1: `[...]` -> `[..., width]` float32."""
    rates = torch.exp(-math.log(10_000.0) * torch.arange(width // 2, device=value.device) / (width // 2))
    angle = value.float()[..., None] * fastest * rates
    return torch.cat([angle.cos(), angle.sin()], dim=-1)


def rms(x: torch.Tensor) -> torch.Tensor:
    return F.rms_norm(x, (x.shape[-1],))


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Rotary position embedding (Su et al. 2021) on the last dimension of `[B, N, heads, D/heads]`."""
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, first * sin + second * cos], dim=-1)


def rotary_angles(video_latents: int, audio_latents: int, head_width: int, device=None) -> torch.Tensor:
    """`[N, head_width / 2]` angles of (time in seconds, row, column), video tokens first."""
    pairs = head_width // 2
    time_rates = torch.logspace(math.log10(50.0), math.log10(0.15), pairs // 2, device=device)
    space_rates = torch.logspace(math.log10(3.0), math.log10(0.3), pairs // 4, device=device)
    side = geometry.LATENT_SIZE // PATCH
    per_side = torch.arange(side, device=device, dtype=torch.float32) - (side - 1) / 2
    rows, columns = torch.meshgrid(per_side * PATCH / 2, per_side * PATCH / 2, indexing="ij")
    video_s = (torch.arange(video_latents, device=device) + 0.5) * float(geometry.LATENT_SECONDS)
    audio_s = (torch.arange(audio_latents, device=device) + 0.5) * float(geometry.AUDIO_LATENT_SECONDS)
    seconds = torch.cat([video_s.repeat_interleave(side * side), audio_s])
    still = torch.zeros(audio_latents, device=device)
    row = torch.cat([rows.reshape(-1).repeat(video_latents), still])
    column = torch.cat([columns.reshape(-1).repeat(video_latents), still])
    return torch.cat([seconds[:, None] * time_rates, row[:, None] * space_rates, column[:, None] * space_rates], dim=1)


def streams_joined(options: dict | None) -> tuple[bool, bool]:
    """Whether sound reaches the picture, and picture the sound: core's switches for joint models."""
    options = options or {}
    return options.get("a2v_cross_attn", True), options.get("v2a_cross_attn", True)


def speaking_roles(script: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
    """`[B, A, 14]` and `[B, S, V]` -> int64 `[B, A]`: in a dialogue 1 where its first speaker is heard, 2 where its
    second one is; else 0. A clip is a dialogue when its prompt says so, or when a second person speaks in it."""
    speaker = script[..., SPEAKER_COLUMN]
    asked = context[:, SLOT_NAMES.index("scene"), SLOT_BY_NAME["scene"].index("dialogue")] > 0.5
    dialogue = asked | (speaker == 2).any(dim=1)
    return torch.where(dialogue[:, None] & (speaker <= 2), speaker, 0)


class FeedForward(nn.Module):
    """Linear, GELU, Linear on `[B, N, D]`."""

    def __init__(self, width: int, hidden: int, *, operations, **kw) -> None:
        super().__init__()
        self.up = operations.Linear(width, hidden, bias=False, **kw)
        self.down = operations.Linear(hidden, width, bias=False, **kw)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.down(F.gelu(self.up(x)))


class JointBlock(nn.Module):
    """Shared attention over picture, sound and prompt; one feed-forward per stream; adaLN modulation per stream.

    With a `bridge` (its rank) picture and sound of one latent are joined before the attention.
    """

    def __init__(self, width: int, heads: int, hidden: int, bridge: int, *, operations, attention, **kw) -> None:
        super().__init__()
        self.heads, self.attention = heads, attention
        self.bridge = Bridge(width, TOKENS_PER_LATENT, bridge, operations=operations, **kw) if bridge else None
        self.query_key_value = operations.Linear(width, 3 * width, bias=False, **kw)
        self.prompt_key_value = operations.Linear(width, 2 * width, bias=False, **kw)
        self.output = operations.Linear(width, width, bias=False, **kw)
        self.video_feed_forward = FeedForward(width, hidden, operations=operations, **kw)
        self.audio_feed_forward = FeedForward(width, hidden, operations=operations, **kw)
        self.modulation_bias = nn.Parameter(torch.zeros(2, 6, width, **kw))

    def attend(self, x, prompt, cos, sin, mask, options) -> torch.Tensor:
        batch, tokens, width = x.shape
        heads = (batch, -1, self.heads, width // self.heads)
        query, key, value = self.query_key_value(x).chunk(3, dim=-1)
        prompt_key, prompt_value = self.prompt_key_value(prompt).chunk(2, dim=-1)
        query = rotate(rms(query.reshape(heads)), cos, sin)
        key = torch.cat([rotate(rms(key.reshape(heads)), cos, sin), rms(prompt_key.reshape(heads))], dim=1)
        value = torch.cat([value, prompt_value], dim=1)
        query, key = (t.reshape(batch, -1, width).to(value.dtype) for t in (query, key))
        return self.output(self.attention(query, key, value, self.heads, mask=mask, transformer_options=options))

    def forward(self, video, audio, prompt, modulation, cos, sin, mask=None, options=None):
        """video `[B, Nv, D]`, audio `[B, A, D]`, modulation `[B, 2, 6, D]` (stream; shift scale gate, twice)."""
        if self.bridge is not None:
            video, audio = self.bridge(video, audio, *streams_joined(options))
        split = video.shape[1]
        weights = (modulation + self.modulation_bias)[:, :, :, None]
        (vs1, vc1, vg1, vs2, vc2, vg2), (as1, ac1, ag1, as2, ac2, ag2) = (w.unbind(1) for w in weights.unbind(1))
        h = torch.cat([rms(video) * (1 + vc1) + vs1, rms(audio) * (1 + ac1) + as1], dim=1)
        h = self.attend(h, prompt, cos, sin, mask, options)
        video, audio = video + h[:, :split] * (1 + vg1), audio + h[:, split:] * (1 + ag1)
        video = video + self.video_feed_forward(rms(video) * (1 + vc2) + vs2) * (1 + vg2)
        audio = audio + self.audio_feed_forward(rms(audio) * (1 + ac2) + as2) * (1 + ag2)
        return video, audio


class JointTransformer(nn.Module):
    """`[noisy video, noisy audio], times, prompt, script -> [video velocity, audio velocity]`.

    `width`, `depth`, `heads` and `hidden` come from the checkpoint's config; `phonemes` is the size of the inventory
    with silence. Every second block from the first has a bridge of rank `bridge`; 0 is none. `operations` and
    `attention` are injected (see `operations.py`).
    """

    def __init__(
        self,
        *,
        width: int = 256,
        depth: int = 8,
        heads: int = 4,
        hidden: int = 640,
        phonemes: int = 128,
        bridge: int = 0,
        dtype: torch.dtype | None = None,
        device=None,
        operations=PlainOperations,
        attention: Callable = plain_attention,
        image_model: str | None = None,
    ) -> None:
        super().__init__()
        kw = {"dtype": dtype, "device": device}
        self.dtype, self.width, self.heads = dtype, width, heads
        patch_channels = geometry.VIDEO_CHANNELS * PATCH * PATCH
        self.video_in = operations.Linear(patch_channels, width, **kw)
        self.audio_in = operations.Linear(geometry.AUDIO_CHANNELS, width, **kw)
        self.video_token_time = operations.Linear(64, width, **kw)
        self.audio_token_time = operations.Linear(64, width, **kw)
        self.slot_values = operations.Linear(SLOT_COUNT * VALUE_COUNT, width, bias=False, **kw)
        self.slot_keys = operations.Embedding(SLOT_COUNT * VALUE_COUNT, width, **kw)
        self.phoneme = operations.Embedding(phonemes, width, **kw)
        self.phoneme_pair = operations.Linear(2 * width, width, **kw)
        self.speaker = operations.Embedding(SPEAKER_COUNT, width, **kw)
        self.prosody = operations.Embedding(PROSODY_COUNT, width, **kw)
        told, bridges = QUARTERS * width, (bridge, 0)
        self.accompaniment = operations.Embedding(PROSODY_COUNT, width, **kw)
        self.voice_pitch = operations.Embedding(PITCH_IDS, width, **kw)
        self.voice = operations.Embedding(VOICE_NUMBERS, width, **kw)
        self.script_to_video = operations.Linear(4 * ROLES * width, told, bias=False, **kw)
        self.points_to_video = operations.Linear(POINT_WIDTH, width, bias=False, **kw)
        self.view_to_video = operations.Linear(4 * VIEW_WIDTH, told, bias=False, **kw)
        self.clock_to_audio = operations.Linear(CLOCK_WIDTH, width, bias=False, **kw)
        self.clock_to_video = operations.Linear(4 * CLOCK_WIDTH, told, bias=False, **kw)
        self.video_place = nn.Parameter(torch.zeros(TOKENS_PER_LATENT, width, **kw))
        self.time_in = operations.Linear(256, width, **kw)
        self.time_out = operations.Linear(width, width, **kw)
        self.modulation = operations.Linear(width, 12 * width, **kw)
        self.blocks = nn.ModuleList(
            JointBlock(width, heads, hidden, bridges[index % 2], operations=operations, attention=attention, **kw)
            for index in range(depth)
        )
        self.final_modulation = operations.Linear(width, 4 * width, **kw)
        self.video_out = operations.Linear(width, patch_channels, **kw)
        self.audio_out = operations.Linear(width, geometry.AUDIO_CHANNELS, **kw)

    def prompt_tokens(self, context: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """`[B, S, V]` probabilities -> one token per slot `[B, S, D]`, and their sum `[B, D]`."""
        table = self.slot_keys(torch.arange(SLOT_COUNT * VALUE_COUNT, device=context.device))
        table = table.reshape(SLOT_COUNT, VALUE_COUNT, -1).to(context.dtype)
        return rms(torch.einsum("bsv,svd->bsd", context, table)), self.slot_values(context.flatten(1))

    def script_tokens(
        self, script: torch.Tensor, context: torch.Tensor, like: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """`[B, A, 14]` ids -> what is added to the audio tokens `[B, A, D]` and to the video tokens `[B, Nv, D]`.

        Every quarter of the picture is told by rows of its own, and in a dialogue by others for each speaker: who
        speaks on the left moves no mouth on the right.
        """
        said, heard = self.script_to_sound(script, like)
        batch, audio, width = said.shape
        clock = cue_clock(script).to(like.dtype)
        roles = F.one_hot(speaking_roles(script, context), ROLES).to(like.dtype)
        said_by = (said[:, :, None] * roles[..., None]).reshape(batch, audio // 4, 4 * ROLES * width)
        shown = self.script_to_video(said_by)
        shown = shown + self.clock_to_video(clock.reshape(batch, audio // 4, 4 * CLOCK_WIDTH))
        view = view_features(script).to(like.dtype)
        shown = shown + self.view_to_video(view.reshape(batch, audio // 4, 4 * VIEW_WIDTH))
        shown = by_token(shown.reshape(batch, audio // 4, QUARTERS, width))
        shown = shown + self.points_to_video(point_maps(script).to(like.dtype))
        return heard, shown

    def script_to_sound(self, script: torch.Tensor, like: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """What is said `[B, A, D]`, which the picture is told too, and all that is added to the audio tokens."""
        pair = self.phoneme_pair(self.phoneme(script[..., :2]).flatten(2).to(like.dtype))
        said = pair + self.speaker(script[..., 2]).to(like.dtype) + self.prosody(script[..., 3]).to(like.dtype)
        played = self.accompaniment(script[..., ACCOMPANIMENT_COLUMN]).to(like.dtype)
        pitched = self.voice_pitch(script[..., PITCH_COLUMN]).to(like.dtype)
        owned = self.voice(script[..., VOICE_COLUMN]).to(like.dtype)
        return said, said + self.clock_to_audio(cue_clock(script).to(like.dtype)) + played + pitched + owned

    def streams_mask(self, video: int, audio: int, options: dict, like: torch.Tensor) -> torch.Tensor | None:
        """Additive `[N, N + S]` mask that cuts picture<->sound attention where `options` says so, else None."""
        from_audio, from_video = streams_joined(options)
        if from_audio and from_video:
            return None
        mask = like.new_zeros(video + audio, video + audio + SLOT_COUNT)
        if not from_audio:
            mask[:video, video : video + audio] = float("-inf")
        if not from_video:
            mask[video:, :video] = float("-inf")
        return mask

    def forward(self, x, timestep, context, script=None, transformer_options=None, before_block=None, **_ignored):
        """One prediction.

        x: [video `[B, 64, T, 8, 8]`, audio `[B, 32, A, 1]`] with A = 4 T; unit variance latents plus noise.
        timestep: (video, audio) times in 0..1, each `[B]`, or per token `[B, T * 16]` and `[B, A]`; 0 is clean.
        context: `[B, S, V]` slot probabilities. script: `[B, A, 14]` ids, or None for an unscripted clip.
        Returns velocities of the shapes of `x`.
        """
        options = transformer_options or {}
        noisy_video, noisy_audio = x[0], x[1]
        video_tokens, audio_tokens = patchify(noisy_video), noisy_audio.squeeze(-1).transpose(1, 2)
        nv, na = video_tokens.shape[1], audio_tokens.shape[1]
        video_t, audio_t = (
            t.float()[:, None].expand(-1, n) if t.ndim == 1 else t.float()
            for t, n in zip(timestep, (nv, na), strict=True)
        )
        video = self.video_in(video_tokens)
        kind = video.dtype
        video = video + self.video_token_time(sinusoid(video_t, 64).to(kind))
        video = video + self.video_place.to(kind).repeat(nv // TOKENS_PER_LATENT, 1)
        audio = self.audio_in(audio_tokens) + self.audio_token_time(sinusoid(audio_t, 64).to(kind))
        if script is not None:
            said, shown = self.script_tokens(script, context, audio)
            audio, video = audio + said, video + shown
        prompt, pooled = self.prompt_tokens(context.to(kind))
        times = torch.cat([sinusoid(t.amax(dim=1), 128) for t in (video_t, audio_t)], dim=-1).to(kind)
        condition = F.silu(self.time_out(F.silu(self.time_in(times))) + pooled)
        modulation = self.modulation(condition).reshape(-1, 2, 6, self.width)
        angles = rotary_angles(nv // TOKENS_PER_LATENT, na, self.width // self.heads, video.device)
        cos, sin = angles.cos()[None, :, None].to(kind), angles.sin()[None, :, None].to(kind)
        mask = self.streams_mask(nv, na, options, video)
        for index, block in enumerate(self.blocks):
            if before_block is not None:
                before_block(index, block)
            video, audio = block(video, audio, prompt, modulation, cos, sin, mask, options)
        shift_v, scale_v, shift_a, scale_a = self.final_modulation(condition)[:, None].chunk(4, dim=-1)
        clean_video = self.video_out(rms(video) * (1 + scale_v) + shift_v).float()
        clean_audio = self.audio_out(rms(audio) * (1 + scale_a) + shift_a).float()
        video_velocity = (video_tokens.float() - clean_video) / video_t.clamp(min=SMALLEST_TIME)[..., None]
        audio_velocity = (audio_tokens.float() - clean_audio) / audio_t.clamp(min=SMALLEST_TIME)[..., None]
        return [
            unpatchify(video_velocity, noisy_video.shape).to(noisy_video.dtype),
            audio_velocity.transpose(1, 2)[..., None].to(noisy_audio.dtype),
        ]
