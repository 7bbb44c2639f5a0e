"""What the `config` entry of a tiny LTX-2 checkpoint says, in the fields of the published files."""

from __future__ import annotations

from .custom_node.sizes import CONNECTOR, LTX_AUDIO_TEXT_WIDTH, LTX_TEXT_WIDTH, LTX_VIDEO_TEXT_WIDTH

VIDEO_HEADS, AUDIO_HEADS = 2, 2

TRANSFORMER = {
    "_class_name": "AVTransformer3DModel", "num_layers": 2, "in_channels": 128, "audio_in_channels": 128,
    "num_attention_heads": VIDEO_HEADS, "attention_head_dim": LTX_VIDEO_TEXT_WIDTH // VIDEO_HEADS,
    "audio_num_attention_heads": AUDIO_HEADS, "audio_attention_head_dim": LTX_AUDIO_TEXT_WIDTH // AUDIO_HEADS,
    "cross_attention_dim": LTX_VIDEO_TEXT_WIDTH, "audio_cross_attention_dim": LTX_AUDIO_TEXT_WIDTH,
    "caption_channels": LTX_TEXT_WIDTH,
    "causal_temporal_positioning": True, "use_middle_indices_grid": True,
    "rope_type": "split", "frequencies_precision": "float64",
    "positional_embedding_max_pos": [20, 2048, 2048], "audio_positional_embedding_max_pos": [20],
    "timestep_scale_multiplier": 1000.0, "av_ca_timestep_scale_multiplier": 1000.0,
}  # fmt: skip
# Both connectors lie in the text encoder and give a conditioning of twice the caption's width.
CONNECTORS_2_0 = {
    "connector_num_layers": 2,
    "connector_num_attention_heads": CONNECTOR["num_attention_heads"],
    "connector_attention_head_dim": CONNECTOR["attention_head_dim"],
}
# The text encoder projects to the width of each stream, and the transformer holds the connectors.
CONNECTORS_2_3 = {
    "caption_proj_before_connector": True, "caption_projection_first_linear": False,
    "cross_attention_adaln": True, "apply_gated_attention": True, "connector_apply_gated_attention": True,
    "connector_num_layers": 3,
    "connector_num_attention_heads": VIDEO_HEADS,
    "connector_attention_head_dim": LTX_VIDEO_TEXT_WIDTH // VIDEO_HEADS,
    "audio_connector_num_attention_heads": AUDIO_HEADS,
    "audio_connector_attention_head_dim": LTX_AUDIO_TEXT_WIDTH // AUDIO_HEADS,
}  # fmt: skip

# 4x4 patches, then three halvings of time, height and width: 8 frames of 32x32 pixels become one latent.
VIDEO_VAE = {
    "_class_name": "CausalVideoAutoencoder", "dims": 3, "in_channels": 3, "out_channels": 3, "latent_channels": 128,
    "patch_size": 4, "norm_layer": "pixel_norm", "latent_log_var": "uniform", "spatial_padding_mode": "zeros",
    "causal_decoder": False, "timestep_conditioning": False,
    "encoder_base_channels": 8, "decoder_base_channels": 8,
    "encoder_blocks": [
        ["res_x", {"num_layers": 1}],
        ["compress_space_res", {"multiplier": 2}], ["compress_time_res", {"multiplier": 2}],
        ["compress_all_res", {"multiplier": 2}], ["compress_all_res", {"multiplier": 1}],
        ["res_x", {"num_layers": 1}],
    ],
    "decoder_blocks": [
        ["res_x", {"num_layers": 1, "inject_noise": False}],
        *[["compress_all", {"residual": True, "multiplier": 2}]] * 3,
        ["res_x", {"num_layers": 1, "inject_noise": False}],
    ],
}  # fmt: skip

# 16 kHz in hops of 160 samples, four of which are one latent: 25 latents a second.
AUDIO_VAE = {
    "model": {"params": {"sampling_rate": 16_000, "ddconfig": {
        "double_z": True, "mel_bins": 64, "z_channels": 8, "resolution": 256, "downsample_time": False,
        "in_channels": 2, "out_ch": 2, "ch": 8, "ch_mult": [1, 2, 4], "num_res_blocks": 1, "attn_resolutions": [],
        "dropout": 0.0, "mid_block_add_attention": False, "norm_type": "pixel", "causality_axis": "height",
    }}},
    "preprocessing": {"stft": {"filter_length": 1024, "hop_length": 160}},
}  # fmt: skip

_SMALL_VOCODER = {
    "upsample_initial_channel": 32, "stereo": True,
    "resblock_kernel_sizes": [3], "resblock_dilation_sizes": [[1, 3, 5]],
}  # fmt: skip
# 100 mel frames a second times 6*5*2*2*2 are 24 kHz.
VOCODER_2_0 = {
    **_SMALL_VOCODER, "resblock": "1",
    "upsample_rates": [6, 5, 2, 2, 2], "upsample_kernel_sizes": [16, 15, 8, 4, 4], "output_sample_rate": 24_000,
}  # fmt: skip
# 100 mel frames a second times 5*2*2*2*2*2 are 16 kHz, which a second vocoder extends to 48 kHz.
_SNAKE = {**_SMALL_VOCODER, "resblock": "AMP1", "activation": "snakebeta", "use_tanh_at_final": False}
VOCODER_2_3 = {
    "vocoder": {
        **_SNAKE, "upsample_initial_channel": 128, "use_bias_at_final": False,
        "upsample_rates": [5, 2, 2, 2, 2, 2], "upsample_kernel_sizes": [11, 4, 4, 4, 4, 4],
    },
    "bwe": {
        **_SNAKE, "use_bias_at_final": False,
        "upsample_rates": [6, 5, 2, 2, 2], "upsample_kernel_sizes": [12, 11, 4, 4, 4],
        "input_sampling_rate": 16_000, "output_sampling_rate": 48_000, "hop_length": 80, "n_fft": 512, "num_mels": 64,
    },
}  # fmt: skip

LTX_2_0 = {
    "transformer": TRANSFORMER | CONNECTORS_2_0, "vae": VIDEO_VAE, "audio_vae": AUDIO_VAE, "vocoder": VOCODER_2_0,
}  # fmt: skip
LTX_2_3 = {
    "transformer": TRANSFORMER | CONNECTORS_2_3, "vae": VIDEO_VAE, "audio_vae": AUDIO_VAE, "vocoder": VOCODER_2_3,
}  # fmt: skip
