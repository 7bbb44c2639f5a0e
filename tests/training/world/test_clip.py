"""Clips of the world: the same seed gives the same clip, labels lie where picture and sound are."""

import numpy as np
import pytest
from tandem.training.world.clip import make_clip
from tandem.training.world.scene_attributes import faults
from tandem.training.world.scenes import SCENES

LATENTS = 12


@pytest.mark.parametrize("scene", list(SCENES))
def test_every_scene_is_drawn_heard_and_labelled(scene, voices):
    clip = make_clip(3, LATENTS, voices, scene, size=64)
    assert clip.frames.shape == (48, 64, 64, 3)
    assert clip.samples.shape == (LATENTS * 2560,)
    assert clip.frames.std() > 5
    assert 0.05 < np.abs(clip.samples).max() <= 1.0
    assert clip.attributes["scene"] == scene
    assert faults(clip.attributes) == []


def test_one_seed_is_one_clip(voices):
    first, again, other = (make_clip(seed, LATENTS, voices, size=64) for seed in (5, 5, 6))
    assert np.array_equal(first.frames, again.frames)
    assert np.array_equal(first.samples, again.samples)
    assert not np.array_equal(first.samples, other.samples)


def test_a_window_of_frames_equals_that_part_of_the_clip(voices):
    whole = make_clip(8, LATENTS, voices, "drum", size=64)
    part = make_clip(8, LATENTS, voices, "drum", size=64, frames=slice(8, 20))
    assert np.array_equal(part.frames, whole.frames[8:20])
    assert np.array_equal(part.samples, whole.samples)


@pytest.mark.parametrize("scene", ["drum", "bell", "glass", "ball"])
def test_the_sound_rises_at_every_labelled_impact(scene, voices):
    clip = make_clip(21, LATENTS, voices, scene, size=32)
    assert clip.onsets_s
    for onset in clip.onsets_s:
        at = int(onset * 16000)
        after, before = clip.samples[at : at + 320], clip.samples[max(0, at - 320) : at]
        if len(after) == 320 and len(before) == 320:
            assert np.square(np.diff(after)).mean() > np.square(np.diff(before)).mean()


def test_only_the_speaker_of_a_line_moves_the_mouth(voices):
    clip = make_clip(4, LATENTS, voices, "dialogue", size=32)
    first = clip.mouths[:, :, 0]
    assert {q.speaker for q in clip.quotes} == {1, 2}
    assert not ((first[0] > 0.5) & (first[1] > 0.5)).any()
    for line in clip.quotes:
        middle = int((line.start_s + 0.25) * 25)
        if 0 <= middle < first.shape[1]:
            assert first[line.speaker - 1, middle] > 0.5


def test_an_unknown_scene_and_a_narrator_over_talk_are_refused(voices):
    with pytest.raises(ValueError, match="got 'opera'"):
        make_clip(1, LATENTS, voices, "opera", size=16)
    with pytest.raises(ValueError, match="narrated: expected a scene of .*'ocean'.* got 'drum'"):
        make_clip(1, LATENTS, voices, "drum", size=16, narrated=True)


def test_a_narrator_speaks_off_screen_and_the_rest_grows_quieter(voices):
    plain, narrated = (make_clip(5, LATENTS, voices, "ocean", size=16, narrated=said) for said in (False, True))
    assert np.array_equal(plain.frames, narrated.frames)
    assert narrated.quotes and {line.speaker for line in narrated.quotes} == {3}
    assert {phoneme.speaker for phoneme in narrated.phonemes} == {3}
    assert narrated.attributes["narrator"] in ("man", "child")
    first = max(narrated.quotes[0].start_s, 0.0)
    words = slice(int((first + 0.1) * 16000), int((first + 0.4) * 16000))
    assert np.sqrt(np.mean(narrated.samples[words] ** 2)) > 1.2 * np.sqrt(np.mean(plain.samples[words] ** 2))


def test_sung_notes_are_in_the_script_with_their_pitch(voices):
    clip = make_clip(2, LATENTS, voices, "sing", size=32)
    assert clip.phonemes
    assert all(p.phoneme.startswith("sing:") and p.prosody >= 6 for p in clip.phonemes)
