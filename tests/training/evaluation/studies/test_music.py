"""Tempo and mood of melodies of the world, which are known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from tandem.training.evaluation.studies import music
from tandem.training.evaluation.studies.music import mood_heard, music_rows, scale_notes, tempo_right
from tandem.training.world.clip import make_scene
from tandem.training.world.voices import Voices

RATE_HZ = 16_000


def tones(midi: list[int]) -> np.ndarray:
    t = np.arange(RATE_HZ // 2) / RATE_HZ
    return np.concatenate([0.3 * np.sin(2 * np.pi * 440 * 2 ** ((note - 69) / 12) * t) for note in midi])


@pytest.mark.parametrize("scene", ["piano", "xylophone", "violin"])
@pytest.mark.parametrize("mood", ["happy", "sad"])
def test_the_scale_that_is_played_is_heard(scene, mood):
    assert mood_heard(tones(sorted(scale_notes(scene, mood))), scene) == mood


def test_a_tempo_is_right_within_five_per_cent():
    assert tempo_right(72 * 1.04, "slow")
    assert not tempo_right(72 * 1.06, "slow")
    assert not tempo_right(float("nan"), "slow")


def test_real_melodies_against_other_wishes(nothing, monkeypatch):
    """What the world plays reaches its own bars, and not those of the next instrument's wish."""

    def played(scene: str, pace: str, mood: str):
        made = (make_scene(seed, 20, Voices([]), scene) for seed in range(1, 400))
        found = next(s for s in made if (s.attributes["pace"], s.attributes["mood"]) == (pace, mood))
        hits = np.array(found.onsets_s)
        sound = np.tanh(found.samples).astype(np.float32)
        return replace(nothing, samples=sound, heard={"scene": scene}, seen_impacts_s=hits, heard_impacts_s=hits)

    wishes = [(s, p, m) for s in music.INSTRUMENTS for p in music.BEATS_PER_MINUTE for m in music.SCALES]
    made = [played(*wish) for wish in wishes]
    clips = [SimpleNamespace(attributes=dict(zip(("scene", "pace", "mood"), wish, strict=True))) for wish in wishes]
    monkeypatch.setattr(music, "phrase", lambda wish, number: wish)
    monkeypatch.setattr(music, "asked", lambda mini, wish, seed: wish)
    exam = SimpleNamespace(
        mini=None, clips=clips, real=made, made=made, make=lambda requests: made, of=lambda *_: range(len(clips))
    )
    rows = {row.name: row for row in music_rows(exam)}
    assert all(row.ok for row in rows.values())
    assert rows["music, tempo within 5 %"].value >= 0.7 > 0.3 > rows["music, tempo within 5 %"].floor
    assert rows["music, major or minor as asked"].value >= 0.7
    assert rows["music, instrument heard"].floor == 0
    assert rows["violin, notes seen and heard within 80 ms"].value == 1
