"""The tables of docs/families.md say what the code says."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from tandem.engine import clock
from tandem.engine.canvas import MAX_S, MIN_S
from tandem.engine.families import ltx, minimax_h3
from tandem.engine.families.own_guidance import OwnGuidance
from tandem.engine.families.request import ClipRequest
from tandem.engine.families.rules import RULES
from tandem.engine.families.sampling_defaults import NamedSchedule, SamplingDefaults, ScheduleTail, SigmaList
from tandem.engine.sampling.guidance import Guidance

DOCUMENT = Path(__file__).resolve().parents[3] / "docs/families.md"
LOADED = ("mini", "ltx", "minimax_h3")
PROMPT = "A man says: “hello”"


@pytest.fixture(scope="module")
def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(text) -> dict[str, list[str]]:
    """The other cells of every row of a table by its first one; of rows that begin alike, those of the first."""
    lines = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line] for line in lines]
    return {first.strip("`"): rest for first, *rest in reversed(cells)}


def legal_span(name: str) -> tuple[Fraction, Fraction]:
    if name == "mini":
        return MIN_S, MAX_S
    grid, rate = {
        "ltx": (ltx.frame_grid(ltx.FRAME_RATE), ltx.FRAME_RATE),
        "minimax_h3": (minimax_h3.GRID, minimax_h3.FRAME_RATE),
    }[name]
    return grid.first / rate, grid.longest / rate


def test_clips_last_as_long_as_the_rules_allow(rows) -> None:
    spans = [legal_span(name) for name in LOADED]
    assert rows["one clip, at its own rate"] == [f"{float(low):.2f} to {float(high):.2f} s" for low, high in spans]


def test_sizes_and_rates_are_those_of_the_rules(rows) -> None:
    own = [RULES[name].canvas(ClipRequest(5.0)) for name in LOADED]
    assert rows["size at 0"] == [f"{canvas.width}x{canvas.height}" for canvas in own]
    rates = [f"{canvas.frame_rate}" for canvas in own]
    rates[1] = f"{ltx.MIN_FRAME_RATE} to {ltx.MAX_FRAME_RATE}, own {rates[1]}"
    assert rows["frame rate"] == rates
    steps = (ltx.frame_grid(ltx.FRAME_RATE), minimax_h3.GRID)
    assert rows["frames"][1:] == [f"{grid.step}k+{grid.first % grid.step}" for grid in steps]
    sizes = (ltx.size_rule(two_stage=False), minimax_h3.SIZES)
    assert rows["sides"][1:] == [f"multiples of {rule.multiple}, {rule.smallest} to {rule.largest}" for rule in sizes]


@pytest.mark.parametrize("typed", ["24", "25", "30", "48", "50", "60", "23.976"])
def test_the_clean_lengths_of_ltx(rows, typed) -> None:
    grid = ltx.clean_grid(clock.exact_rate(float(typed)))
    lengths = "none" if grid is None else ", ".join(str(grid.first + grid.step * k) for k in range(3)) + ", ..."
    assert rows[typed] == [lengths]


def test_the_clean_lengths_of_h3(text) -> None:
    grid = minimax_h3.clean_grid()
    assert f"MiniMax H3: {grid.first}, {grid.first + grid.step}, {grid.first + 2 * grid.step}, ... frames" in text


@pytest.mark.parametrize("name", RULES)
def test_each_dialect_has_its_example(rows, name) -> None:
    rules = RULES[name]
    assert rows[rules.display_name] == [f"`{rules.dialect(PROMPT).text}`"]


def schedule_name(defaults: SamplingDefaults) -> str:
    if isinstance(defaults.schedule, NamedSchedule):
        return defaults.schedule.name
    return "its list of sigmas" if isinstance(defaults.schedule, SigmaList) else "LTXVScheduler"


@pytest.mark.parametrize(("name", "variant"), [(name, variant) for name in LOADED for variant in RULES[name].variants])
def test_defaults_and_what_they_cost(rows, name, variant) -> None:
    rules, own = RULES[name], RULES[name].defaults(variant)
    forwards = Guidance(own.picture_scale, own.sound_scale).forwards(own.steps)
    scales = f"{own.picture_scale:g}, {own.sound_scale:g}"
    expected = [str(own.steps), own.sampler, schedule_name(own), scales, str(forwards)]
    assert rows[f"{variant}` ({rules.display_name})"] == expected


def test_what_guidance_costs(text) -> None:
    costs = re.findall(r"^\| `([a-z_]+=[a-z_=\d. ]+)` \| (\d) \|$", text, re.MULTILINE)
    assert len(costs) == 9
    for setting, cost in costs:
        numbers = {name: float(value) for name, value in (pair.split("=") for pair in setting.split())}
        assert Guidance(**numbers).forwards(8) == 8 * int(cost), setting


@pytest.mark.parametrize("variant", RULES["ltx"].variants)
def test_the_family_s_own_guidance(rows, variant) -> None:
    own = RULES["ltx"].defaults(variant)
    guidance = OwnGuidance().of(own).with_scales(own.picture_scale, own.sound_scale)
    found = rows.get(f"family default of `{variant}")
    if not guidance.goes_beyond_scales:
        assert found is None
        return
    (block,) = guidance.stg_blocks
    cost = guidance.forwards(own.steps)
    sync, stg = f"{guidance.picture_sync:g}, {guidance.sound_sync:g}", f"{guidance.stg_scale:g} in block {block}"
    assert found == [sync, f"{guidance.rescale:g}", stg, str(cost // own.steps), str(cost)]


def test_negative_prompts(rows) -> None:
    read = ["read" if RULES[name].defaults().uses_negative else "no effect" for name in LOADED]
    assert rows["negative prompt, at the defaults of the usual variant"] == read


def test_the_shifts_of_h3(text) -> None:
    own = RULES["minimax_h3"].defaults()
    assert f"{own.picture_shift:g} and {own.sound_shift:g} unless" in text


@pytest.mark.parametrize(("name", "variant"), [(name, variant) for name in LOADED for variant in RULES[name].variants])
def test_second_stages(rows, name, variant) -> None:
    rules, second = RULES[name], RULES[name].defaults(variant).refinement
    found = rows.get(f"{variant}`, {rules.display_name}")
    if second is None:
        assert found is None
    elif isinstance(second.schedule, ScheduleTail):
        assert found == [f"{second.schedule.start:g} and those of its own schedule below", second.sampler]
    else:
        assert found == [", ".join(f"{level:g}" for level in second.schedule.sigmas), second.sampler]
