"""Linear discriminant analysis on clouds whose best border is known."""

import numpy as np
import pytest
from tandem.training.evaluation.discriminant import Discriminant


def clouds(count: int, seed: int) -> tuple[np.ndarray, list[str]]:
    """Two long, thin clouds side by side: along the first axis they overlap, across it they do not."""
    rng = np.random.default_rng(seed)
    long_and_thin = rng.normal(size=(2, count, 2)) * (10, 0.1)
    return np.concatenate([long_and_thin[0], long_and_thin[1] + (3, 1)]), ["low"] * count + ["high"] * count


def test_the_border_lies_across_the_narrow_direction():
    listener = Discriminant.fit(*clouds(200, 1))
    features, labels = clouds(200, 2)
    assert np.mean([a == b for a, b in zip(listener.choose(features), labels, strict=True)]) > 0.99


def test_a_rare_class_is_chosen_as_readily_as_a_common_one():
    rng = np.random.default_rng(3)
    features = np.concatenate([rng.normal(0, 1, (500, 1)), rng.normal(3, 1, (20, 1))])
    listener = Discriminant.fit(features, [0] * 500 + [1] * 20)
    places = np.linspace(0, 3, 301)
    border = places[np.flatnonzero(np.diff(listener.choose(places[:, None])))]
    assert border == pytest.approx([1.5], abs=0.4)
