"""Endings of long clips, on pictures and clips whose answers are known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, script_tensor
from tandem.training.evaluation.studies.long_clips import KINDS, Ending, drift, rows_of

ROWS = 256


@pytest.fixture
def clips() -> list[SimpleNamespace]:
    """Two clips of every kind; the talkers say one sound in the end, each another one."""
    found = []
    for kind in KINDS:
        for sound in ("en:a", "en:s"):
            said = [TimedPhoneme(8.0, 10.0, sound)] if kind == "talk" else []
            script = script_tensor(said, PHONEME_IDS, ROWS)[None]
            found.append(SimpleNamespace(scene=kind, attributes={"scene": kind}, script=script))
    return found


@pytest.fixture
def perfect(nothing, clips) -> list[Ending]:
    mouth = np.sin(np.arange(80) / 3) ** 2
    t = np.arange(80 * 640) / 16_000
    samples = (np.repeat(mouth, 640) * np.sin(2 * np.pi * 300 * t)).astype(np.float32)
    return [
        Ending(
            replace(
                nothing, seen=clip.attributes, heard=clip.attributes, mouth=mouth, samples=samples,
                phonemes=("en:a",) if index == 0 else ("en:s",),
            ),
            0.01,
        )
        for index, clip in enumerate(clips)
    ]  # fmt: skip


def test_a_still_picture_does_not_drift_and_a_darker_one_does():
    frames = np.full((96, 8, 8, 3), 100, np.uint8)
    assert drift(frames) == 0
    frames[48:] = 151
    assert drift(frames) == pytest.approx(0.2)


def test_a_thing_that_moves_is_no_drift():
    frames = np.full((96, 8, 8, 3), 100, np.uint8)
    for index in range(96):
        frames[index, :, index % 8] = 255
    assert drift(frames) == 0


def test_clips_like_the_real_ones_reach_every_bar(clips, perfect):
    assert all(row.ok for row in rows_of(clips, perfect, perfect))


def test_endings_of_another_kind_that_drift_and_do_not_speak_miss_them(clips, perfect, nothing):
    wrong = replace(nothing, seen={"scene": "bell"}, heard={"scene": "bell"})
    assert not any(row.ok for row in rows_of(clips, [Ending(wrong, 0.2) for _ in clips], perfect))


def test_the_words_of_the_beginning_do_not_count(clips, perfect):
    for clip in clips:
        clip.script = torch.cat([clip.script[:, 200:], clip.script[:, 56:]], dim=1)
    assert all(row.ok for row in rows_of(clips, perfect, perfect))
