"""The measures themselves: plain functions of numbers, without networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

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


def lag_frames(first: np.ndarray, second: np.ndarray, most: int = 8) -> int:
    """Shift of `first` `[F]` against `second` `[F]` at which they correlate best, at most `most` frames; positive when
    `first` comes later."""
    shifts = sorted(range(-most, most + 1), key=abs)
    return max(shifts, key=lambda lag: correlation(*_shifted(first, second, lag)))


def _shifted(first: np.ndarray, second: np.ndarray, lag: int) -> tuple[np.ndarray, np.ndarray]:
    """The parts of both that meet when `first` is taken `lag` frames later."""
    count = min(len(first), len(second)) - abs(lag)
    return first[max(lag, 0) :][:count], second[max(-lag, 0) :][:count]


def windows(samples: np.ndarray, length: int) -> np.ndarray:
    """`[L]` -> `[L / length, length]`; what is left over at the end is dropped."""
    return samples[: len(samples) // length * length].reshape(-1, length)


def envelope(samples: np.ndarray, samples_per_frame: int) -> np.ndarray:
    """Loudness per frame: root mean square, smoothed over three frames. `[L]` -> `[L / samples_per_frame]`."""
    level = np.sqrt(np.square(windows(samples, samples_per_frame)).mean(axis=1))
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


def share_in_order(lower: Sequence[float], higher: Sequence[float]) -> float:
    """How often a value of `higher` is above one of `lower`: the area under the curve of a threshold between them
    (Mann and Whitney 1947). 1 is always, 0.5 is chance; NaN is neither above nor below."""
    pairs = [(low, high) for low in lower for high in higher]
    return float(np.mean([0.5 if np.isnan(low - high) or low == high else high > low for low, high in pairs]))


def rank_correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Spearman's rho with shared ranks for equal values; pairs with NaN count as a measure in the middle."""
    first, second = (np.array(side, float) for side in zip(*pairs, strict=True))
    if np.isnan(second).all():
        return 0.0
    second = np.where(np.isnan(second), np.nanmedian(second), second)
    return correlation(_ranks(first), _ranks(second))


def _ranks(values: np.ndarray) -> np.ndarray:
    return np.array([(values < value).sum() + (values == value).sum() / 2 for value in values])
