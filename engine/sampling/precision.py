"""Which number format the mini computes in."""

from __future__ import annotations

import torch


def cpu_has_native_bf16() -> bool:
    """True when the CPU multiplies bf16 matrices in hardware, where they are several times as fast as fp32 ones."""
    if not torch.backends.mkldnn.is_available():
        return False
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def compute_dtype(device: torch.device) -> torch.dtype:
    """bf16 where it is fast, fp32 elsewhere."""
    fast = cpu_has_native_bf16() if device.type == "cpu" else device.type == "cuda" and torch.cuda.is_bf16_supported()
    return torch.bfloat16 if fast else torch.float32
