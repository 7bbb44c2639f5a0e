"""The fixed numbers of tandem-mini: one video latent is 160 ms of picture, four audio latents the same of sound."""

from __future__ import annotations

from fractions import Fraction

FRAME_RATE = Fraction(25)
SAMPLE_RATE_HZ = 16_000

PICTURE_SIZE = 256
"""Width and height of a decoded frame in pixels."""

FRAMES_PER_LATENT = 4
SAMPLES_PER_AUDIO_LATENT = 640
AUDIO_LATENTS_PER_VIDEO_LATENT = 4
PIXELS_PER_LATENT = 32

VIDEO_CHANNELS = 64
AUDIO_CHANNELS = 32
LATENT_SIZE = PICTURE_SIZE // PIXELS_PER_LATENT

LATENT_SECONDS = Fraction(FRAMES_PER_LATENT) / FRAME_RATE
AUDIO_LATENT_SECONDS = Fraction(SAMPLES_PER_AUDIO_LATENT, SAMPLE_RATE_HZ)

MIN_VIDEO_LATENTS = 12
MAX_VIDEO_LATENTS = 64
"""Clip lengths of 1.92 s to 10.24 s in one take; longer clips are chained."""


def video_latent_shape(latents: int, batch: int = 1) -> tuple[int, int, int, int, int]:
    """`[B, C, T, H, W]` of a clip of `latents` video latents."""
    return (batch, VIDEO_CHANNELS, latents, LATENT_SIZE, LATENT_SIZE)


def audio_latent_shape(latents: int, batch: int = 1) -> tuple[int, int, int, int]:
    """`[B, C, T, F]` of the sound of a clip of `latents` *video* latents (F is 1: the channels hold the spectrum)."""
    return (batch, AUDIO_CHANNELS, latents * AUDIO_LATENTS_PER_VIDEO_LATENT, 1)
