"""What a watcher of a MODEL is told by core's own guider and samplers, for every family."""

from __future__ import annotations

import comfy.samplers
import pytest
import torch
from comfy.patcher_extension import WrappersMP
from tandem.engine.latents import AVLatent
from tandem.model_loader.av_latents import nested
from tandem.model_loader.families.parts import Parts
from tandem.model_loader.families.registry import family_of
from tandem.model_loader.step_watch import unwatched, watched

SIGMAS = torch.tensor([1.0, 0.6, 0.3, 0.0])
STEPS = len(SIGMAS) - 1


@pytest.fixture(autouse=True)
def no_gradients():
    """As core's executor runs its nodes."""
    with torch.inference_mode():
        yield


class Notes:
    """A watcher that keeps what it is told."""

    def __init__(self, looks: bool = True) -> None:
        self.looks = looks
        self.starts, self.steps = 0, []

    def __call__(self):
        self.starts += 1
        return (lambda step, steps, clean: self.steps.append((step, steps, clean))) if self.looks else None


def sample(case, model, callback=None) -> list[torch.Tensor]:
    """Euler by core's guider."""
    guider = comfy.samplers.CFGGuider(model)
    guider.set_conds(case.positive, case.negative)
    guider.set_cfg(1.0)
    start = case.noise(1)
    sampler = comfy.samplers.sampler_object("euler")
    blank = nested(start.map(torch.zeros_like))
    return guider.sample(nested(start), blank, sampler, SIGMAS, callback=callback, disable_pbar=True, seed=0).unbind()


def test_the_watcher_gets_the_clean_streams_that_core_s_own_callback_gets(joint_case) -> None:
    notes, core_s = Notes(), []
    sample(joint_case, watched(joint_case.model, notes), lambda step, clean, noisy, total: core_s.append(clean))
    assert notes.starts == 1
    assert [(step, steps) for step, steps, _ in notes.steps] == [(step, STEPS) for step in range(1, STEPS + 1)]
    for (_, _, clean), expected in zip(notes.steps, core_s, strict=True):
        video, audio = expected.unbind()
        assert tuple(clean.video.shape) == joint_case.shapes[0] and torch.equal(clean.video, video)
        assert tuple(clean.audio.shape) == joint_case.shapes[1] and torch.equal(clean.audio, audio)


def test_what_it_gets_can_be_shown(joint_case) -> None:
    notes = Notes()
    model = watched(joint_case.model, notes)
    family = family_of(model.model)
    preview = family.preview(Parts(model, None, None, None))
    sample(joint_case, model)
    clean: AVLatent = notes.steps[-1][2]
    frames, levels = preview.frames(clean.video[0]), preview.levels(clean.audio[0])
    assert frames.dtype == torch.uint8 and len(frames) == joint_case.shapes[0][2] and frames.shape[-1] == 3
    assert len(levels) == joint_case.shapes[1][family.sound_time_dim] and bool(((levels >= 0) & (levels <= 1)).all())


def test_watching_without_a_callback_of_core_or_with_nobody_looking_changes_nothing(mini_case) -> None:
    notes, blind, called = Notes(), Notes(looks=False), []
    plain = sample(mini_case, mini_case.model)
    seen = sample(mini_case, watched(mini_case.model, notes))
    unseen = sample(mini_case, watched(mini_case.model, blind), lambda *_: called.append(1))
    assert (len(notes.steps), len(called), blind.starts, blind.steps) == (STEPS, STEPS, 1, [])
    for streams in (seen, unseen):
        assert all(torch.equal(one, other) for one, other in zip(streams, plain, strict=True))


def test_a_latent_of_one_stream_is_sampled_and_not_watched(ltx_case) -> None:
    """Core's LTX-2 takes the picture alone."""
    notes, alone = Notes(), ltx_case.noise(1).video
    guider = comfy.samplers.CFGGuider(watched(ltx_case.model, notes))
    guider.set_conds(ltx_case.positive, ltx_case.negative)
    guider.set_cfg(1.0)
    sampler, called = comfy.samplers.sampler_object("euler"), []
    blank, count = torch.zeros_like(alone), lambda *_: called.append(1)
    made = guider.sample(alone, blank, sampler, SIGMAS, callback=count, disable_pbar=True, seed=0)
    assert made.shape == alone.shape and len(called) == STEPS
    assert (notes.starts, notes.steps) == (0, [])


def test_the_model_itself_stays_as_it_was(mini_case) -> None:
    before = {kind: dict(keyed) for kind, keyed in mini_case.model.wrappers.items()}
    clone = watched(mini_case.model, Notes())
    assert clone.is_clone(mini_case.model) and mini_case.model.wrappers == before
    assert unwatched(mini_case.model) is mini_case.model


def test_a_model_is_watched_once_by_the_last_who_asked(mini_case) -> None:
    first, last = Notes(), Notes()
    sample(mini_case, watched(watched(mini_case.model, first), last))
    assert (first.starts, last.starts) == (0, 1)


def test_only_the_watcher_is_taken_off_and_only_from_a_clone(mini_case) -> None:
    notes, others = Notes(), []

    def other(executor, *args, **kwargs):
        others.append(1)
        return executor(*args, **kwargs)

    model = watched(mini_case.model, notes)
    model.add_wrapper_with_key(WrappersMP.OUTER_SAMPLE, "other", other)
    sample(mini_case, unwatched(model))
    assert (notes.starts, len(others)) == (0, 1)
    sample(mini_case, model)
    assert (notes.starts, len(others)) == (1, 2)
