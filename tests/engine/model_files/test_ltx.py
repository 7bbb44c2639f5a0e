"""LTX: which parts a file holds and of which release it is; LTX-Video, which has no sound, is passed over."""

from __future__ import annotations

import pytest
from tandem.engine.model_files import ltx
from tandem.engine.model_files.parts import Part

from . import names

ALL = ("2.0", "2.3", "2.5")


@pytest.mark.parametrize(
    ("tensors", "role", "versions"),
    [
        (names.LTX_TRANSFORMER_20, "transformer", ("2.0",)),
        (names.LTX_TRANSFORMER_23, "transformer", ("2.3",)),
        (names.LTX_TRANSFORMER_25, "transformer", ("2.5",)),
        (names.LTX_TRANSFORMER, "transformer", ALL),
        (names.GEMMA_3, "text_encoder", ("2.0", "2.3")),
        (names.GEMMA_4, "text_encoder", ("2.5",)),
        (names.LTX_PROJECTION_20, "text_projection", ("2.0",)),
        (("text_embedding_projection.weight",), "text_projection", ("2.0",)),
        (names.LTX_PROJECTION_23, "text_projection", ("2.3", "2.5")),
        (names.LTX_PICTURE_VAE, "picture_vae", ALL),
        (names.LTX_DIFFUSION_VAE, "picture_vae", ("2.5",)),
        (names.LTX_SOUND_VAE_20, "sound_vae", ("2.0",)),
        (names.LTX_SOUND_VAE_23, "sound_vae", ("2.3", "2.5")),
    ],
)
def test_a_part_and_the_releases_it_fits(make_header, tensors, role, versions):
    identity = ltx.find(make_header(tensors))
    assert (identity.parts, identity.versions) == ((Part(role, ""),), versions)


def test_a_checkpoint_holds_four_parts_below_their_prefixes(make_header):
    identity = ltx.find(make_header(names.LTX_CHECKPOINT_23))
    assert {part.role: part.prefix for part in identity.parts} == {
        "transformer": "model.diffusion_model.",
        "text_projection": "",
        "picture_vae": "vae.",
        "sound_vae": "",
    }
    assert identity.versions == ("2.3",)


def test_parts_of_one_file_narrow_each_other_down(make_header):
    assert ltx.find(make_header((*names.GEMMA_4, *names.LTX_PROJECTION_23))).versions == ("2.5",)
    assert ltx.find(make_header((*names.LTX_TRANSFORMER, *names.LTX_SOUND_VAE_23))).versions == ("2.3", "2.5")


def test_parts_that_contradict_each_other_tell_nothing(make_header):
    assert ltx.find(make_header((*names.LTX_TRANSFORMER_25, *names.LTX_SOUND_VAE_20))).versions == ALL


@pytest.mark.parametrize(
    ("stamp", "versions"),
    [("2.5.0", ("2.5",)), ("2.3", ("2.3",)), ("2", ("2.0",)), ("2.6.1", ("2.6",)), ("latest", ALL), ("", ALL)],
)
def test_the_stamp_of_the_release_comes_first(make_header, stamp, versions):
    assert ltx.find(make_header(names.LTX_PICTURE_VAE, metadata={"model_version": stamp})).versions == versions


@pytest.mark.parametrize(
    "tensors",
    [
        ("adaln_single.emb.timestep_embedder.linear_1.bias",),
        ("model.diffusion_model.adaln_single.emb.timestep_embedder.linear_1.bias", "vae." + names.LTX_PICTURE_VAE[0]),
        (*names.LTX_PICTURE_VAE, "decoder.timestep_scale_multiplier"),
        (*names.GEMMA_3, "model.layers.59.self_attn.q_norm.weight"),
        ("vocoder.resblocks.0.convs1.0.weight",),
        ("diffusion_model.transformer_blocks.0.attn1.to_q.lora_A.weight",),
        ("unknown.weight",),
    ],
    ids=["LTX-Video", "LTX-Video checkpoint", "LTX-Video VAE", "Gemma 4 31B", "vocoder alone", "LoRA", "something"],
)
def test_files_of_other_models_are_passed_over(make_header, tensors):
    assert ltx.find(make_header(tensors)) is None


def test_the_narrow_decoder_of_the_first_ltx_video_is_passed_over(make_header):
    name = names.LTX_PICTURE_VAE[0]
    assert ltx.find(make_header(sizes={name: (512, 512, 3, 3, 3)})) is None
    assert ltx.find(make_header(sizes={name: (1024, 1024, 3, 3, 3)})) is not None
