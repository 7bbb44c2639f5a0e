"""The rules of every family against ComfyUI's own nodes and model code."""

from __future__ import annotations

import inspect
import math
from fractions import Fraction
from types import SimpleNamespace

import comfy.samplers
import comfy.supported_models
import pytest
from comfy.ldm.lightricks.av_model import LTXAVModel
from comfy.ldm.lightricks.vae.audio_vae import AudioVAE
from comfy.ldm.lightricks.vae.causal_audio_autoencoder import CausalityAxis
from comfy_extras.nodes_lt import EmptyLTXVLatentVideo, LTXVScheduler
from comfy_extras.nodes_minimax_h3 import EmptyMiniMaxH3LatentAV, MiniMaxH3SigmaShift, temporal_shape
from tandem.engine.families import ltx, minimax_h3
from tandem.engine.families.canvas import FamilyCanvas
from tandem.engine.families.request import ClipRequest
from tandem.engine.families.rules import RULES
from tandem.engine.families.sampling_defaults import NamedSchedule, TokenShiftSchedule

LENGTHS_S = (0.5, 1.0, 2.6, 5.0, 10.0, 15.0)
SIZES = ((768, 512), (64, 64), (1280, 704), (512, 1344))
MADE_BY_CORE = SimpleNamespace(sample_rate=16_000, mel_hop_length=160)
"""What the published LTX-2 sound VAEs have; comfy/ldm/lightricks/vae/audio_vae.py reads it from their config."""


def core_count(frames: int, frame_rate: float) -> int:
    """Sound latents that core's LTX sound VAE makes for a clip."""
    vae = SimpleNamespace(latents_per_second=AudioVAE.latents_per_second.fget(MADE_BY_CORE))
    return AudioVAE.num_of_latents_from_frames(vae, frames, frame_rate)


def default_of(node, name: str):
    """What core's node has in the box `name` when nobody touched it."""
    return next(box.default for box in node.define_schema().inputs if box.id == name)


@pytest.mark.parametrize("seconds", LENGTHS_S)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("clean_grid", [True, False])
def test_an_ltx_picture_has_the_shape_of_core_s_node(seconds, size, clean_grid) -> None:
    for frame_rate in (24.0, 25.0, 29.97, 50.0):
        canvas = RULES["ltx"].canvas(ClipRequest(seconds, *size, frame_rate, clean_grid))
        latent = EmptyLTXVLatentVideo.execute(canvas.width, canvas.height, canvas.frames).result[0]
        assert tuple(latent["samples"].shape) == canvas.video_shape


@pytest.mark.parametrize("seconds", LENGTHS_S)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("clean_grid", [True, False])
def test_an_h3_picture_has_the_shape_of_core_s_node_and_core_keeps_its_length(seconds, size, clean_grid) -> None:
    canvas = RULES["minimax_h3"].canvas(ClipRequest(seconds, *size, clean_grid=clean_grid))
    latent = EmptyMiniMaxH3LatentAV.execute(canvas.width, canvas.height, canvas.frames).result[0]
    picture, sound = latent["samples"].unbind()
    assert tuple(picture.shape) == canvas.video_shape
    assert temporal_shape(canvas.frames)[0] == canvas.frames
    assert canvas.clean == (canvas.sound_error_s(sound.shape[-1]) == 0)


def test_of_all_h3_lengths_exactly_the_clean_ones_get_exact_sound_from_core() -> None:
    clean = minimax_h3.clean_grid()
    for frames in range(5, 3601, 17):
        _, latents, sound_latents = temporal_shape(frames)
        canvas = minimax_h3.h3_canvas_of((1, 24, latents, 48, 84))
        assert canvas.frames == frames
        assert (canvas.sound_error_s(sound_latents) == 0) == canvas.clean == (frames in clean)


