"""The names and shapes of ComfyUI's own networks, built without weights, are recognised as what core takes them for."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
import torch
from tandem.engine.model_files.header import Header, TensorEntry
from tandem.engine.model_files.identify import identify
from tandem.engine.model_files.labels import model_label
from tandem.engine.model_files.parts import Identity

TYPES = {torch.float32: "F32", torch.bfloat16: "BF16", torch.float16: "F16"}
META = {"dtype": torch.bfloat16, "device": "meta"}

LTX_23 = {
    "caption_proj_before_connector": True,
    "caption_projection_first_linear": False,
    "cross_attention_adaln": True,
    "apply_gated_attention": True,
    "connector_apply_gated_attention": True,
    "connector_num_layers": 8,
    "connector_num_attention_heads": 32,
    "audio_connector_num_attention_heads": 32,
    "audio_connector_attention_head_dim": 64,
}

LTX_VAE = {
    "_class_name": "CausalVideoAutoencoder",
    "dims": 3,
    "in_channels": 3,
    "out_channels": 3,
    "latent_channels": 128,
    "encoder_blocks": [["res_x", {"num_layers": 1}], ["compress_all_res", {"multiplier": 2}]],
    "decoder_blocks": [["compress_all", {"residual": True}], ["res_x", {"num_layers": 1, "inject_noise": False}]],
    "encoder_base_channels": 16,
    "decoder_base_channels": 16,
    "norm_layer": "pixel_norm",
    "patch_size": 4,
    "latent_log_var": "uniform",
}

VOCODER = {
    "upsample_initial_channel": 32,
    "resblock_kernel_sizes": [3],
    "resblock_dilation_sizes": [[1, 3, 5]],
    "upsample_rates": [6, 5, 2, 2, 2],
    "upsample_kernel_sizes": [16, 15, 8, 4, 4],
    "stereo": True,
    "resblock": "1",
}
SECOND_STAGE = {
    **VOCODER,
    "input_sampling_rate": 24000,
    "output_sampling_rate": 48000,
    "hop_length": 240,
    "n_fft": 1024,
    "num_mels": 64,
}

SOUND_AUTOENCODER = {
    "model": {
        "params": {
            "ddconfig": {
                "double_z": True,
                "mel_bins": 64,
                "z_channels": 8,
                "resolution": 256,
                "downsample_time": False,
                "in_channels": 2,
                "out_ch": 2,
                "ch": 8,
                "ch_mult": [1, 2, 4],
                "num_res_blocks": 1,
                "attn_resolutions": [],
                "dropout": 0.0,
                "mid_block_add_attention": False,
                "norm_type": "pixel",
                "causality_axis": "height",
            },
            "sampling_rate": 16000,
        }
    },
    "preprocessing": {"stft": {"filter_length": 1024, "hop_length": 160}},
}

HUNYUAN_VAE = {
    "double_z": True,
    "z_channels": 16,
    "resolution": 256,
    "in_channels": 3,
    "out_ch": 3,
    "ch": 128,
    "ch_mult": [1, 2, 4, 4],
    "num_res_blocks": 2,
    "attn_resolutions": [],
    "dropout": 0.0,
    "conv3d": True,
    "time_compress": 4,
}


@pytest.fixture(autouse=True)
def core(unavailable):
    """ComfyUI's modules, for every test here."""
    if importlib.util.find_spec("comfy") is None:
        unavailable("there is no ComfyUI on the path")


@pytest.fixture
def operations():
    import comfy.ops

    return comfy.ops.disable_weight_init


def header_of(state: dict[str, torch.Tensor], prefix: str = "") -> Header:
    entries = {prefix + name: TensorEntry(TYPES[value.dtype], tuple(value.shape)) for name, value in state.items()}
    return Header(entries, {}, 0)


def identity_of(state: dict[str, torch.Tensor], prefix: str = "") -> Identity:
    identity = identify(header_of(state, prefix))
    assert identity is not None
    return identity


def found(identity: Identity) -> tuple:
    return identity.family, [(part.role, part.prefix) for part in identity.parts], identity.versions


@pytest.mark.parametrize(
    ("settings", "prefix", "version", "label"),
    [
        ({}, "", "2.0", "LTX-2.0, 19B, bf16: a"),
        (LTX_23, "model.diffusion_model.", "2.3", "LTX-2.3, 22B, bf16: a"),
    ],
)
def test_the_ltx_transformers_in_their_published_size(operations, settings, prefix, version, label):
    from comfy.ldm.lightricks.av_model import LTXAVModel
    from comfy.model_detection import detect_unet_config

    state = LTXAVModel(**settings, **META, operations=operations).state_dict()
    identity = identity_of(state, prefix)
    assert found(identity) == ("ltx", [("transformer", prefix)], (version,))
    assert model_label(identity, "a") == label
    assert detect_unet_config(state, "")["image_model"] == "ltxav"


def test_the_transformer_of_ltx_video_is_none_of_ours(operations):
    from comfy.ldm.lightricks.model import LTXVModel

    state = LTXVModel(num_layers=1, **META, operations=operations).state_dict()
    assert identify(header_of(state)) is None


