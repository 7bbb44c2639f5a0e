"""What the tests of this folder share: a prompt's conditioning, one short clip, and small joint models."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import torch
from tandem.engine.latents import AVLatent
from tandem.engine.mini import geometry

LATENTS = 12


@pytest.fixture(scope="session")
def positive(tiny_model) -> list:
    from tandem.model_loader.families.encoded import encode

    return encode(tiny_model.clip, 'A woman says: "good morning"')


@pytest.fixture(scope="session")
def negative(tiny_model) -> list:
    from tandem.model_loader.families.encoded import encode

    return encode(tiny_model.clip, "")


@pytest.fixture
def blank() -> AVLatent:
    return AVLatent(
        torch.zeros(geometry.video_latent_shape(LATENTS)), torch.zeros(geometry.audio_latent_shape(LATENTS))
    )


@pytest.fixture
def noise_clip() -> AVLatent:
    """A clip of random numbers, where any change would be seen."""
    generator = torch.Generator().manual_seed(4)
    return AVLatent(
        torch.randn(geometry.video_latent_shape(LATENTS), generator=generator),
        torch.randn(geometry.audio_latent_shape(LATENTS), generator=generator),
    )


@dataclass(frozen=True)
class JointCase:
    """A small joint model as core loads it, with a prompt, an unprompted conditioning and the shapes of one clip."""

    model: Any
    positive: list
    negative: list
    shapes: tuple[tuple[int, ...], tuple[int, ...]]

    def noise(self, seed: int) -> AVLatent:
        generator = torch.Generator().manual_seed(seed)
        return AVLatent(*(torch.randn(shape, generator=generator) for shape in self.shapes))


LTX_SIZES = {
    "num_layers": 2, "num_attention_heads": 2, "attention_head_dim": 32, "cross_attention_dim": 64,
    "audio_num_attention_heads": 2, "audio_attention_head_dim": 16, "audio_cross_attention_dim": 32,
    "in_channels": 128, "audio_in_channels": 128, "caption_channels": 48,
    "causal_temporal_positioning": True, "use_middle_indices_grid": True, "rope_type": "split",
    "positional_embedding_max_pos": [20, 2048, 2048], "audio_positional_embedding_max_pos": [20],
    "timestep_scale_multiplier": 1000.0, "av_ca_timestep_scale_multiplier": 1000.0,
    "connector_attention_head_dim": 24, "connector_num_attention_heads": 2, "connector_num_layers": 1,
}  # fmt: skip
LTX_2_3_SIZES = LTX_SIZES | {
    "caption_proj_before_connector": True, "caption_projection_first_linear": True, "cross_attention_adaln": True,
    "apply_gated_attention": True, "connector_apply_gated_attention": True, "connector_attention_head_dim": 32,
    "audio_connector_attention_head_dim": 16, "audio_connector_num_attention_heads": 2,
}  # fmt: skip
H3_SIZES = {
    "hidden_size": 64, "num_layers": 2, "token_refiner_num_layers": 1, "num_attention_heads": 2,
    "attention_head_dim": 32, "ffn_hidden_size": 128, "text_dim": 48, "timestep_input_dim": 32,
    "time_embed_hidden_size": 64, "time_embed_dim": 32, "rope_inv_freq_len": 4,
}  # fmt: skip


def random_text(tokens: int, width: int, seed: int) -> list:
    """A CONDITIONING as a text encoder would give it."""
    return [[torch.randn(1, tokens, width, generator=torch.Generator().manual_seed(seed)), {}]]


def random_weights(network: torch.nn.Module, exact: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Matrices that keep a signal's size, norms of 1, small vectors; `exact` for the rest."""
    generator = torch.Generator().manual_seed(1)

    def drawn(name: str, shape: torch.Size) -> torch.Tensor:
        if "norm" in name and name.endswith("weight"):
            return torch.ones(shape)
        spread = math.prod(shape[1:]) ** -0.5 if len(shape) > 1 and "table" not in name else 0.1
        return torch.randn(shape, generator=generator) * spread

    return {name: exact.get(name, drawn(name, tensor.shape)) for name, tensor in network.state_dict().items()}


