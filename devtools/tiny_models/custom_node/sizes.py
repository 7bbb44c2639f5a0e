"""The sizes that stand in for those which core fixes in its classes.

Both text encoders keep core's number of layers: core recognises their files by the name of the last layer.
"""

from __future__ import annotations

GEMMA_LAYERS = 48
# The vocabulary is that of the tokenizer in the file: four special tokens, 256 bytes, the space and 78 characters.
GEMMA = {
    "vocab_size": 339, "hidden_size": 32, "intermediate_size": 64, "num_attention_heads": 2, "num_key_value_heads": 1,
    "head_dim": 16,
    "vision_config": {
        "num_channels": 3, "hidden_act": "gelu_pytorch_tanh", "hidden_size": 32, "image_size": 224,
        "intermediate_size": 64, "model_type": "siglip_vision_model", "num_attention_heads": 2,
        "num_hidden_layers": 1, "patch_size": 14,
    },
}  # fmt: skip

# LTX-2.0 projects Gemma's states to one width for both streams, LTX-2.3 to one width for each.
LTX_TEXT_WIDTH = GEMMA["hidden_size"]
LTX_VIDEO_TEXT_WIDTH = 64
LTX_AUDIO_TEXT_WIDTH = 32
CONNECTOR = {"num_attention_heads": 2, "attention_head_dim": LTX_TEXT_WIDTH // 2}

# The vocabulary is that of core's tokenizer. Half of `head_dim` is shared out to time, height and width.
QWEN = {
    "hidden_size": 32, "intermediate_size": 64, "num_attention_heads": 2, "num_key_value_heads": 1,
    "head_dim": 16, "rope_dims": [4, 2, 2],
}  # fmt: skip
QWEN_VISION = {
    "hidden_size": 32, "intermediate_size": 64, "num_heads": 2, "depth": 3, "deepstack_visual_indexes": [0, 1, 2],
}  # fmt: skip

# Group norms of 32 groups set the least width of the encoder.
H3_VIDEO_VAE = {"ch": 32, "ch_mult": (1, 1, 1, 1, 1, 1), "num_res_blocks": 1}
H3_VIDEO_DECODER = {"num_layers": 2, "heads": 2, "dim_head": 16}
H3_AUDIO_VAE = {"encoder_dim": 4, "latent_dim": 128, "decoder_dim": 128}
H3_VOCODER = {"resblock_kernel_sizes": (3,), "resblock_dilation_sizes": ((1, 3, 5),)}
