"""A chain that grows."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from tandem.engine.extension import plan_extension
from tandem.engine.latents import AVLatent
from tandem.engine.mini.geometry import FRAME_RATE
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.cues import Cue, moments, with_cues
from tandem.engine.mini.text.script import COLUMNS
from tandem.model_loader import extending
from tandem.model_loader.av_latents import ReadLatent
from tandem.model_loader.extending import extend_chain, seam_report
from tandem.model_loader.families.parts import PartsError
from tandem.model_loader.take import SampleSettings, script_of

SETTINGS = SampleSettings(picture_seed=1, sound_seed=2, steps=2, picture_scale=2.0, sound_scale=2.0, sampler="euler")


class Counter:
    """Stands in for the node's display."""

    def __init__(self) -> None:
        self.steps = self.takes = 0

    def show(self, step, steps, clean) -> None:
        self.steps += 1

    def next_take(self, steps) -> None:
        self.takes += 1


@pytest.fixture
def grown(tiny_model, positive, negative, noise_clip):
    """`grown(seconds, context)`: the plan, the chain, its script, and the display."""

    def run(seconds: float, context: float = 0.96, script: torch.Tensor | None = None, settings=SETTINGS):
        plan, counter = plan_extension(noise_clip.video_latents, seconds, context), Counter()
        clip = ReadLatent(noise_clip, None, script, FRAME_RATE)
        chain, script = extend_chain(tiny_model, clip, positive, negative, plan, settings, counter)
        return plan, chain, script, counter

    return run


def test_the_chain_keeps_what_it_was_and_gets_exactly_the_new_part(grown, noise_clip) -> None:
    _, chain, script, counter = grown(1.92)
    assert chain.video.shape[2] == 24 and chain.audio.shape[2] == 96 and script.shape == (1, 96, COLUMNS)
    assert torch.equal(chain.video[:, :, :12], noise_clip.video)
    assert torch.equal(chain.audio[:, :, :48], noise_clip.audio)
    assert (counter.steps, counter.takes) == (2, 1)


@pytest.mark.parametrize("seconds", [0.16, 12.0])
def test_any_number_of_seconds_can_be_added(grown, seconds) -> None:
    plan, chain, _, counter = grown(seconds)
    assert chain.video_latents == 12 + plan.new == 12 + round(seconds / 0.16)
    assert counter.takes == len(plan.passes) == (1 if seconds < 9 else 2)


def test_the_words_begin_behind_the_context(grown, positive) -> None:
    spoken = script_of(positive)
    _, _, script, _ = grown(5.12)
    assert (script[:, :48] == 0).all()
    assert torch.equal(script[:, 48 : 48 + spoken.shape[1]], spoken)


def test_the_context_is_sampled_with_the_script_it_was_made_with(grown, monkeypatch) -> None:
    told = []
    original = extending.sample_take
    monkeypatch.setattr(
        extending, "sample_take", lambda model, told_now, *rest: told.append(script_of(told_now)) or original(
            model, told_now, *rest
        )
    )  # fmt: skip
    before = torch.arange(48 * COLUMNS).reshape(1, 48, COLUMNS) % 4
    grown(1.92, script=before)
    assert torch.equal(told[0][:, :24], before[:, 24:])


def test_every_take_of_a_long_continuation_has_its_own_noise(grown) -> None:
    plan, chain, _, _ = grown(18.0)
    parts = [chain.video[:, :, start : start + 10] for start in plan.seams]
    assert len(parts) >= 2 and not torch.allclose(parts[0], parts[1], atol=1e-2)


def test_another_seed_gives_another_continuation(grown) -> None:
    first, second = grown(1.92)[1], grown(1.92, settings=replace(SETTINGS, picture_seed=5))[1]
    assert not torch.equal(first.video[:, :, 12:], second.video[:, :, 12:])


def test_the_report_has_a_measured_line_for_every_seam(grown, tiny_model) -> None:
    plan, chain, _, _ = grown(1.92)
    lines = seam_report(tiny_model, chain, plan).splitlines()
    assert lines[0] == "Added 1.92 s in 1 take."
    assert lines[1].startswith("Seam at 1.92 s: level") and len(lines) == 2


def test_the_report_s_numbers_follow_the_chain(tiny_model, noise_clip) -> None:
    plan = plan_extension(12, 1.92, 0.96)
    quiet = AVLatent(noise_clip.video * 0, noise_clip.audio * 0)
    smooth = seam_report(tiny_model, quiet.append(quiet), plan)
    rough = seam_report(tiny_model, quiet.append(noise_clip), plan)
    assert smooth != rough and "level +0.0 dB" in smooth


def test_a_rhythm_goes_on_over_the_seam(tiny_model, negative, noise_clip) -> None:
    drum = [[one_hot({"scene": "drum", "pace": "medium"})[None], {}]]
    heard = with_cues(torch.zeros(48, COLUMNS, dtype=torch.int64), [Cue(0.22 + 0.4 * k, "first") for k in range(5)])
    plan = plan_extension(noise_clip.video_latents, 1.92, 0.96)
    clip = ReadLatent(noise_clip, None, heard[None], FRAME_RATE)
    _, script = extend_chain(tiny_model, clip, drum, negative, plan, SETTINGS, Counter())
    instants = [cue.at_s for cue in moments(script[0])]
    assert torch.equal(script[:, :48], heard[None])
    assert len(instants) >= 9
    assert [b - a for a, b in zip(instants, instants[1:], strict=False)] == pytest.approx(
        [0.4] * (len(instants) - 1), abs=0.021
    )


@pytest.mark.parametrize("shape", [(1, 96, COLUMNS), (2, 48, COLUMNS)], ids=["cut in time", "taken out of a batch"])
def test_a_script_that_is_not_of_this_clip_counts_as_none(grown, shape) -> None:
    foreign = torch.full(shape, 7, dtype=torch.int64)
    _, _, script, _ = grown(1.92, script=foreign)
    assert script.shape == (1, 96, COLUMNS) and not (script == 7).all(dim=-1).any()


def test_the_conditioning_of_another_family_is_refused(tiny_model, negative, noise_clip) -> None:
    plan = plan_extension(noise_clip.video_latents, 1.92, 0.96)
    clip = ReadLatent(noise_clip, None, None, FRAME_RATE)
    foreign = [[torch.zeros(1, 1024, 64), {}]]
    with pytest.raises(PartsError, match="positive: tandem-mini reads CONDITIONING"):
        extend_chain(tiny_model, clip, foreign, negative, plan, SETTINGS, Counter())
