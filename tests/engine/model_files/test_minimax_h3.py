"""MiniMax H3: each part, and none of them in files of other models."""

from __future__ import annotations

import pytest
from tandem.engine.model_files import minimax_h3
from tandem.engine.model_files.parts import Part

from . import names


@pytest.mark.parametrize(
    ("tensors", "part"),
    [
        (names.H3_TRANSFORMER, Part("transformer", "")),
        ([f"model.diffusion_model.{n}" for n in names.H3_TRANSFORMER], Part("transformer", "model.diffusion_model.")),
        (names.H3_TEXT_ENCODER, Part("text_encoder", "")),
        (names.H3_PICTURE_VAE, Part("picture_vae", "")),
        ([f"vae.{name}" for name in names.H3_PICTURE_VAE], Part("picture_vae", "vae.")),
        (names.H3_SOUND_VAE, Part("sound_vae", "")),
    ],
)
def test_a_part_is_found_where_it_lies(make_header, tensors, part):
    identity = minimax_h3.find(make_header(tensors))
    assert (identity.family, identity.parts, identity.versions) == ("minimax_h3", (part,), ())


@pytest.mark.parametrize(
    "tensors", [names.H3_TRANSFORMER[:1], names.H3_TEXT_ENCODER[:1], names.H3_PICTURE_VAE[:1], names.LTX_TRANSFORMER]
)
def test_half_of_the_names_is_not_enough(make_header, tensors):
    assert minimax_h3.find(make_header(tensors)) is None
