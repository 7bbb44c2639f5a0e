"""Trains the joint transformer on rendered latents by rectified flow, with an own time for each stream.

Can be stopped and resumed: everything it needs is in `runs/transformer/`.
"""

from __future__ import annotations

import argparse
import copy
import json
from pathlib import Path

import torch
from safetensors.torch import load_file

from ...engine.mini.picture_tokens import PATCH
from ...engine.mini.text.phonemes import PHONEME_IDS
from ...engine.mini.transformer import JointTransformer
from ..attention import attention_on
from ..device import add_cores_option, add_device_option, batch_factor, bfloat16, copies, generator
from ..optimiser import MuonWithAdamW, learning_rate
from ..parallel_gradients import ParallelGradients
from ..run_log import RunLog
from .latent_batches import Batch, LatentClips
from .picture_anew import PICTURE_PARTS
from .slot_growth import grown
from .widening import A_WIDTH, Growth, widened

LENGTHS = {12: (48, 0.62), 20: (30, 0.20), 32: (18, 0.12), 64: (10, 0.06)}
"""Video latents -> (batch size, share of the steps): about the same number of tokens in every step."""
LEAST_TIME = 0.10
"""The loss counts a token's error as a velocity error, `error / t`, but never more than at this time."""
MOST_WEIGHT = 4.0
"""Of the place of a picture that changes most, where an average place has 1."""
APART, APART_CAPTION_DROP = 0.08, 0.5
"""Share of the batches in which the streams do not see each other, and how many of those clips have no prompt: what
guidance towards sync is pushed away from."""
CUT = {"a2v_cross_attn": False, "v2a_cross_attn": False}
EMA_DECAY, SAVE_EVERY = 0.998, 200
STARTS_AT_ZERO = (
    "sound_up.weight",
    "picture_up.weight",
    "clock_to_audio.weight",
    "clock_to_video.weight",
    "accompaniment.weight",
    "voice_pitch.weight",
    "voice.weight",
    "points_to_video.weight",
    "view_to_video.weight",
    "video_place",
)
CONFIG = {"width": 320, "depth": 8, "heads": 5, "hidden": 800, "phonemes": 128, "bridge": 64}


def build(device: torch.device | str = "cpu") -> JointTransformer:
    """A transformer with the starting weights: residual branches small, outputs zero, modulation off."""
    model = JointTransformer(**CONFIG, attention=attention_on(torch.device(device))).to(device)
    for name, weight in model.named_parameters():
        if name.endswith(("output.weight", "feed_forward.down.weight")):
            torch.nn.init.normal_(weight, std=0.3 / weight.shape[1] ** 0.5)
        elif name.endswith(STARTS_AT_ZERO):
            torch.nn.init.zeros_(weight)
        elif weight.ndim == 2 and "blocks" in name:
            torch.nn.init.normal_(weight, std=1 / weight.shape[1] ** 0.5)
        elif name.startswith(("phoneme.", "speaker.", "prosody.", "slot_keys.")):
            torch.nn.init.normal_(weight, std=0.3)
        elif name.startswith(("video_out", "audio_out", "modulation", "final_modulation")):
            torch.nn.init.zeros_(weight)
        elif name.endswith("modulation_bias"):
            torch.nn.init.normal_(weight, std=0.02)
    return model


def begin_with(model: JointTransformer, weights: dict[str, torch.Tensor]) -> None:
    """Takes over `weights`; what they lack of what came later (bridges, the clock of the cues, points, the view) keeps
    its start, at which it changes nothing, and so do all layers of the picture where there is none of them.

    Those of a narrower transformer are laid out in `model`, which must be freshly built. Raises ValueError when
    anything else is missing or too much.
    """
    if len(weights[A_WIDTH]) < model.width:
        weights = widened(weights, model, Growth.between(weights, model.state_dict()))
    missing, unknown = model.load_state_dict(weights, strict=False)
    missing = [name for name in missing if ".bridge." not in name and not name.endswith(STARTS_AT_ZERO)]
    if not any(name.startswith(PICTURE_PARTS) for name in weights):
        missing = [name for name in missing if not name.startswith(PICTURE_PARTS)]
    if missing or unknown:
        raise ValueError(f"weights: expected those of this transformer, missing {missing}, unknown {unknown}")


def hidden(name: str, parameter: torch.nn.Parameter) -> bool:
    return name.startswith("blocks.") and parameter.ndim == 2


def flow_loss(model: JointTransformer, batch: Batch, rng: torch.Generator, options: dict | None = None) -> torch.Tensor:
    """`[picture, sound]` mean squared velocity error over the noisy tokens (Lipman et al. 2023, "Flow Matching")."""
    noise_v, noise_a = (torch.randn(x.shape, generator=rng, device=x.device) for x in (batch.video, batch.audio))
    latents, side = batch.video.shape[2], batch.video.shape[3] // PATCH
    time_v = batch.video_time.reshape(-1, 1, latents, side, side)
    time_v = time_v.repeat_interleave(PATCH, 3).repeat_interleave(PATCH, 4)
    time_a = batch.audio_time[:, None, :, None]
    noisy_v, noisy_a = torch.lerp(batch.video, noise_v, time_v), torch.lerp(batch.audio, noise_a, time_a)
    with bfloat16(batch.video.device):
        times = (batch.video_time, batch.audio_time)
        velocity_v, velocity_a = model([noisy_v, noisy_a], times, batch.context, batch.script, options)
    picture = velocity_error(velocity_v, noise_v - batch.video, time_v, moving(batch.video))
    return torch.stack([picture, velocity_error(velocity_a, noise_a - batch.audio, time_a)])


