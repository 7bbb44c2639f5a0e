"""The whole identity of a file: one family for each, and variants only as far as the file tells."""

from __future__ import annotations

import pytest
from tandem.engine.model_files.identify import identify, variant_named_in

from . import names


@pytest.mark.parametrize(
    ("tensors", "sizes", "family"),
    [
        (names.LTX_CHECKPOINT_20, {}, "ltx"),
        (names.GEMMA_3, {}, "ltx"),
        (names.LTX_SOUND_VAE_23, {}, "ltx"),
        (names.H3_TRANSFORMER, {}, "minimax_h3"),
        (names.H3_PICTURE_VAE, {}, "minimax_h3"),
        (names.K6_TRANSFORMER, {}, "kandinsky6"),
        (names.K6_PICTURE_VAE, names.K6_PICTURE_VAE_SIZES, "kandinsky6"),
    ],
)
def test_the_family_of_a_file(make_header, tensors, sizes, family):
    assert identify(make_header(tensors, sizes)).family == family


def test_a_file_of_no_joint_model_is_nothing(make_header):
    assert identify(make_header(["model.diffusion_model.input_blocks.0.0.weight"])) is None


def test_size_and_format_are_those_of_the_transformer(make_header):
    identity = identify(make_header(names.LTX_CHECKPOINT_23, {"model.diffusion_model.big": (100, 7)}))
    assert identity.transformer_parameters == 700 + 4 * len(names.LTX_TRANSFORMER_23)
    assert identity.quantisation == "bf16"


def test_a_vae_has_a_format_and_no_transformer(make_header):
    identity = identify(make_header(names.H3_SOUND_VAE))
    assert (identity.quantisation, identity.transformer_parameters) == ("bf16", 0)


@pytest.mark.parametrize(
    ("metadata", "variant"),
    [
        ({}, None),
        ({"variant": "distilled"}, "distilled"),
        ({"modelspec.title": "LTX-2.3 22B dev"}, "dev"),
        ({"modelspec.title": "development"}, None),
        ({"description": "distilled"}, None),
    ],
)
def test_the_variant_is_what_the_metadata_say(make_header, metadata, variant):
    assert identify(make_header(names.LTX_TRANSFORMER_23, metadata=metadata)).variant == variant


@pytest.mark.parametrize(
    ("name", "family", "variant"),
    [
        ("ltx-2.3-22b-dev-fp8.safetensors", "ltx", "dev"),
        ("ltx-2.5-22b-distilled-transformer-comfy-int8-convrot.safetensors", "ltx", "distilled"),
        ("my-device-model.safetensors", "ltx", None),
        ("minimax_h3_ref2va_pruned_int8_convrot.safetensors", "minimax_h3", "Ref2VA"),
        ("minimax_h3_FL2VA.safetensors", "minimax_h3", "FL2VA"),
        ("Kandinsky-6.0-Pro-distill-5s-Diffusers/transformer/model.safetensors", "kandinsky6", "distilled"),
        ("tandem-mini-dev.safetensors", "mini", None),
    ],
)
def test_a_variant_is_found_in_a_name_as_a_word(name, family, variant):
    assert variant_named_in(name, family) == variant
