"""Guidance with a scale for each stream, through core's own sampling function."""

from __future__ import annotations

import comfy.samplers

from ..engine.sampling.guidance import StreamScales, guide, packed_weights


class StreamGuider(comfy.samplers.CFGGuider):
    """Core's CFG guider with two scales.

    It only replaces the formula (`sampler_cfg_function`), so hooks that other nodes put on the model keep running. With
    equal scales even the formula is core's; with both at 1 the unprompted prediction is not computed.
    """

    scales = StreamScales(1.0, 1.0)
    latent_shapes = None

    def set_scales(self, scales: StreamScales) -> None:
        self.scales = scales
        self.set_cfg(max(scales.picture, scales.sound) if scales.guided else 1.0)

    def outer_sample(self, *args, latent_shapes=None, **kwargs):
        """The layout of the packed latent is known from here on."""
        self.latent_shapes = latent_shapes
        return super().outer_sample(*args, latent_shapes=latent_shapes, **kwargs)

    def predict_noise(self, x, timestep, model_options=None, seed=None):
        options = dict(model_options or {})
        if self.scales.picture != self.scales.sound and "sampler_cfg_function" not in options:
            weights = packed_weights(self.scales, self.latent_shapes, x)
            # Core passes the distances of both predictions from x; the formula is linear, so it holds for those.
            options["sampler_cfg_function"] = lambda args: guide(args["cond"], args["uncond"], weights)
            options["disable_cfg1_optimization"] = True
        return super().predict_noise(x, timestep, options, seed)
