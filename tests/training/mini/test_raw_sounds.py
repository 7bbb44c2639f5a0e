"""Sounds without pictures: what the sound autoencoder and the transformer learn from."""

import numpy as np
from tandem.engine.mini.audio_autoencoder import AudioAutoencoder
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.text.voice_pitch import PITCH_COLUMN, pitch_id
from tandem.training.mini import raw_sounds, sound_clips
from tandem.training.world.clip import make_scene

MAN_HZ, CHILD_HZ = 130, 260


def seed_of(scene: str, voices) -> int:
    return next(seed for seed in range(2000) if make_scene(seed, 12, voices).attributes["scene"] == scene)


def test_a_sound_comes_with_its_pitch(voices, monkeypatch):
    monkeypatch.setattr(raw_sounds, "voices", lambda: voices)
    samples, pitch = raw_sounds.sound_of(seed_of("talk", voices))
    assert samples.shape == (30720,) and pitch.shape == (192,)
    heard = pitch[np.isfinite(pitch)]
    assert len(heard) > 10
    assert min(abs(np.median(heard) / hertz - 1) for hertz in (MAN_HZ, CHILD_HZ)) < 0.05


def test_a_row_has_sound_slots_and_a_script_that_says_how_high(voices, monkeypatch):
    monkeypatch.setattr(sound_clips, "voices", lambda: voices)
    row = sound_clips.row_of(seed_of("talk", voices), 12, AudioAutoencoder(width=16).eval())
    assert row["audio"].shape == (48, 32) and row["script"].shape == (48, COLUMNS)
    told = set(row["script"][:, PITCH_COLUMN].unique().tolist()) - {0}
    assert told and told <= {pitch_id(MAN_HZ), pitch_id(CHILD_HZ)}
