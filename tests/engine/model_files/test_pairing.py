"""Which models a machine offers: parts that fit, the preferred of several, and one sentence for each missing one."""

from __future__ import annotations

import itertools

import pytest
from tandem.engine.model_files.pairing import candidates, choices

from . import names

GEMMA_3_NAME = "gemma_3_12B_it_fp4_mixed.safetensors"


@pytest.fixture
def ltx_files(make_header, make_part_file):
    """One LTX-2.3 checkpoint, both text encoders, and the stand-alone VAEs of 2.5."""
    gemma_4 = make_header((*names.GEMMA_4, *names.LTX_PROJECTION_23))
    stamp = {"model_version": "2.5.0"}
    return {
        "checkpoint": make_part_file(make_header(names.LTX_CHECKPOINT_23), "checkpoints", "ltx-2.3.safetensors"),
        "gemma 3": make_part_file(make_header(names.GEMMA_3), "text_encoders", GEMMA_3_NAME),
        "gemma 4": make_part_file(gemma_4, "text_encoders", "gemma4.safetensors"),
        "picture 2.5": make_part_file(
            make_header(names.LTX_PICTURE_VAE, metadata=stamp), "vae", "ltx-2.5-video.safetensors"
        ),
        "sound 2.5": make_part_file(
            make_header(names.LTX_SOUND_VAE_23, metadata=stamp), "vae", "ltx-2.5-audio.safetensors"
        ),
    }


@pytest.fixture
def split_25(make_header, make_part_file):
    """The transformer of LTX-2.5, in a file of its own."""
    return make_part_file(make_header(names.LTX_TRANSFORMER_25), "diffusion_models", "ltx-2.5.safetensors")


@pytest.fixture
def h3_transformer(make_header, make_part_file):
    return make_part_file(make_header(names.H3_TRANSFORMER), "diffusion_models", "minimax_h3.safetensors")


def test_an_all_in_one_file_pairs_with_itself_and_its_text_encoder(ltx_files):
    (choice,) = choices(list(ltx_files.values()))
    assert choice.picture_vae == choice.sound_vae == choice.text_projection == ltx_files["checkpoint"]
    assert choice.text_encoder == ltx_files["gemma 3"]
    assert choice.text_files == (ltx_files["gemma 3"], ltx_files["checkpoint"])
    assert choice.complete and choice.family == "ltx"
    assert choice.label.startswith("LTX-2.3, ") and choice.label.endswith(": ltx-2.3.safetensors")


def test_split_files_are_put_together_by_release(ltx_files, split_25):
    choice = choices([*ltx_files.values(), split_25])[1]
    assert choice.text_files == (ltx_files["gemma 4"],)
    assert (choice.picture_vae, choice.sound_vae) == (ltx_files["picture 2.5"], ltx_files["sound 2.5"])
    assert choice.complete


def test_parts_of_another_release_do_not_fit(ltx_files, split_25):
    files = [ltx_files["checkpoint"], ltx_files["gemma 3"], split_25]
    missing = {part.role: part.sentence for part in choices(files)[1].missing}
    assert missing == {
        "text_encoder": "text encoder missing: put gemma4-12b-with-proj-ltx-2.5-comfy-int8-convrot.safetensors "
        "into models/text_encoders",
        "text_projection": "text projection missing: put gemma4-12b-with-proj-ltx-2.5-comfy-int8-convrot.safetensors "
        "into models/text_encoders",
        "picture_vae": "picture VAE missing: put ltx-2.5-video-vae-bf16.safetensors into models/vae",
        "sound_vae": "sound VAE missing: put ltx-2.5-audio-vae-bf16.safetensors into models/vae",
    }


def test_a_missing_text_encoder_is_named_with_its_folder(ltx_files):
    (choice,) = choices([ltx_files["checkpoint"]])
    assert not choice.complete and choice.text_encoder is None
    assert [part.sentence for part in choice.missing] == [
        f"text encoder missing: put {GEMMA_3_NAME} into models/text_encoders"
    ]


def test_several_official_files_of_one_part_are_all_named(h3_transformer):
    sentences = [part.sentence for part in choices([h3_transformer])[0].missing]
    assert sentences[1] == (
        "picture VAE missing: put minimax_h3_video_vae_int8_convrot.safetensors or "
        "minimax_h3_video_vae_fp16.safetensors into models/vae"
    )


