"""The node that asks for more than guidance by the prompt."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from tandem.engine.families.own_guidance import OwnGuidance
from tandem.engine.sampling.guidance import Guidance, StepWindow
from tandem.nodes.advanced_guidance import TandemAdvancedGuidance
from tandem.nodes.limits import InputError

SCHEMA = TandemAdvancedGuidance.GET_SCHEMA()
DEFAULTS = {one.id: one.default for one in SCHEMA.inputs}
DOCS = Path(__file__).resolve().parents[2] / "web/docs/TandemAdvancedGuidance"
COST = re.compile(r"^\| `([a-z_=\d. ]+)` \| (\d) \|$", re.MULTILINE)


def test_sockets_keep_their_order() -> None:
    assert list(DEFAULTS) == [
        "picture_sync", "sound_sync", "rescale", "stg_scale", "stg_block", "start", "end", "every", "preset",
    ]  # fmt: skip
    assert [one.get_io_type() for one in SCHEMA.outputs] == ["TANDEM_GUIDANCE"]
    assert len(inspect.getsource(TandemAdvancedGuidance.execute).splitlines()) <= 25


def test_as_it_is_added_it_changes_nothing(execute) -> None:
    (guidance,) = execute(TandemAdvancedGuidance, **DEFAULTS).result
    assert guidance == Guidance()


def test_every_number_arrives_in_its_place(execute) -> None:
    asked = {"picture_sync": 3.0, "sound_sync": 2.0, "rescale": 0.7, "stg_scale": 1.0, "stg_block": 28}
    (guidance,) = execute(TandemAdvancedGuidance, **asked, start=0.1, end=0.6, every=2).result
    window = StepWindow(0.1, 0.6, 2)
    assert guidance == Guidance(1.0, 1.0, 3.0, 2.0, 0.7, 1.0, (28,), sync_window=window, stg_window=window)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("picture_sync", float("nan"), "picture_sync: expected a number from 0 to 30, got nan"),
        ("sound_sync", 31.0, "sound_sync: expected 0 to 30, got 31; nearest legal value 30"),
        ("rescale", 1.5, "rescale: expected 0 to 1, got 1.5; nearest legal value 1"),
        ("stg_scale", -1.0, "stg_scale: expected 0 to 30, got -1; nearest legal value 0"),
        ("stg_block", -2, "stg_block: expected -1 to 999, got -2; nearest legal value -1"),
        ("start", float("inf"), "start: expected 0 to 1, got inf; nearest legal value 1"),
        ("every", 0, "every: expected 1 to 1000, got 0; nearest legal value 1"),
        ("end", 0.0, "end: expected more than start (0), got 0; set start to 0 and end to 1 for all steps"),
    ],
)
def test_what_is_not_legal_is_refused_in_one_sentence(execute, field, value, said) -> None:
    with pytest.raises(InputError) as error:
        execute(TandemAdvancedGuidance, **{**DEFAULTS, field: value})
    assert str(error.value) == said


def test_all_faults_are_reported_at_once(execute) -> None:
    with pytest.raises(InputError, match=r"rescale: .*; every: "):
        execute(TandemAdvancedGuidance, **{**DEFAULTS, "rescale": 2.0, "every": 0})


def test_the_family_s_own_needs_no_number_but_the_window(execute) -> None:
    asked = {**DEFAULTS, "picture_sync": 9.0, "start": 0.1, "end": 0.6, "every": 2, "preset": "family default"}
    (guidance,) = execute(TandemAdvancedGuidance, **asked).result
    window = StepWindow(0.1, 0.6, 2)
    assert guidance == OwnGuidance(sync_window=window, stg_window=window)


def test_a_graph_from_before_the_preset_means_what_it_meant(execute) -> None:
    (guidance,) = execute(TandemAdvancedGuidance, **{k: v for k, v in DEFAULTS.items() if k != "preset"}).result
    assert guidance == Guidance()


def test_core_itself_can_refuse_a_typed_number() -> None:
    for one in (one for one in SCHEMA.inputs if one.id != "preset"):
        assert one.min <= one.default <= one.max and one.tooltip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_page_tells_what_each_setting_costs(language) -> None:
    rows = COST.findall((DOCS / f"{language}.md").read_text(encoding="utf-8"))
    assert len(rows) == 7
    for setting, cost in rows:
        numbers = {name: float(value) for name, value in (pair.split("=") for pair in setting.split())}
        assert Guidance(**numbers).forwards_at(0, 8) == int(cost), setting
