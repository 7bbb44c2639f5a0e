"""Every scene: drawn, heard, labelled as the table says; the newer ones in sync to the frame."""

import numpy as np
import pytest
from tandem.engine.mini.text.attributes import SLOT_BY_NAME
from tandem.engine.mini.text.scene_slots import SCENE_SLOTS, values_of
from tandem.training.world.clip import make_clip, make_scene
from tandem.training.world.scene_attributes import SCENE_ATTRIBUTES, faults
from tandem.training.world.scenes import ALL_SCENES, SCENES

LATENTS = 15
FRAME_S = 0.04
STRUCK = ("door", "clap", "hammer", "balloon", "water_drop", "piano", "xylophone", "violin")


@pytest.fixture(scope="module")
def clips(voices):
    """One clip of every scene, made once."""
    return {scene: make_clip(11, LATENTS, voices, scene, size=48) for scene in ALL_SCENES}


@pytest.mark.parametrize("scene", ALL_SCENES)
def test_every_scene_is_drawn_and_heard(scene, clips):
    clip = clips[scene]
    assert clip.frames.shape == (LATENTS * 4, 48, 48, 3)
    assert clip.frames.std() > 15
    assert np.abs(np.diff(clip.frames.astype(int), axis=0)).mean() > 0.05
    assert 0.02 < np.abs(clip.samples).max() <= 1.0
    assert np.isfinite(clip.samples).all()


@pytest.mark.parametrize("scene", ALL_SCENES)
def test_every_scene_fills_the_slots_that_the_table_lists(scene, voices):
    for seed in range(3):
        assert faults(make_scene(seed, LATENTS, voices, scene).attributes) == []


def test_a_wrong_slot_value_and_scene_are_found():
    good = {"scene": "piano", "background": "sky", "camera": "pan", "pace": "slow", "mood": "sad"}
    assert faults(good) == []
    assert faults({**good, "mood": "grim"}) == ["mood: expected one of ['happy', 'sad'], got 'grim'"]
    assert faults({**good, "floor": "wood"}) == ["floor: not a slot of piano"]
    assert faults({"scene": "piano", "background": "sky", "camera": "pan", "pace": "slow"}) == ["mood: missing"]
    assert "got 'opera'" in faults({"scene": "opera"})[0]


def test_the_table_covers_every_scene_that_can_be_made(clips):
    assert set(SCENE_ATTRIBUTES) == set(SCENES) == {clip.scene for clip in clips.values()}


@pytest.mark.parametrize("scene", ["hammer", "rain", "commercial", "sing_words", "whisper"])
def test_one_seed_is_one_clip(scene, clips, voices):
    again, other = (make_clip(seed, LATENTS, voices, scene, size=48) for seed in (11, 12))
    assert np.array_equal(clips[scene].frames, again.frames)
    assert np.array_equal(clips[scene].samples, again.samples)
    assert clips[scene].attributes == again.attributes
    assert not np.array_equal(clips[scene].samples, other.samples)


def between_neighbours(onsets_s: tuple[float, ...], index: int) -> tuple[float, float]:
    """A stretch around an onset that holds no other one."""
    onset = onsets_s[index]
    before = onsets_s[index - 1] if index else onset - 0.5
    after = onsets_s[index + 1] if index + 1 < len(onsets_s) else onset + 0.5
    return onset - min(0.25, 0.5 * (onset - before)), onset + min(0.25, 0.5 * (after - onset))


def share_in_sync(times_s: np.ndarray, change: np.ndarray, onsets_s: tuple[float, ...], end_s: float) -> float:
    """The share of onsets whose stretch has its largest change within 40 ms of the label."""
    hits = []
    for index, onset in enumerate(onsets_s):
        first, last = between_neighbours(onsets_s, index)
        if first > 0 and last < end_s:
            inside = (times_s >= first) & (times_s <= last)
            found = times_s[inside][change[inside].argmax()]
            hits.append(abs(found - onset) <= FRAME_S + 1e-6)
    assert len(hits) >= 1
    return float(np.mean(hits))


@pytest.mark.parametrize("scene", STRUCK)
def test_the_picture_changes_most_within_a_frame_of_every_onset(scene, voices):
    clip = make_clip(21, LATENTS, voices, scene, size=64, camera="static")
    change = np.abs(np.diff(clip.frames.astype(float), axis=0)).mean((1, 2, 3))
    times_s = np.arange(1, len(clip.frames)) * FRAME_S
    assert share_in_sync(times_s, change, clip.onsets_s, times_s[-1]) >= 0.9


@pytest.mark.parametrize("scene", STRUCK)
def test_the_sound_rises_most_within_a_frame_of_every_onset(scene, voices):
    clip = make_clip(21, LATENTS, voices, scene, size=16)
    step = 160
    power = np.square(clip.samples[: len(clip.samples) // step * step].reshape(-1, step)).mean(1)
    times_s = np.arange(1, len(power)) * step / 16000
    assert share_in_sync(times_s, np.diff(power), clip.onsets_s, times_s[-1]) >= 0.9


def test_sung_words_carry_their_notes_and_start_their_vowels_on_the_onsets(clips):
    clip = clips["sing_words"]
    vowels = [phoneme for phoneme in clip.phonemes if phoneme.phoneme in ("en:a", "en:e@")]
    assert all(6 + 45 - 36 <= phoneme.prosody <= 6 + 76 - 36 for phoneme in clip.phonemes)
    for vowel in vowels:
        assert min(abs(vowel.start_s - onset) for onset in clip.onsets_s) < 0.005 or vowel.start_s >= 2.4


def test_the_words_of_a_commercial_stand_out_of_its_music(clips):
    clip = clips["commercial"]
    assert clip.quotes and {line.speaker for line in clip.quotes} == {3}
    at_s = np.arange(len(clip.samples)) / 16000
    said = np.zeros(len(at_s), bool)
    for line in clip.quotes:
        said |= (at_s > line.start_s) & (at_s < line.start_s + 0.5)
    rms = {name: np.sqrt(np.mean(clip.samples[part] ** 2)) for name, part in (("words", said), ("rest", ~said))}
    assert rms["words"] > 1.2 * rms["rest"]


def test_the_engine_knows_the_values_of_every_scene():
    for scene, table in SCENE_ATTRIBUTES.items():
        asked = {slot: set(values) for slot, values in table.items() if slot in SLOT_BY_NAME and slot != "scene"}
        assert {slot: set(values_of(scene, slot)) for slot in SCENE_SLOTS[scene] - {"scene"}} == asked
