"""The measures themselves: plain functions of numbers, without networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ...engine.mini.geometry import SAMPLE_RATE_HZ

NO_PARTNER_S = 9.0
"""Distance that stands for an event that the other stream does not have at all."""


def event_times(likelihood: np.ndarray, step_s: float, threshold: float = 0.45) -> np.ndarray:
    """Seconds of the local maxima of `likelihood` `[N]` (0..1) above `threshold`, refined by a parabola."""
    found = []
    padded = np.concatenate([[-1.0], likelihood, [-1.0]])
    for index in range(1, len(padded) - 1):
        left, here, right = padded[index - 1 : index + 2]
        if here < threshold or here < left or here <= right:
            continue
        bend = left - 2 * here + right
        inside = 1 < index < len(padded) - 2 and bend < 0
        found.append((index - 0.5 + (0.5 * (left - right) / bend if inside else 0.0)) * step_s)
    return np.array(found)


def distances_s(first: np.ndarray, second: np.ndarray) -> list[float]:
    """Distance of every event to the nearest of the other stream, both ways. Two silent streams count as one miss:
    a clip without events must not pass for one in sync."""
    if not len(first) and not len(second):
        return [NO_PARTNER_S]
    return [
        float(np.abs(other - time).min()) if len(other) else NO_PARTNER_S
        for events, other in ((first, second), (second, first))
        for time in events
    ]


def share_within(distances: Sequence[float], limit_s: float) -> float:
    return float(np.mean(np.asarray(distances) < limit_s)) if len(distances) else 0.0


def correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Pearson's r; 0 when one of the two does not move."""
    if first.std() < 1e-5 or second.std() < 1e-5:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def envelope(samples: np.ndarray, samples_per_frame: int) -> np.ndarray:
    """Loudness per frame: root mean square, smoothed over three frames. `[L]` -> `[L / samples_per_frame]`."""
    whole = len(samples) // samples_per_frame * samples_per_frame
    level = np.sqrt(np.square(samples[:whole].reshape(-1, samples_per_frame)).mean(axis=1))
    return np.convolve(level, [0.25, 0.5, 0.25], "same")


def rms(samples: np.ndarray) -> float:
    return float(np.sqrt(np.square(samples, dtype=np.float64).mean()))


def psnr_db(first: np.ndarray, second: np.ndarray) -> float:
    """Peak signal-to-noise ratio of two uint8 pictures."""
    error = np.square(first.astype(np.float64) - second.astype(np.float64)).mean()
    return float(10 * np.log10(255.0**2 / max(error, 1e-9)))


def edit_distance(first: Sequence, second: Sequence) -> int:
    """Insertions, deletions and replacements that turn one sequence into the other (Levenshtein 1966)."""
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, start=1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(second, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
    return row[-1]


def fundamental_hz(samples: np.ndarray, lowest_hz: float = 70.0, highest_hz: float = 500.0) -> float:
    """Median fundamental of the voiced 64 ms windows by normalised autocorrelation; NaN with fewer than four."""
    window, hop = 1024, 320
    near, far = int(SAMPLE_RATE_HZ / highest_hz), int(SAMPLE_RATE_HZ / lowest_hz)
    loud = 0.3 * rms(samples)
    found = []
    for start in range(0, len(samples) - window - far, hop):
        here = samples[start : start + window].astype(np.float64)
        if rms(here) < max(loud, 1e-3):
            continue
        likeness = _likeness(here, samples[start + near : start + far + window - 1].astype(np.float64))
        best = likeness.max()
        if best < 0.6:
            continue
        # The first peak almost as high as the highest: later ones are multiples of the period.
        early = int(np.argmax((likeness > 0.9 * best) & _is_peak(likeness)))
        found.append(SAMPLE_RATE_HZ / (near + early))
    return float(np.median(found)) if len(found) >= 4 else float("nan")


def _likeness(here: np.ndarray, later: np.ndarray) -> np.ndarray:
    """Normalised product of `here` `[n]` with every window of `n` samples in `later`."""
    windows = sliding_window_view(later, len(here))
    powers = np.square(windows).sum(axis=1)
    return windows @ here / (np.sqrt(powers * (here @ here)) + 1e-9)


def _is_peak(values: np.ndarray) -> np.ndarray:
    padded = np.concatenate([[-1.0], values, [-1.0]])
    return (values >= padded[:-2]) & (values >= padded[2:])


def strongest_hz(samples: np.ndarray, lowest_hz: float = 200.0) -> float:
    """Frequency of the highest peak of the whole spectrum above `lowest_hz`."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    hertz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ)
    spectrum[hertz < lowest_hz] = 0
    return float(hertz[spectrum.argmax()])


def active_s(samples: np.ndarray, quietest: float = 0.08) -> float:
    """Seconds from the first to the last 20 ms that reach `quietest` of the loudest 20 ms."""
    step = SAMPLE_RATE_HZ // 50
    level = envelope(samples, step)
    loud = np.flatnonzero(level > quietest * level.max())
    return float(loud[-1] - loud[0] + 1) * step / SAMPLE_RATE_HZ if len(loud) else 0.0


def rank_correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Spearman's rho with shared ranks for equal values; pairs with NaN count as a measure in the middle."""
    first, second = (np.array(side, float) for side in zip(*pairs, strict=True))
    if np.isnan(second).all():
        return 0.0
    second = np.where(np.isnan(second), np.nanmedian(second), second)
    return correlation(_ranks(first), _ranks(second))


def _ranks(values: np.ndarray) -> np.ndarray:
    return np.array([(values < value).sum() + (values == value).sum() / 2 for value in values])
