"""The moving preview and the progress of a node."""

from __future__ import annotations

import base64
import io

import comfy.utils
import pytest
import server
import torch
from PIL import Image
from tandem.engine.latents import AVLatent
from tandem.nodes import live_preview
from tandem.nodes.live_preview import EVENT, LivePreview, message, sheet


@pytest.fixture
def clip() -> AVLatent:
    generator = torch.Generator().manual_seed(0)
    return AVLatent(torch.randn(2, 64, 12, 8, 8, generator=generator), torch.randn(2, 32, 48, 1, generator=generator))


def test_the_frames_lie_in_reading_order() -> None:
    frames = torch.arange(10, dtype=torch.uint8).reshape(10, 1, 1, 1).expand(10, 2, 2, 3)
    picture = sheet(frames)
    assert picture.shape == (4, 16, 3)
    assert picture[0, ::2, 0].tolist() == [0, 1, 2, 3, 4, 5, 6, 7]
    assert picture[2, ::2, 0].tolist() == [8, 9, 0, 0, 0, 0, 0, 0]


def test_the_message_holds_every_frame_and_every_level(tiny_model, clip) -> None:
    found = message("7", tiny_model.preview_map, clip)
    picture = Image.open(io.BytesIO(base64.b64decode(found["sheet"].split(",")[1])))
    assert (found["frames"], found["columns"], found["node"]) == (12, 8, "7")
    assert picture.size == (8 * 32, 2 * 32)
    assert len(found["levels"]) == 48 and all(0 <= level <= 1 for level in found["levels"])
    assert found["frame_s"] == pytest.approx(0.16)


def test_different_frames_of_a_clip_look_different(tiny_model, clip) -> None:
    frames = tiny_model.preview_map.frames(clip.video[0])
    assert all(not torch.equal(frames[i], frames[i + 1]) for i in range(11))


def test_the_page_that_asked_gets_the_first_and_the_last_step(tiny_model, clip, sent, monkeypatch) -> None:
    monkeypatch.setattr(live_preview, "LEAST_INTERVAL_S", 1000.0)
    preview = LivePreview("7", tiny_model.preview_map, 4)
    for step in range(1, 5):
        preview.show(step, 4, clip)
    assert [(event, client) for event, _, client in sent] == [(EVENT, "page")] * 2


def test_nothing_is_sent_where_there_is_no_server(tiny_model, clip, monkeypatch) -> None:
    monkeypatch.delattr(server.PromptServer, "instance", raising=False)
    LivePreview("7", tiny_model.preview_map, 1).show(1, 1, clip)


def test_progress_runs_on_through_the_takes_of_a_node(tiny_model, clip, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr(
        comfy.utils, "PROGRESS_BAR_HOOK", lambda value, total, preview, node_id: shown.append((value, total))
    )
    preview = LivePreview(None, tiny_model.preview_map, 4)
    for step in (1, 2):
        preview.show(step, 2, clip)
    preview.next_take(2)
    preview.show(2, 2, clip)
    assert shown[-1] == (4, 4) and all(total == 4 for _, total in shown)
