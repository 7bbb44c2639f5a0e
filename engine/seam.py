"""What can be heard and seen of a seam, in three numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import torch

from . import clock
from .mini import geometry

LEVEL_WINDOW_S = Fraction(1, 5)
CLICK_WINDOW_S = Fraction(1, 250)
NEIGHBOURHOOD_S = Fraction(1)
QUIETEST_RMS = 1e-3
"""-60 dBFS: steps between sounds below it are not heard."""
QUIETEST_CLICK = 1e-3
SMALLEST_DIFFERENCE = 0.5 / 255
"""Half a step of an 8-bit picture: less is not seen."""


@dataclass(frozen=True)
class Seam:
    """`level_step_db`: sound level in the 0.2 s after against the 0.2 s before.

    `click_ratio`: sharpest bend of the waveform within 4 ms of the seam against the sharpest in the second around it;
    above 1 the seam is the sharpest place. `frame_difference_ratio`: change of picture across the seam against the
    median change across the other latent borders in the second around it.
    """

    at_s: float
    level_step_db: float
    click_ratio: float
    frame_difference_ratio: float

    def sentence(self) -> str:
        level_db = round(self.level_step_db, 1) + 0.0  # never -0.0
        return (
            f"Seam at {self.at_s:.2f} s: level {level_db:+.1f} dB, click {self.click_ratio:.2f}, "
            f"picture change {self.frame_difference_ratio:.2f} (1 or less is like the rest of the clip)"
        )


def measure_seam(
    frames: torch.Tensor,
    samples: torch.Tensor,
    frame_rate: Fraction,
    sample_rate_hz: int,
    seam_frame: int,
    start_frame: int = 0,
) -> Seam:
    """Measures around frame `seam_frame` of the chain.

    frames: `[F, H, W, 3]` in 0..1, samples: `[L]`, both beginning at frame `start_frame` of the chain, which must be a
    latent border. Raises ValueError when the seam is not inside.
    """
    frame = seam_frame - start_frame
    if not 0 < frame < len(frames):
        raise ValueError(
            f"seam: expected a frame from {start_frame + 1} to {start_frame + len(frames) - 1}, got {seam_frame}"
        )
    sample = clock.sample_of_frame(frame, frame_rate, sample_rate_hz)
    return Seam(
        float(clock.duration_s(seam_frame, frame_rate)),
        level_step_db(samples, sample, sample_rate_hz),
        click_ratio(samples, sample, sample_rate_hz),
        frame_difference_ratio(frames, frame, frame_rate),
    )


def level_step_db(samples: torch.Tensor, at: int, sample_rate_hz: int) -> float:
    """Root-mean-square level after sample `at` against before it, in dB."""
    window = round(LEVEL_WINDOW_S * sample_rate_hz)
    before, after = (_rms(part) for part in (samples[max(at - window, 0) : at], samples[at : at + window]))
    return 20 * math.log10(after / before)


def click_ratio(samples: torch.Tensor, at: int, sample_rate_hz: int) -> float:
    """Largest second difference near sample `at` against the largest in the second around it."""
    bend = samples.double().diff(n=2).abs()
    near, around = round(CLICK_WINDOW_S * sample_rate_hz), round(NEIGHBOURHOOD_S * sample_rate_hz / 2)
    here = bend[max(at - near, 0) : at + near].max()
    rest = torch.cat([bend[max(at - around, 0) : max(at - near, 0)], bend[at + near : at + around]])
    loudest = float(rest.max()) if len(rest) else 0.0
    return float(here) / max(loudest, QUIETEST_CLICK)


def frame_difference_ratio(frames: torch.Tensor, at: int, frame_rate: Fraction) -> float:
    """Mean change between frames `at - 1` and `at` against the median over the other latent borders nearby."""
    reach = round(NEIGHBOURHOOD_S * frame_rate / 2)
    step = geometry.FRAMES_PER_LATENT
    borders = [i for i in range(at % step or step, len(frames), step) if 0 < abs(i - at) <= reach]
    usual = torch.stack([_change(frames, i) for i in borders]).median() if borders else torch.zeros(())
    return float(_change(frames, at)) / max(float(usual), SMALLEST_DIFFERENCE)


def _change(frames: torch.Tensor, at: int) -> torch.Tensor:
    return (frames[at].float() - frames[at - 1].float()).abs().mean()


def _rms(samples: torch.Tensor) -> float:
    return max(float(samples.double().square().mean().sqrt()), QUIETEST_RMS) if len(samples) else QUIETEST_RMS
