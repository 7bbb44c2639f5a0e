"""Guidance in words."""

from __future__ import annotations

from tandem.engine.sampling.guidance import Guidance, StepWindow, guidance_in_words

FULL = Guidance(3.0, 7.0, 3.0, 2.0, 0.7, 1.0, (28,))


def test_every_part_is_named_with_what_the_step_costs() -> None:
    assert guidance_in_words(FULL, 30) == (
        "Guidance: picture_sync 3, sound_sync 2, rescale 0.7, stg_scale 1 in block 28; 4 predictions per step."
    )


def test_steps_that_cost_less_are_told() -> None:
    half = Guidance(3.0, 7.0, 3.0, 3.0, sync_window=StepWindow(0.0, 0.5))
    assert guidance_in_words(half, 8) == "Guidance: picture_sync 3, sound_sync 3; 2 to 3 predictions per step."


def test_nothing_is_the_scales_alone() -> None:
    assert guidance_in_words(Guidance(), 8) == "Guidance: the scales alone; 1 prediction per step."
    assert guidance_in_words(Guidance(3.0, 3.0), 8) == "Guidance: the scales alone; 2 predictions per step."


def test_a_reference_voice_is_told_and_counted() -> None:
    assert guidance_in_words(Guidance(identity_scale=3.0), 8) == "Guidance: identity_scale 3; 2 predictions per step."
    assert Guidance(identity_scale=3.0, identity_window=StepWindow(0.0, 0.5)).forwards(8) == 12


def test_a_block_that_is_not_known_yet_is_the_family_s() -> None:
    assert "stg_scale 1 in block of the family;" in guidance_in_words(Guidance(stg_scale=1.0), 8)
