"""Where a stage trains: on the graphics card when there is one, else on the processor's cores."""

from __future__ import annotations

import argparse
import os

import torch

CARD_BATCH = 8


def add_device_option(parser: argparse.ArgumentParser) -> None:
    """`--device`; the default is the card where the machine has one."""
    card = "cuda" if torch.cuda.is_available() else "cpu"
    parser.add_argument("--device", type=torch.device, default=torch.device(card), help=f"default here: {card}")


def add_cores_option(parser: argparse.ArgumentParser) -> None:
    """`--cores`, for stages that share a batch between copies of the model."""
    parser.add_argument("--cores", type=int, default=min(2, os.cpu_count() or 1), help="copies of the model, on a cpu")


def batch_factor(device: torch.device) -> int:
    """How many times the batch of a processor `device` takes at once."""
    return 1 if device.type == "cpu" else CARD_BATCH


def copies(device: torch.device, cores: int) -> int:
    """Copies of the model that share a batch: one on a card."""
    return cores if device.type == "cpu" else 1


def generator(device: torch.device, seed: int) -> torch.Generator:
    return torch.Generator(device).manual_seed(seed)


def bfloat16(device: torch.device):
    """Matrix products in bfloat16, everything else as it is."""
    return torch.autocast(device.type, torch.bfloat16)
