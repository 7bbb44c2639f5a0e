"""Kandinsky 6: its transformer in both layouts, and the files of other models that it is built on."""

from __future__ import annotations

import pytest
from tandem.engine.model_files import kandinsky6

from . import names

OUTPUT = "out_layer.out_layer.weight"
DIFFUSERS = [name.replace("visual_blocks.", "visual_transformer_blocks.") for name in names.K6_TRANSFORMER]


@pytest.mark.parametrize("tensors", [names.K6_TRANSFORMER, DIFFUSERS], ids=["as exported", "diffusers"])
@pytest.mark.parametrize(("rows", "variant"), [(64, "base"), (640, "distilled"), (128, None)])
def test_the_transformer_shows_whether_it_is_distilled(make_header, tensors, rows, variant):
    identity = kandinsky6.find(make_header(tensors, sizes={OUTPUT: (rows, 1792)}))
    assert (identity.family, [part.role for part in identity.parts]) == ("kandinsky6", ["transformer"])
    assert identity.variant == variant


@pytest.mark.parametrize(
    ("tensors", "sizes", "role"),
    [
        ((), names.K6_TEXT_ENCODER_SIZES, "text_encoder"),
        (names.K6_POOLED_TEXT_ENCODER, {}, "pooled_text_encoder"),
        (names.K6_PICTURE_VAE, names.K6_PICTURE_VAE_SIZES, "picture_vae"),
        ((), {"vae.decoder.conv_in.weight": (512, 40, 7)}, "sound_vae"),
    ],
)
def test_its_other_parts(make_header, tensors, sizes, role):
    identity = kandinsky6.find(make_header(tensors, sizes))
    assert ([part.role for part in identity.parts], identity.variant) == ([role], None)


def test_a_sound_vae_that_says_so_in_its_metadata(make_header):
    identity = kandinsky6.find(make_header(["anything"], metadata={"kandinsky6_audio_vae": "1"}))
    assert [part.role for part in identity.parts] == ["sound_vae"]


@pytest.mark.parametrize(
    ("tensors", "sizes"),
    [
        (names.K6_TRANSFORMER[:1], {}),
        ((), {"model.layers.0.self_attn.k_proj.bias": (256,)}),
        (["model.layers.0.self_attn.sinks"], names.K6_TEXT_ENCODER_SIZES),
        ((*names.K6_POOLED_TEXT_ENCODER, "text_model.encoder.layers.12.mlp.fc1.weight"), {}),
        (names.K6_PICTURE_VAE, {"decoder.conv_in.conv.weight": (512, 32, 3, 3, 3)}),
        ((), {"vae.decoder.conv_in.weight": (512, 20, 7)}),
    ],
    ids=["Kandinsky 5", "Qwen2.5 3B", "another attention", "a larger CLIP", "HunyuanVideo 1.5 VAE", "MMAudio 16 kHz"],
)
def test_files_of_other_models_are_passed_over(make_header, tensors, sizes):
    assert kandinsky6.find(make_header(tensors, sizes)) is None