def clean_canvases(frame_rate: int, up_to_s: int) -> list[FamilyCanvas]:
    """Every LTX clip of a clean length, at the smallest size."""
    grid = ltx.clean_grid(Fraction(frame_rate))
    lengths = range(grid.first, min(grid.longest, frame_rate * up_to_s) + 1, grid.step)
    return [ltx.ltx_canvas_of((1, 128, (frames - 1) // 8 + 1, 2, 2), Fraction(frame_rate)) for frames in lengths]


@pytest.mark.parametrize("frame_rate", [25, 30, 48])
def test_at_these_rates_core_makes_the_meeting_sound_however_it_rounds(frame_rate) -> None:
    """Up to 9 s: in floats 249 / 25 * 25 is a little more than 249, and rounding up makes one latent more of it."""
    for canvas in clean_canvases(frame_rate, up_to_s=9):
        meeting = Fraction((canvas.frames - 1) * 25, frame_rate) + 1
        by_seconds = canvas.frames / frame_rate * 25
        assert math.ceil(by_seconds) == round(by_seconds) == meeting
        assert core_count(canvas.frames, float(frame_rate)) == meeting == canvas.sound_latents


@pytest.mark.parametrize("frame_rate", [24, 50, 60])
def test_at_these_rates_core_s_count_depends_on_its_rounding(frame_rate) -> None:
    """So the sound VAE is asked, and no formula of ours stands in for it: 0.30 rounds up, 0.33 to the nearest."""
    canvases = clean_canvases(frame_rate, up_to_s=20)
    by_seconds = [canvas.frames / frame_rate * 25 for canvas in canvases]
    assert any(math.ceil(exact) != round(exact) for exact in by_seconds)
    for canvas, exact in zip(canvases, by_seconds, strict=True):
        count = core_count(canvas.frames, float(frame_rate))
        assert count in (math.ceil(exact), round(exact))
        assert abs(canvas.sound_error_s(count)) in (0, Fraction(40, 1000))


def test_decoded_ltx_sound_lasts_what_core_s_decoder_makes() -> None:
    parts = SimpleNamespace(causality_axis=CausalityAxis.HEIGHT, decoder=SimpleNamespace(out_ch=2), mel_bins=64)
    for latents in (1, 2, 121, 126):
        mel_frames = AudioVAE.target_shape_from_latents(SimpleNamespace(autoencoder=parts), (1, 8, latents, 16))[2]
        assert ltx.SOUND.decoded_s(latents) == Fraction(mel_frames * 160, 16_000)


def test_ltx_clips_end_where_core_s_position_embedding_does() -> None:
    options = inspect.signature(LTXAVModel.__init__).parameters
    assert options["positional_embedding_max_pos"].default[0] == ltx.LONGEST_S
    assert options["audio_positional_embedding_max_pos"].default == [ltx.LONGEST_S]


def test_the_own_sizes_and_lengths_are_those_of_core_s_nodes() -> None:
    assert tuple(default_of(EmptyLTXVLatentVideo, side) for side in ("width", "height")) == ltx.SIZE
    assert tuple(default_of(EmptyMiniMaxH3LatentAV, side) for side in ("width", "height")) == minimax_h3.SIZE


def test_shifts_are_those_of_core_s_nodes() -> None:
    h3, schedule = RULES["minimax_h3"].defaults(), TokenShiftSchedule(20)
    assert h3.picture_shift == default_of(MiniMaxH3SigmaShift, "shift_video")
    assert h3.picture_shift == comfy.supported_models.MiniMaxH3.sampling_settings["shift"]
    assert h3.sound_shift == default_of(MiniMaxH3SigmaShift, "shift_audio")
    for name in ("base_shift", "max_shift", "terminal"):
        assert getattr(schedule, name) == default_of(LTXVScheduler, name)


def test_core_has_every_sampler_and_schedule_but_piflow_and_our_linear_one() -> None:
    for rules in RULES.values():
        for variant in rules.variants:
            defaults = rules.defaults(variant)
            names = {defaults.sampler} | ({defaults.refinement.sampler} if defaults.refinement else set())
            assert names - {"piflow"} <= set(comfy.samplers.SAMPLER_NAMES)
            if isinstance(defaults.schedule, NamedSchedule):
                assert defaults.schedule.name in {*comfy.samplers.SCHEDULER_NAMES, "piflow", "linear"}
