"""A VAE of ComfyUI around a network that core does not know."""

from __future__ import annotations

import comfy.model_management as memory
import comfy.model_patcher
import comfy.sd
import torch


class SwappedVAE(comfy.sd.VAE):
    """Core's VAE object with our network in it.

    `comfy.sd.VAE.__init__` finds its network by weight names and cannot be given one. So it builds its smallest (one
    number), which sets every attribute that the running version of core knows, and the network is swapped afterwards.
    """

    def __init__(self, network: torch.nn.Module, state: dict[str, torch.Tensor], dtype: torch.dtype) -> None:
        super().__init__(sd={"pixel_space_vae": torch.tensor(1.0)})
        self.working_dtypes = [torch.bfloat16, torch.float32]
        self.vae_dtype = dtype
        self.first_stage_model = network.eval().requires_grad_(False).to(dtype)
        memory.archive_model_dtypes(network)
        self.disable_offload = False
        self.size = None
        self.patcher = comfy.model_patcher.CoreModelPatcher(
            network, load_device=self.device, offload_device=memory.vae_offload_device()
        )
        network.load_state_dict(state, assign=self.patcher.is_dynamic())
        self.model_size()
