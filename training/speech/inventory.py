"""From espeak-ng's mnemonics to the phoneme names of tandem-mini: rare allophones take their nearest relative."""

from __future__ import annotations

from ...engine.mini.text.phonemes import PHONEME_IDS

PREFIXES = {"english": "en:", "chinese": "zh:"}
RELATIVES = {
    "en:@2": "en:@",
    "en:@-": "en:@",
    "en:a#": "en:@",
    "en:I2": "en:I",
    "en:I#": "en:I",
    "en:O2": "en:O:",
    "en:o@": "en:O@",
    "en:aa": "en:a",
    "en:r-": "en:r",
    "en:t2": "en:t",
    "en:?": "en:t",
    "en:n-": "en:n",
    "en:i@3": "en:i@",
    "en:aI@": "en:aI3",
    "zh:yi": "zh:y@",
    "zh:io": "zh:iou",
}


def phoneme_name(language: str, mnemonic: str) -> str:
    """The inventory's name of an espeak mnemonic; raises KeyError for a sound that the inventory does not cover."""
    name = PREFIXES[language] + mnemonic
    name = RELATIVES.get(name, name)
    if name not in PHONEME_IDS:
        raise KeyError(f"phoneme {name!r} is not in the inventory and has no relative there")
    return name
