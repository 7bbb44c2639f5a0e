"""The demo's options: what they change in a prompt, and what they refuse before anything is installed."""

from __future__ import annotations

import pytest
from tandem.devtools import prompt_edits
from tandem.devtools.comfy_client import Event, node_seconds
from tandem.devtools.options import parser


def prompt() -> dict:
    return {
        "1": {"class_type": "TandemTextEncode", "inputs": {"prompt": "", "negative": "keep"}},
        "2": {"class_type": "TandemBlankClip", "inputs": {"seconds": 5.12}},
        "3": {"class_type": "TandemJointSampler", "inputs": {"picture_seed": 1, "sound_seed": ["9", 0]}},
    }


def test_prompt_seconds_and_seed_reach_their_nodes_and_links_stay() -> None:
    edited = prompt()
    prompt_edits.set_prompt(edited, "a bell")
    prompt_edits.set_seconds(edited, 2.0)
    prompt_edits.set_seed(edited, 5)
    assert edited["1"]["inputs"] == {"prompt": "a bell", "negative": "keep"}
    assert edited["2"]["inputs"] == {"seconds": 2.0}
    assert edited["3"]["inputs"] == {"picture_seed": 5, "sound_seed": ["9", 0]}


def test_the_prompt_goes_to_the_positive_text_of_a_core_graph() -> None:
    core = {
        "1": {"class_type": "CLIPTextEncode", "inputs": {"text": "negative"}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": ""}},
        "3": {"class_type": "KSampler", "inputs": {"positive": ["2", 0], "negative": ["1", 0]}},
    }
    prompt_edits.set_prompt(core, "a bell")
    assert core["2"]["inputs"]["text"] == "a bell" and core["1"]["inputs"]["text"] == "negative"


@pytest.mark.parametrize("edit", [prompt_edits.set_prompt, prompt_edits.set_seconds, prompt_edits.set_seed])
def test_an_option_without_a_place_is_refused(edit) -> None:
    with pytest.raises(prompt_edits.CannotEdit, match="leave the option out"):
        edit({"1": {"class_type": "LoadImage", "inputs": {"image": "x.png"}}}, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["demo", "--seconds", "nan"],
        ["demo", "--seconds", "0"],
        ["demo", "--seconds", "-1"],
        ["demo", "--seed", "-1"],
        ["demo", "--seed", str(2**64)],
        ["demo", "--workflow", "no-such-file.json"],
        ["bench", "--rounds", "0"],
        ["no-such-command"],
        [],
    ],
)
def test_impossible_options_are_refused_before_anything_is_installed(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        parser().parse_known_args(arguments)
    assert stop.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_the_time_of_a_node_ends_where_the_next_one_begins() -> None:
    def message(kind: str, node: str | None, at_s: float, prompt_id: str = "a") -> Event:
        return Event(kind, {"prompt_id": prompt_id, "node": node}, at_s)

    events = [
        message("executing", "1", 1.0),
        message("progress", "1", 1.5),
        message("executing", "9", 2.0, prompt_id="b"),
        message("executing", "2", 3.0),
        message("execution_success", None, 7.0),
        Event("binary:1", b"preview", 8.0),
    ]
    assert node_seconds(events, "a") == {"1": 2.0, "2": 4.0}
    sampled = {"1": {"class_type": "KSampler"}, "2": {"class_type": "VAEDecode"}}
    assert prompt_edits.seconds_in(prompt_edits.DECODING, sampled, {"1": 2.0, "2": 4.0}) == 4.0