@pytest.fixture(scope="session")
def mini_case(tiny_model, positive, negative) -> JointCase:
    shapes = geometry.video_latent_shape(LATENTS), geometry.audio_latent_shape(LATENTS)
    return JointCase(tiny_model.model, positive, negative, shapes)


def ltx(sizes: dict[str, Any]) -> JointCase:
    """LTX-2 with two blocks of width 64 and 32; text, picture and sound have different numbers of tokens."""
    import comfy.ops
    import comfy.sd
    from comfy.ldm.lightricks.av_model import LTXAVModel

    network = LTXAVModel(**sizes, dtype=torch.float32, device="cpu", operations=comfy.ops.disable_weight_init)
    metadata = {"config": json.dumps({"transformer": sizes})}
    model = comfy.sd.load_diffusion_model_state_dict(random_weights(network, {}), {"dtype": torch.float32}, metadata)
    return JointCase(model, random_text(7, 96, 1), random_text(7, 96, 2), ((1, 128, 2, 2, 3), (1, 8, 9, 16)))


@pytest.fixture(scope="session")
def ltx_case() -> JointCase:
    return ltx(LTX_SIZES)


@pytest.fixture(scope="session")
def ltx_2_3_case() -> JointCase:
    """With gated attention and a text attention that follows the time, as LTX-2.3 has them."""
    return ltx(LTX_2_3_SIZES)


@pytest.fixture(scope="session")
def h3_case() -> JointCase:
    """MiniMax H3 with two blocks of width 64, and a picture whose odd side the model pads."""
    import comfy.ops
    import comfy.sd
    from comfy.ldm.minimax.model import MiniMaxH3Model

    network = MiniMaxH3Model(**H3_SIZES, dtype=torch.float32, device="cpu", operations=comfy.ops.disable_weight_init)
    frequencies = {"rope.inv_freq": 10_000.0 ** (-torch.arange(4) / 4)}
    weights = random_weights(network, frequencies)
    model = comfy.sd.load_diffusion_model_state_dict(weights, {"dtype": torch.float32})
    return JointCase(model, random_text(5, 48, 1), random_text(6, 48, 2), ((1, 24, 2, 3, 4), (1, 32, 2, 8)))


@pytest.fixture(params=["mini", "ltx", "ltx_2_3", "h3"])
def joint_case(request: pytest.FixtureRequest) -> JointCase:
    """Every family in turn."""
    return request.getfixturevalue(f"{request.param}_case")


@pytest.fixture
def predict() -> Callable[..., list[AVLatent]]:
    """`predict(case, clips, change)`: the clean clips that core's guider predicts from noisy ones at sigma 0.7.

    `change(base model, transformer_options)` returns the transformer_options to predict with.
    """
    import comfy.samplers
    import comfy.utils
    from tandem.model_loader.av_latents import nested

    def run(case: JointCase, clips: list[AVLatent], change: Callable = lambda model, options: options):
        found = []

        def sampler(model, x, sigmas, extra_args, callback, disable):
            options = extra_args["model_options"]
            told = {
                **options,
                "transformer_options": change(model.inner_model.inner_model, options["transformer_options"]),
            }
            for clip in clips:
                pack, shapes = comfy.utils.pack_latents([clip.video, clip.audio])
                clean = model(pack, sigmas[:1], **{**extra_args, "model_options": told})
                found.append(AVLatent(*comfy.utils.unpack_latents(clean, shapes)))
            return x

        guider = comfy.samplers.CFGGuider(case.model)
        guider.set_conds(case.positive, case.negative)
        blank, sigmas = clips[0].map(torch.zeros_like), torch.tensor([0.7, 0.0])
        guider.sample(nested(clips[0]), nested(blank), comfy.samplers.KSAMPLER(sampler), sigmas, seed=0)
        return found

    return run
