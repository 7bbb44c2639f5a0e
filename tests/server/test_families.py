"""One graph on every family, on the real server: only the choice in Load Model changes.

All but tandem-mini are tiny random models of core's own classes (`devtools/tiny_models`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tandem.devtools.comfy_client import ComfyClient, Prompt, Run
from tandem.devtools.tiny_models import FILES
from tandem.engine.media.probe import Decoded, decode, probe
from tandem.model_loader.weights import BUILT_IN

SIDE = 256
LTX_2_0, LTX_2_3, H3 = (Path(FILES[name][0]).name for name in ("ltx-2", "ltx-2.3", "minimax-h3"))
LEAST_DEVIATION = 0.01
"""Of full scale: a grey picture and a silent sound have none."""


@dataclass(frozen=True)
class Made:
    """What a family makes of the same request."""

    frames: int
    frame_rate: int
    sample_rate_hz: int
    channels: int


MADE = {
    BUILT_IN: Made(48, 25, 16_000, 1),
    LTX_2_0: Made(49, 25, 24_000, 2),
    LTX_2_3: Made(49, 25, 48_000, 2),
    H3: Made(39, 24, 32_000, 2),
}
"""1.92 s are 48 frames at 25 per second: 12 picture latents of tandem-mini, and nearest to the 8k+1 frames of LTX-2 are
49. At 24 per second they are 46 frames, and of the clean lengths of MiniMax H3 (39, 90, ...) the nearest is 39."""


def expect_live_streams(clip: Decoded) -> None:
    """Numbers everywhere, and neither a still or plain picture nor a constant sound."""
    frames = clip.frames / 255
    assert frames.std(axis=(1, 2, 3)).min() > LEAST_DEVIATION
    assert frames.std(axis=0).max() > LEAST_DEVIATION
    assert np.isfinite(clip.samples).all()
    assert clip.samples.std(axis=1).min() > LEAST_DEVIATION


@pytest.mark.parametrize("model", MADE)
def test_the_same_graph_makes_a_whole_clip_with_every_family(
    comfy: ComfyClient, small_graph: Callable[[str, str], Prompt], save_clip: Callable[[Run], Path], model: str
) -> None:
    path = save_clip(comfy.run(small_graph("text_to_clip", model)))
    facts, made = probe(path), MADE[model]
    assert (facts.width, facts.height, facts.video_streams, facts.audio_streams) == (SIDE, SIDE, 1, 1)
    assert (facts.frames, facts.frame_rate) == (made.frames, made.frame_rate)
    assert (facts.sample_rate_hz, facts.channels) == (made.sample_rate_hz, made.channels)
    assert facts.samples == Fraction(made.frames, made.frame_rate) * made.sample_rate_hz
    expect_live_streams(decode(path))


@pytest.mark.parametrize("model", [LTX_2_0, LTX_2_3])
def test_the_graph_with_an_anchored_picture_makes_a_whole_clip_with_ltx(
    comfy: ComfyClient, small_graph: Callable[[str, str], Prompt], save_clip: Callable[[Run], Path], model: str
) -> None:
    facts = probe(save_clip(comfy.run(small_graph("image_to_clip", model))))
    assert (facts.frames, facts.samples) == (49, 49 * facts.sample_rate_hz / 25)


@pytest.mark.parametrize("model", [LTX_2_3, H3])
def test_a_model_put_together_of_its_parts_makes_the_same_clip(
    comfy: ComfyClient, small_graph: Callable[[str, str], Prompt], save_clip: Callable[[Run], Path], model: str
) -> None:
    prompt = small_graph("text_to_clip", model)
    whole = decode(save_clip(comfy.run(prompt)))
    put_together = decode(save_clip(comfy.run(with_parts_of_its_own(prompt))))
    assert np.array_equal(whole.frames, put_together.frames)
    assert np.array_equal(whole.samples, put_together.samples)


def with_parts_of_its_own(prompt: Prompt) -> Prompt:
    """Load Model, Model Parts, Model From Parts, and the rest of the graph on what that makes."""
    for node in prompt.values():
        if "tandem_model" in node["inputs"]:
            node["inputs"]["tandem_model"] = ["made", 0]
    names = ("model", "clip", "picture_vae", "sound_vae")
    parts = {name: ["parts", place] for place, name in enumerate(names)}
    return {
        **prompt,
        "parts": {"class_type": "TandemModelParts", "inputs": {"tandem_model": ["1", 0]}},
        "made": {"class_type": "TandemModelFromParts", "inputs": {**parts, "variant": "auto"}},
    }
