import math

import pytest
import torch
from tandem.engine.extension import ExtensionError, Pass, Plan, extend, locked_take, plan_extension, script_of_pass
from tandem.engine.latents import AVLatent
from tandem.engine.mini import geometry
from tandem.engine.mini.text.script import COLUMNS


def chain_of(latents: int, value: float = 1.0) -> AVLatent:
    return AVLatent(
        torch.full(geometry.video_latent_shape(latents), value), torch.full(geometry.audio_latent_shape(latents), value)
    )


def test_a_short_continuation_is_one_take():
    assert plan_extension(32, 5.12, 0.96) == Plan(32, (Pass(context=6, new=32),))


@pytest.mark.parametrize("seconds", [0.16, 1.0, 9.28, 9.44, 30.0, 123.4, 600.0])
@pytest.mark.parametrize("context_s", [0.16, 0.96, 5.12])
def test_the_new_latents_are_those_asked_for_and_no_take_is_too_long_or_too_short(seconds, context_s):
    plan = plan_extension(40, seconds, context_s)
    assert plan.new == round(seconds / 0.16)
    assert all(geometry.MIN_VIDEO_LATENTS <= step.take <= geometry.MAX_VIDEO_LATENTS for step in plan.passes)
    assert max(step.new for step in plan.passes) - min(step.new for step in plan.passes) <= 1


def test_seams_stand_where_the_new_pieces_begin():
    plan = plan_extension(32, 30.0, 0.96)
    assert len(plan.seams) == len(plan.passes) == 4
    assert plan.seams == (32, 79, 126, 173)


@pytest.mark.parametrize(
    ("seconds", "context_s", "words"),
    [
        (0, 0.96, "seconds: expected 0.16 to 600.00 s, got 0; nearest legal value 0.16"),
        (-1.0, 0.96, "nearest legal value 0.16"),
        (1e6, 0.96, "nearest legal value 600.00"),
        (math.nan, 0.96, "seconds: expected a number"),
        (2.0, math.inf, "context_seconds: expected a number"),
        (2.0, 0.0, "context_seconds: .* nearest legal value 0.16"),
        (2.0, 3.0, "context_seconds: .* nearest legal value 1.92"),
    ],
)
def test_an_impossible_continuation_is_refused_with_the_nearest_legal_value(seconds, context_s, words):
    with pytest.raises(ExtensionError, match=words):
        plan_extension(12, seconds, context_s)


def test_both_faults_are_reported_at_once():
    with pytest.raises(ExtensionError, match="^seconds: .*; context_seconds: "):
        plan_extension(12, -1, -1)


def test_the_context_is_locked_and_the_rest_is_free():
    take = locked_take(chain_of(20, 3.0), Pass(context=6, new=10))
    assert take.latent.video.shape == geometry.video_latent_shape(16)
    assert take.latent.audio.shape == geometry.audio_latent_shape(16)
    assert take.mask.video.shape == (1, 1, 16, 8, 8) and take.mask.audio.shape == (1, 1, 64, 1)
    assert (take.latent.video[:, :, :6] == 3).all() and (take.latent.video[:, :, 6:] == 0).all()
    assert (take.latent.audio[:, :, :24] == 3).all() and (take.latent.audio[:, :, 24:] == 0).all()
    assert (take.mask.video[:, :, :6] == 0).all() and (take.mask.video[:, :, 6:] == 1).all()
    assert (take.mask.audio[:, :, :24] == 0).all() and (take.mask.audio[:, :, 24:] == 1).all()


def test_the_chain_before_the_seam_is_untouched_and_only_new_latents_are_appended():
    """Each pass adds 1 to the context it is given, so the values show which take a latent came from."""
    plan = plan_extension(32, 30.0, 0.96)

    def sample(take, index):
        assert (take.latent.video[:, :, :6] == index + 1).all()
        return chain_of(take.latent.video_latents, index + 2.0)

    longer = extend(chain_of(32), plan, sample)
    assert longer.video_latents == 32 + plan.new
    borders = [0, *plan.seams, longer.video_latents]
    for value, (start, stop) in enumerate(zip(borders, borders[1:], strict=False), start=1):
        assert (longer.span(start, stop).video == value).all()
        assert (longer.span(start, stop).audio == value).all()


def test_a_piece_shorter_than_the_shortest_take_is_cut_from_a_longer_one():
    longer = extend(chain_of(32), plan_extension(32, 0.16, 0.16), lambda take, index: chain_of(12, 2.0))
    assert longer.video_latents == 33


def test_words_begin_after_the_context_and_run_on_through_the_takes():
    plan = plan_extension(32, 15.0, 0.96)
    script = torch.arange(1, plan.new * 4 + 1).reshape(1, -1, 1).expand(1, -1, COLUMNS)
    spoken = []
    for index, step in enumerate(plan.passes):
        rows = script_of_pass(script, plan, index)
        assert rows.shape == (1, step.take * 4, COLUMNS)
        assert (rows[:, : step.context * 4] == 0).all()
        spoken.append(rows[:, step.context * 4 : (step.context + step.new) * 4])
    torch.testing.assert_close(torch.cat(spoken, dim=1), script)


def test_a_short_script_is_followed_by_silence():
    plan = plan_extension(32, 5.12, 0.96)
    rows = script_of_pass(torch.ones(1, 10, COLUMNS, dtype=torch.int64), plan, 0)
    assert rows[0, :, 0].nonzero().flatten().tolist() == list(range(24, 34))
