"""What Load Model offers, and what it says about a model that lacks a part."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tandem.engine.families.rules import RULES
from tandem.engine.families.sampling_defaults import VariantError
from tandem.engine.model_files.header import ModelFileError
from tandem.model_loader.listing import (
    AUTO,
    absence,
    chosen,
    entry_of,
    fingerprint,
    listed,
    model_options,
    register_model_folder,
    sentences,
    variant_of,
    variant_options,
)
from tandem.model_loader.tandem_model import load_tandem_model
from tandem.model_loader.weights import BUILT_IN


@pytest.fixture
def models_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """ComfyUI's models folder, empty."""
    import folder_paths

    known = folder_paths.folder_names_and_paths.items()
    names = {name: ([str(tmp_path / name)], set(kinds)) for name, (_, kinds) in known if name != "tandem"}
    monkeypatch.setattr(folder_paths, "models_dir", str(tmp_path))
    monkeypatch.setattr(folder_paths, "folder_names_and_paths", names)
    return tmp_path


@pytest.fixture
def with_checkpoint(models_dir, tiny_models_dir):
    """`with_checkpoint(name)`: a tiny LTX-2.3 checkpoint of that name and nothing else."""

    def put(name: str) -> None:
        (models_dir / "checkpoints").mkdir()
        source = tiny_models_dir / "checkpoints" / "tiny_ltx-2.3.safetensors"
        shutil.copy(source, models_dir / "checkpoints" / f"{name}.safetensors")

    return put


def test_the_built_in_weights_come_first_and_own_checkpoints_by_their_names(models_dir, tiny_weights) -> None:
    (models_dir / "tandem").mkdir()
    shutil.copy(tiny_weights, models_dir / "tandem" / "mine.safetensors")
    (models_dir / "tandem" / "notes.txt").touch()
    register_model_folder()
    assert model_options() == [BUILT_IN, "mine.safetensors"]
    assert chosen("mine.safetensors").transformer.path == models_dir / "tandem" / "mine.safetensors"


def test_a_model_that_is_gone_is_one_sentence(models_dir) -> None:
    with pytest.raises(ModelFileError, match="model: expected one of .* got 'gone.safetensors'; use 'tandem-mini"):
        chosen("gone.safetensors")


OFFICIAL = "ltx-2.3-22b-dev-fp8.safetensors"


@pytest.mark.parametrize(
    "named", [OFFICIAL, f"LTX-2.9, 7B, int4: {OFFICIAL}", f"folder/{OFFICIAL}", f"folder\\{OFFICIAL}"]
)
def test_a_model_is_found_by_its_file_however_the_graph_words_it(with_checkpoint, named) -> None:
    assert absence(named).startswith(f"model: transformer missing: put {OFFICIAL} into models/checkpoints; ")
    with_checkpoint(OFFICIAL.removesuffix(".safetensors"))
    (label,) = listed()
    assert entry_of(named) == label != named and absence(named) == ""
    assert fingerprint(named) == fingerprint(label) != ""


def test_an_official_model_that_is_not_there_is_told_with_every_file_and_folder(models_dir) -> None:
    with pytest.raises(ModelFileError) as fault:
        load_tandem_model(OFFICIAL)
    assert str(fault.value) == (
        f"model: transformer missing: put {OFFICIAL} into models/checkpoints; "
        "model: text encoder missing: put gemma_3_12B_it_fp4_mixed.safetensors into models/text_encoders"
    )


def test_missing_parts_are_named_with_their_files_and_folders(with_checkpoint) -> None:
    with_checkpoint("tiny_ltx-2.3")
    (label,) = listed()
    assert label.startswith("LTX-2.3") and label.endswith("tiny_ltx-2.3.safetensors")
    with pytest.raises(ModelFileError, match="text encoder missing: put gemma_3_12B.* into models/text_encoders"):
        chosen(label)


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("ltx-2.3-22b-dev", "2.3-dev"),
        ("ltx-2.3-22b-distilled", "2.3-distilled"),
        ("something", "2.3-distilled"),
        ("ltx-dev", "2.3-dev"),
    ],
)
def test_the_variant_is_told_by_the_name_where_nothing_else_tells_it(with_checkpoint, name, variant) -> None:
    with_checkpoint(name)
    (choice,) = listed().values()
    assert variant_of(choice, AUTO) == variant
    assert variant_of(choice, "2.0-dev") == "2.0-dev"
    with pytest.raises(VariantError, match="turbo-8"):
        variant_of(choice, "turbo-8")


def test_every_variant_can_be_chosen_and_is_described() -> None:
    options = variant_options()
    assert options[0] == AUTO and len(options) == len(set(options))
    for family in ("ltx", "minimax_h3"):
        for variant in RULES[family].variants:
            assert variant in options
            told = sentences("name", family, variant)
            assert variant in told and "licence" in told and told.endswith("name")


def test_two_checkpoints_of_one_name_are_told_apart(models_dir, tiny_weights) -> None:
    for folder in ("tandem", "diffusion_models"):
        (models_dir / folder).mkdir()
        shutil.copy(tiny_weights, models_dir / folder / "mine.safetensors")
    register_model_folder()
    assert set(listed()) == {"tandem/mine.safetensors", "diffusion_models/mine.safetensors"}


def test_the_fingerprint_follows_every_file_of_a_model(models_dir, tiny_models_dir) -> None:
    for path in ("checkpoints/tiny_ltx-2.3.safetensors", "text_encoders/tiny_gemma_3_12B_it.safetensors"):
        (models_dir / path).parent.mkdir()
        shutil.copy(tiny_models_dir / path, models_dir / path)
    (label,) = listed()
    before = fingerprint(label)
    assert "tiny_gemma" in before and str(models_dir) not in before
    (models_dir / "text_encoders" / "tiny_gemma_3_12B_it.safetensors").touch()
    assert fingerprint(label) != before and fingerprint("gone") == ""


def test_a_variant_is_refused_before_anything_is_loaded(models_dir) -> None:
    with pytest.raises(VariantError, match="tandem-mini has built-in, got '2.3-dev'"):
        load_tandem_model(BUILT_IN, "2.3-dev")
