"""The tiny models, written once, and loaded by the loader nodes that the official templates use."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from tandem.devtools.tiny_models import FILES

LTX_CHECKPOINTS = {"ltx-2": "tiny_ltx-2.safetensors", "ltx-2.3": "tiny_ltx-2.3.safetensors"}
GEMMA = "tiny_gemma_3_12B_it.safetensors"


@dataclass(frozen=True)
class Loaded:
    """What core's loaders made of the files of one family, and what they logged as warnings."""

    family: str
    model: Any
    clip: Any
    vae: Any
    audio_vae: Any
    warnings: list[str]

    def conditioning(self, prompt: str, **options: Any) -> list:
        """What core's text encode node gives."""
        return self.clip.encode_from_tokens_scheduled(self.clip.tokenize(prompt, **options))

    def sample(self, latent: dict, positive: list, negative: list, *, cfg: float = 1.0) -> tuple[torch.Tensor, ...]:
        """Two Euler steps of core's KSampler: the video and the audio latent."""
        from nodes import KSampler

        (sampled,) = KSampler().sample(self.model, 7, 2, cfg, "euler", "simple", positive, negative, latent, 1.0)
        return tuple(sampled["samples"].unbind())


@pytest.fixture(scope="session")
def tiny_folders(tiny_models_dir: Path) -> Iterator[Path]:
    """The same folder, where core's loader nodes look for files."""
    import folder_paths

    before = {name: (list(paths), kinds) for name, (paths, kinds) in folder_paths.folder_names_and_paths.items()}
    for name in {file.split("/")[0] for files in FILES.values() for file in files}:
        folder_paths.add_model_folder_path(name, str(tiny_models_dir / name), is_default=True)
    yield tiny_models_dir
    folder_paths.folder_names_and_paths.update(before)
    folder_paths.filename_list_cache.clear()


@pytest.fixture(scope="session", params=LTX_CHECKPOINTS)
def ltx(request: pytest.FixtureRequest, tiny_folders: Path) -> Loaded:
    """LTX-2.0 and LTX-2.3."""
    from comfy_extras.nodes_lt_audio import LTXAVTextEncoderLoader, LTXVAudioVAELoader

    import nodes

    checkpoint = LTX_CHECKPOINTS[request.param]
    with logged_warnings() as warnings:
        model, _, vae = nodes.CheckpointLoaderSimple().load_checkpoint(checkpoint)
        clip = LTXAVTextEncoderLoader.execute(GEMMA, checkpoint)[0]
        audio_vae = LTXVAudioVAELoader.execute(checkpoint)[0]
    return Loaded(request.param, model, clip, vae, audio_vae, warnings)


@pytest.fixture(scope="session")
def h3(tiny_folders: Path) -> Loaded:
    """MiniMax H3."""
    import nodes

    with logged_warnings() as warnings:
        (model,) = nodes.UNETLoader().load_unet("tiny_minimax_h3.safetensors", "default")
        (clip,) = nodes.CLIPLoader().load_clip("tiny_qwen3vl_32b_minimax_h3.safetensors", "minimax")
        (vae,) = nodes.VAELoader().load_vae("tiny_minimax_h3_video_vae.safetensors")
        (audio_vae,) = nodes.VAELoader().load_vae("tiny_minimax_h3_audio_vae.safetensors")
    return Loaded("minimax-h3", model, clip, vae, audio_vae, warnings)


@contextmanager
def logged_warnings() -> Iterator[list[str]]:
    """Fills with the messages of the root logger, through which core tells of missing weights."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        yield messages
    finally:
        logging.getLogger().removeHandler(handler)


@pytest.fixture(autouse=True)
def no_gradients() -> Iterator[None]:
    """As core's executor runs its nodes."""
    with torch.inference_mode():
        yield
