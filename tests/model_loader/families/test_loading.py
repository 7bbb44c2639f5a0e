"""Finding, pairing and loading the files gives what core's own loader nodes give."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import folder_paths
import pytest
import torch
from comfy_extras.nodes_lt_audio import LTXAVTextEncoderLoader, LTXVAudioVAELoader
from safetensors import safe_open
from safetensors.torch import save_file
from tandem.devtools.tiny_models import FILES
from tandem.engine.model_files.header import ModelFileError
from tandem.model_loader.families.encoded import encode
from tandem.model_loader.families.parts import Parts
from tandem.model_loader.loading import block_weights, load_transformer

import nodes

TINY = tuple(FILES)
PARTS = {
    "transformer": lambda parts: parts.diffusion_model,
    "text_encoder": lambda parts: parts.clip.cond_stage_model,
    "picture_vae": lambda parts: parts.picture_vae.first_stage_model,
    "sound_vae": lambda parts: parts.sound_vae.first_stage_model,
}


@contextmanager
def model_folders(models: Path) -> Iterator[None]:
    """The folders in which core's loader nodes look for files."""
    before = {name: (list(paths), kinds) for name, (paths, kinds) in folder_paths.folder_names_and_paths.items()}
    for folder in models.iterdir():
        folder_paths.add_model_folder_path(folder.name, str(folder), is_default=True)
    try:
        yield
    finally:
        folder_paths.folder_names_and_paths.update(before)
        folder_paths.filename_list_cache.clear()


def loaded_by_core(name: str) -> Parts:
    """By the loader nodes that the official templates use."""
    files = [Path(file).name for file in FILES[name]]
    if name == "minimax-h3":
        transformer, text_encoder, picture_vae, sound_vae = files
        return Parts(
            nodes.UNETLoader().load_unet(transformer, "default")[0],
            nodes.CLIPLoader().load_clip(text_encoder, "minimax")[0],
            nodes.VAELoader().load_vae(picture_vae)[0],
            nodes.VAELoader().load_vae(sound_vae)[0],
        )
    checkpoint, text_encoder = files
    model, _, picture_vae = nodes.CheckpointLoaderSimple().load_checkpoint(checkpoint)
    clip = LTXAVTextEncoderLoader.execute(text_encoder, checkpoint)[0]
    return Parts(model, clip, picture_vae, LTXVAudioVAELoader.execute(checkpoint)[0])


@pytest.fixture(scope="module", params=TINY)
def both(request, family_model, tiny_models_dir) -> tuple[Parts, Parts]:
    """The parts of one model: loaded by Tandem, and by core's nodes."""
    with torch.inference_mode(False), model_folders(tiny_models_dir):
        return family_model(request.param).parts, loaded_by_core(request.param)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_the_class_and_the_weights_that_core_s_loader_gives_it(both, part) -> None:
    ours, core = (PARTS[part](parts) for parts in both)
    assert type(ours).__qualname__ == type(core).__qualname__
    found, expected = ours.state_dict(), core.state_dict()
    assert list(found) == list(expected) and len(found) > 10
    assert [name for name in found if not torch.equal(found[name], expected[name])] == []


def test_a_prompt_becomes_the_conditioning_of_core_s_text_encode(both) -> None:
    ours, core = both
    ((states, extra),) = encode(ours.clip, "a dog barks")
    ((expected, expected_extra),) = nodes.CLIPTextEncode().encode(core.clip, "a dog barks")[0]
    assert torch.equal(states, expected) and states.abs().max() > 0
    assert extra.keys() == expected_extra.keys()
    for key, value in extra.items():
        same = torch.equal(value, expected_extra[key]) if torch.is_tensor(value) else value == expected_extra[key]
        assert same, key


def test_the_model_samples_in_the_type_that_core_chose(both) -> None:
    ours, core = both
    assert ours.model.model.get_dtype_inference() == core.model.model.get_dtype_inference()
    assert ours.model.model.latent_format.__class__ is core.model.model.latent_format.__class__


@pytest.mark.parametrize("name", TINY)
def test_each_model_is_paired_with_its_own_files(tiny_choices, name) -> None:
    choice = tiny_choices[name]
    text_encoder = FILES[name][1]
    # An LTX-2 checkpoint holds both VAEs and the projection of the text; MiniMax H3 comes in four files.
    sources = [choice.transformer, *choice.text_files, choice.picture_vae, choice.sound_vae]
    used = [f"{file.folder}/{file.name}" for file in sources]
    checkpoint = FILES[name][0]
    if name == "minimax-h3":
        assert used == list(FILES[name])
    else:
        assert used == [checkpoint, text_encoder, checkpoint, checkpoint, checkpoint]
    assert choice.complete


@pytest.mark.parametrize(
    ("name", "family", "variant"),
    [("ltx-2", "ltx", "2.0-distilled"), ("ltx-2.3", "ltx", "2.3-distilled"), ("minimax-h3", "minimax_h3", "")],
)
def test_the_family_and_the_usual_variant_are_told_by_the_files(family_model, name, family, variant) -> None:
    model = family_model(name)
    assert (model.family.rules.name, model.variant) == (family, variant)


@pytest.mark.parametrize("name", ["ltx-2.3", "minimax-h3"])
def test_weights_that_a_file_lacks_are_all_named(family_model, tiny_choices, tmp_path, name) -> None:
    file = tiny_choices[name].transformer
    lacking = block_weights(family_model(name).parts.diffusion_model)[-3::2]
    gone = {(file.prefix_of("transformer") or "") + weight for weight in lacking}
    with safe_open(str(file.path), "pt") as whole:
        kept = {key: whole.get_tensor(key) for key in sorted(set(whole.keys()) - gone)}
        assert len(kept) == len(whole.keys()) - 2
        save_file(kept, tmp_path / file.path.name, metadata=whole.metadata())
    with pytest.raises(ModelFileError) as error:
        load_transformer(replace(file, path=tmp_path / file.path.name))
    assert str(error.value) == (
        f"model: {file.path.name} lacks weights of its transformer, download it again; missing: {', '.join(lacking)}"
    )
