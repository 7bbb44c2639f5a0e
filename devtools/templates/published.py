"""The published files that the templates of LTX-2.3 and MiniMax H3 load, as ComfyUI's own templates link them."""

from __future__ import annotations

from .template import ModelLink

HUB = "https://huggingface.co"

LTX_CHECKPOINT = ModelLink(
    "ltx-2.3-22b-dev-fp8.safetensors",
    f"{HUB}/Lightricks/LTX-2.3-fp8/resolve/main/ltx-2.3-22b-dev-fp8.safetensors",
    "checkpoints",
)
LTX_TEXT_ENCODER = ModelLink(
    "gemma_3_12B_it_fp4_mixed.safetensors",
    f"{HUB}/Comfy-Org/ltx-2/resolve/main/split_files/text_encoders/gemma_3_12B_it_fp4_mixed.safetensors",
    "text_encoders",
)
LTX_DISTILLED_LORA = ModelLink(
    "ltx_2.3_22b_distilled_1.1_lora_dynamic_fro09_avg_rank_111_bf16.safetensors",
    f"{HUB}/Comfy-Org/ltx-2.3/resolve/main/split_files/loras/"
    "ltx_2.3_22b_distilled_1.1_lora_dynamic_fro09_avg_rank_111_bf16.safetensors",
    "loras",
)
LTX_UPSCALER = ModelLink(
    "ltx-2.3-spatial-upscaler-x2-1.1.safetensors",
    f"{HUB}/Lightricks/LTX-2.3/resolve/main/ltx-2.3-spatial-upscaler-x2-1.1.safetensors",
    "latent_upscale_models",
)

H3_FILES = f"{HUB}/Comfy-Org/MiniMax-H3/resolve/main"
H3_TRANSFORMER = ModelLink(
    "minimax_h3_fl2va_pruned_int8_convrot.safetensors",
    f"{H3_FILES}/diffusion_models/minimax_h3_fl2va_pruned_int8_convrot.safetensors",
    "diffusion_models",
)
H3_TEXT_ENCODER = ModelLink(
    "qwen3vl_32b_minimax_h3_nvfp4_awq.safetensors",
    f"{H3_FILES}/text_encoders/qwen3vl_32b_minimax_h3_nvfp4_awq.safetensors",
    "text_encoders",
)
H3_PICTURE_VAE = ModelLink(
    "minimax_h3_video_vae_fp16.safetensors",
    f"{H3_FILES}/vae/minimax_h3_video_vae_fp16.safetensors",
    "vae",
)
H3_SOUND_VAE = ModelLink(
    "minimax_h3_audio_vae_fp32.safetensors",
    f"{H3_FILES}/vae/minimax_h3_audio_vae_fp32.safetensors",
    "vae",
)

LTX = (LTX_CHECKPOINT, LTX_TEXT_ENCODER)
H3 = (H3_TRANSFORMER, H3_TEXT_ENCODER, H3_PICTURE_VAE, H3_SOUND_VAE)
