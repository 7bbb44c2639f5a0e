from fractions import Fraction

import pytest
from tandem.engine.families.request import ClipRequest
from tandem.engine.families.rules import RULES
from tandem.engine.families.sampling_defaults import SigmaList, VariantError

FAMILIES = list(RULES)


def test_there_are_four_families_under_their_own_names():
    assert FAMILIES == ["mini", "ltx", "minimax_h3", "kandinsky6"]
    assert [rules.name for rules in RULES.values()] == FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_the_clip_that_nobody_described_can_be_made_and_is_read_back_from_its_latent(family):
    rules = RULES[family]
    clip = rules.canvas(ClipRequest(rules.seconds))
    assert abs(float(clip.duration_s) - rules.seconds) < 0.2
    assert rules.canvas_of(clip.video_shape, clip.frame_rate) == clip
    assert clip.clean == (family != "kandinsky6")


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("seconds", [2.0, 4.1, 7.3, 10.0])
@pytest.mark.parametrize("clean_grid", [True, False])
def test_a_clip_is_never_further_from_what_was_asked_than_half_a_step(family, seconds, clean_grid):
    clip = RULES[family].canvas(ClipRequest(seconds, clean_grid=clean_grid))
    step = {"mini": 4, "ltx": 8, "minimax_h3": 51 if clean_grid else 17, "kandinsky6": 4}[family]
    assert abs(clip.duration_s - Fraction(seconds)) <= Fraction(step, 2) / clip.frame_rate


@pytest.mark.parametrize("family", FAMILIES)
def test_a_clean_clip_at_its_best_has_no_notes(family):
    rules = RULES[family]
    clip = rules.canvas(ClipRequest(rules.seconds))
    assert (rules.notes(clip) == ()) == clip.clean


def test_streams_that_do_not_meet_are_noted_with_the_nearest_length_that_does():
    ltx = RULES["ltx"]
    clip = ltx.canvas(ClipRequest(4.4, frame_rate=24, clean_grid=False))
    assert ltx.notes(clip) == (
        "Picture and sound of 105 frames at 24 per second are at least 13.3 ms apart at their ends; "
        "97 frames avoid that.",
    )


def test_a_rate_without_any_clean_length_is_noted_as_such():
    ltx = RULES["ltx"]
    (note,) = ltx.notes(ltx.canvas(ClipRequest(5.0, frame_rate=23.976)))
    assert note == (
        "Picture and sound of 121 frames at 23.976 per second are at least 5.0 ms apart at their ends; "
        "no length of this family avoids that."
    )


def test_a_long_chain_is_told_a_long_clean_length():
    ltx = RULES["ltx"]
    (note,) = ltx.notes(ltx.canvas_of((1, 128, 122, 16, 24), Fraction(24)))
    assert "969 frames at 24" in note and "961 frames avoid that" in note


def test_a_clip_unlike_the_training_is_noted_before_its_streams():
    h3 = RULES["minimax_h3"]
    notes = h3.notes(h3.canvas(ClipRequest(1.0, 864, 480, clean_grid=False)))
    assert [note.split(" ")[0] for note in notes] == ["MiniMax", "MiniMax", "Picture"]
    assert "are at least 8.3 ms apart at their ends; 39 frames avoid that" in notes[2]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_variant_has_a_schedule_and_the_first_is_the_usual_one(family):
    rules = RULES[family]
    assert rules.defaults() == rules.defaults(rules.variants[0])
    for variant in rules.variants:
        defaults = rules.defaults(variant)
        assert defaults.steps >= 1
        assert bool(defaults.stg_blocks) == (defaults.stg_scale != 0)
        for schedule in (defaults.schedule, defaults.refinement and defaults.refinement.schedule):
            if isinstance(schedule, SigmaList):
                assert list(schedule.sigmas) == sorted(schedule.sigmas, reverse=True) and schedule.sigmas[-1] == 0
                assert schedule.steps == len(schedule.sigmas) - 1


def test_an_unknown_variant_names_those_that_there_are():
    with pytest.raises(VariantError, match="^variant: MiniMax H3 has base, turbo-8, turbo-4, got 'turbo'; use base$"):
        RULES["minimax_h3"].defaults("turbo")


@pytest.mark.parametrize(
    ("family", "variant", "read"),
    [
        ("mini", "", True),
        ("ltx", "2.3-distilled", False),
        ("ltx", "2.3-dev", True),
        ("ltx", "2.0-dev-fast", True),
        ("minimax_h3", "", False),
        ("kandinsky6", "base", True),
        ("kandinsky6", "distilled", False),
    ],
)
def test_a_negative_prompt_that_nothing_reads_is_noted(family, variant, read):
    rules = RULES[family]
    assert rules.negative_notes("blurry", variant) == (
        ()
        if read
        else (f"{rules.display_name} is sampled without a negative prompt here (scale 1): it has no effect.",)
    )
    assert rules.negative_notes("  ", variant) == ()


def test_the_families_speak_their_own_dialects():
    said = {name: rules.dialect("He says “hi”").text for name, rules in RULES.items()}
    assert said == {
        "mini": "He says “hi”",
        "ltx": 'He says "hi"',
        "minimax_h3": "He says <d>[English] hi</d>",
        "kandinsky6": "He says <S>hi<E>",
    }
