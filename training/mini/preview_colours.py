"""How to show a latent without decoding it: the linear map from latent channels to colour that fits real clips best."""

from __future__ import annotations

import numpy as np
import torch

from ...engine.mini.preview import fit_picture
from ...engine.mini.video_autoencoder import VideoAutoencoder

DECIMALS = 4


@torch.no_grad()
def fit(video: VideoAutoencoder, windows: np.ndarray) -> dict[str, list]:
    """`picture` as in `engine.mini.preview.PreviewMap`, least squares over uint8 windows `[N, 12, 256, 256, 3]`."""
    frames = [torch.from_numpy(np.array(w))[None].permute(0, 4, 1, 2, 3).float() / 127.5 - 1 for w in windows]
    latents = torch.cat([video.encode(window) for window in frames])
    return {"picture": fit_picture(latents, torch.cat(frames)).double().round(decimals=DECIMALS).tolist()}
