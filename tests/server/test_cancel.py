"""Cancel: within one step, nothing half-written stays, and the next run works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tandem.devtools.comfy_client import ComfyClient, Event, Prompt, RunFailed
from tandem.devtools.comfy_server import ComfyServer
from tandem.engine.media.probe import probe

STEPS = 8


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def few_steps(prompt: Prompt) -> Prompt:
    prompt[node_of(prompt, "TandemJointSampler")]["inputs"]["steps"] = STEPS
    return prompt


def node_of(prompt: Prompt, class_type: str) -> str:
    (found,) = [node for node, body in prompt.items() if body["class_type"] == class_type]
    return found


@pytest.mark.parametrize(
    ("class_type", "after"),
    [
        ("TandemJointSampler", "progress"),
        ("TandemVideoDecode", "executing"),
        ("TandemAudioDecode", "executing"),
        ("TandemMux", "executing"),
    ],
)
def test_cancel_leaves_no_part_of_a_file_and_the_next_run_works(
    comfy: ComfyClient,
    comfy_server: ComfyServer,
    template: Callable[[str], Prompt],
    forget_results: Callable[[], None],
    class_type: str,
    after: str,
) -> None:
    prompt = few_steps(template("text_to_clip"))
    target = node_of(prompt, class_type)
    before = files_below(comfy_server.base / "output")

    def cancel(event: Event) -> None:
        if event.type == after and event.data.get("node") == target:
            comfy.interrupt()

    forget_results()
    interrupted = False
    try:
        comfy.run(prompt, on_event=cancel)
    except RunFailed as failure:
        interrupted = failure.interrupted
        assert interrupted, failure.traceback
    added = files_below(comfy_server.base / "output") - before
    # A decoder or the muxer may have been done before the request arrived; then there is one whole file.
    assert interrupted or class_type != "TandemJointSampler"
    assert len(added) == (0 if interrupted else 1)
    for path in added:
        probe(path)
    assert comfy.run(prompt).files(".mp4")


def test_cancel_in_the_sampler_takes_no_longer_than_a_few_steps(
    comfy: ComfyClient, template: Callable[[str], Prompt], forget_results: Callable[[], None]
) -> None:
    prompt = few_steps(template("text_to_clip"))
    target = node_of(prompt, "TandemJointSampler")
    steps_seen: list[int] = []

    def cancel(event: Event) -> None:
        if event.type == "progress" and event.data.get("node") == target:
            steps_seen.append(event.data["value"])
            if len(steps_seen) == 1:
                comfy.interrupt()

    forget_results()
    with pytest.raises(RunFailed) as failure:
        comfy.run(prompt, on_event=cancel)
    assert failure.value.interrupted
    assert steps_seen[-1] - steps_seen[0] <= 2
