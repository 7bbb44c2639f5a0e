"""How to show a latent without decoding it: the linear map from latent channels to colour that fits real clips best."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F

from ...engine.mini.geometry import LATENT_SIZE
from ...engine.mini.video_autoencoder import VideoAutoencoder


@torch.no_grad()
def fit(video: VideoAutoencoder, windows: np.ndarray) -> dict[str, list]:
    """`factors` `[16][3]` and `bias` `[3]` in -1..1, least squares over uint8 windows `[N, 12, 256, 256, 3]`."""
    rows, targets = [], []
    for window in windows:
        frames = torch.from_numpy(np.array(window))[None].permute(0, 4, 1, 2, 3).float() / 127.5 - 1
        latent = video.encode(frames)[0]
        small = F.adaptive_avg_pool3d(frames, (latent.shape[1], LATENT_SIZE, LATENT_SIZE))[0]
        rows.append(latent.flatten(1).T)
        targets.append(small.flatten(1).T)
    x = torch.cat([torch.cat(rows), torch.ones(sum(len(r) for r in rows), 1)], dim=1)
    solution = torch.linalg.lstsq(x, torch.cat(targets)).solution
    return {"factors": solution[:-1].tolist(), "bias": solution[-1].tolist()}
