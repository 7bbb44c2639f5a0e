"""What does not belong together is refused in one sentence for each fault, before anything is sampled."""

from __future__ import annotations

import re
from dataclasses import replace

import comfy.ops
import comfy.sd
import pytest
import torch
from comfy.ldm.lightricks.model import LTXVModel
from tandem.engine.families.sampling_defaults import VariantError
from tandem.engine.latents import LatentError
from tandem.model_loader.av_latents import nested, read_latent
from tandem.model_loader.extending import plan_for
from tandem.model_loader.families.parts import Parts, PartsError
from tandem.model_loader.families.registry import family_of
from tandem.model_loader.tandem_model import model_from_parts

FAMILIES = ["ltx-2", "minimax-h3", "mini"]


@pytest.fixture(scope="module")
def picture_model():
    """A tiny LTX-Video: of the same makers as LTX-2, and without sound."""
    sizes = {"cross_attention_dim": 32, "attention_head_dim": 32, "num_attention_heads": 1, "num_layers": 1}
    network = LTXVModel(**sizes, dtype=torch.float32, operations=comfy.ops.manual_cast)
    state = {name: torch.zeros_like(tensor) for name, tensor in network.state_dict().items()}
    return comfy.sd.load_diffusion_model_state_dict(state)


def refused(parts: Parts, variant: str = "") -> str:
    with pytest.raises(PartsError) as error:
        model_from_parts("parts", parts, variant)
    return str(error.value)


def test_a_model_that_makes_no_sound(picture_model, family_model) -> None:
    said = refused(replace(family_model("ltx-2").parts, model=picture_model))
    assert said == (
        "model: expected a joint picture-and-sound model (tandem-mini, LTX-2, MiniMax H3), got LTXV, which makes no "
        "sound together with its picture"
    )


class Kandinsky6(torch.nn.Module):
    """As the packs of Kandinsky 6 name their model."""


def test_a_model_that_another_pack_samples() -> None:
    with pytest.raises(PartsError) as error:
        family_of(Kandinsky6())
    assert (
        str(error.value) == "model: Kandinsky6 is sampled by the nodes of its own pack, that of Kandinsky 6; use those"
    )


@pytest.mark.parametrize("name", FAMILIES)
def test_swapped_vaes(family_model, name) -> None:
    parts = family_model(name).parts
    said = refused(replace(parts, picture_vae=parts.sound_vae, sound_vae=parts.picture_vae))
    assert said == "picture_vae, sound_vae: the two are swapped; connect each to the other input"


def test_the_vaes_of_another_family(family_model) -> None:
    ltx, h3 = family_model("ltx-2").parts, family_model("minimax-h3").parts
    assert refused(replace(ltx, picture_vae=h3.picture_vae)) == (
        "picture_vae: expected that of LTX-2 (VideoVAE), got MiniMaxH3VideoVAE; load the file that belongs to the model"
    )
    both = refused(replace(h3, picture_vae=ltx.picture_vae, sound_vae=ltx.sound_vae))
    assert both.split("; ") == [
        "picture_vae: expected that of MiniMax H3 (MiniMaxH3VideoVAE), got VideoVAE",
        "load the file that belongs to the model",
        "sound_vae: expected that of MiniMax H3 (MiniMaxH3AudioVAE), got AudioVAE",
        "load the file that belongs to the model",
    ]


def test_a_variant_that_the_family_does_not_have(family_model) -> None:
    with pytest.raises(VariantError, match="variant: MiniMax H3 has base, turbo-8, turbo-4, got '2.3-dev'; use base"):
        model_from_parts("parts", family_model("minimax-h3").parts, "2.3-dev")


@pytest.mark.parametrize(
    ("name", "other", "said"),
    [
        ("ltx-2", "mini", "positive: LTX-2 reads CONDITIONING of width 32 or 64 or 96, got 24"),
        ("minimax-h3", "ltx-2", "positive: MiniMax H3 reads CONDITIONING of width 32, got 64"),
        ("mini", "ltx-2", "positive: tandem-mini reads CONDITIONING [batch, 25, 24], got [1, 1024, 64]"),
    ],
)
def test_the_conditioning_of_another_text_encoder(take, name, other, said) -> None:
    one = take(name)
    mixed = replace(one, prompt=replace(one.prompt, positive=take(other).prompt.positive))
    with pytest.raises(PartsError) as error:
        mixed.sampled()
    assert str(error.value).startswith(f"{said}: it comes from the text encoder of another model")
    assert "encode it with Text Encode (Tandem)" in str(error.value)


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("other", FAMILIES)
def test_the_latent_of_another_family(take, name, other) -> None:
    family, latent = take(name).model.family, {"samples": nested(take(other).clip.streams)}
    if name == other:
        assert read_latent(latent, family).streams.video.shape == take(name).clip.streams.video.shape
        return
    with pytest.raises(LatentError) as error:
        read_latent(latent, family)
    assert family.rules.display_name in str(error.value)
    assert re.search(r"expect.*\[.*\].* got \[1, ", str(error.value))


def test_two_clips_of_h3_at_once(take) -> None:
    one = take("minimax-h3")
    twice = one.clip.streams.map(lambda stream: torch.cat([stream, stream]))
    with pytest.raises(LatentError) as error:
        read_latent({"samples": nested(twice)}, one.model.family)
    assert str(error.value) == (
        "latent: expected the picture of MiniMax H3, [1, 24, 5k+2, height, width], got [2, 24, 7, 4, 4]; "
        "audio latent: MiniMax H3 expects [1, 32, 2, time], got [2, 32, 2, 37]"
    )


def test_one_stream_alone(take) -> None:
    one = take("ltx-2")
    with pytest.raises(LatentError, match="LTX-2 samples picture and sound together, got 1 stream"):
        read_latent({"samples": one.clip.streams.video}, one.model.family)


@pytest.mark.parametrize("name", ["ltx-2", "minimax-h3"])
def test_continuing_a_clip_of_a_family_that_cannot(take, name) -> None:
    one = take(name)
    with pytest.raises(PartsError) as error:
        plan_for(one.model, one.clip, seconds=1.92, context_seconds=1.0)
    assert str(error.value) == (
        f"tandem_model: Extend Clip continues clips of tandem-mini, got {one.model.display_name}"
    )
