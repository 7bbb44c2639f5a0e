"""One clip of LTX-2 by this pack's nodes, and the same clip by the nodes of ComfyUI's own templates.

Both run in this process, on models that are loaded already. ComfyUI's modules must be importable; they are imported
inside the functions, since `dev.py bench` itself runs without them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch


@dataclass(frozen=True)
class Setting:
    """How a checkpoint is sampled, by both chains alike: `scale` for picture and sound, core's own list of noise levels
    for a distilled model, its scheduler for any other."""

    name: str
    variant: str
    steps: int
    scale: float


DISTILLED = Setting("distilled", "2.3-distilled", 8, 1.0)
DEV = Setting("dev", "2.3-dev", 8, 3.0)


DISTILLED_SIGMAS = "1.0, 0.99375, 0.9875, 0.98125, 0.975, 0.909375, 0.725, 0.421875, 0.0"
"""What the templates type into Manual Sigmas."""
TONE_RATE_HZ = 16_000
NO_GUIDANCE: dict[str, Any] = {
    "picture_sync": 1.0, "sound_sync": 1.0, "rescale": 0.0, "stg_scale": 0.0, "stg_block": -1,
    "start": 0.0, "end": 1.0, "every": 1,
}  # fmt: skip
"""Inputs of Advanced Guidance that change nothing."""


@dataclass(frozen=True)
class Size:
    """Of the clip; the frame rate is the family's own."""

    width: int
    height: int
    frames: int
    frame_rate: int = 25


@dataclass(frozen=True)
class Made:
    """What both chains end with: frames `[F, H, W, 3]` in 0..1 and a waveform `[1, C, L]`.

    `sampling_s` is how long the sampling took, from the empty latent and the prompts to the finished latent.
    """

    frames: torch.Tensor
    waveform: torch.Tensor
    sampling_s: float


Chain = Callable[[str, int], Made]
"""From a prompt and a seed to a clip."""


@dataclass(frozen=True)
class Loaded:
    """A chain with the network that it samples, whose forwards can be counted."""

    run: Chain
    network: torch.nn.Module


def ours(checkpoint: str, setting: Setting, size: Size, guidance: dict[str, Any] | None = None) -> Loaded:
    """Text Encode, Blank Clip, Joint Sampler, both decoders.

    `guidance` are inputs of Advanced Guidance, `picture_scale` and `sound_scale` of Joint Sampler, and `identity_scale`
    of Reference Voice, which is in the chain only then.
    """
    from ..nodes.advanced_guidance import TandemAdvancedGuidance
    from ..nodes.audio_decode import TandemAudioDecode
    from ..nodes.blank_clip import TandemBlankClip
    from ..nodes.joint_sampler import TandemJointSampler
    from ..nodes.load_model import TandemLoadModel
    from ..nodes.reference_voice import TandemReferenceVoice
    from ..nodes.text_encode import TandemTextEncode
    from ..nodes.video_decode import TandemVideoDecode

    (model,) = call(TandemLoadModel, model=checkpoint, variant=setting.variant)
    asked = dict(guidance or {})
    scales = {name: asked.pop(name, setting.scale) for name in ("picture_scale", "sound_scale")}
    identity = asked.pop("identity_scale", None)
    (advanced,) = call(TandemAdvancedGuidance, **NO_GUIDANCE | asked) if asked else (None,)

    def run(prompt: str, seed: int) -> Made:
        positive, negative, _ = call(TandemTextEncode, tandem_model=model, prompt=prompt, negative="")
        if identity is not None:
            voiced = {"positive": positive, "negative": negative, "audio": tone(), "identity_scale": identity}
            positive, negative = call(TandemReferenceVoice, tandem_model=model, start=0.0, end=1.0, **voiced)
        seconds = size.frames / size.frame_rate
        latent, _ = call(TandemBlankClip, tandem_model=model, seconds=seconds, width=size.width, height=size.height)
        began_s = time.perf_counter()
        (clip,) = call(
            TandemJointSampler,
            tandem_model=model,
            positive=positive,
            negative=negative,
            latent=latent,
            picture_seed=seed,
            sound_seed=seed,
            steps=setting.steps,
            **scales,
            sampler="euler",
            guidance=advanced,
        )
        sampling_s = time.perf_counter() - began_s
        frames, *_ = call(TandemVideoDecode, tandem_model=model, latent=clip)
        (audio,) = call(TandemAudioDecode, tandem_model=model, latent=clip)
        return Made(frames, audio["waveform"], sampling_s)

    return Loaded(run, model.parts.diffusion_model)


