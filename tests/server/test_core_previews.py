"""The moving preview on a node of core's, on the real server: the template `core_nodes` with every family."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tandem.devtools.comfy_client import ComfyClient, Event, Prompt, RunFailed
from tandem.devtools.tiny_models import FILES
from tandem.engine.media.probe import probe
from tandem.model_loader.weights import BUILT_IN

LTX_2_3, H3 = (Path(FILES[name][0]).name for name in ("ltx-2.3", "minimax-h3"))
LATENTS = {BUILT_IN: (12, 48), LTX_2_3: (7, 50), H3: (12, 65)}
"""Of picture and sound in a clip of 1.92 s, or what is nearest to it: 48 frames in fours, 49 frames as 1 and six
eights, 39 frames as 12 and 65 (`docs/families.md`)."""
KSAMPLER = "6"


@pytest.fixture
def core_graph(small_graph: Callable[[str, str], Prompt]) -> Callable[..., Prompt]:
    """`core_graph(model, steps)`: the template with a sampler that is soon done."""

    def load(model: str, steps: int) -> Prompt:
        prompt = small_graph("core_nodes", model)
        assert prompt[KSAMPLER]["class_type"] == "KSampler"
        prompt[KSAMPLER]["inputs"].update(seed=5, steps=steps, cfg=1.0)
        return prompt

    return load


@pytest.mark.parametrize("model", LATENTS)
def test_core_s_sampler_shows_the_whole_clip_of_every_family_and_core_s_decoders_take_it(
    comfy: ComfyClient, core_graph: Callable[..., Prompt], save_clip: Callable[..., Path], model: str
) -> None:
    run = comfy.run(core_graph(model, 3))
    shown = [event.data for event in run.events if event.type == "tandem.preview"]
    assert len(shown) >= 2 and {data["node"] for data in shown} == {KSAMPLER}
    frames, levels = LATENTS[model]
    assert {data["frames"] for data in shown} == {frames}
    assert all(abs(len(data["levels"]) - levels) <= 1 for data in shown)
    facts = probe(save_clip(run))
    assert facts.frames > 0 and not facts.silent


def test_cancel_stops_core_s_sampler_between_its_previews(
    comfy: ComfyClient, core_graph: Callable[..., Prompt], forget_results: Callable[[], None]
) -> None:
    shown: list[Event] = []

    def cancel(event: Event) -> None:
        if event.type == "tandem.preview":
            shown.append(event)
            comfy.interrupt()

    forget_results()
    steps = 40
    with pytest.raises(RunFailed) as failure:
        comfy.run(core_graph(BUILT_IN, steps), on_event=cancel)
    assert failure.value.interrupted and 1 <= len(shown) < steps / 2
