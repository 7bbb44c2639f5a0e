import zlib

from tandem.engine.mini.text.phonemes import PHONEME_IDS, PHONEMES, SILENCE, SUNG_VOWELS
from tandem.engine.mini.text.timeline import SUNG_VOWEL


def test_ids_are_places_and_silence_is_zero():
    assert PHONEME_IDS[SILENCE] == 0
    assert len(PHONEME_IDS) == len(PHONEMES) <= 128


def test_the_inventory_of_the_trained_weights_is_unchanged():
    # The crc was computed when the first weights were trained; names may only be appended after the first 109.
    assert zlib.crc32(" ".join(PHONEMES[:109]).encode()) == 2347325997


def test_every_vowel_can_be_sung():
    vowels = [name for name in PHONEMES if name[3:4] in tuple("aAeEiIoOuUyV03") and name[:2] in ("en", "zh")]
    assert all(SUNG_VOWEL[name] in SUNG_VOWELS for name in vowels)