def tone() -> dict[str, Any]:
    """AUDIO: three seconds that stand for a voice."""
    t = torch.arange(3 * TONE_RATE_HZ) / TONE_RATE_HZ
    return {"waveform": 0.3 * torch.sin(2 * torch.pi * 220 * t)[None, None], "sample_rate": TONE_RATE_HZ}


def core(checkpoint: str, text_encoder: str, setting: Setting, size: Size) -> Loaded:
    """The nodes of ComfyUI's `video_ltx2_*` templates, without their second pass and their prompt rewriter."""
    from comfy_extras import nodes_custom_sampler as samplers
    from comfy_extras import nodes_lt, nodes_lt_audio

    import nodes

    model, _, picture_vae = nodes.CheckpointLoaderSimple().load_checkpoint(checkpoint)
    (sound_vae,) = call(nodes_lt_audio.LTXVAudioVAELoader, ckpt_name=checkpoint)
    (clip,) = call(nodes_lt_audio.LTXAVTextEncoderLoader, text_encoder=text_encoder, ckpt_name=checkpoint)
    encode, rate = nodes.CLIPTextEncode().encode, size.frame_rate

    def run(prompt: str, seed: int) -> Made:
        positive, negative = encode(clip, prompt)[0], encode(clip, "")[0]
        positive, negative = call(
            nodes_lt.LTXVConditioning, positive=positive, negative=negative, frame_rate=float(rate)
        )
        latent = _empty(size, sound_vae)
        began_s = time.perf_counter()
        (guider,) = call(samplers.CFGGuider, model=model, positive=positive, negative=negative, cfg=setting.scale)
        sampled, _ = call(
            samplers.SamplerCustomAdvanced,
            noise=call(samplers.RandomNoise, noise_seed=seed)[0],
            guider=guider,
            sampler=call(samplers.KSamplerSelect, sampler_name="euler")[0],
            sigmas=_noise_levels(setting, latent),
            latent_image=latent,
        )
        sampling_s = time.perf_counter() - began_s
        picture, sound = call(nodes_lt.LTXVSeparateAVLatent, av_latent=sampled)
        (frames,) = nodes.VAEDecode().decode(picture_vae, picture)
        (audio,) = call(nodes_lt_audio.LTXVAudioVAEDecode, samples=sound, audio_vae=sound_vae)
        return Made(frames, audio["waveform"], sampling_s)

    return Loaded(run, model.model.diffusion_model)


def _empty(size: Size, sound_vae: Any) -> dict:
    """A blank clip, by core's nodes."""
    from comfy_extras import nodes_lt, nodes_lt_audio

    (picture,) = call(
        nodes_lt.EmptyLTXVLatentVideo, width=size.width, height=size.height, length=size.frames, batch_size=1
    )
    (sound,) = call(
        nodes_lt_audio.LTXVEmptyLatentAudio,
        frames_number=size.frames,
        frame_rate=size.frame_rate,
        batch_size=1,
        audio_vae=sound_vae,
    )
    return call(nodes_lt.LTXVConcatAVLatent, video_latent=picture, audio_latent=sound)[0]


def _noise_levels(setting: Setting, latent: dict) -> torch.Tensor:
    """Those of the templates."""
    from comfy_extras import nodes_custom_sampler, nodes_lt

    if setting is DISTILLED:
        return call(nodes_custom_sampler.ManualSigmas, sigmas=DISTILLED_SIGMAS)[0]
    return call(
        nodes_lt.LTXVScheduler,
        steps=setting.steps,
        max_shift=2.05,
        base_shift=0.95,
        stretch=True,
        terminal=0.1,
        latent=latent,
    )[0]


def call(node: Any, **inputs: Any) -> tuple:
    """The outputs of a node of ComfyUI's newer kind, run as ComfyUI runs it."""
    node.GET_SCHEMA()
    return node.PREPARE_CLASS_CLONE({"hidden_inputs": {}}).execute(**inputs).args
