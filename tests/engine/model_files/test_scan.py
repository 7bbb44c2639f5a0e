"""The model folders of a machine: everything that belongs to a joint model, each file read once, faults in the list."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from tandem.engine.model_files import scan as scan_module
from tandem.engine.model_files.pairing import choices
from tandem.engine.model_files.scan import scan

from . import names

GGUF = b"GGUF" + bytes(20)


def tensors(found: tuple[str, ...], dtype: str = "BF16") -> dict[str, tuple[str, tuple[int, ...]]]:
    return {name: (dtype, (4, 4)) for name in found}


@pytest.fixture
def models(tmp_path, write_weights):
    """Four model folders with one complete LTX-2.3, one file of another model, a damaged one and a GGUF."""
    checkpoint = tensors(names.LTX_CHECKPOINT_23, "F8_E4M3")
    write_weights(tmp_path / "checkpoints/ltx/ltx-2.3-22b-dev-fp8.safetensors", checkpoint)
    write_weights(tmp_path / "checkpoints/sd15.safetensors", tensors(("model.diffusion_model.input_blocks.0.weight",)))
    write_weights(tmp_path / "text_encoders/gemma_3.safetensors", tensors(names.GEMMA_3))
    (tmp_path / "diffusion_models").mkdir()
    (tmp_path / "diffusion_models/broken.safetensors").write_bytes(b"<html>")
    (tmp_path / "diffusion_models/ltx-2.3-Q4_K_M.gguf").write_bytes(GGUF)
    (tmp_path / "diffusion_models/old.ckpt").write_bytes(b"\x80\x02")
    return {
        "checkpoints": [tmp_path / "checkpoints"],
        "diffusion_models": [str(tmp_path / "unet"), str(tmp_path / "diffusion_models")],
        "text_encoders": [tmp_path / "text_encoders"],
        "vae": [tmp_path / "vae"],
    }


@pytest.fixture
def reads(monkeypatch):
    """How often each file was opened for its header."""
    count: Counter[str] = Counter()
    read_header = scan_module.read_header

    def counted(path):
        count[path.name] += 1
        return read_header(path)

    monkeypatch.setattr(scan_module, "read_header", counted)
    return count


def test_what_belongs_to_a_joint_model_is_listed(models):
    assert [(file.folder, file.name) for file in scan(models)] == [
        ("checkpoints", os.path.join("ltx", "ltx-2.3-22b-dev-fp8.safetensors")),
        ("diffusion_models", "broken.safetensors"),
        ("diffusion_models", "ltx-2.3-Q4_K_M.gguf"),
        ("text_encoders", "gemma_3.safetensors"),
    ]


def test_the_facts_of_a_file(models):
    file = scan(models)[0]
    assert (file.family, file.version, file.variant, file.variant_hint) == ("ltx", "2.3", None, "dev")
    assert file.roles == {"transformer", "text_projection", "picture_vae", "sound_vae"}
    assert (file.quantisation, file.size_bytes) == ("fp8", file.path.stat().st_size)
    assert (file.prefix_of("picture_vae"), file.prefix_of("text_encoder"), file.note) == ("vae.", None, None)


def test_a_damaged_file_is_listed_with_its_fault(models):
    file = scan(models)[1]
    assert file.fault == file.note == "broken.safetensors: is not a safetensors file, it has only 6 bytes"
    assert (file.family, file.roles, file.version, file.quantisation) == (None, frozenset(), None, None)


def test_a_gguf_file_is_listed_with_the_way_it_can_be_used(models):
    file = scan(models)[2]
    assert (file.is_gguf, file.quantisation, file.fault) == (True, "GGUF", None)
    assert file.note == "GGUF: enters through Model From Parts"


def test_what_was_scanned_can_be_chosen(models):
    (choice,) = choices(scan(models))
    assert choice.complete
    name = os.path.join("ltx", "ltx-2.3-22b-dev-fp8.safetensors")
    assert choice.label == f"LTX-2.3, {16 * len(names.LTX_TRANSFORMER_23)} weights, fp8: {name}"


def test_a_second_scan_reads_nothing_and_finds_the_same(models, reads):
    first = scan(models)
    assert reads == {
        "ltx-2.3-22b-dev-fp8.safetensors": 1,
        "sd15.safetensors": 1,
        "gemma_3.safetensors": 1,
        "broken.safetensors": 1,
    }
    reads.clear()
    assert scan(models) == first and not reads


def test_a_changed_file_is_read_again(models, reads, write_weights):
    before = scan(models)[-1]
    reads.clear()
    write_weights(before.path, tensors((*names.GEMMA_4, *names.LTX_PROJECTION_23)))
    after = scan(models)[-1]
    assert reads == {"gemma_3.safetensors": 1}
    assert (before.version, after.version) == (None, "2.5")


def test_a_file_that_was_removed_is_gone(models):
    scan(models)[-1].path.unlink()
    assert [file.folder for file in scan(models)] == ["checkpoints", "diffusion_models", "diffusion_models"]


def test_one_file_in_two_model_folders_is_listed_once(models):
    both = {"checkpoints": models["checkpoints"], "diffusion_models": models["checkpoints"]}
    assert [file.folder for file in scan(both)] == ["checkpoints"]


def test_of_two_files_with_one_name_the_first_counts(tmp_path, write_weights):
    first = write_weights(tmp_path / "one/a.safetensors", tensors(names.GEMMA_3))
    write_weights(tmp_path / "two/a.safetensors", tensors(names.GEMMA_4))
    assert [file.path for file in scan({"text_encoders": [tmp_path / "one", tmp_path / "two"]})] == [first]


def test_links_are_followed_and_circles_end(tmp_path, write_weights):
    write_weights(tmp_path / "elsewhere/a.safetensors", tensors(names.GEMMA_3))
    (tmp_path / "models").mkdir()
    (tmp_path / "models/linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "models", target_is_directory=True)
    assert [file.name for file in scan({"text_encoders": [tmp_path / "models"]})] == [
        os.path.join("linked", "a.safetensors")
    ]


def test_a_link_to_nothing_is_passed_over(tmp_path):
    (tmp_path / "a.safetensors").symlink_to(tmp_path / "nowhere")
    assert scan({"vae": [tmp_path]}) == []


def test_a_name_without_a_transformer_gives_no_hint(tmp_path, write_weights):
    write_weights(tmp_path / "ltx-2.3-dev-vae.safetensors", tensors(names.LTX_PICTURE_VAE))
    assert scan({"vae": [tmp_path]})[0].variant_hint is None
