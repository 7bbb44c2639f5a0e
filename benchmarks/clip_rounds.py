"""Rounds of the same clip on one warm server, by our sampler and by core's in turn."""

from __future__ import annotations

import copy
import json
import statistics
from dataclasses import dataclass
from pathlib import Path

from ..devtools import prompt_edits
from ..devtools.api_prompt import to_api
from ..devtools.comfy_client import ComfyClient, Prompt, Run
from ..devtools.comfy_server import ComfyServer
from ..devtools.places import ROOT
from ..engine.media.probe import MediaFacts, probe

TEMPLATE = ROOT / "workflows/text_to_clip.json"
JOINT_SAMPLER = "TandemJointSampler"
SAMPLER, SCHEDULER = "euler", "simple"
STEPS, SCALE = 24, 3.0
FIRST_SEED = 1000


@dataclass(frozen=True)
class Rounds:
    """Seconds of each round: the two samplers next to each other, and what follows ours."""

    joint_s: tuple[float, ...]
    core_s: tuple[float, ...]
    decode_s: tuple[float, ...]
    mux_s: tuple[float, ...]
    clip: MediaFacts

    @property
    def sampler_ratio(self) -> float:
        """Median over the rounds of ours / core's; each pair ran back to back, so that drift cancels."""
        return statistics.median(ours / core for ours, core in zip(self.joint_s, self.core_s, strict=True))


def measure(server: ComfyServer, rounds: int, scratch: Path) -> Rounds:
    """One warm-up of each sampler, then `rounds` of both; who goes first changes with every round."""
    client = server.client
    workflow = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    ours = joint_prompt(to_api(workflow, client.object_info()))
    core = core_prompt(ours)
    timed_run(client, core, FIRST_SEED)
    clip = scratch / "clip.mp4"
    clip.write_bytes(client.fetch(timed_run(client, ours, FIRST_SEED).files(".mp4")[-1]))
    pairs = []
    for seed in range(FIRST_SEED + 1, FIRST_SEED + 1 + rounds):
        order = (ours, core) if seed % 2 else (core, ours)
        runs = {id(prompt): timed_run(client, prompt, seed) for prompt in order}
        pairs.append((runs[id(ours)], runs[id(core)]))
    return Rounds(
        joint_s=tuple(seconds(prompt_edits.SAMPLING, ours, run) for run, _ in pairs),
        core_s=tuple(seconds(prompt_edits.SAMPLING, core, run) for _, run in pairs),
        decode_s=tuple(seconds(prompt_edits.DECODING, ours, run) for run, _ in pairs),
        mux_s=tuple(seconds(prompt_edits.MUXING, ours, run) for run, _ in pairs),
        clip=probe(clip),
    )


def joint_prompt(prompt: Prompt) -> Prompt:
    """The template with its sampler's steps and scales written out."""
    edited = copy.deepcopy(prompt)
    edited[joint_sampler_of(edited)]["inputs"].update(
        steps=STEPS, picture_scale=SCALE, sound_scale=SCALE, sampler=SAMPLER
    )
    return edited


def core_prompt(prompt: Prompt) -> Prompt:
    """The same graph with core's KSampler in the place of ours."""
    edited = copy.deepcopy(prompt)
    place = joint_sampler_of(edited)
    inputs = edited[place]["inputs"]
    edited["parts"] = {"class_type": "TandemModelParts", "inputs": {"tandem_model": inputs["tandem_model"]}}
    edited[place] = {
        "class_type": "KSampler",
        "inputs": {
            "model": ["parts", 0],
            "positive": inputs["positive"],
            "negative": inputs["negative"],
            "latent_image": inputs["latent"],
            "seed": FIRST_SEED,
            "steps": STEPS,
            "cfg": SCALE,
            "sampler_name": SAMPLER,
            "scheduler": SCHEDULER,
            "denoise": 1.0,
        },
    }
    return edited


def joint_sampler_of(prompt: Prompt) -> str:
    (found,) = [node for node, body in prompt.items() if body["class_type"] == JOINT_SAMPLER]
    return found


def timed_run(client: ComfyClient, prompt: Prompt, seed: int) -> Run:
    """Run the prompt with a new seed, so that the server computes it."""
    prompt_edits.set_seed(prompt, seed)
    return client.run(prompt)


def seconds(class_types: tuple[str, ...], prompt: Prompt, run: Run) -> float:
    return prompt_edits.seconds_in(class_types, prompt, run.node_seconds)
