"""What is asked for when a graph names an official model that is not on this machine."""

from __future__ import annotations

import pytest
from tandem.engine.model_files.absent import absent_parts

from . import names

LTX_2_3, LTX_2_0 = "ltx-2.3-22b-dev-fp8.safetensors", "ltx-2-19b-dev-fp8.safetensors"
H3 = "minimax_h3_fl2va_pruned_int8_convrot.safetensors"
GEMMA_3 = "text encoder missing: put gemma_3_12B_it_fp4_mixed.safetensors into models/text_encoders"


def asked(name: str, files=()) -> list[str]:
    return [part.sentence for part in absent_parts(name, files)]


@pytest.mark.parametrize("name", [LTX_2_3, LTX_2_0])
def test_an_all_in_one_checkpoint_is_named_once_with_its_text_encoder(name):
    assert asked(name) == [f"transformer missing: put {name} into models/checkpoints", GEMMA_3]


def test_of_two_official_transformers_the_named_one_is_asked_for_and_each_other_part(make_header, make_part_file):
    assert asked(H3)[0] == f"transformer missing: put {H3} into models/diffusion_models"
    assert [part.role for part in absent_parts(H3, ())] == ["transformer", "text_encoder", "picture_vae", "sound_vae"]


def test_a_file_that_holds_two_parts_is_asked_for_once():
    transformer = "ltx-2.5-22b-distilled-transformer-comfy-int8-convrot.safetensors"
    roles = [part.role for part in absent_parts(transformer, ())]
    assert roles == ["transformer", "text_encoder", "picture_vae", "sound_vae"]


def test_a_part_that_is_there_is_not_asked_for_but_one_of_another_release_is(make_header, make_part_file):
    gemma = make_part_file(make_header(names.GEMMA_3), "text_encoders", "any name.safetensors")
    later = make_part_file(
        make_header((*names.GEMMA_4, *names.LTX_PROJECTION_23)), "text_encoders", "gemma4.safetensors"
    )
    assert asked(LTX_2_3, [gemma]) == [f"transformer missing: put {LTX_2_3} into models/checkpoints"]
    assert asked(LTX_2_3, [later])[1:] == [GEMMA_3]


@pytest.mark.parametrize("name", ["my-merge.safetensors", "gemma_3_12B_it_fp4_mixed.safetensors", ""])
def test_nothing_is_known_of_any_other_name(name):
    assert asked(name) == []
