"""Nearest neighbours where a straight border fails."""

import numpy as np
from tandem.training.evaluation.neighbours import Neighbours


def ring_and_middle(count: int, seed: int) -> tuple[np.ndarray, list[str]]:
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, 2 * np.pi, count)
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1) * 3 + rng.normal(size=(count, 2)) * 0.3
    return np.concatenate([ring, rng.normal(size=(count, 2)) * 0.5]), ["ring"] * count + ["middle"] * count


def test_a_class_that_surrounds_the_other_is_told_apart():
    listener = Neighbours.fit(*ring_and_middle(100, 1))
    features, labels = ring_and_middle(50, 2)
    assert np.mean([a == b for a, b in zip(listener.choose(features), labels, strict=True)]) > 0.98


def test_a_feature_counts_alike_in_any_unit():
    features, labels = ring_and_middle(60, 3)
    scaled = features * (1000.0, 0.001)
    asked = ring_and_middle(20, 4)[0]
    assert Neighbours.fit(scaled, labels).choose(asked * (1000.0, 0.001)) == Neighbours.fit(features, labels).choose(
        asked
    )
