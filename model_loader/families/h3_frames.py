"""Given frames of MiniMax H3: rows of their own beside the clip, and pictures that the text encoder sees.

Both are what core's MiniMaxH3ImageToVideo makes, from its own functions.
"""

from __future__ import annotations

from collections.abc import Sequence

import comfy.utils
import torch

from ...engine.families.anchor_times import second_of
from ...engine.families.canvas import FamilyCanvas
from ...engine.media.images import anchor_frame, rgb_pictures
from .conditioning import with_values
from .parts import Parts, PartsError
from .stage_conditioning import KEY_FRAMES_KEY

FRAME_COUNT_KEY, TAGS_KEY = "minimax_frame_count", "minimax_token_tags"
CORE_CROPS = {"crop": "center", "stretch": "disabled"}
MOST_PICTURES = 9
"""As many as core's MiniMaxH3ReferenceToVideo shows to the text encoder."""

KeyFrame = tuple[int, torch.Tensor]
"""The number of a frame and its picture, `[H, W, 3]`."""


def takes_any_time() -> bool:
    """Whether this core places given frames anywhere: it brings a node for that then."""
    import comfy_extras.nodes_minimax_h3

    return hasattr(comfy_extras.nodes_minimax_h3, "MiniMaxH3AddGuide")


def place_faults(canvas: FamilyCanvas, frame: int) -> list[str]:
    """A sentence when core cannot place a given frame at `frame`."""
    last = canvas.frames - 1
    if frame in (0, last) or takes_any_time():
        return []
    nearest = "0 (first frame)" if frame <= last / 2 else f"{second_of(canvas, last):.4g} (last frame)"
    return [
        "time_s: this ComfyUI gives MiniMax H3 its first and its last frame and none between, got "
        f"{second_of(canvas, frame):.4g}; nearest legal value {nearest}"
    ]


def fitted_by_core(image: torch.Tensor, fit: str, width: int, height: int) -> torch.Tensor:
    """`[H, W, 3]` -> `[height, width, 3]`, resampled as core's node does, which stretches the first frame and crops the
    last; bars are added before. Raises ImageError for an unknown `fit`."""
    if fit not in CORE_CROPS:
        return anchor_frame(image, fit, width, height)
    channels_first = image.permute(2, 0, 1)[None]
    resized = comfy.utils.common_upscale(channels_first, width, height, "lanczos", CORE_CROPS[fit])
    return resized[0].permute(1, 2, 0)


def with_key_frames(parts: Parts, conditioning: list, frames: Sequence[KeyFrame], frame_count: int) -> list:
    """The CONDITIONING with `frames` encoded. Raises PartsError when it has such frames already."""
    if any(extra.get(KEY_FRAMES_KEY) for _, extra in conditioning):
        raise PartsError(
            "positive, negative: they have key frames of core's MiniMax H3 Image to Video already; use these or Anchor "
            "Frames, not both"
        )
    encoded = [
        {"resolved_frame_index": frame, "latent": parts.picture_vae.encode(picture[None])} for frame, picture in frames
    ]
    return with_values(conditioning, {KEY_FRAMES_KEY: encoded, FRAME_COUNT_KEY: frame_count})


def prompt_pictures(images: torch.Tensor) -> list[torch.Tensor]:
    """IMAGE `[N, H, W, 1 to 4]` -> `[1, H, W, 3]` each. Raises ImageError for one that cannot be used, PartsError for
    more than the text encoder is shown."""
    if images.ndim == 4 and len(images) > MOST_PICTURES:
        raise PartsError(
            f"images: MiniMax H3 reads at most {MOST_PICTURES} pictures with a prompt, got {len(images)}; connect "
            "images of Anchor Frames"
        )
    return [picture[None] for picture in rgb_pictures(images, "images")]


def pictures_read(conditioning: list) -> int:
    """How many pictures the text encoder saw: each is one run of tokens with the picture's tag."""
    tags = next((extra[TAGS_KEY] for _, extra in conditioning if extra.get(TAGS_KEY) is not None), None)
    if tags is None:
        return 0
    seen = (tags == 0).int()
    return int((torch.diff(seen, prepend=seen.new_zeros(1)) > 0).sum())


def pairing_note(read: int, anchored: int) -> str:
    """What to tell when a take has given frames and its prompt was read with another number of pictures."""
    if read == anchored:
        return ""
    return (
        f"MiniMax H3 reads its given frames with the prompt too: the prompt saw {read}, the clip has {anchored}; "
        "connect images of the last Anchor Frames to images of Text Encode, and its latent to Joint Sampler."
    )
