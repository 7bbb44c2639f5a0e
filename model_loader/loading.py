"""From the files of a choice to MODEL, CLIP and two VAEs, by core's own loaders."""

from __future__ import annotations

import comfy.sd
import comfy.utils
import folder_paths
import torch

from ..engine.model_files.gaps import gaps, in_words
from ..engine.model_files.header import ModelFileError, read_header
from ..engine.model_files.pairing import Choice
from ..engine.model_files.parts import PartFile, Role
from .families.parts import Parts

CLIP_TYPES = {"ltx": comfy.sd.CLIPType.LTXV, "minimax_h3": comfy.sd.CLIPType.MINIMAX}
SCALES = ("scale_weight", "scale_input", "weight_scale", "weight_scale_2", "input_scale")
"""Parameters that core's operations add to quantised layers, whether a file has them or not."""
LTX_SOUND_PREFIXES = {"audio_vae.": "autoencoder.", "vocoder.": "vocoder."}
"""How core's LTXVAudioVAELoader takes the sound VAE out of an all-in-one checkpoint."""


def load_parts(choice: Choice) -> Parts:
    """Loads a complete choice.

    Raises ModelFileError for a transformer whose file lacks weights of its blocks: core would leave them as they are.
    What another file lacks, core's loaders say.
    """
    assert choice.complete and choice.picture_vae and choice.sound_vae
    return Parts(
        model=load_transformer(choice.transformer),
        clip=load_text_encoder(choice),
        picture_vae=load_vae(choice.picture_vae, "picture_vae"),
        sound_vae=load_vae(choice.sound_vae, "sound_vae"),
    )


def load_transformer(file: PartFile):
    """The MODEL, alone out of an all-in-one checkpoint. Raises ModelFileError with all that its blocks lack."""
    if file.folder == "checkpoints":
        model = comfy.sd.load_checkpoint_guess_config(str(file.path), output_vae=False, output_clip=False)[0]
    else:
        model = comfy.sd.load_diffusion_model(str(file.path))
    lacking = gaps(
        block_weights(model.model.diffusion_model), read_header(file.path).tensors, file.prefix_of("transformer") or ""
    )
    if lacking:
        raise ModelFileError(
            f"model: {file.path.name} lacks weights of its transformer, download it again; missing: {in_words(lacking)}"
        )
    return model


def block_weights(network: torch.nn.Module) -> list[str]:
    """The names of the weights in the lists of blocks of `network`. What stands outside of them (connectors of the
    text, embeddings) some files leave to another one, and scales of quantised weights are core's own affair."""
    lists = tuple(f"{name}." for name, child in network.named_children() if isinstance(child, torch.nn.ModuleList))
    if not lists:
        return []
    names = (name for name, _ in network.named_parameters() if name.startswith(lists))
    return [name for name in names if name.rpartition(".")[2] not in SCALES]


def load_text_encoder(choice: Choice) -> comfy.sd.CLIP:
    return comfy.sd.load_clip(
        ckpt_paths=[str(file.path) for file in choice.text_files],
        embedding_directory=folder_paths.get_folder_paths("embeddings"),
        clip_type=CLIP_TYPES[choice.family],
    )


def load_vae(file: PartFile, role: Role) -> comfy.sd.VAE:
    """One VAE, cut out of the file if others are in it too. Raises core's error for a file that is none."""
    state, metadata = comfy.utils.load_torch_file(str(file.path), return_metadata=True)
    vae = comfy.sd.VAE(sd=_own_tensors(state, file.prefix_of(role) or "", role), metadata=metadata)
    vae.throw_exception_if_invalid()
    return vae


def _own_tensors(state: dict[str, torch.Tensor], prefix: str, role: Role) -> dict[str, torch.Tensor]:
    if not prefix:
        return state
    prefixes = LTX_SOUND_PREFIXES if role == "sound_vae" and prefix in LTX_SOUND_PREFIXES else {prefix: ""}
    return comfy.utils.state_dict_prefix_replace(state, prefixes, filter_keys=True)