def test_several_folders_of_one_part_are_all_named(make_header, make_part_file):
    unknown = make_part_file(make_header(names.LTX_TRANSFORMER), "diffusion_models", "a.safetensors")
    sentences = {part.role: part.sentence for part in choices([unknown])[0].missing}
    assert sentences["sound_vae"] == (
        "sound VAE missing: put ltx-2-19b-dev-fp8.safetensors or ltx-2.3-22b-dev-fp8.safetensors into "
        "models/checkpoints, or ltx-2.5-audio-vae-bf16.safetensors into models/vae"
    )


def test_a_release_without_official_files_says_so(make_header, make_part_file):
    header = make_header(names.LTX_TRANSFORMER_25, metadata={"model_version": "2.9.0"})
    (choice,) = choices([make_part_file(header, "diffusion_models", "a.safetensors")])
    assert choice.missing[0].sentence == "text encoder missing: no official file is known for it"


def test_kandinsky_needs_two_text_encoders_and_tells_of_pickles(make_header, make_part_file):
    transformer = make_part_file(make_header(names.K6_TRANSFORMER), "diffusion_models", "k6.safetensors")
    qwen = make_part_file(make_header(sizes=names.K6_TEXT_ENCODER_SIZES), "text_encoders", "qwen.safetensors")
    clip = make_part_file(make_header(names.K6_POOLED_TEXT_ENCODER), "text_encoders", "clip_l.safetensors")
    (choice,) = choices([transformer, qwen, clip])
    assert choice.text_files == (qwen, clip)
    assert [part.role for part in choice.missing] == ["picture_vae", "sound_vae"]
    assert "v1-44.pth and bigvgan_generator.pt in models/audio_vae are pickles" in choice.missing[1].sentence


def test_parts_of_another_family_are_never_taken(ltx_files, h3_transformer):
    choice = choices([*ltx_files.values(), h3_transformer])[1]
    assert {part.role for part in choice.missing} == {"text_encoder", "picture_vae", "sound_vae"}


def test_a_mini_checkpoint_takes_no_parts_of_another(make_header, make_part_file):
    stamp = {"tandem": "tandem-mini-4"}
    prefixes = ("transformer.", "video_vae.", "audio_vae.", "text_encoder.")
    whole = make_part_file(make_header([f"{p}x" for p in prefixes], metadata=stamp), "tandem", "a.safetensors")
    bare = make_part_file(make_header(["transformer.x"], metadata=stamp), "tandem", "b.safetensors")
    first, second = choices([whole, bare])
    assert first.complete and first.text_files == (whole,)
    assert {part.role for part in second.missing} == {"text_encoder", "picture_vae", "sound_vae"}


@pytest.fixture
def sound_vaes(make_header, make_part_file):
    """Files that all hold a sound VAE for LTX-2.3, in the order of preference for `own`."""
    exact = {"model_version": "2.3.0"}
    sound = make_header(names.LTX_SOUND_VAE_23, metadata=exact)
    return [
        make_part_file(make_header(names.LTX_CHECKPOINT_23), "checkpoints", "own.safetensors", 900),
        make_part_file(make_header(names.LTX_CHECKPOINT_23), "checkpoints", "ltx-2.3-22b-dev-fp8.safetensors", 900),
        make_part_file(sound, "vae", "z.safetensors", 10),
        make_part_file(sound, "vae", "a.safetensors", 20),
        make_part_file(sound, "vae", "b.safetensors", 20),
        make_part_file(make_header(names.LTX_SOUND_VAE_23), "vae", "some-release.safetensors", 1),
    ]


def test_of_several_candidates_the_order_is_fixed(sound_vaes):
    for shuffled in itertools.permutations(sound_vaes):
        assert candidates("sound_vae", sound_vaes[0], shuffled) == sound_vaes


def test_the_order_of_choices_is_that_of_the_files(ltx_files, split_25, h3_transformer):
    files = [h3_transformer, *ltx_files.values(), split_25]
    assert [choice.transformer for choice in choices(files)] == [h3_transformer, ltx_files["checkpoint"], split_25]


def test_equal_names_in_two_folders_get_different_labels(make_header, make_part_file):
    header = make_header(names.H3_TRANSFORMER)
    folders = ("checkpoints", "diffusion_models")
    labels = [choice.label for choice in choices([make_part_file(header, f, "a.safetensors") for f in folders])]
    assert [label.split(": ")[1] for label in labels] == [f"{folder}/a.safetensors" for folder in folders]


def test_without_a_transformer_there_is_nothing_to_choose(ltx_files):
    assert choices([ltx_files["gemma 3"], ltx_files["sound 2.5"]]) == []
