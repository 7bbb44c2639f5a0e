"""Voices over beds of noise that are known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, script_tensor
from tandem.training.evaluation.studies.narrators import (
    narrator_rows,
    spoken_part,
    voice_over_bed_db,
    voice_right,
)

RATE_HZ = 16_000
NAMES = ("en:a", "zh:a")


def script(name: str = "en:a") -> torch.Tensor:
    """A second of speech from 0.4 s on."""
    return script_tensor([TimedPhoneme(0.4, 1.4, name, 3)], PHONEME_IDS, 50)[None]


def narrated(bed: float, voice: float = 0.2) -> np.ndarray:
    """2 s: noise of level `bed`, and a voice of 120 Hz that pauses for 40 ms in every 200 ms."""
    t = np.arange(2 * RATE_HZ) / RATE_HZ
    sound = np.random.default_rng(0).normal(0, bed, len(t))
    speaks = (t >= 0.4) & (t < 1.4) & ((t - 0.4) % 0.2 < 0.16)
    return (sound + speaks * voice * np.sqrt(2) * np.sin(2 * np.pi * 120 * t)).astype(np.float32)


@pytest.mark.parametrize("below_db", [6, 12, 18])
def test_the_voice_is_measured_against_the_bed_beneath_it(below_db):
    found = voice_over_bed_db(narrated(0.2 * 10 ** (-below_db / 20)), script())
    assert found == pytest.approx(below_db, abs=2)


def test_a_bed_without_a_voice_is_far_below_the_bar():
    assert voice_over_bed_db(narrated(0.1, voice=0.0), script()) < 0
    assert np.isnan(voice_over_bed_db(narrated(0.1), torch.zeros_like(script())))


def test_what_is_said_is_cut_out_of_the_clip():
    assert len(spoken_part(narrated(0.1), script())) == RATE_HZ


def test_too_little_of_a_voice_is_not_the_right_one():
    short = script_tensor([TimedPhoneme(0.4, 0.5, "en:a", 3)], PHONEME_IDS, 50)[None]
    assert not voice_right(SimpleNamespace(choose=lambda _: ["man"]), narrated(0.1), short, "man")


def test_clear_narrators_reach_their_bars_and_drowned_ones_do_not(nothing):
    """The listener here hears a man in every loud voice."""
    real = [replace(nothing, samples=narrated(0.03), seen={"scene": "rain"}, phonemes=(name,)) for name in NAMES]
    drowned = [replace(o, samples=narrated(0.2), seen={"scene": "talk"}, phonemes=()) for o in real]
    bed = replace(nothing, samples=narrated(0.1, voice=0.0), seen={"scene": "rain"})
    attributes = ({"scene": "rain", "narrator": "man"}, {"scene": "rain", "narrator": "child"})
    clips = [
        SimpleNamespace(scene="rain", attributes=a, quotes=("x",), script=script(n))
        for a, n in zip(attributes, NAMES, strict=True)
    ]
    clips.append(SimpleNamespace(scene="rain", attributes={"scene": "rain"}, quotes=(), script=None))
    listener = SimpleNamespace(choose=lambda features: ["man"])
    for made, kept in ((real, True), (drowned, False)):
        exam = SimpleNamespace(
            clips=clips, real=[*real, bed], make=lambda _, made=made: made,
            of=lambda *_: range(3), person_listener=listener,
        )  # fmt: skip
        rows = {row.name: row for row in narrator_rows(exam)}
        for name in ("narrator, voice over the bed", "narrator, phoneme error", "narrator, nobody is seen"):
            assert rows[name].ok is kept, name
        assert rows["narrator, the voice that was asked for"].value == 0.5
