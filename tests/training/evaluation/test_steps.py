"""The study of steps: which settings, and how they are compared."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from tandem.engine.mini.text.phonemes import PHONEME_IDS
from tandem.engine.mini.text.script import TimedPhoneme, note_id, script_tensor
from tandem.training.evaluation.steps import Setting, Task, compared, scores, settings


def test_the_reference_comes_first_and_once():
    found = settings(["euler", "heun"], [8, 24], [1.0, 3.0])
    assert found[0] == Setting("euler", 24, 1.0)
    assert len(found) == len(set(found)) == 8


def test_the_table_has_every_score_and_its_share():
    reference, fewer = Setting("euler", 24), Setting("heun", 8, 3.0)
    lines = compared({reference: {"lips": 0.8, "impacts": 0.0}, fewer: {"lips": 0.4, "impacts": 0.2}}, reference).split(
        "\n"
    )
    assert "0.800 (100%)" in lines[1]
    assert lines[2].startswith("heun, 8 steps, shift 3")
    assert "0.400 (50%)" in lines[2] and "0.200 (-)" in lines[2]


def test_scores_of_clips_that_are_known(nothing):
    t = np.arange(32_000) / 16_000
    voice = (0.2 * sum(np.sin(2 * np.pi * 220 * k * t) / k for k in range(1, 6))).astype(np.float32)
    scripts = [
        None,
        script_tensor([TimedPhoneme(0.2, 1.0, "en:a", 1)], PHONEME_IDS, 50)[None],
        script_tensor([TimedPhoneme(0.2, 1.0, "en:a", 1, note_id(57))], PHONEME_IDS, 50)[None],
    ]
    scenes = ("drum", "talk", "sing_words")
    task = Task(scenes, tuple(SimpleNamespace(script=script) for script in scripts))
    names = [{"scene": scene} for scene in ("drum", "talk", "talk")]
    drum = replace(
        nothing, seen=names[0], heard=names[0], seen_impacts_s=np.array([1.0]), heard_impacts_s=np.array([1.5])
    )
    talk, song = (replace(nothing, seen=n, heard=n, phonemes=("en:a",), samples=voice) for n in names[1:])
    found = scores(task, [drum, talk, song])
    assert found["picture class"] == found["sound class"] == pytest.approx(2 / 3)
    assert found["impacts"] == 0
    assert found["phonemes right"] == found["notes in tune"] == found["voices with a pitch"] == 1
