"""The formula of `Guidance` in the evaluation's sampler, against the sampler without it and by hand."""

from types import SimpleNamespace

import pytest
import torch
from tandem.engine.mini import geometry
from tandem.engine.mini.text.attributes import one_hot
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.transformer import JointTransformer
from tandem.engine.sampling.flow import Prompted, sample
from tandem.engine.sampling.guidance import Guidance, GuidanceError, StepWindow
from tandem.training.evaluation.guided_transformer import APART, GuidedTransformer

LATENTS = 12


@pytest.fixture(scope="module")
def transformer() -> JointTransformer:
    torch.manual_seed(0)
    return JointTransformer(width=64, depth=2, heads=2, hidden=96, bridge=8).eval()


def made(transformer, **changes):
    options = {"script": None, "video_latents": LATENTS, "video_seeds": [1, 2], "audio_seeds": [1, 2], "steps": 3}
    context = one_hot({"scene": "drum"})[None].expand(2, -1, -1)
    return sample(transformer, context=context, autocast=False, **{**options, **changes})


def test_scales_do_what_the_sampler_does_with_them(transformer):
    own = made(transformer, picture_scale=3.0, sound_scale=1.5)
    guided = made(GuidedTransformer(transformer, Guidance(3.0, 1.5)), picture_scale=1.0, sound_scale=1.0)
    assert all(torch.allclose(a, b, atol=1e-4) for a, b in zip(own, guided, strict=True))


def test_what_is_locked_stays_under_guidance(transformer):
    known = torch.randn(geometry.audio_latent_shape(LATENTS, 2))
    pushed = GuidedTransformer(transformer, Guidance(2.0, 2.0, 3.0, 3.0))
    _, audio = made(pushed, picture_scale=1.0, sound_scale=1.0, known_audio=known, audio_mask=torch.zeros(1, 1, 1, 1))
    assert torch.equal(audio, known)


def test_one_prediction_is_the_formula_by_hand(transformer):
    torch.manual_seed(1)
    shapes = geometry.video_latent_shape(LATENTS, 1), geometry.audio_latent_shape(LATENTS, 1)
    x = [torch.randn(shape) for shape in shapes]
    times = [torch.full((1,), 0.7), torch.full((1,), 0.7)]
    context, script = one_hot({"scene": "bell"})[None], torch.zeros(1, 4 * LATENTS, COLUMNS, dtype=torch.int64)
    script[:, 5, 0] = 3
    with torch.no_grad():
        found = GuidedTransformer(transformer, Guidance(2.5, 1.5, 3.0, 2.0))(x, times, context, script=script)
        c = transformer(x, times, context, script=script)
        u = transformer(x, times, one_hot({})[None], script=torch.zeros_like(script))
        a = transformer(x, times, context, script=script, transformer_options=APART)
    for k, (scale, sync) in enumerate(((2.5, 3.0), (1.5, 2.0))):
        by_hand = c[k] + (scale - 1) * (c[k] - u[k]) + (sync - 1) * (c[k] - a[k])
        assert torch.allclose(found[k], by_hand, atol=1e-5)
        assert not torch.allclose(a[k], c[k], atol=1e-5)


@pytest.mark.parametrize(
    "guidance, count",
    [(Guidance(), 1), (Guidance(2.0), 2), (Guidance(sound_sync=2.0), 2), (Guidance(2.0, 2.0, 2.0), 3)],
)
def test_only_what_is_needed_is_predicted(guidance, count):
    calls = []

    class Counted(torch.nn.Module):
        def forward(self, x, times, context, script, transformer_options=None):
            calls.append(transformer_options)
            return [stream * 0 for stream in x]

    context, script = one_hot({})[None], torch.zeros(1, 4, COLUMNS, dtype=torch.int64)
    GuidedTransformer(Counted(), guidance)([torch.zeros(1), torch.zeros(1)], [], context, script)
    assert len(calls) == count == guidance.forwards_at(0, 8)


@pytest.mark.parametrize(
    "guidance", [Guidance(rescale=0.5), Guidance(stg_scale=1.0), Guidance(sync_window=StepWindow(0.5))]
)
def test_what_it_does_not_do_is_refused(guidance):
    with pytest.raises(GuidanceError, match="scales and syncs"):
        GuidedTransformer(SimpleNamespace(), guidance)


def test_the_unprompted_half_is_the_samplers_own():
    """`GuidedTransformer` takes the second half of the stack."""
    context, script = one_hot({"scene": "drum"})[None], torch.ones(1, 4, COLUMNS, dtype=torch.int64)
    both = Prompted(context, script).beside_nothing()
    assert torch.equal(both.context[1:], one_hot({})[None]) and not both.script[1:].any()
