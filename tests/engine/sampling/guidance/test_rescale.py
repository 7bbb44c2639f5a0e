"""The spread of a guided prediction, stream by stream."""

from __future__ import annotations

import torch
from tandem.engine.sampling.guidance import rescaled

SHAPES = [(2, 3, 4, 2, 2), (2, 5, 6, 1)]
PICTURE, SOUND = 3 * 4 * 4, 5 * 6


def packs() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    guided, prompted = torch.randn(2, 2, 1, PICTURE + SOUND, generator=generator)
    return guided * 3 + 0.5, prompted


def test_a_share_of_one_gives_every_stream_of_every_clip_the_spread_of_the_prompted_one() -> None:
    guided, prompted = packs()
    result = rescaled(guided, prompted, 1.0, SHAPES)
    for part in (slice(0, PICTURE), slice(PICTURE, None)):
        for clip in range(2):
            assert torch.allclose(result[clip, 0, part].std(), prompted[clip, 0, part].std(), rtol=1e-5)


def test_a_share_between_mixes_both_as_in_the_paper() -> None:
    guided, prompted = packs()
    whole = rescaled(guided, prompted, 1.0, SHAPES)
    assert torch.allclose(rescaled(guided, prompted, 0.7, SHAPES), 0.7 * whole + 0.3 * guided, atol=1e-6)


def test_a_share_of_zero_returns_the_guided_prediction_itself() -> None:
    guided, prompted = packs()
    assert rescaled(guided, prompted, 0.0, SHAPES) is guided


def test_one_stream_does_not_change_the_other() -> None:
    guided, prompted = packs()
    louder = guided.clone()
    louder[..., PICTURE:] *= 10
    one, other = (rescaled(x, prompted, 0.7, SHAPES) for x in (guided, louder))
    assert torch.equal(one[..., :PICTURE], other[..., :PICTURE])


def test_a_constant_stream_and_a_missing_one_stay_as_they_are() -> None:
    guided, prompted = packs()
    guided[..., PICTURE:] = 2.0
    assert torch.equal(rescaled(guided, prompted, 0.5, SHAPES)[..., PICTURE:], guided[..., PICTURE:])
    alone = rescaled(guided[..., :PICTURE], prompted[..., :PICTURE], 1.0, SHAPES[:1])
    assert alone.shape == (2, 1, PICTURE) and alone.isfinite().all()
