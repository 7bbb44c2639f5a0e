"""The tensor names by which each published part is known, one of them per part."""

LTX_TRANSFORMER = ("adaln_single.emb.timestep_embedder.linear_1.bias", "audio_adaln_single.linear.weight")
LTX_TRANSFORMER_20 = (*LTX_TRANSFORMER, "caption_projection.linear_1.weight", "transformer_blocks.0.ff.net.2.bias")
LTX_TRANSFORMER_25 = (*LTX_TRANSFORMER, "transformer_blocks.0.prompt_scale_shift_table")
LTX_TRANSFORMER_23 = (*LTX_TRANSFORMER_25, "transformer_blocks.0.ff.net.2.bias")
LTX_PICTURE_VAE = ("decoder.up_blocks.0.res_blocks.0.conv1.conv.weight", "encoder.conv_in.conv.weight")
LTX_DIFFUSION_VAE = ("decoder.conv_in_x_t.weight", "decoder.conv_in.weight")
LTX_SOUND_VAE_20 = ("audio_vae.decoder.conv_in.conv.weight", "vocoder.resblocks.0.convs1.0.weight")
LTX_SOUND_VAE_23 = (
    "audio_vae.decoder.conv_in.conv.weight",
    "vocoder.vocoder.resblocks.0.convs1.0.weight",
    "vocoder.bwe_generator.conv_pre.weight",
)
LTX_PROJECTION_20 = ("text_embedding_projection.aggregate_embed.weight",)
LTX_PROJECTION_23 = (
    "text_embedding_projection.video_aggregate_embed.weight",
    "text_embedding_projection.audio_aggregate_embed.bias",
)
GEMMA_4 = ("model.layers.0.post_feedforward_layernorm.weight", "model.layers.47.self_attn.q_norm.weight")
GEMMA_3 = (*GEMMA_4, "model.layers.5.self_attn.v_proj.weight")

H3_TRANSFORMER = ("video_patch_proj.weight", "audio_patch_proj.weight")
H3_TEXT_ENCODER = ("visual.deepstack_merger_list.0.norm.weight", "model.layers.49.self_attn.q_proj.weight")
H3_PICTURE_VAE = ("decoder.transformer_blocks.0.scale1", "encoder.down.5.block.0.conv1.weight")
H3_SOUND_VAE = ("pre_block.attn.zero_k_bias",)

K6_TRANSFORMER = (
    "visual_embeddings.in_layer.weight",
    "audio_embeddings.in_layer.weight",
    "visual_blocks.0.va_modulation.out_layer.weight",
)
K6_TEXT_ENCODER_SIZES = {"model.layers.0.self_attn.k_proj.bias": (512,)}
K6_POOLED_TEXT_ENCODER = (
    "text_model.encoder.layers.0.mlp.fc1.weight",
    "text_model.encoder.layers.11.mlp.fc1.weight",
)
K6_PICTURE_VAE = ("decoder.mid.block_1.conv1.conv.weight", "post_quant_conv.weight")
K6_PICTURE_VAE_SIZES = {"decoder.conv_in.conv.weight": (512, 16, 3, 3, 3)}


def all_in_one(transformer: tuple[str, ...], *others: tuple[str, ...]) -> tuple[str, ...]:
    """An LTX checkpoint: the transformer and the picture VAE below their prefixes, all else as it is."""
    names = [f"model.diffusion_model.{name}" for name in transformer]
    names += [f"vae.{name}" for name in LTX_PICTURE_VAE]
    return (*names, *(name for other in others for name in other))


LTX_CHECKPOINT_20 = all_in_one(LTX_TRANSFORMER_20, LTX_SOUND_VAE_20, LTX_PROJECTION_20)
LTX_CHECKPOINT_23 = all_in_one(LTX_TRANSFORMER_23, LTX_SOUND_VAE_23, LTX_PROJECTION_23)
