"""Loudness: louder scenes are louder, and an ambience is loud when much is seen of it."""

import numpy as np
import pytest
from tandem.training.world.clip import make_clip, make_scene

LATENTS = 18
STEPS = {
    "door": ("quiet", "medium", "loud"), "clap": ("quiet", "medium", "loud"), "hammer": ("quiet", "medium", "loud"),
    "crowd": ("quiet", "medium", "loud"), "rain": ("quiet", "loud"), "wind": ("quiet", "loud"),
}  # fmt: skip


def peak_power(samples: np.ndarray) -> float:
    """The mean square of the loudest tenth of a second."""
    return float(np.square(samples[: len(samples) // 1600 * 1600].reshape(-1, 1600)).mean(1).max())


@pytest.mark.parametrize("scene", STEPS)
def test_louder_scenes_are_louder(scene, voices):
    heard = {}
    for seed in range(24):
        made = make_scene(seed, 12, voices, scene, narrated=False)
        heard.setdefault(made.attributes["loudness"], peak_power(made.samples))
        if len(heard) == len(STEPS[scene]):
            break
    levels = [heard[name] for name in STEPS[scene]]
    assert all(louder > 1.5 * softer for softer, louder in zip(levels[:-1], levels[1:], strict=True))


@pytest.mark.parametrize("effort,quieter", [("whisper", True), ("shout", False)])
def test_a_whisper_is_quieter_and_a_shout_louder_than_talk(effort, quieter, voices):
    talk = next(
        made for made in (make_scene(seed, 12, voices, "talk") for seed in range(24))
        if made.attributes["loudness"] == "medium"
    )  # fmt: skip
    other = make_scene(3, 12, voices, effort)
    assert other.attributes["loudness"] == effort and other.attributes["scene"] == "talk"
    assert (peak_power(other.samples) < peak_power(talk.samples)) == quieter


def test_rain_is_loud_while_many_drops_are_seen(voices):
    """Bright streaks on a dark street are counted on the pixels, the noise on the samples."""
    wanted = {"loudness": "loud", "place": "street"}
    seed = next(
        seed for seed in range(40) if wanted.items() <= make_scene(seed, 12, voices, "rain").attributes.items()
    )  # fmt: skip
    clip = make_clip(seed, 24, voices, "rain", 48, camera="static", narrated=False)
    frames = clip.frames.astype(float)
    seen = np.abs(frames - np.median(frames, axis=0)).mean((1, 2, 3))
    heard = np.sqrt(np.square(clip.samples.reshape(len(frames), -1)).mean(1))
    assert np.corrcoef(np.convolve(seen, np.ones(9), "valid"), np.convolve(heard, np.ones(9), "valid"))[0, 1] > 0.5