def drawn_length(rng: torch.Generator) -> int:
    """Video latents of the clips of one step, by the shares of LENGTHS."""
    shares = torch.tensor([share for _, share in LENGTHS.values()])
    return list(LENGTHS)[torch.multinomial(shares, 1, generator=rng).item()]


def drawn_loss(model: JointTransformer, clips: LatentClips, size: int, rng: torch.Generator) -> torch.Tensor:
    """`flow_loss` of a batch of `clips`, now and then with the streams apart."""
    if torch.rand(1, generator=rng, device=rng.device).item() < APART:
        return flow_loss(model, clips.batch(size, rng, APART_CAPTION_DROP), rng, CUT)
    return flow_loss(model, clips.batch(size, rng), rng)


def moving(video: torch.Tensor) -> torch.Tensor:
    """`[B, C, T, H, W]` -> weights `[B, 1, 1, H, W]` of mean about 1, larger where a clip changes over time.

    A mouth or a stick is a few of a clip's 64 places; unweighted, its loss drowns in that of the background.
    """
    change = video.std(dim=2, keepdim=True).mean(dim=1, keepdim=True)
    relative = change / change.mean(dim=(3, 4), keepdim=True).clamp(min=1e-6)
    return ((1 + relative) / 2).clamp(max=MOST_WEIGHT)


def velocity_error(
    predicted: torch.Tensor, wanted: torch.Tensor, time: torch.Tensor, weight: torch.Tensor | float = 1.0
) -> torch.Tensor:
    tame = torch.where(time > 0, (time / time.clamp(min=LEAST_TIME)).square(), 0.0) * weight
    error = (predicted.float() - wanted).square() * tame
    return error.sum() / ((time > 0).expand_as(error).sum() + 1)


@torch.no_grad()
def follow(average: JointTransformer, model: JointTransformer, step: int, slowest: float = EMA_DECAY) -> None:
    """Exponential moving average of the weights, quick at first."""
    decay = min(slowest, (1 + step) / (10 + step))
    torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - decay)


def train(
    minutes: float,
    device: torch.device,
    *,
    seed: int = 0,
    carry_on: bool = False,
    cores: int = 2,
    further: Path | None = None,
    further_table: tuple[int, int] | None = None,
) -> None:
    """Trains until `minutes` are spent in all; with `carry_on` the minutes of an interrupted run count.

    `further` is a file of finished weights to train on from, with a fresh learning rate and fresh optimisers;
    `further_table` its numbers of slots and values, where they are not the present ones.
    """
    log, cores = RunLog("transformer", seed), copies(device, cores)
    clips = {length: LatentClips(length, device=device) for length in LENGTHS}
    torch.manual_seed(seed)
    model = build(device)
    if further is not None:
        begin_with(model, load_file(further) if further_table is None else grown(load_file(further), *further_table))
    log.facts.update(clips_seen=0, further=further is not None)
    optimiser, step = MuonWithAdamW(model, hidden, 2e-3, 1.5e-3, threads=cores), 0
    average = copy.deepcopy(model)
    if carry_on and (log.folder / "resume.pt").exists():
        step = resume(log, model, average, optimiser)
    rng = torch.Generator().manual_seed(seed + step)
    core_rngs = [generator(device, 1000 * (seed + step) + core + 1) for core in range(cores)]
    gradients = ParallelGradients(model, cores)
    seen, means = log.facts["clips_seen"], None
    while log.minutes < minutes:
        length = drawn_length(rng)
        size = LENGTHS[length][0] * batch_factor(device) // cores

        def loss_of(copy_of_model, core, rows=clips[length], size=size):
            return drawn_loss(copy_of_model, rows, size, core_rngs[core])

        losses = gradients(loss_of)
        optimiser.apply(learning_rate(log.minutes / minutes, step))
        follow(average, model, step)
        step, seen = step + 1, seen + size * cores
        means = losses if means is None else means.lerp(losses, max(0.02, 1 / step))
        if step % 50 == 0:
            log.say(
                step, picture=means[0].item(), sound=means[1].item(), clips=seen, clips_per_s=(seen / log.minutes / 60)
            )
        if step % SAVE_EVERY == 0:
            keep(log, model, average, optimiser, step, seen, clips)
    keep(log, model, average, optimiser, step, seen, clips)
    (log.folder / "finished").touch()


def keep(log, model, average, optimiser, step: int, seen: int, clips: dict[int, LatentClips]) -> None:
    """Writes the averaged weights, the log, and what an interrupted run needs to go on."""
    log.save_weights(average)
    torch.save(
        {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, log.folder / "resume.pt"
    )
    rendered = {str(length): len(rows) + rows.held_out for length, rows in clips.items()}
    log.write(steps=step, clips_seen=seen, rendered=rendered, phonemes=len(PHONEME_IDS), config=CONFIG)


def resume(log: RunLog, model: JointTransformer, average: JointTransformer, optimiser: MuonWithAdamW) -> int:
    """Takes up an interrupted run; returns its step."""
    state = torch.load(log.folder / "resume.pt", weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    average.load_state_dict(load_file(log.folder / "weights.safetensors"))
    earlier = json.loads((log.folder / "log.json").read_text())
    log.started -= earlier["minutes"] * 60
    log.facts.update(clips_seen=earlier["clips_seen"], further=earlier.get("further", False))
    return state["step"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--resume", action="store_true", help="carry on with an interrupted run")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--further", type=Path, help="finished weights to train on from")
    parser.add_argument(
        "--further-table", type=int, nargs=2, metavar=("SLOTS", "VALUES"),
        help="size of their table of slots, when they are from before it grew",
    )  # fmt: skip
    add_device_option(parser)
    add_cores_option(parser)
    given = parser.parse_args()
    train(
        given.minutes, given.device, seed=given.seed, carry_on=given.resume, cores=given.cores, further=given.further,
        further_table=given.further_table,
    )  # fmt: skip
