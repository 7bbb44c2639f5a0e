"""Mux: the file, what is in it, and what happens when it cannot be written."""

from __future__ import annotations

import json
from fractions import Fraction

import comfy.cli_args
import comfy.model_management as memory
import pytest
import torch
from tandem.engine.media.mux import MuxError
from tandem.engine.media.probe import probe
from tandem.nodes.limits import InputError
from tandem.nodes.mux import TandemMux

HIDDEN = {"prompt": {"1": {"class_type": "TandemMux"}}, "extra_pnginfo": {"workflow": {"nodes": []}}}


@pytest.fixture
def mux(execute, output_folder):
    """`mux(**changed inputs)` of a clip of 10 frames and 0.4 s of a tone."""
    tone = torch.sin(torch.arange(6400) / 16_000 * 2 * torch.pi * 440)[None, None] * 0.5
    images = torch.rand(10, 64, 64, 3, generator=torch.Generator().manual_seed(0))
    usual = {
        "images": images,
        "audio": {"waveform": tone, "sample_rate": 16_000},
        "filename_prefix": "tandem/clip",
        "frame_rate": 25.0,
        "quality": 18,
    }
    return lambda hidden=HIDDEN, **changes: execute(TandemMux, hidden=hidden, **{**usual, **changes})


def test_the_file_has_both_streams_at_exactly_the_clip_s_length(mux, output_folder) -> None:
    mux()
    facts = probe(output_folder / "tandem/clip_00001_.mp4")
    assert (facts.video_streams, facts.audio_streams, facts.frames, facts.samples) == (1, 1, 10, 6400)
    assert not facts.black and not facts.silent and facts.frame_rate == 25


def test_the_next_file_gets_the_next_number(mux, output_folder) -> None:
    mux(), mux()
    assert sorted(path.name for path in (output_folder / "tandem").iterdir()) == [
        "clip_00001_.mp4",
        "clip_00002_.mp4",
    ]


def test_the_graph_lies_in_the_file_under_core_s_own_tags(mux, output_folder) -> None:
    mux()
    tags = probe(output_folder / "tandem/clip_00001_.mp4").metadata
    assert json.loads(tags["workflow"]) == HIDDEN["extra_pnginfo"]["workflow"]
    assert json.loads(tags["prompt"]) == HIDDEN["prompt"]


def test_a_user_who_wants_no_metadata_gets_none(mux, output_folder, monkeypatch) -> None:
    monkeypatch.setattr(comfy.cli_args.args, "disable_metadata", True)
    mux()
    assert not {"workflow", "prompt"} & probe(output_folder / "tandem/clip_00001_.mp4").metadata.keys()


def test_the_node_shows_the_file_and_passes_it_on(mux, output_folder) -> None:
    result = mux()
    assert result.ui.as_dict()["images"] == [{"filename": "clip_00001_.mp4", "subfolder": "tandem", "type": "output"}]
    assert result[0].get_dimensions() == (64, 64) and result[0].get_duration() == pytest.approx(0.4)


@pytest.mark.parametrize("samples", [0, 100, 20_000])
def test_sound_of_another_length_is_conformed_to_the_picture(mux, output_folder, samples) -> None:
    mux(audio={"waveform": torch.ones(1, 1, samples) * 0.1, "sample_rate": 16_000})
    assert probe(output_folder / "tandem/clip_00001_.mp4").samples == 6400


def test_a_broadcast_rate_is_taken_as_the_exact_one(mux, output_folder) -> None:
    mux(frame_rate=23.976)
    assert probe(output_folder / "tandem/clip_00001_.mp4").frame_rate == Fraction(24_000, 1001)


def test_bad_numbers_are_refused_before_a_file_is_begun(mux, output_folder) -> None:
    with pytest.raises(InputError, match="frame_rate: .*; quality: "):
        mux(frame_rate=0.0, quality=99)
    assert not list(output_folder.rglob("*.mp4"))


@pytest.mark.parametrize("prefix", ["../outside", "/absolute/clip"])
def test_a_place_outside_the_output_folder_is_refused(mux, output_folder, prefix) -> None:
    with pytest.raises(InputError, match="filename_prefix: expected a name inside ComfyUI's output folder"):
        mux(filename_prefix=prefix)


def test_a_folder_that_is_a_file_is_refused(mux, output_folder) -> None:
    (output_folder / "blocked").touch()
    with pytest.raises((InputError, MuxError), match="filename_prefix"):
        mux(filename_prefix="blocked/clip")


def test_odd_sizes_are_refused_with_the_nearest_legal_one(mux, output_folder) -> None:
    with pytest.raises(MuxError, match="63x65; nearest legal size 62x64"):
        mux(images=torch.rand(2, 65, 63, 3))
    assert not list(output_folder.rglob("*clip*"))


def test_cancel_leaves_no_file_and_the_next_run_works(mux, output_folder) -> None:
    memory.interrupt_current_processing(True)
    try:
        with pytest.raises(memory.InterruptProcessingException):
            mux()
    finally:
        memory.interrupt_current_processing(False)
    assert not [path for path in output_folder.rglob("*") if path.is_file()]
    mux()
    assert (output_folder / "tandem/clip_00001_.mp4").is_file()
