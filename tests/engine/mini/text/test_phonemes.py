import zlib

from tandem.engine.mini.text.phonemes import PHONEME_IDS, PHONEMES, SILENCE, SUNG_VOWELS, is_vowel


def test_ids_are_places_and_silence_is_zero():
    assert PHONEME_IDS[SILENCE] == 0
    assert len(PHONEME_IDS) == len(PHONEMES) <= 128


def test_the_inventory_of_the_trained_weights_is_unchanged():
    # The crc was computed when the first weights were trained; names may only be appended after the first 109.
    assert zlib.crc32(" ".join(PHONEMES[:109]).encode()) == 2347325997


def test_a_vowel_carries_a_syllable_in_any_language():
    assert all(is_vowel(name) for name in ("en:aI", "en:@L", "en:3:", "en:0", "zh:y&", "zh:i[", "zh:uo", *SUNG_VOWELS))
    assert not any(is_vowel(name) for name in (SILENCE, "en:j", "en:w", "en:N", "zh:S;", "zh:tS;h"))
