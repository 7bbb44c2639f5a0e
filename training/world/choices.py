"""Choosing one of several names."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


def pick(rng: np.random.Generator, choices: Iterable[str]) -> str:
    """One of the names in `choices`, each as likely."""
    return str(rng.choice(list(choices)))