@pytest.mark.parametrize("takes_a_time", [False, True], ids=["LTX-2", "LTX-Video"])
def test_the_picture_vaes_of_ltx_and_of_ltx_video(takes_a_time):
    from comfy.ldm.lightricks.vae.causal_video_autoencoder import VideoVAE

    with torch.device("meta"):
        state = VideoVAE(config={**LTX_VAE, "timestep_conditioning": takes_a_time}).state_dict()
    assert "decoder.up_blocks.0.res_blocks.0.conv1.conv.weight" in state  # what core takes either for an LTX VAE by
    if takes_a_time:
        assert identify(header_of(state, "vae.")) is None
    else:
        assert found(identity_of(state, "vae.")) == ("ltx", [("picture_vae", "vae.")], ("2.0", "2.3", "2.5"))


@pytest.mark.parametrize(
    ("vocoder", "versions"), [(VOCODER, ("2.0",)), ({"vocoder": VOCODER, "bwe": SECOND_STAGE}, ("2.3", "2.5"))]
)
def test_the_sound_vae_of_ltx(vocoder, versions):
    from comfy.ldm.lightricks.vae.audio_vae import AudioVAE

    config = {"audio_vae": SOUND_AUTOENCODER, "vocoder": vocoder}
    state = AudioVAE(metadata={"config": json.dumps(config)}).state_dict()
    # Published files call it `audio_vae.`; core renames that to the name of its own module.
    renamed = {name.replace("autoencoder.", "audio_vae.", 1): value for name, value in state.items()}
    assert found(identity_of(renamed)) == ("ltx", [("sound_vae", "")], versions)


@pytest.mark.parametrize(("network", "versions"), [("gemma3", ("2.0", "2.3")), ("gemma4", ("2.5",))])
def test_the_text_encoders_of_ltx(operations, network, versions):
    from comfy.sd import TEModel, detect_te_model
    from comfy.text_encoders import gemma4, llama

    build = {"gemma3": llama.Gemma3_12B, "gemma4": gemma4.Gemma4_12B}[network]
    with torch.device("meta"):
        state = build({}, torch.bfloat16, "meta", operations).state_dict()
    assert found(identity_of(state)) == ("ltx", [("text_encoder", "")], versions)
    assert detect_te_model(state) in (TEModel.GEMMA_3_12B, TEModel.GEMMA_4_12B)


def test_another_size_of_gemma_is_none_of_ours(operations):
    from comfy.text_encoders import llama

    with torch.device("meta"):
        state = llama.Gemma3_4B({}, torch.bfloat16, "meta", operations).state_dict()
    assert identify(header_of(state)) is None


@pytest.mark.parametrize(
    ("settings", "label"),
    [({}, "MiniMax H3, 33B, bf16: a"), ({"adaln_curve_grid": 1024, "time_embed_dim": 16}, "MiniMax H3, 20B, bf16: a")],
    ids=["whole", "pruned"],
)
def test_the_minimax_h3_transformers_in_their_published_size(operations, settings, label):
    from comfy.ldm.minimax.model import MiniMaxH3Model
    from comfy.model_detection import detect_unet_config

    state = MiniMaxH3Model(**settings, **META, operations=operations).state_dict()
    identity = identity_of(state)
    assert found(identity) == ("minimax_h3", [("transformer", "")], ())
    assert model_label(identity, "a") == label
    assert detect_unet_config(state, "")["image_model"] == "minimax_h3"


def test_the_autoencoders_of_minimax_h3():
    from comfy.ldm.minimax.audio_vae import MiniMaxH3AudioVAE
    from comfy.ldm.minimax.vae import MiniMaxH3VideoVAE

    with torch.device("meta"):
        picture, sound = MiniMaxH3VideoVAE().state_dict(), MiniMaxH3AudioVAE().state_dict()
    assert found(identity_of(picture)) == ("minimax_h3", [("picture_vae", "")], ())
    assert found(identity_of(sound)) == ("minimax_h3", [("sound_vae", "")], ())


def test_the_text_encoder_of_minimax_h3(operations):
    from comfy.sd import TEModel, detect_te_model
    from comfy.text_encoders import minimax

    with torch.device("meta"):
        network = minimax.MiniMaxH3ClipModel(device="meta", dtype=torch.bfloat16).transformer
    state = network.state_dict()
    assert found(identity_of(state)) == ("minimax_h3", [("text_encoder", "")], ())
    assert detect_te_model(state) == TEModel.QWEN3VL_32B


def test_the_networks_that_kandinsky_6_borrows(operations):
    import comfy.clip_model
    from comfy.ldm.models.autoencoder import AutoencoderKL
    from comfy.text_encoders import llama

    clip_config = json.loads((Path(comfy.clip_model.__file__).parent / "sd1_clip_config.json").read_text())
    with torch.device("meta"):
        qwen = llama.Qwen25_7BVLI({}, torch.bfloat16, "meta", operations)
        clip = comfy.clip_model.CLIPTextModel(clip_config, torch.float16, "meta", operations)
        vae = AutoencoderKL(ddconfig=HUNYUAN_VAE, embed_dim=16)
    roles = [found(identity_of(network.state_dict()))[:2] for network in (qwen, clip, vae)]
    expected = ("text_encoder", "pooled_text_encoder", "picture_vae")
    assert roles == [("kandinsky6", [(role, "")]) for role in expected]
