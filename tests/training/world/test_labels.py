"""The script of a clip says when things strike: the instants of its onsets."""

import numpy as np
import pytest
from tandem.engine.mini.text.cue_plan import PLANS
from tandem.engine.mini.text.cues import BEATS, moments
from tandem.engine.mini.text.voice_pitch import SPEAKER_COLUMN, VOICE_COLUMN
from tandem.engine.mini.text.voices import NO_VOICE
from tandem.engine.mini.text.voices import voices as known_voices
from tandem.training.world.clip import make_scene
from tandem.training.world.labels import clip_script

LATENTS = 12
SLOT_S = 0.02


@pytest.mark.parametrize("scene", sorted(PLANS))
def test_whatever_can_be_planned_is_labelled_where_it_happens(scene, voices):
    made = make_scene(11, LATENTS, voices, scene)
    cues = moments(clip_script(made, LATENTS * 4))
    assert cues
    if scene == "commercial":
        assert {cue.kind for cue in cues} <= set(BEATS)
        return
    onsets = np.array([t for t in made.onsets_s if 0 <= t < made.duration_s - SLOT_S / 2])
    assert [cue.at_s for cue in cues] == pytest.approx(np.sort(onsets), abs=SLOT_S / 2 + 1e-6)


@pytest.mark.parametrize("scene", ["talk", "ocean"])
def test_nothing_else_is(scene, voices):
    assert not moments(clip_script(make_scene(11, LATENTS, voices, scene), LATENTS * 4))


@pytest.mark.parametrize("scene", ["talk", "whisper", "shout", "rap", "sing_words", "sing"])
def test_whoever_speaks_has_the_voice_of_such_a_person(scene, voices):
    """The bank of the tests says its lines in voices of the training split."""
    found = set()
    for seed in range(6):
        made = make_scene(seed, LATENTS, voices, scene)
        script = clip_script(made, LATENTS * 4)
        own = {voice.number for voice in known_voices()[made.attributes["first_person"]]}
        speaks = script[:, SPEAKER_COLUMN] == 1
        assert (script[~speaks, VOICE_COLUMN] == NO_VOICE).all()
        told = set(script[speaks, VOICE_COLUMN].tolist())
        assert len(told) <= 1 and told <= (own if scene != "sing" else {NO_VOICE})
        found |= told
    assert found
