"""Every family as the pack itself loads it: the tiny models found, paired and loaded from their files, and the mini.

ComfyUI's modules are imported inside the functions: this file is read before the tests know whether there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import torch
from tandem.devtools.tiny_models import FILES
from tandem.engine.families.request import ClipRequest
from tandem.engine.latents import AVLatent
from tandem.engine.model_files.pairing import Choice, choices
from tandem.engine.model_files.scan import scan
from tandem.engine.sampling.guidance import Guidance
from tandem.engine.sampling.noise import picture_noise, sound_noise

if TYPE_CHECKING:
    from tandem.model_loader.av_latents import ReadLatent
    from tandem.model_loader.families.encoded import Encoded
    from tandem.model_loader.tandem_model import TandemModel

PROMPT, NEGATIVE = 'A man says: "hello"', "blurry"
REQUESTS = {"mini": ClipRequest(1.92), "minimax-h3": ClipRequest(0.9, 64, 64, clean_grid=False)}
SHORTEST_LTX = ClipRequest(0.36, 64, 64)
ANY_LENGTH = {"ltx-2": "2.0-dev", "ltx-2.3": "2.3-dev"}
"""Variants whose schedule may have any number of steps; `family_model` gives the usual, distilled ones."""
SETTINGS = {"steps": 2, "picture_scale": 1.0, "sound_scale": 1.0, "sampler": "euler"}


@pytest.fixture(autouse=True)
def no_gradients() -> Iterator[None]:
    """As core's executor runs its nodes."""
    with torch.inference_mode():
        yield


@pytest.fixture(scope="session")
def tiny_choices(tiny_models_dir: Path) -> dict[str, Choice]:
    """What Load Model offers for the folder with the tiny models, by the names of FILES."""
    found = choices(scan({folder.name: [folder] for folder in sorted(tiny_models_dir.iterdir())}))
    by_file = {f"{choice.transformer.folder}/{choice.transformer.name}": choice for choice in found}
    assert len(found) == len(FILES)
    return {name: by_file[transformer] for name, (transformer, *_) in FILES.items()}


@pytest.fixture(scope="session")
def family_model(tiny_choices: dict[str, Choice], tiny_model: TandemModel) -> Callable[[str], TandemModel]:
    """`family_model(name)`: the mini or one of FILES, each loaded once."""
    from tandem.model_loader.listing import AUTO, variant_of
    from tandem.model_loader.loading import load_parts
    from tandem.model_loader.tandem_model import model_from_parts

    @cache
    def load(name: str) -> TandemModel:
        if name == "mini":
            return tiny_model
        choice = tiny_choices[name]
        with torch.inference_mode(False):
            return model_from_parts(choice.label, load_parts(choice), variant_of(choice, AUTO))

    return load


@dataclass(frozen=True)
class Take:
    """One clip of a family and its prompt: what Joint Sampler is given."""

    model: TandemModel
    clip: ReadLatent
    prompt: Encoded
    picture_seed: int = 1
    sound_seed: int = 2

    def told(self) -> tuple[list, list]:
        """Both CONDITIONINGs as they are sampled."""
        from tandem.model_loader.take import told_take

        return told_take(self.model, self.prompt.positive, self.prompt.negative, self.clip, self._settings())

    def sampled(self, guidance: Guidance | None = None, **changes: float | str) -> AVLatent:
        """By Tandem: two steps of euler without guidance, or what `changes` says."""
        from tandem.model_loader.take import sample_take

        settings, clip = replace(self._settings(), **changes), self.clip
        return sample_take(self.model, *self.told(), clip.streams, clip.mask, settings, lambda *_: None, guidance)

    def noise(self) -> AVLatent:
        """What Tandem starts from."""
        streams, time_dim = self.clip.streams, self.model.family.sound_time_dim
        sound = sound_noise(streams.audio.shape, [self.sound_seed], time_dim)
        return AVLatent(picture_noise(streams.video.shape, [self.picture_seed]), sound)

    def _settings(self):
        from tandem.model_loader.take import SampleSettings

        return SampleSettings(self.picture_seed, self.sound_seed, **SETTINGS)


@pytest.fixture(scope="session")
def take(family_model: Callable[[str], TandemModel]) -> Callable[[str], Take]:
    """`take(name)`: the shortest clip of that family, 64 pixels wide where it can be, blank; prompts encoded once."""
    from tandem.model_loader.av_latents import ReadLatent
    from tandem.model_loader.blank import blank_clip

    @cache
    def make(name: str) -> Take:
        model = replace(family_model(name), variant=ANY_LENGTH.get(name, ""))
        canvas = model.family.rules.canvas(REQUESTS.get(name, SHORTEST_LTX))
        encoded = model.family.encode(model.parts, PROMPT, NEGATIVE, model.variant)
        return Take(model, ReadLatent(blank_clip(model, canvas), None, None, canvas.frame_rate), encoded)

    return make


@pytest.fixture
def core_upscaler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`core_upscaler(**changes)`: a tiny latent upsampler of that config, by core's loader node from a file."""
    import folder_paths
    from comfy_extras.nodes_hunyuan import LatentUpscaleModelLoader
    from safetensors.torch import save_file
    from tandem.devtools.tiny_models.ltx_upscaler import upscaler

    monkeypatch.setitem(
        folder_paths.folder_names_and_paths, "latent_upscale_models", ([str(tmp_path)], {".safetensors"})
    )

    def load(**changes: Any):
        tensors, metadata = upscaler(25, **changes)
        name = f"upscaler_{len(list(tmp_path.iterdir()))}.safetensors"
        save_file(tensors, tmp_path / name, metadata=metadata)
        with torch.inference_mode(False):
            return LatentUpscaleModelLoader.execute(name).args[0]

    return load
