"""The way to the server itself, tried with core's own nodes."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tandem.devtools.comfy_client import ComfyClient, PromptRejected


def picture(width: int) -> dict:
    """A plain picture, saved: two core nodes."""
    return {
        "1": {"class_type": "EmptyImage", "inputs": {"width": width, "height": 32, "batch_size": 1, "color": 255}},
        "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "client"}},
    }


def test_run_returns_files_and_the_time_of_each_node(comfy: ComfyClient) -> None:
    run = comfy.run(picture(48))
    (item,) = run.files(".png")
    assert Image.open(io.BytesIO(comfy.fetch(item))).size == (48, 32)
    assert set(run.node_seconds) == {"1", "2"}
    assert all(seconds >= 0 for seconds in run.node_seconds.values())


def test_a_prompt_that_names_no_known_node_is_rejected_before_it_runs(comfy: ComfyClient) -> None:
    with pytest.raises(PromptRejected, match="NoSuchNode"):
        comfy.run({"1": {"class_type": "NoSuchNode", "inputs": {}}})


def test_a_value_out_of_range_is_rejected_with_the_name_of_the_field(comfy: ComfyClient) -> None:
    with pytest.raises(PromptRejected, match="width"):
        comfy.run(picture(-1))
