"""The class of most of the nearest examples (Cover and Hart 1967): for borders that are not straight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Neighbours:
    """`examples` `[N, features]`, brought to mean 0 and variance 1 by `middle` and `spread` `[features]`."""

    examples: np.ndarray
    labels: tuple[Hashable, ...]
    middle: np.ndarray
    spread: np.ndarray
    asked: int = 7

    @classmethod
    def fit(cls, features: np.ndarray, labels: Sequence[Hashable]) -> Neighbours:
        """`[N, features]` and the class of each."""
        middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
        return cls((features - middle) / spread, tuple(labels), middle, spread)

    def choose(self, features: np.ndarray) -> list[Hashable]:
        """`[M, features]` -> the class of each; between classes that are equally frequent, that of the nearest."""
        found = []
        for place in (features - self.middle) / self.spread:
            distance = np.square(self.examples - place).sum(axis=1)
            nearest = distance.argsort()[: self.asked]
            found.append(Counter(self.labels[index] for index in nearest).most_common(1)[0][0])
        return found
