"""The guidance of a variant's own pipelines, taken whole."""

from __future__ import annotations

import pytest
from tandem.engine.families.own_guidance import OwnGuidance
from tandem.engine.families.rules import RULES
from tandem.engine.sampling.guidance import Guidance, StepWindow

FULL = {"picture_sync": 3.0, "sound_sync": 3.0, "rescale": 0.7, "stg_scale": 1.0}


@pytest.mark.parametrize(("variant", "block"), [("2.0-dev", 29), ("2.3-dev", 28)])
def test_undistilled_ltx_is_what_its_pipelines_pass_to_their_guider(variant, block) -> None:
    assert OwnGuidance().of(RULES["ltx"].defaults(variant)) == Guidance(**FULL, stg_blocks=(block,))


@pytest.mark.parametrize(("variant", "forwards"), [("2.0-dev", 4), ("2.3-dev", 4), ("2.0-dev-fast", 2)])
def test_what_it_costs_with_the_scales_of_the_variant(variant, forwards) -> None:
    defaults = RULES["ltx"].defaults(variant)
    guidance = OwnGuidance().of(defaults).with_scales(defaults.picture_scale, defaults.sound_scale)
    assert guidance.forwards(defaults.steps) == forwards * defaults.steps


def test_every_other_variant_has_the_scales_alone() -> None:
    plain = [
        OwnGuidance().of(rules.defaults(variant))
        for rules in RULES.values()
        for variant in rules.variants
        if variant not in ("2.0-dev", "2.3-dev")
    ]
    assert len(plain) > 5 and not any(guidance.goes_beyond_scales for guidance in plain)


def test_the_steps_in_which_it_acts_are_the_user_s() -> None:
    sync, stg = StepWindow(0.0, 0.5), StepWindow(0.1, 1.0, 2)
    guidance = OwnGuidance(sync, stg).of(RULES["ltx"].defaults("2.3-dev"))
    assert (guidance.sync_window, guidance.stg_window) == (sync, stg)
