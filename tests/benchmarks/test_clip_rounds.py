"""The comparison compares the same work."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tandem.benchmarks.__main__ import summary
from tandem.benchmarks.clip_rounds import Rounds, core_prompt, joint_prompt
from tandem.engine.media.probe import MediaFacts

PROMPT = {
    "1": {"class_type": "TandemLoadModel", "inputs": {"model": "tandem-mini (built in)"}},
    "5": {
        "class_type": "TandemJointSampler",
        "inputs": {
            "tandem_model": ["1", 0],
            "positive": ["2", 0],
            "negative": ["2", 1],
            "latent": ["3", 0],
            "picture_seed": 1,
            "sound_seed": 2,
            "steps": 0,
            "picture_scale": 1.0,
            "sound_scale": 3.0,
            "sampler": "family default",
        },
    },
    "6": {"class_type": "TandemVideoDecode", "inputs": {"tandem_model": ["1", 0], "latent": ["5", 0]}},
}
CLIP = MediaFacts(1, 1, 256, 256, 50, Fraction(25), 32000, 16000, 1, 0.5, 0.5, {})


def test_both_samplers_get_the_same_model_steps_scales_and_prompt() -> None:
    ours = joint_prompt(PROMPT)
    core = core_prompt(ours)
    joint, sampler = ours["5"]["inputs"], core["5"]["inputs"]
    assert core[sampler["model"][0]]["inputs"]["tandem_model"] == joint["tandem_model"]
    assert sampler["steps"] == joint["steps"] == 24
    assert sampler["cfg"] == joint["picture_scale"] == joint["sound_scale"] == 3.0
    assert sampler["sampler_name"] == joint["sampler"] == "euler"
    assert [sampler[name] for name in ("positive", "negative", "latent_image")] == [["2", 0], ["2", 1], ["3", 0]]
    assert core["6"] == ours["6"] and PROMPT["5"]["inputs"]["steps"] == 0


def test_the_ratio_is_that_of_runs_next_to_each_other() -> None:
    drifting = Rounds((1.0, 2.0, 4.0), (1.0, 2.0, 4.0), (1.0, 1.0, 1.0), (0.5, 0.5, 0.5), CLIP)
    assert drifting.sampler_ratio == 1.0


def test_the_report_counts_seconds_of_work_per_second_of_clip() -> None:
    rounds = Rounds((2.0, 3.0, 4.0), (2.0, 2.0, 2.0), (1.0, 1.0, 2.0), (0.5, 0.5, 0.5), CLIP)
    report = summary(rounds, 3 * 2**20, [9.0, 8.0, 30.0])
    assert report.clip_s == 2.0 and report.peak_memory_mib == 3
    assert report.sampling_per_clip_s == pytest.approx(1.5)
    assert report.decode_per_clip_s == pytest.approx(0.5)
    assert report.clip_work_s == pytest.approx(4.5)
    assert report.command_to_file_s == 9.0 and report.sampler_ratio == pytest.approx(1.5)
