"""Both chains make the same clip on the tiny LTX-2.3, with as many predictions; guidance's cost is counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import pytest
import torch
from tandem.benchmarks import ltx
from tandem.benchmarks.ltx_chains import DEV, DISTILLED, DISTILLED_SIGMAS, Setting, core, ours
from tandem.benchmarks.ltx_measures import counted
from tandem.engine.families.rules import RULES
from tandem.engine.sampling.guidance import Guidance

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/families.md"
COSTS = "| setting | predictions per step |"
COMPARED = ltx.Compared("distilled", 8, 8, 8, 1.01, 1.02, 0.998, 12.5, 12.6, 5)


@pytest.fixture(autouse=True)
def models(tiny_models_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """ComfyUI's folders show the tiny models and nothing else."""
    import folder_paths

    found = {
        name: ([str(tiny_models_dir / name)], set(kinds))
        for name, (_, kinds) in folder_paths.folder_names_and_paths.items()
    }
    monkeypatch.setattr(folder_paths, "folder_names_and_paths", found)
    with torch.inference_mode():
        yield


@pytest.mark.parametrize("setting", [DISTILLED, DEV], ids=lambda setting: setting.name)
def test_both_chains_make_as_long_a_clip_with_as_many_predictions(setting: Setting) -> None:
    chains = (ours(ltx.CHECKPOINT, setting, ltx.SMALL), core(ltx.CHECKPOINT, ltx.TEXT_ENCODER, setting, ltx.SMALL))
    made = []
    for chain in chains:
        with counted(chain.network) as found:
            made.append(chain.run("a bell", 1))
        assert found.clips == setting.steps * (1 if setting.scale == 1 else 2)
    mine, cores = made
    size = ltx.SMALL
    assert mine.frames.shape == cores.frames.shape == (size.frames, size.height, size.width, 3)
    assert mine.waveform.shape[-1] == Fraction(size.frames, size.frame_rate) * 48_000
    assert mine.waveform.shape[:2] == cores.waveform.shape[:2] == (1, 2)
    assert mine.sampling_s > 0 and cores.sampling_s > 0 and mine.frames.std() > 0.01 and cores.frames.std() > 0.01


def test_the_distilled_chain_of_core_has_the_noise_levels_that_ours_fills_in() -> None:
    typed = tuple(float(number) for number in DISTILLED_SIGMAS.split(","))
    assert typed == RULES["ltx"].defaults(DISTILLED.variant).schedule.sigmas


def table_of_costs() -> dict[str, float]:
    """The document's."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    rows = lines[lines.index(COSTS) + 2 :]
    rows = rows[: rows.index("")]
    return {name.strip(" `"): float(cost) for name, cost in (row.strip("|").split("|") for row in rows)}


@pytest.mark.parametrize("name", ltx.GUIDANCE)
def test_what_guidance_costs_is_counted_at_the_network(name: str) -> None:
    asked = ltx.GUIDANCE[name]
    assert name == words_of(asked)
    counted_there = ltx.predictions_per_step(asked)
    assert table_of_costs()[name] == counted_there == Guidance(**asked).forwards(4) / 4


def test_every_setting_of_the_document_is_counted() -> None:
    assert list(table_of_costs()) == list(ltx.GUIDANCE)


def words_of(asked) -> str:
    scales = {"picture_scale": 1.0, "sound_scale": 1.0}
    return " ".join(f"{key}={value:g}" for key, value in {**scales, **asked}.items())


def test_a_comparison_counts_both_chains_and_gives_ratios() -> None:
    found = ltx.compared(DISTILLED, rounds=1, size=ltx.SMALL)
    assert (found.predictions, found.core_predictions, found.steps, found.rounds) == (8, 8, 8, 1)
    assert found.memory_ratio == pytest.approx(found.peak_mib / found.core_peak_mib, abs=5e-3)
    assert found.time_ratio > 0 and found.sampling_time_ratio > 0


def test_the_peak_memory_of_our_chain_is_not_above_core_s() -> None:
    assert ltx.compared(DEV, rounds=1, size=ltx.SMALL).memory_ratio <= 1.0


def test_a_report_survives_the_way_from_its_process_and_reads_well() -> None:
    report = ltx.LtxReport((COMPARED,), {"picture_scale=1 sound_scale=1": 1.0})
    assert ltx.report_from(json.loads(json.dumps(asdict(report)))) == report
    table = report.table()
    assert "LTX-2 distilled, 8 steps: time / core's 1.010, sampling alone 1.020" in table
    assert "LTX-2 distilled, 8 steps: memory / core's 0.998 (12.5 and 12.6 MiB)" in table
