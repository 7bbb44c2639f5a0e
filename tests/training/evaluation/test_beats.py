"""The beat of strokes that are known."""

import numpy as np
import pytest
from tandem.training.evaluation.beats import Beat, find_beat, melody_tempo_bpm, onsets_s


@pytest.mark.parametrize(("first_s", "beat_s"), [(0.08, 0.48), (0.08, 0.40), (0.08, 0.32), (0.21, 0.37)])
def test_the_beat_and_its_first_stroke_are_found(strokes, first_s, beat_s):
    found = find_beat(strokes(first_s, beat_s))
    assert found.beat_s == pytest.approx(beat_s, abs=0.004)
    assert found.distance_s(np.array([first_s, first_s + beat_s, first_s + 4 * beat_s])).max() < 0.03


def test_the_distance_to_a_beat_is_largest_half_way():
    beat = Beat(0.1, 0.4)
    assert beat.distance_s(np.array([0.1, 0.5, 0.3, 0.45])) == pytest.approx([0, 0, 0.2, 0.05])


def melody(bpm: float, beats: tuple[float, ...]) -> np.ndarray:
    """Plucked notes of the given lengths in beats, over and over, 4 s in all."""
    starts_s, at_s = [], 0.1
    while at_s < 3.8:
        starts_s.append(at_s)
        at_s += beats[(len(starts_s) - 1) % len(beats)] * 60 / bpm
    out = np.zeros(80_000)
    t = np.arange(8_000) / 16_000
    for count, start_s in enumerate(starts_s):
        first = round(start_s * 16_000)
        out[first : first + len(t)] += 0.3 * np.sin(2 * np.pi * (400 + 60 * (count % 4)) * t) * np.exp(-t / 0.07)
    return out[:64_000]


@pytest.mark.parametrize("bpm", [72, 104, 144])
@pytest.mark.parametrize("beats", [(1.0,), (1.0, 0.5, 0.5, 1.0, 1.0), (0.5, 0.5, 1.0)])
def test_the_tempo_of_a_melody_is_that_of_its_beats(bpm, beats):
    assert melody_tempo_bpm(melody(bpm, beats)) == pytest.approx(bpm, rel=0.03)


def test_silence_has_neither_onsets_nor_a_tempo():
    assert len(onsets_s(np.zeros(16_000))) == 0
    assert np.isnan(melody_tempo_bpm(np.zeros(16_000)))
