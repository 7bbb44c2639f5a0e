"""tandem-mini as ComfyUI's samplers see it: conditions, times per token, masks, context windows."""

from __future__ import annotations

import comfy.conds
import comfy.latent_formats
import comfy.model_base
import comfy.supported_models_base
import comfy.utils
import torch

from ..engine.latents import LatentError, shape_faults
from ..engine.mini import geometry
from ..engine.mini.preview import PreviewMap
from ..engine.mini.telling import Freedom, Told, told
from ..engine.mini.text.attributes import SLOT_COUNT, VALUE_COUNT
from ..engine.mini.text.script import COLUMNS, fit_script
from ..engine.sampling.locks import picture_token_times, sound_token_times
from ..engine.sampling.noise import batch_seeds
from .transformer import ComfyTransformer

SCRIPT_KEY = "tandem_script"
"""Where the script of a prompt lies in the dict of a CONDITIONING, and the script of a sampled clip in its LATENT."""

RATIO = geometry.AUDIO_LATENTS_PER_VIDEO_LATENT


class MiniLatentFormat(comfy.latent_formats.LatentFormat):
    """Both streams leave the autoencoders with unit variance, so nothing is scaled here."""

    latent_channels = max(geometry.VIDEO_CHANNELS, geometry.AUDIO_CHANNELS)
    """Core asks one number for both streams; EasyCache cuts each of them to it."""
    latent_dimensions = 3
    spacial_downscale_ratio = geometry.PIXELS_PER_LATENT
    temporal_downscale_ratio = geometry.FRAMES_PER_LATENT
    preview_map: PreviewMap | None = None

    def show_with(self, preview_map: PreviewMap) -> None:
        """Gives core's samplers and ours their live preview."""
        self.preview_map = preview_map
        self.latent_rgb_factors, self.latent_rgb_factors_bias = preview_map.rgb_factors()


class JointModel(comfy.model_base.BaseModel):
    """Rectified flow over the packed latent `[B, 1, N]` of picture and sound."""

    def __init__(self, model_config, device=None) -> None:
        flow = comfy.model_base.ModelType.FLOW
        super().__init__(model_config, flow, device=device, unet_model=ComfyTransformer)

    def extra_conds(self, **kwargs) -> dict:
        """Adds the script, the latent's layout and the masks. Raises LatentError for a latent of another model."""
        shapes = kwargs.get("latent_shapes") or [tuple(kwargs["noise"].shape)]
        require_mini_shapes(shapes)
        conds = super().extra_conds(**kwargs)
        conds["latent_shapes"] = comfy.conds.CONDConstant(shapes)
        mask = kwargs.get("denoise_mask")
        locks = None if mask is None else comfy.utils.unpack_latents(mask, shapes)
        if kwargs.get("cross_attn") is not None:
            prompt = _told(kwargs, shapes, locks)
            conds["c_crossattn"] = comfy.conds.CONDRegular(prompt.context)
            conds["script"] = comfy.conds.CONDRegular(prompt.script)
        if locks is not None:
            video, audio = locks
            conds["denoise_mask"] = comfy.conds.CONDRegular(video)
            conds["audio_denoise_mask"] = comfy.conds.CONDRegular(audio)
        return conds

    def process_timestep(self, timestep, x=None, denoise_mask=None, audio_denoise_mask=None, **kwargs):
        """Sampler time -> times 0..1 of (picture, sound), per token where a mask is given: a locked token is clean."""
        time = timestep / self.model_sampling.multiplier
        picture = time if denoise_mask is None else picture_token_times(time, denoise_mask)
        sound = time if audio_denoise_mask is None else sound_token_times(time, audio_denoise_mask)
        return picture, sound

    def scale_latent_inpaint(self, sigma, noise, latent_image, **kwargs):
        """Locked parts enter the model clean, as they did in training, not noised to the level of the rest."""
        return latent_image

    def map_context_window_to_modalities(self, primary_indices, latent_shapes, dim):
        """The sound latents that belong to a window of picture latents."""
        return [primary_indices, [v * RATIO + step for v in primary_indices for step in range(RATIO)]]

    def resize_cond_for_context_window(self, cond_key, cond_value, window, x_in, device, retain_index_list=()):
        """The script and the sound's mask of a window; core itself cuts what has the picture's length."""
        if cond_key == "c_crossattn":  # A prompt has no time, though one of its dimensions may be as long as the clip.
            return cond_value
        time_dim = {"script": 1, "audio_denoise_mask": 2}.get(cond_key)
        sound_window = (getattr(window, "modality_windows", None) or {}).get(1)
        if time_dim is None or sound_window is None:
            return None
        return cond_value._copy_with(sound_window.get_tensor(cond_value.cond, device, dim=time_dim))


class MiniConfig(comfy.supported_models_base.BASE):
    """What core wants to know about a model before it builds one. `unet_config` are the transformer's arguments."""

    unet_config = {"image_model": "tandem_mini"}
    unet_extra_config = {}
    sampling_settings = {"shift": 1.0}
    latent_format = MiniLatentFormat
    memory_usage_factor = 0.1
    """Core multiplies it with all numbers of the packed latent, channels included (LTX-2's joint model has 0.077)."""
    supported_inference_dtypes = [torch.bfloat16, torch.float32]

    def get_model(self, state_dict, prefix="", device=None) -> JointModel:
        return JointModel(self, device=device)


def require_mini_shapes(shapes) -> None:
    """Raises LatentError unless `shapes` are those of one picture and one sound stream of tandem-mini."""
    if len(shapes) != 2:
        raise LatentError(
            f"latent: tandem-mini samples picture and sound together, got {len(shapes)} stream of shape "
            f"{list(shapes[0])}; use Blank Clip (Tandem), or join both streams with Concat AV Latent"
        )
    faults = shape_faults(*shapes)
    if faults:
        raise LatentError("; ".join(faults))


def _told(conditioning: dict, shapes, locks) -> Told:
    """What the positive prompt tells every clip of a batch, completed as Joint Sampler completes it before it samples.

    A negative prompt stays as it is read: guidance would push both streams off what they have in common. So does one
    for a second pass without fresh noise: its clip has been told everything already, perhaps by another seed.
    """
    context, noise = conditioning["cross_attn"], conditioning["noise"]
    faults = context_faults("conditioning", [[context, {}]])
    if faults:
        raise LatentError("; ".join(faults))
    batch, script = shapes[1][0], script_for(conditioning.get(SCRIPT_KEY), shapes[1][2])
    if conditioning.get("prompt_type") != "positive" or not noise.any():
        return Told(context, script.expand(batch, -1, -1))
    freedom = None if locks is None else Freedom.of(*locks)
    return told(context, script, batch_seeds(conditioning.get("seed") or 0, batch), freedom)


def context_faults(name: str, conditioning: list) -> list[str]:
    """What says that the CONDITIONING of the input `name` is not one prompt of tandem-mini, one sentence each."""
    return [
        f"{name}: tandem-mini reads CONDITIONING [batch, {SLOT_COUNT}, {VALUE_COUNT}], got {list(context.shape)}: it "
        "comes from the text encoder of another model, or was joined from several; encode it "
        "with Text Encode (Tandem) and the same tandem_model"
        for context, _ in conditioning
        if context.shape[-2:] != (SLOT_COUNT, VALUE_COUNT)
    ]


def script_for(script: torch.Tensor | None, audio_latents: int) -> torch.Tensor:
    """The script at the latent's length; a prompt without speech gets an empty one, so that prompts batch together."""
    if script is None:
        return torch.zeros(1, audio_latents, COLUMNS, dtype=torch.int64)
    return fit_script(script, audio_latents)
