"""Commercials whose layers are known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, script_tensor
from tandem.training.evaluation.studies.commercials import commercial_rows
from tandem.training.world.commercial.backing import backing

LABELS = (
    {
        "scene": "commercial", "product": "can", "object_colour": "red", "pace": "slow", "mood": "sad",
        "ambience": "rain", "narrator": "man",
    },
    {
        "scene": "commercial", "product": "cup", "object_colour": "blue", "pace": "fast", "mood": "happy",
        "ambience": "none",
    },
)  # fmt: skip


def observed(nothing, label: dict[str, str]):
    sound = backing(np.random.default_rng(3), 4.0, label["pace"], label["mood"])[0].astype(np.float32)
    seen = {slot: label[slot] for slot in ("scene", "product", "object_colour")}
    heard = {slot: label[slot] for slot in ("scene", "ambience")}
    return replace(nothing, samples=sound, seen=seen, heard=heard, phonemes=("en:a",))


@pytest.fixture
def rows(nothing):
    """made (0 as the labels, 1 swapped) -> rows by name."""
    script = script_tensor([TimedPhoneme(0.4, 1.4, "en:a", 3)], PHONEME_IDS, 100)[None]
    clips = [SimpleNamespace(attributes=label, script=script) for label in LABELS]
    real = [observed(nothing, label) for label in LABELS]

    def measure(made):
        kept = SimpleNamespace(clip=lambda seed, *_: (clips[seed % 2], real[seed % 2]))
        exam = SimpleNamespace(
            scale=SimpleNamespace(per_study=2, video_latents=20), real_clips=kept,
            make=lambda requests: [made[k % 2] for k in range(len(requests))],
            person_listener=SimpleNamespace(choose=lambda _: ["man"]),
        )  # fmt: skip
        return {row.name: row for row in commercial_rows(exam)}

    return real, measure


def test_a_commercial_with_all_its_layers_reaches_every_bar(rows):
    real, measure = rows
    found = measure(real)
    assert all(row.ok for row in found.values())
    assert found["commercial, tempo of the music as asked"].value == 1
    assert found["commercial, tempo of the music as asked"].floor == 0


def test_another_product_with_other_music_misses_them(rows):
    real, measure = rows
    found = measure(real[::-1])
    missed = {name for name, row in found.items() if not row.ok}
    assert {"commercial, product seen", "commercial, ambience heard", "commercial, major or minor as asked"} <= missed
    assert "commercial, tempo of the music as asked" in missed
